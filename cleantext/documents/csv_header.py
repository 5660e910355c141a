"""Find the header of a table of CSV, and with it the delimiter."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from cleantext.files.formats import CSV, TSV
from cleantext.model import CleantextError

from .csv_rows import RowReader, split_row
from .decode import BYTE_ORDER_MARK, Decoded
from .items import Reading
from .rows import missing_field, repeated
from .table_encoding import UTF_8, TableEncoding, checked

DELIMITERS = {CSV: ",;\t", TSV: "\t"}  # spreadsheets in a Vietnamese locale write ";": "," is their decimal sign
MAX_HEADER_SIZE = 1_000_000  # bytes; where it is larger, a quotation mark in it is not closed


class Header(NamedTuple):
    """The header row: names of the fields, delimiter, line end, byte order mark or "".

    The byte order mark is kept: spreadsheets need it to read Vietnamese. In the names are so many U+FFFD (`replaced`)
    for bytes that are not text in `encoding`.
    """

    names: list[str]
    delimiter: str
    line_end: str
    byte_order_mark: str
    encoding: str
    replaced: int


def find_header(
    start: bytes, pieces: Iterator[bytes], table_format: str, reading: Reading, encoding: TableEncoding
) -> tuple[Header, Iterator[bytes]]:
    """Return the header of a table that begins with `start`, and all of its bytes but the byte order mark.

    The delimiter is the first one that makes the field of the text one of the names. Raise CleantextError if none does.
    """
    field = reading.field
    byte_order_mark, start = _split_mark(start, encoding.name)
    begun = [start]  # what has been read so far
    choices: list[list[str]] = []
    unclosed: list[CleantextError] = []
    failures: list[CleantextError] = []
    for delimiter in DELIMITERS[table_format]:
        reader = RowReader(delimiter, 1, MAX_HEADER_SIZE)
        try:
            fields = _fields(reader, _beginning(begun, pieces), delimiter, encoding)
        except CleantextError as error:
            (unclosed if reader.is_in_quotes else failures).append(error)
            continue
        names = [name.text for name in fields]
        if names.count(field) > 1:
            raise CleantextError(repeated("field", field, names.count(field)))
        if field in names:
            header = _header(fields, reading.errors, delimiter, reader.line_end, byte_order_mark)
            return header, chain(begun, pieces)
        choices.append(names)
    if unclosed or not choices:
        raise (unclosed + failures)[0]
    raise missing_field(field, max(choices, key=len))


def _header(fields: list[Decoded], errors: str, delimiter: str, line_end: str, byte_order_mark: str) -> Header:
    """Return the header of these fields. Raise CleantextError if there are bytes in them that cannot be decoded."""
    try:
        read = checked(fields, errors)
    except CleantextError as error:
        advice = "say its encoding with --encoding NAME, or use --errors replace"
        raise CleantextError(f"line 1, the header, is {error}; {advice}") from None
    encoding = next((field.encoding for field in read if field.replaced), UTF_8)
    replaced = sum(field.replaced for field in read)
    return Header([field.text for field in read], delimiter, line_end, byte_order_mark, encoding, replaced)


def _split_mark(start: bytes, encoding: str) -> tuple[str, bytes]:
    """Return the byte order mark that a table begins with, or "", and the bytes behind it."""
    own = "".encode(encoding)  # of an encoding that takes the mark away itself: utf-8-sig
    try:
        mark = own or BYTE_ORDER_MARK.encode(encoding)
    except UnicodeError:  # the encoding has none
        return "", start
    if not start.startswith(mark):
        return "", start
    return "" if own else BYTE_ORDER_MARK, start[len(mark) :]


def _beginning(begun: list[bytes], pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield as many bytes as a header may have and one more; `begun` has those read before, and gets those read now."""
    left, index = MAX_HEADER_SIZE + 1, 0
    while left > 0:
        if index == len(begun):
            piece = next(pieces, None)
            if piece is None:
                return
            begun.append(piece)
        yield begun[index][:left]
        left -= len(begun[index])
        index += 1


def _fields(reader: RowReader, beginning: Iterator[bytes], delimiter: str, encoding: TableEncoding) -> list[Decoded]:
    """Return the fields of the first row; none if its line is blank. Raise CleantextError if it is not complete."""
    try:
        row = next(reader.read(beginning), None)
    except CleantextError:
        if reader.is_in_quotes:
            reason = "a quotation mark in the header is not closed; close it or remove it"
            raise CleantextError(f"no CSV from line 1 on: {reason}") from None
        raise
    if row is None or row.number > 1:
        return []
    if row.data is None:
        raise CleantextError(f"no CSV from line 1 on: the header has more than {MAX_HEADER_SIZE:,} bytes")
    decode = encoding.of_row(row.data).decode_field
    return [decode(name) for name in split_row(row.data, delimiter)]
