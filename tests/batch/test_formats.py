"""A format is one row of the table of formats, and one module that reads it and puts its files together."""

import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, NamedTuple

import pytest

from cleantext.documents.items import START, Batch, Cell, Item, Reading
from cleantext.files import formats
from cleantext.files.formats import FORMATS, Format
from cleantext.files.walk import Input
from tests.conftest import start

TABLES = sorted({(known.module, known.has_writer) for known in FORMATS.values() if known.module})


@pytest.mark.parametrize(("name", "has_writer"), TABLES)
def test_a_module_has_what_the_table_says(name: str, *, has_writer: bool) -> None:
    module = import_module(f"cleantext.documents.{name}")
    assert callable(module.read)
    assert hasattr(module, "Writer") == has_writer


def test_no_two_formats_have_one_suffix() -> None:
    assert len(formats.SUFFIXES) == sum(len(known.suffixes) for known in FORMATS.values())


class _NoteRow(NamedTuple):
    text: str
    end: str = ""

    def read(self, _reading: Reading) -> Cell:
        return Cell(self.text, "utf-8", 0, lambda new, _: new.encode())

    def is_written_as(self, data: bytes) -> bool:
        return data == self.text.encode()


def _read(table: Input, stream: BinaryIO, _reading: Reading) -> Iterator[Batch]:
    *texts, _ = stream.read().decode().split("|")
    yield Batch([Item(f"{table.name}:{n}", table, _NoteRow(text)) for n, text in enumerate(texts, 1)], START, 0)


class _Writer:
    """Writes notes, each with a bar after it, and at the end how many they are."""

    can_resume = False

    def __init__(self, write: Callable[[bytes], object], _reading: Reading) -> None:
        self._write, self._count = write, 0

    def put(self, _batch: Batch, outputs: Sequence[bytes | None]) -> None:
        notes = [output for output in outputs if output is not None]
        self._count += len(notes)
        self._write(b"".join(note + b"|" for note in notes))

    def end(self) -> None:
        self._write(b"%d" % self._count)


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Add a format to the table, and lay a file of it."""
    module = ModuleType("cleantext.documents.notes")
    vars(module).update(read=_read, Writer=_Writer)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    known = Format((".notes",), "notes", can_join=False, is_text=False, has_writer=True)
    monkeypatch.setitem(formats.FORMATS, "notes", known)
    monkeypatch.setitem(formats.SUFFIXES, ".notes", "notes")
    monkeypatch.setattr(formats, "INPUT_FORMATS", (*formats.INPUT_FORMATS, "notes"))
    (tmp_path / "a.notes").write_text("a  b|c  d|2")
    return tmp_path


def test_a_new_format_needs_no_other_line(notes: Path) -> None:
    for arguments, out in (
        (["a.notes", "-o", "o.notes"], "o.notes"),
        (["a.notes", "-o", "out/"], "out/a.notes"),
        (["-i", "a.notes"], "a.notes"),
    ):
        assert start(notes, *arguments).code == 0
        assert (notes / out).read_text() == "a b|c d|2"
    assert start(notes, "a.notes").out == b"a b|c d|2"
    (notes / "b.notes").write_text("e|1")
    done = start(notes, "a.notes", "b.notes")
    assert (done.code, done.err.count("several notes files cannot be one")) == (2, 1)


def test_a_terminal_is_shown_no_bytes(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleantext.files.streams.is_terminal", lambda number: number == 1)
    done = start(notes, "a.notes")
    assert (done.code, done.err) == (2, "cleantext: Notes cannot be shown on a terminal; name a file with --output\n")
