"""Read and write text that has several documents in it, which --split parts by lines that a pattern matches.

These lines stay, with one empty line on each side where there is one. All else is text of a piece, which is cleaned.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from cleantext.chain.patterns import Pattern, RuleEntry
from cleantext.files.formats import CRLF, KEEP
from cleantext.files.read import too_large_message
from cleantext.files.selection import nfc
from cleantext.files.walk import Input
from cleantext.model import CleantextError

from .decode import Decoded
from .gaps import Gaps
from .gaps import GapWriter as Writer
from .items import BATCH_BYTES, START, Batch, Cell, Item, Reading
from .table_encoding import TableEncoding, open_table

__all__ = ["Writer", "compile_split", "read"]
EMPTY_LINES = (b"\n", b"\r\n")


def compile_split(text: str) -> Pattern:
    """Return the pattern of --split. Raise CleantextError if it is wrong."""
    entry = RuleEntry(text, "--split")
    entry.check()
    return Pattern(entry)


class PieceRow(NamedTuple):
    """A piece of a text, with its line ends; `before` is what stands between it and the piece before it."""

    data: bytes
    encoding: TableEncoding
    before: bytes = b""
    end: str = ""

    def read(self, reading: Reading) -> Cell:
        """Return the piece as a text. Raise CleantextError if it cannot be decoded."""
        text, name, replaced = _decode(self.data, self.encoding, reading)
        data = b"\0" if self.encoding.wide else self.data  # UTF-16 is written as other bytes in any case
        separator = _decode(self.before, self.encoding, reading).text.strip() if self.before else ""
        return Cell(text, name, replaced, lambda new, _details: new.encode(), data=data, separator=separator)

    def is_written_as(self, data: bytes) -> bool:
        """Check whether these bytes are those of the piece already."""
        return data == self.data


def _decode(data: bytes, encoding: TableEncoding, reading: Reading) -> Decoded:
    encoding = encoding.of_row(data)
    if encoding.charsets:
        return encoding.decode_field(data, font_capitals=True)
    return encoding.decode_row(data, reading)


class RawPiece(NamedTuple):
    """A piece, the number of the line it begins on, and what stands before it; `data` is None if it is too large."""

    number: int
    data: bytes | None
    before: bytes


class PieceReader:
    """Cuts a text at the lines that a pattern matches; of a piece, and of what is between two, `limit` bytes are kept.

    What stands behind the last piece is in `gap` at the end; `is_split` if a line has matched.
    """

    def __init__(self, pattern: Pattern, encoding: TableEncoding, limit: int) -> None:
        self._pattern, self._encoding, self._limit = pattern, encoding, limit
        self._lines: list[bytes] = []
        self._size, self._number = 0, 1
        self.gap, self.is_split = bytearray(), False

    def read(self, chunks: Iterable[bytes]) -> Iterator[RawPiece]:
        """Yield the pieces. Raise CleantextError if the pattern takes too long."""
        number = 0
        for number, line in enumerate(_lines(chunks, self._limit), 1):
            if line is not None and self._parts(line):
                yield from self._end_piece(is_last=False)
                self.gap += line
                self.is_split, self._number = True, number + 1
                if len(self.gap) > self._limit:
                    raise CleantextError(
                        f"line {number}: the lines that --split has found, with no text between them, are "
                        f"{too_large_message(self._limit)}"
                    )
            else:
                self._keep(line)
        yield from self._end_piece(is_last=True)

    def _parts(self, line: bytes) -> bool:
        text = self._encoding.of_row(line).decode_field(line).text
        text = text.removeprefix("\ufeff").rstrip("\r\n")
        return self._pattern.occurs_in(text if text.isascii() else nfc(text))

    def _keep(self, line: bytes | None) -> None:
        self._size += self._limit + 1 if line is None else len(line)
        if line is None or self._size > self._limit:
            self._lines = []
        else:
            self._lines.append(line)

    def _end_piece(self, *, is_last: bool) -> Iterator[RawPiece]:
        lines, number, is_too_large = self._lines, self._number, self._size > self._limit
        self._lines, self._size = [], 0
        if not is_too_large and not b"".join(lines).strip():
            self.gap += b"".join(lines)
            return
        if self.is_split and lines and lines[0] in EMPTY_LINES:
            self.gap += lines.pop(0)
            number += 1
        behind = lines.pop() if lines and not is_last and lines[-1] in EMPTY_LINES else b""
        yield RawPiece(number, None if is_too_large else b"".join(lines), bytes(self.gap))
        self.gap = bytearray(behind)


def _lines(chunks: Iterable[bytes], limit: int) -> Iterator[bytes | None]:
    """Yield the lines with their line ends; None for one of more bytes than the limit."""
    started, is_too_long = bytearray(), False
    for chunk in chunks:
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            started += end
            yield None if is_too_long or len(started) > limit else bytes(started) + b"\n"
            started, is_too_long = bytearray(), False
        started += rest
        if len(started) > limit:
            started, is_too_long = bytearray(), True
    if started or is_too_long:
        yield None if is_too_long else bytes(started)


def read(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Yield the pieces in batches. Raise CleantextError where the rest cannot be read."""
    encoding, chunks = open_table(stream, reading)
    reader = PieceReader(compile_split(reading.split or ""), encoding, reading.max_size)
    items: list[Item] = []
    gaps: list[bytes] = []
    size, detected = 0, encoding.detected
    for found in reader.read(chunks):
        items.append(_item(table, found, encoding, reading))
        gaps.append(_as_written(found.before, encoding, reading))
        size += len(found.data or b"") + len(found.before)
        if size >= BATCH_BYTES:
            yield Batch(items, START, size, origin=Gaps(gaps), encoding=detected, is_split=reader.is_split)
            items, gaps, size, detected = [], [], 0, ""
    origin = Gaps(gaps, _as_written(bytes(reader.gap), encoding, reading))
    yield Batch(items, START, size + len(reader.gap), origin=origin, encoding=detected, is_split=reader.is_split)


def _item(table: Input, found: RawPiece, encoding: TableEncoding, reading: Reading) -> Item:
    name = f"{table.name}:{found.number}"
    if found.data is None:
        return Item(name, table, refused=too_large_message(reading.max_size))
    return Item(name, table, PieceRow(found.data, encoding, found.before))


def _as_written(gap: bytes, encoding: TableEncoding, reading: Reading) -> bytes:
    """Return what stands between pieces as it is written: in UTF-8, with the line ends of the output."""
    text = _decode(gap, encoding, reading).text if gap else ""
    if reading.eol != KEEP:
        text = text.replace("\r\n", "\n")
    return (text.replace("\n", "\r\n") if reading.eol == CRLF else text).encode()
