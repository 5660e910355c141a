"""Functions that the workers of an engine run on a batch: rows of Parquet, or JSON Lines as one column of bytes."""

from typing import Any

import pyarrow as pa

from cleantext.arrow import COUNTS_SCHEMA, clean_batch, count_lines, look_at_lines
from cleantext.chain.sites import Sites, SiteSource
from cleantext.documents.columns import batch_from_rows, values_of
from cleantext.documents.document import Document
from cleantext.documents.items import Reading
from cleantext.documents.json_row import JsonRow
from cleantext.documents.rows import check_details
from cleantext.files.read import too_large_message
from cleantext.learn.counts import ALL_LINES, Frequent
from cleantext.model import CleantextError

FAILURE = "_cleantext_failure"
LINE = "value"
NAME = "_cleantext_name"
TEXT, SITE = "text", "site"
SHOWN_BYTES = 60  # of a line that failed, in its message


def clean_rows(batch: Any, *, field: str, sites: Sites, details: str | None, max_size: int) -> Any:
    """Return cleaned rows of Parquet. The last column, FAILURE, is why a row failed, or null.

    Raise CleantextError if the column `details` holds anything but the details of an earlier run.
    """
    if details is not None and details in batch.schema.names:
        for value in values_of(batch, details):
            check_details(value, field)
    return clean_batch(batch, field, rules=sites, account=details, failures=FAILURE, max_size=max_size)


def clean_lines(batch: Any, *, field: str, sites: Sites, details: str | None, max_size: int) -> Any:
    """Return cleaned JSON Lines without blank ones, and why a line failed, or null. Other fields stay to the byte."""
    lines: list[str | None] = []
    failures: list[str | None] = []
    for data in batch.column(0).to_pylist():
        if not data.strip():
            continue
        line = failure = None
        try:
            line = _clean_line(data, field, sites, details, max_size)
        except CleantextError as error:
            failure = f"{error}: {data[:SHOWN_BYTES].decode('utf-8', 'backslashreplace')}…"
        lines.append(line)
        failures.append(failure)
    arrays = [pa.array(lines, pa.string()), pa.array(failures, pa.string())]
    return type(batch).from_arrays(arrays, names=[LINE, FAILURE])


def _clean_line(data: bytes, field: str, sites: Sites, details: str | None, max_size: int) -> str:
    if len(data) > max_size:
        raise CleantextError(too_large_message(max_size))
    cell = JsonRow(data.removesuffix(b"\r")).read(Reading(field=field, site_field=sites.whose.field))
    result = sites.chain_for(sites.site_by(cell.site)).explain(cell.text)
    return Document("", cell.encoding, cell.text, result, cell=cell).as_row(cell, details=details is not None).decode()


def learn(batch: Any, *, field: str, sites: Sites, as_lines: bool, frequent: Frequent | None) -> Any:
    """Return the counts of lines in a batch, or with `frequent` an examination of those, as arrow.py does.

    With `as_lines`, the batch holds JSON Lines; those that cannot be read count as documents without a site.
    """
    failed = 0
    if as_lines:
        batch, failed = _texts_and_sites(batch, field, sites)
        field, sites = TEXT, Sites(sites.chain_for(None), whose=SiteSource(field=SITE))
    if frequent is not None:
        name = NAME if NAME in batch.schema.names else None
        return look_at_lines(batch, field, sites=sites, frequent=frequent, name_column=name)
    counted = count_lines(batch, field, sites=sites)
    if failed:
        rows = [tuple(row.values()) for row in counted.to_pylist()]
        counted = batch_from_rows(batch, COUNTS_SCHEMA, [*rows, ("", ALL_LINES, failed)])
    return counted


def _texts_and_sites(batch: Any, field: str, sites: Sites) -> tuple[Any, int]:
    """Return a batch with text, site and file name of each of the JSON Lines, and how many cannot be read."""
    names = batch.column(NAME).to_pylist() if NAME in batch.schema.names else [""] * len(batch)
    rows, failed, whose = [], 0, sites.whose
    for data, name in zip(batch.column(0).to_pylist(), names, strict=True):
        if not data.strip():
            continue
        try:
            cell = JsonRow(data.removesuffix(b"\r")).read(Reading(field=field, site_field=whose.field))
        except CleantextError:
            failed += 1
            continue
        rows.append((cell.text, whose.site_of_row(cell.site), name))
    schema = pa.schema([(TEXT, pa.string()), (SITE, pa.string()), (NAME, pa.string())])
    return batch_from_rows(batch, schema, rows), failed
