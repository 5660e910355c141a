"""Find the delimiter of a table of CSV: the user's, or the one that its header or its first rows tell."""

import codecs
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from cleantext.files.formats import CSV, TSV
from cleantext.model import CleantextError

from .csv_rows import RowReader, count_fields, without_quoted_fields
from .items import Reading
from .table_encoding import USING_ASCII_LETTERS, TableEncoding

DELIMITERS = {CSV: ",;\t|", TSV: "\t"}  # spreadsheets in a Vietnamese locale write ";": "," is their decimal sign
SAMPLE_ROWS = 20
MAX_HEADER_SIZE = 1_000_000  # bytes; where it is larger, a quotation mark in it is not closed


def is_apart(delimiter: str, encoding: str) -> bool:
    """Check whether the byte of a delimiter is never part of another character in an encoding."""
    return delimiter in ",;\t" or not codecs.lookup(encoding).name.startswith(USING_ASCII_LETTERS)


def delimiters_to_try(table_format: str, reading: Reading, encoding: TableEncoding, start: bytes) -> Sequence[str]:
    """Return the delimiters to try, in order; of a table without header the one that fits its first rows best."""
    if reading.delimiter:
        return reading.delimiter
    known = [delimiter for delimiter in DELIMITERS[table_format] if is_apart(delimiter, encoding.name)]
    return known if reading.has_header else [_likeliest(known, start)]


def _likeliest(delimiters: Sequence[str], start: bytes) -> str:
    """Return the delimiter that cuts the first rows most regularly.

    Raise CleantextError if two do so equally, or if it may be a sign of the text, with a space behind it: a text could
    be cut at its commas.
    """
    regularity = {delimiter: _regularity(start, delimiter) for delimiter in delimiters}
    best = max(regularity.values())
    first, *others = (delimiter for delimiter in delimiters if regularity[delimiter] == best)
    if best.rows and others:
        raise CleantextError(
            f"the fields may be delimited by {first!r} or by {others[0]!r}; say by which, with --delimiter"
        )
    if best.rows and not best.has_no_spaces:
        raise CleantextError(f"{first!r} may delimit the fields, or be a sign of the text; say which, with --delimiter")
    return first


class _Regularity(NamedTuple):
    """How well a delimiter cuts rows: how many have the commonest number of fields, if that is not 1.

    In fields that are not quoted there may be no quotation marks, and behind none of the delimiters a space, as behind
    the commas of a text.
    """

    rows: int = 0
    has_no_quotes: bool = False
    has_no_spaces: bool = False


def _regularity(start: bytes, delimiter: str) -> _Regularity:
    """Return how well a delimiter cuts the first rows; it cuts them not at all if that would be no CSV."""
    reader = RowReader(delimiter, 1, MAX_HEADER_SIZE)
    counts: Counter[int] = Counter()
    has_quotes = has_spaces = False
    space = f"{delimiter} ".encode()
    try:
        for row in islice(reader.read([start[: start.rfind(b"\n") + 1] or start]), SAMPLE_ROWS):
            data = row.data or b""
            unquoted = without_quoted_fields(data, delimiter)
            counts[count_fields(data, delimiter) if data else 0] += 1
            has_quotes |= b'"' in unquoted
            has_spaces |= space in unquoted
    except CleantextError:
        if not reader.is_in_quotes:  # otherwise the row is cut off here
            return _Regularity()
    number, rows = max(counts.items(), key=lambda pair: pair[::-1], default=(0, 0))
    return _Regularity(rows, not has_quotes, not has_spaces) if number > 1 else _Regularity()


def unknown_delimiter(header: str, field: str) -> str | None:
    """Return the sign that would make the field one of the names in a header of a single one."""
    signs = (sign for sign in dict.fromkeys(header) if sign.isascii() and not sign.isalnum() and sign not in "_ ")
    return next((sign for sign in signs if field in header.split(sign)), None)
