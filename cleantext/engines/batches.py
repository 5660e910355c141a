"""What workers of an engine do with a batch: rows of Parquet, or lines of JSON Lines with the bytes in one column."""

from collections.abc import Callable
from typing import Any

import pyarrow as pa

from ..arrow import clean_batch, count_lines, look_at_lines
from ..documents import Document
from ..learning.counts import Frequent
from ..model import CleantextError
from ..rows import JsonRow
from ..sites import Sites

FAILURE = "_cleantext_failure"
LINE = "value"
NAME = "_cleantext_name"
SHOWN = 60  # bytes of a line that failed


def clean_rows(batch: Any, *, field: str, sites: Sites, account: str | None) -> Any:
    """Clean rows of Parquet. The last column says why a row failed, or is null."""
    return clean_batch(batch, field, rules=sites, account=account, failures=FAILURE)


def clean_lines(batch: Any, *, field: str, sites: Sites, account: str | None) -> Any:
    """Clean JSON Lines: all but the text stays to the byte. Blank lines go; the last column says why a line failed."""
    lines: list[str | None] = []
    failures: list[str | None] = []
    for data in batch.column(0).to_pylist():
        if not data.strip():
            continue
        line = failure = None
        try:
            line = _cleaned(data, field, sites, account)
        except CleantextError as error:
            failure = f"{error}: {data[:SHOWN].decode('utf-8', 'backslashreplace')}…"
        lines.append(line)
        failures.append(failure)
    arrays = [pa.array(lines, pa.string()), pa.array(failures, pa.string())]
    return type(batch).from_arrays(arrays, names=[LINE, FAILURE])


def _cleaned(data: bytes, field: str, sites: Sites, account: str | None) -> str:
    cell = JsonRow(data.removesuffix(b"\r")).read(field, None, "strict", sites.whose.field)
    result = sites.chain_for(sites.site_by(cell.site)).explain(cell.text)
    return Document("", cell.encoding, cell.text, result, cell=cell).as_row(cell, account=account is not None).decode()


def texts_of_lines(batch: Any, *, field: str, sites: Sites) -> Any:
    """Read JSON Lines into the columns that learning needs; a line without text or site has nulls."""
    rows = [_text_and_site(data, field, sites) for data in batch.column(0).to_pylist() if data.strip()]
    columns = [pa.array([row[number] for row in rows], pa.string()) for number in (0, 1)]
    names = [field, sites.whose.field or "site"]
    if NAME in batch.schema.names:
        keep = [bool(data.strip()) for data in batch.column(0).to_pylist()]
        columns.append(
            pa.array([name for name, kept in zip(batch.column(NAME).to_pylist(), keep, strict=True) if kept])
        )
        names.append(NAME)
    return type(batch).from_arrays(columns, names=names)


def _text_and_site(data: bytes, field: str, sites: Sites) -> tuple[str | None, str | None]:
    try:
        cell = JsonRow(data.removesuffix(b"\r")).read(field, None, "strict", sites.whose.field)
    except CleantextError:
        return "", None  # counted as a document of no site
    return cell.text, None if cell.site is None else str(cell.site)


def count(batch: Any, *, field: str, sites: Sites, read: Callable[[Any], Any] | None) -> Any:
    """Count the lines of a batch by site."""
    return count_lines(read(batch) if read else batch, field, sites=sites)


def look(batch: Any, *, field: str, sites: Sites, read: Callable[[Any], Any] | None, frequent: Frequent) -> Any:
    """Look at the frequent lines of a batch where they stand."""
    batch = read(batch) if read else batch
    name = NAME if NAME in batch.schema.names else None
    return look_at_lines(batch, field, sites=sites, frequent=frequent, name_column=name)
