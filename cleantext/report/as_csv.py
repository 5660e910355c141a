"""Format removals as CSV (RFC 4180), for spreadsheets."""

import csv
from collections.abc import Iterable
from io import StringIO

from cleantext.chain.results import Result
from cleantext.files.walk import name_in_utf8

COLUMNS = ("source", "row", "line", "filter", "kind", "reason", "text", "twin", "doubtful")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what Excel and LibreOffice take for the start of a formula
Cells = Iterable[object]


def header() -> bytes:
    """Return what the file begins with: the mark by which Excel knows UTF-8, and the names of the columns."""
    return b"\xef\xbb\xbf" + _rows([COLUMNS])


def removal_rows(source: str, row: int | None, result: Result) -> bytes:
    """Return a row for each line removed from a document: a file, or row `row` of a table."""
    doubtful = "; ".join(result.doubtful)
    return _rows(
        (
            name_in_utf8(source),
            row,
            *(removal.line, removal.filter, removal.kind, removal.reason, removal.text),
            removal.twin,
            doubtful,
        )
        for removal in result.removals
    )


def failure_row(source: str, row: int | None, reason: str) -> bytes:
    """Return the row of a document that failed: of the kind "failed", and without a line."""
    return _rows([(name_in_utf8(source), row, None, None, "failed", reason, None, None, None)])


def _rows(rows: Iterable[Cells]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows([_inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _inert(cell: object) -> object:
    """Return a cell with an apostrophe before what a spreadsheet would run: text of strangers is in it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
