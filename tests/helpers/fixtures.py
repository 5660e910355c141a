"""Fixtures are diffs: ' ' and '-' lines are the input, ' ' and '+' lines the output, '#' lines say what is shown.

Invisible characters are written <U+00A0>, and a raw one is refused, so that a reviewer sees what is there. An empty
line counts as ' ', so that editors may trim it. Nothing is split at anything but LF.
"""

import re
from pathlib import Path
from typing import NamedTuple

ESCAPE = re.compile(r"<U\+([0-9A-F]{4,6})>")
HIDDEN = re.compile(
    "[^\\S \n]|[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u0300-\u036f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)


class Fixture(NamedTuple):
    """A case: its input and output, each with LF after every line."""

    before: str
    after: str

    @property
    def changes(self) -> bool:
        return self.before != self.after


def read(path: Path) -> Fixture:
    """Read a .diff fixture."""
    before, after = [], []
    text = path.read_bytes().decode("utf-8").removesuffix("\n")
    if raw := HIDDEN.search(text):
        raise ValueError(f"{path}: write U+{ord(raw[0]):04X} as <U+{ord(raw[0]):04X}>")
    for line in text.split("\n"):
        mark, rest = line[:1] or " ", ESCAPE.sub(lambda match: chr(int(match[1], 16)), line[1:])
        if mark not in " -+#":
            raise ValueError(f"{path}: a line begins with {mark!r}")
        if mark in " -":
            before.append(rest + "\n")
        if mark in " +":
            after.append(rest + "\n")
    return Fixture("".join(before), "".join(after))
