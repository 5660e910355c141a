"""Find the header of a table of CSV, and with it the delimiter."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from cleantext.files.formats import CSV, TSV
from cleantext.model import CleantextError

from .csv_rows import RowReader, split_row
from .decode import BYTE_ORDER_MARK, Decoded
from .header import check_columns, column_numbers, no_field
from .items import Reading
from .table_encoding import SURROGATE, USING_ASCII_LETTERS, UTF_8, TableEncoding, checked

DELIMITERS = {CSV: ",;\t|", TSV: "\t"}  # spreadsheets in a Vietnamese locale write ";": "," is their decimal sign
SAMPLE_ROWS = 20
FOR_EXCEL = re.compile(rb"(?i)sep=[\x20-\x7e\t]")  # with this line, Excel takes the delimiter from it
MAX_HEADER_SIZE = 1_000_000  # bytes; where it is larger, a quotation mark in it is not closed


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
    for delimiter in _delimiters(table_format, reading, encoding, start):
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
    if len(names) == 1 and (found := _unknown_delimiter(names[0], reading.field)):
        raise CleantextError(
            f"no field {reading.field!r}; the fields seem to be delimited by {found!r}: --delimiter {found!r}"
        )
    raise no_field(reading.field, names, "--field")


def is_apart(delimiter: str, encoding: str) -> bool:
    """Check whether the byte of a delimiter is never part of another character in an encoding."""
    return delimiter in ",;\t" or not codecs.lookup(encoding).name.startswith(USING_ASCII_LETTERS)


def _delimiters(table_format: str, reading: Reading, encoding: TableEncoding, start: bytes) -> Sequence[str]:
    """Return the delimiters to try, in order; of a table without header the one that fits its first rows best."""
    if reading.delimiter:
        return reading.delimiter
    known = [delimiter for delimiter in DELIMITERS[table_format] if is_apart(delimiter, encoding.name)]
    return known if reading.has_header else [_likeliest(known, start)]


def _likeliest(delimiters: Sequence[str], start: bytes) -> str:
    """Return the delimiter that cuts the first rows most regularly. Raise CleantextError if two do so equally.

    The column that is cleaned would be a guess then, and the text in another one could be cut at its commas.
    """
    regularity = {delimiter: _regularity(start, delimiter) for delimiter in delimiters}
    best = max(regularity.values())
    first, *others = (delimiter for delimiter in delimiters if regularity[delimiter] == best)
    if others and best[0]:
        raise CleantextError(
            f"the fields may be delimited by {first!r} or by {others[0]!r}; say which: --delimiter {others[0]!r}"
        )
    return first


def _regularity(start: bytes, delimiter: str) -> tuple[int, bool]:
    """Return how many of the first rows have the commonest number of fields, and whether a space never begins a field.

    Commas of a text have a space behind them. Zeros if that number is 1, or it is no CSV.
    """
    reader = RowReader(delimiter, 1, MAX_HEADER_SIZE)
    counts: Counter[int] = Counter()
    has_spaces = False
    try:
        for row in islice(reader.read([start[: start.rfind(b"\n") + 1] or start]), SAMPLE_ROWS):
            fields = list(split_row(row.data, delimiter)) if row.data else []
            counts[len(fields)] += 1
            has_spaces |= any(field[:1] == b" " for field in fields[1:])
    except CleantextError:
        if not reader.is_in_quotes:  # otherwise the row is cut off here
            return 0, False
    number, rows = max(counts.items(), key=lambda pair: pair[::-1], default=(0, 0))
    return (rows, not has_spaces) if number > 1 else (0, False)


def _unknown_delimiter(header: str, field: str) -> str | None:
    """Return the sign that would make the field one of the names in a header of a single one."""
    signs = (sign for sign in dict.fromkeys(header) if sign.isascii() and not sign.isalnum() and sign not in "_ ")
    return next((sign for sign in signs if field in header.split(sign)), None)


def _header(fields: list[Decoded], reading: Reading, delimiter: str, line_end: str, byte_order_mark: str) -> Header:
    """Return the header of these fields. Raise CleantextError if there are bytes in them that cannot be decoded.

    The first row of a table without header is read again as one of its rows.
    """
    if not reading.has_header:
        return Header(column_numbers(len(fields)), delimiter, line_end, byte_order_mark, UTF_8, 0)
    try:
        read = checked(fields, reading.errors)
    except CleantextError as error:
        reason = str(error)
        if ";" not in reason:
            reason = f"{reason}; say its encoding with --encoding NAME, or use --errors replace"
        raise CleantextError(f"line 1, the header, is {reason}") from None
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
