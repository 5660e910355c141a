"""Find the rows of CSV (RFC 4180) in bytes that come in pieces, and split a row into its fields.

The standard library's reader would do both at once. It is not used because it takes memory as it likes (four bytes for
each character of a field, any number of fields) before one can look at what it has read, and because it is fed lines,
of which a field may have millions. This one takes and refuses the same tables, as its tests see to.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from cleantext.model import CleantextError

INSIDE = rb'[^"]*+(?:""[^"]*+)*+'  # of quotation marks, up to the one that closes them, or is half of a pair
INSIDE_QUOTES = re.compile(INSIDE)
BLANK_LINES = re.compile(rb"(?:\r*\n)*+")
# where the reader is: before a field, in one without quotation marks, inside them, behind one (which closes them, or is
# half of a pair), behind a CR that only a line end may follow, at a line end, at what may not be there
START, PLAIN, QUOTED, CLOSED, RETURNED, END, WRONG = range(7)


class RawRow(NamedTuple):
    """A row without its line end, and the number of its first line; `data` is None if it is larger than allowed."""

    number: int
    data: bytes | None


class RowReader:
    """Reads the rows of a table, from a line number on; the result does not depend on how the bytes are cut.

    Of a row, at most `limit` bytes are kept. Blank lines between rows are passed over.
    """

    def __init__(self, delimiter: str, first_line: int, limit: int) -> None:
        mark = re.escape(delimiter).encode()
        field = rb'(?:"%s"|[^"%s\r\n][^%s\r\n]*+)?+' % (INSIDE, mark, mark)
        self._skipped = {  # by state, what leaves it as it is; whole fields are skipped at once, because it is fast
            START: re.compile(rb"(?:%s%s)*+" % (field, mark)),
            PLAIN: re.compile(rb"[^%s\r\n]*+" % mark),
            QUOTED: INSIDE_QUOTES,
            CLOSED: re.compile(b""),
            RETURNED: re.compile(rb"\r*+"),
        }
        ends = {"\r": RETURNED, "\n": END}
        self._next = {  # by state, what follows for the character behind that
            START: _by_byte({'"': QUOTED, **ends}, PLAIN),
            PLAIN: _by_byte({delimiter: START, **ends}, WRONG),
            QUOTED: _by_byte({'"': CLOSED}, WRONG),
            CLOSED: _by_byte({'"': QUOTED, delimiter: START, **ends}, WRONG),
            RETURNED: _by_byte({"\n": END}, WRONG),
        }
        self._delimiter, self._limit = delimiter, limit
        self._line = first_line
        self.line_end = "\n"  # of the last row
        self._begin()

    def read(self, pieces: Iterable[bytes]) -> Iterator[RawRow]:
        """Yield the rows of a table. Raise CleantextError where it is no CSV."""
        for piece in pieces:
            yield from self.feed(piece)
        yield from self.end()

    @property
    def is_in_quotes(self) -> bool:
        """Check whether a quotation mark is open."""
        return self._state == QUOTED

    def _begin(self) -> None:
        self._number, self._state = self._line, START
        self._row, self._is_too_large = bytearray(), False

    def feed(self, data: bytes) -> Iterator[RawRow]:
        """Yield the rows that end in these bytes. Raise CleantextError if they are no CSV."""
        start = position = 0
        while position < len(data):
            state = self._state
            if skipped := self._skipped[state].match(data, position):  # always
                position = skipped.end()
            if position < len(data):
                self._state = self._next[state][data[position]]
                position += 1
            if self._state == WRONG:
                raise self._error(state)
            if self._state == END:
                self._keep(data[start : position - 1])
                self._line += 1
                if row := self._take():
                    yield row
                elif blank := BLANK_LINES.match(data, position):  # always; there may be millions
                    self._line += data.count(b"\n", position, blank.end())
                    position = blank.end()
                    self._begin()
                start = position
        self._keep(data[start:])

    def end(self) -> Iterator[RawRow]:
        """Yield the row that has no line end, if there is one. Raise CleantextError if it is not complete."""
        if self._state == QUOTED:
            raise self._error(QUOTED)
        if row := self._take():
            yield row

    def _keep(self, piece: bytes) -> None:
        self._line += piece.count(b"\n")
        if len(self._row) + len(piece) > self._limit:
            self._row, self._is_too_large = bytearray(), True
        elif not self._is_too_large:
            self._row += piece

    def _take(self) -> RawRow | None:
        """Return the row that ends here, None if it is a blank line, and begin the next one."""
        data, number, self.line_end = bytes(self._row), self._number, "\n"
        if data.endswith(b"\r"):  # not inside quotation marks: they are closed behind it
            data, self.line_end = data.rstrip(b"\r"), "\r\n"
        is_too_large = self._is_too_large
        self._begin()
        return RawRow(number, None if is_too_large else data) if data or is_too_large else None

    def _error(self, state: int) -> CleantextError:
        reason = {
            QUOTED: "unexpected end of data",
            CLOSED: f"'{self._delimiter}' expected after '\"'",
            RETURNED: "line ends are CR alone: convert them",
        }[state]
        return CleantextError(f"not valid CSV from line {self._number} on: {reason}")


def _by_byte(states: dict[str, int], other: int) -> list[int]:
    return [states.get(chr(byte), other) for byte in range(256)]


def count_fields(row: bytes, delimiter: str) -> int:
    """Return how many fields a row that RowReader has found consists of, without the memory that they would take."""
    mark = delimiter.encode()
    if b'"' not in row:
        return 1 + row.count(mark)
    quoted = _quoted_field(delimiter)
    return 1 + row.count(mark) - sum(row.count(mark, *field.span()) for field in quoted.finditer(row))


def without_quoted_fields(row: bytes, delimiter: str) -> bytes:
    """Return a row without what is in quotation marks as CSV has it."""
    return _quoted_field(delimiter).sub(b"", row) if b'"' in row else row


@cache
def _quoted_field(delimiter: str) -> re.Pattern[bytes]:
    return re.compile(rb'(?<![^%s])"%s"' % (re.escape(delimiter.encode()), INSIDE))


def split_row(row: bytes, delimiter: str) -> Iterator[bytes | memoryview]:
    """Yield the fields of a row that RowReader has found; none is a copy unless a quotation mark in it is doubled.

    >>> [bytes(field) for field in split_row(b'a,"b ""c"", d",', ",")]
    [b'a', b'b "c", d', b'']
    """
    mark, view = delimiter.encode(), memoryview(row)
    position = 0
    while position <= len(row):
        if row.startswith(b'"', position) and (quoted := INSIDE_QUOTES.match(row, position + 1)):
            start, end = quoted.span()
            yield view[start:end] if row.find(b'""', start, end) < 0 else row[start:end].replace(b'""', b'"')
            position = end + 2  # behind the delimiter
        else:
            end = row.find(mark, position)
            end = len(row) if end < 0 else end
            yield view[position:end]
            position = end + 1
