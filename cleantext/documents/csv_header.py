"""Find the header of a table of CSV, and with it which delimiter it has."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from cleantext.model import CleantextError

from .csv_delimiter import MAX_HEADER_SIZE, delimiters_to_try, unknown_delimiter
from .csv_rows import RowReader, split_row
from .decode import BYTE_ORDER_MARK, Decoded
from .header import check_columns, column_numbers, no_field
from .items import Reading
from .table_encoding import SURROGATE, UTF_8, TableEncoding, checked

FOR_EXCEL = re.compile(rb"(?i)sep=[\x20-\x7e\t]")  # with this line, Excel takes the delimiter from it


class Header(NamedTuple):
    """The header row: names of the fields, delimiter, line end, byte order mark or "", and its bytes if in UTF-8.

    The byte order mark is kept: spreadsheets need it to read Vietnamese. In the names are so many U+FFFD (`replaced`)
    for bytes that are not text in `encoding`.
    """

    names: list[str]
    delimiter: str
    line_end: str
    byte_order_mark: str
    encoding: str
    replaced: int
    row: bytes = b""


def find_header(
    start: bytes, pieces: Iterator[bytes], table_format: str, reading: Reading, encoding: TableEncoding
) -> tuple[Header, Iterator[bytes]]:
    """Return the header of a table that begins with `start`, and all of its bytes but the byte order mark.

    The delimiter is the first one that makes the field of the text one of the names. Raise CleantextError if none does.
    """
    byte_order_mark, start = _split_mark(start, encoding.name)
    begun = [start]  # what has been read so far
    choices: list[list[str]] = []
    unclosed: list[CleantextError] = []
    failures: list[CleantextError] = []
    for delimiter in delimiters_to_try(table_format, reading, encoding, start):
        reader = RowReader(delimiter, 1, MAX_HEADER_SIZE)
        try:
            row = _first_row(reader, _beginning(begun, pieces), has_header=reading.has_header)
        except CleantextError as error:
            (unclosed if reader.is_in_quotes else failures).append(error)
            continue
        fields = _decoded(row, delimiter, encoding)
        names = [name.text for name in fields] if reading.has_header else column_numbers(len(fields))
        if reading.field in names or not reading.has_header:
            check_columns(names, reading)
            header = _header(fields, reading, delimiter, reader.line_end, byte_order_mark)
            is_utf8 = all(field.encoding == UTF_8 for field in fields) and not header.replaced
            return header._replace(row=row if is_utf8 else b""), chain(begun, pieces)
        choices.append([SURROGATE.sub("\ufffd", name) for name in names])
    if unclosed or not choices:
        raise (unclosed + failures)[0]
    names = max(choices, key=len)
    if not names:
        raise CleantextError("the first line is blank, and no header; remove it")
    if sign := FOR_EXCEL.match(begun[0]):
        raise CleantextError(f"the first line, {sign[0].decode()!r}, is for Excel, and no header; remove it")
    if len(names) == 1 and (found := unknown_delimiter(names[0], reading.field)):
        raise CleantextError(
            f"no field {reading.field!r}; the fields seem to be delimited by {found!r}: --delimiter {found!r}"
        )
    raise no_field(reading.field, names, "--field")


def _header(fields: list[Decoded], reading: Reading, delimiter: str, line_end: str, byte_order_mark: str) -> Header:
    """Return the header of these fields. Raise CleantextError if there are bytes in them that cannot be decoded.

    The first row of a table without header is read again as one of its rows.
    """
    if not reading.has_header:
        return Header(column_numbers(len(fields)), delimiter, line_end, byte_order_mark, UTF_8, 0)
    try:
        read = checked(fields, reading.errors, is_advised=False)
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


def _first_row(reader: RowReader, beginning: Iterator[bytes], *, has_header: bool) -> bytes:
    """Return the first row; nothing if its line is blank. Raise CleantextError if it is not complete."""
    try:
        row = next(reader.read(beginning), None)
    except CleantextError:
        if reader.is_in_quotes:
            reason = "a quotation mark in the header is not closed; close it or remove it"
            raise CleantextError(f"not valid CSV from line 1 on: {reason}") from None
        raise
    if row is None or (row.number > 1 and has_header):
        return b""
    if row.data is None:
        raise CleantextError(f"not valid CSV from line 1 on: the header has more than {MAX_HEADER_SIZE:,} bytes")
    return row.data


def _decoded(row: bytes, delimiter: str, encoding: TableEncoding) -> list[Decoded]:
    decode = encoding.of_row(row).decode_field
    return [decode(name) for name in split_row(row, delimiter)] if row else []
