"""Documents on their way out: what is written for each, and where the writers put it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import NamedTuple

from . import diff, files, report
from .model import CleantextError, Result
from .streams import Stdout, safe

TEXT, JSON, JSONL = FORMATS = ("text", "json", "jsonl")


class Document(NamedTuple):
    """A document and what became of it: its name, its bytes, their encoding, the text they are in it, the result."""

    name: str
    data: bytes
    encoding: str
    source: str
    result: Result

    def as_text(self) -> bytes:
        """Give the clean text as files have it: UTF-8, and one LF at the end unless it is empty."""
        text = self.result.text
        return (text if not text or text.endswith("\n") else text + "\n").encode()

    def as_json(self, *, indent: int | None = None) -> bytes:
        """Give the JSON object of the document, without a newline."""
        return report.to_json(report.record(self.name, self.encoding, self.result), indent=indent).encode()


class Writer(ABC):
    """Takes documents one by one."""

    @abstractmethod
    def put(self, document: Document) -> bool:
        """Take a document; tell whether anything was written."""

    def close(self) -> None:  # noqa: B027 - for most there is nothing left to do
        """End what `put` began."""


class Stream(Writer):
    """Writes all documents to one stream.

    Text comes with a blank line between documents, JSON as one object, or as an array where there
    may be `several`, JSON Lines as a line each.
    """

    def __init__(self, write: Callable[[bytes], object], form: str, *, several: bool) -> None:
        self.write, self.form, self.several = write, form, several
        self.empty = True

    def put(self, document: Document) -> bool:
        if self.form == JSONL:
            self.write(document.as_json() + b"\n")
        elif self.form == JSON and self.several:
            self.write((b"[\n" if self.empty else b",\n") + document.as_json(indent=2))
        elif self.form == JSON:
            self.write(document.as_json(indent=2) + b"\n")
        elif text := document.as_text():
            self.write(text if self.empty else b"\n" + text)
        else:  # an empty document adds nothing, not even a blank line; but its output file is there
            self.write(b"")
            return True
        self.empty = False
        return True

    def close(self) -> None:
        if self.form == JSON and self.several:
            self.write(b"[]\n" if self.empty else b"\n]\n")


class Folder(Writer):
    """Writes each document to its own file below a folder."""

    def __init__(self, folder: str, targets: Mapping[str, str], form: str) -> None:
        self.folder, self.targets, self.form = folder, targets, form

    def put(self, document: Document) -> bool:
        target = self.targets[document.name]
        data = document.as_text() if self.form == TEXT else document.as_json() + b"\n"
        try:
            files.write_below(self.folder, target, data)
        except OSError as error:
            raise CleantextError(f"cannot write {target}: {files.reason_of(error)}") from error
        return True


class InPlace(Writer):
    """Puts each clean text in the place of its file, and leaves alone what is clean."""

    def put(self, document: Document) -> bool:
        text = document.as_text()
        if text == document.data:
            return False
        files.replace_in_place(document.name, document.data, text)
        return True


class Check(Writer):
    """Writes nothing; counts and names what would change."""

    def __init__(self, say: Callable[[str], None], *, quiet: bool) -> None:
        self.say, self.quiet, self.found = say, quiet, 0

    def put(self, document: Document) -> bool:
        if document.as_text() == document.data:
            return False
        self.found += 1
        if not self.quiet:
            gone = len(document.result.removals)
            mended = sum(repaired.lines for repaired in document.result.repairs)
            lines = f"{gone} lines removed, {mended} repaired" if gone or mended else "line ends or encoding"
            self.say(f"{document.name}: would change: {lines}")
        return False


class Diff(Writer):
    """Writes a unified diff of each document that would change, and nothing else."""

    def __init__(self, stdout: Stdout, *, color: bool) -> None:
        self.stdout, self.color = stdout, color

    def put(self, document: Document) -> bool:
        lines = diff.unified(safe(document.name), document.source, document.result)
        report.write_diff(lines, self.stdout, color=self.color)
        return False
