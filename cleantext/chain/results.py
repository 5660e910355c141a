"""The result of cleaning one document, and how programs and notebooks see it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from cleantext.files.walk import name_in_utf8
from cleantext.model import DOUBTS, Note, Removal, Repaired
from cleantext.text.lines import is_blank, shortened, split_lines

from .removals import in_order

SCHEMA = 2  # the version of what `to_dict` gives
LONGEST_TITLE = 60  # characters that `repr` shows


class Result(NamedTuple):
    r"""The result of `explain`: the clean text, and every line that was changed or removed.

    `repairs` has a `Repaired` for each repair that changed something, `removals` a `Removal` for each removed line,
    and `notes` a `Note` for each thing that was noticed and left alone. `removals` compares and prints as a tuple, but
    makes each `Removal` when it is asked for, so that millions of blank lines take no memory.

    >>> from cleantext import explain
    >>> result = explain("Tin  vui\nti\ufffdng")
    >>> result.text
    'Tin vui\nti�ng'
    >>> [(note.kind, note.line) for note in result.notes]
    [('replacement', 2)]
    >>> result
    <Result: 'Tin vui', 2 lines kept, 0 removed, repaired by whitespace>
    >>> explain("404 Not Found").doubtful
    ('an error page, “404 Not Found”',)
    """

    text: str
    repairs: tuple[Repaired, ...]
    removals: Sequence[Removal]
    notes: tuple[Note, ...]

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The reasons, in words, why a person should look at the document: the notes of a kind in DOUBTS."""
        return tuple(note.message for note in self.doubts)

    @property
    def doubts(self) -> tuple[Note, ...]:
        """The notes with these reasons."""
        return tuple(note for note in self.notes if note.kind in DOUBTS)

    @property
    def title(self) -> str | None:
        """The line that reads like the title of the article, without marks of headings; None if none does.

        It is found anew each time: keep it where it is needed often.
        """
        from .title import title_of  # its patterns take time to compile, which cleaning need not pay

        return title_of(self.text, self.removals)

    @property
    def paragraphs(self) -> list[str]:
        """The lines of the text that are not blank."""
        return [line for line in split_lines(self.text) if not is_blank(line)]

    def to_dict(self, source: str = "-", encoding: str = "utf-8") -> dict[str, Any]:
        """Return what `--format json` writes of the same text (see report/schema.json), as plain dicts and lists.

        `source` and `encoding` say where the text is from; by default, they are those of UTF-8 on standard input.
        """
        return {
            "schema": SCHEMA,
            "source": name_in_utf8(source),
            "encoding": encoding,
            "doubtful": list(self.doubtful),
            "title": self.title,
            "text": self.text,
            "paragraphs": self.paragraphs,
            "removals": [removal._asdict() for removal in self.removals],
            "repairs": [{**r._asdict(), "examples": [e._asdict() for e in r.examples]} for r in self.repairs],
            "notes": [note._asdict() for note in self.notes],
        }

    def __repr__(self) -> str:
        title = self.title
        parts = [
            "no title" if title is None else repr(shortened(title, LONGEST_TITLE)),
            "1 line kept" if len(self.paragraphs) == 1 else f"{len(self.paragraphs)} lines kept",
            f"{len(self.removals)} removed",
        ]
        if self.repairs:
            parts.append(f"repaired by {', '.join(repaired.filter for repaired in self.repairs)}")
        if self.doubts:
            parts.append(f"doubtful: {', '.join(note.kind for note in self.doubts)}")
        return f"<Result: {', '.join(parts)}>"

    def _repr_html_(self) -> str:
        """Return what notebooks show: a table of the lines that stay and those that went, with the reasons."""
        from .notebook import as_table  # which the command never needs

        return as_table(self.title, self.doubtful, in_order(split_lines(self.text), self.removals))
