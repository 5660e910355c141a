"""Tables of Arrow: one function cleans a batch of rows, wherever it comes from, and two learn from batches.

Spark (`mapInArrow`), Ray Data (`map_batches`), Polars, DuckDB, Dask and Hugging Face datasets all have such batches.
All functions take a pyarrow RecordBatch or Table and give the same type. They have no state, and what they are given
can be pickled. It needs pyarrow: pip install 'cleantext-vi[arrow]'.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import pyarrow as pa

from .chain import Chain
from .learning.counts import ALL_LINES, Frequent, keys_of
from .learning.sightings import Line, added_up, repaired_lines, sightings
from .model import CleantextError, Result
from .report import record, to_json
from .sites import Sites

Batch = TypeVar("Batch")  # RecordBatch or Table: pyarrow has no types

REMOVAL = pa.struct(
    [
        ("line", pa.int64()), ("text", pa.string()), ("filter", pa.string()), ("kind", pa.string()),
        ("reason", pa.string()), ("twin", pa.int64()),
    ]
)  # fmt: skip
COUNTED = pa.schema([("site", pa.string()), ("key", pa.int64()), ("documents", pa.int64())])
SUMS = ("documents", "before", "inside", "after", "removed", "in_figures")
SEEN = pa.schema(
    [("site", pa.string()), ("text", pa.string()), *((name, pa.int64()) for name in SUMS), ("example", pa.string())]
)


def clean_batch(  # noqa: PLR0913 - each names a column
    batch: Batch,
    column: str = "text",
    *,
    rules: Chain | Sites | None = None,
    removals: str | None = None,
    account: str | None = None,
    failures: str | None = None,
) -> Batch:
    """Clean the texts in a column of a RecordBatch or Table; give the same type, with all other columns as they were.

    A null stays null. `rules` are a Chain, or Sites, which choose one for each row by a column; without them, the
    default chain. Three columns can be added, or replaced if they are there, by the names given: `removals`, a list of
    structs (line, text, filter, kind, reason, twin; numbers count from 1); `account`, a text, the JSON that --explain
    adds to tables; `failures`, a text, why a row could not be cleaned, or null. A row that failed keeps its text.

    Raises KeyError for a column that there is not, TypeError for one that is not text, CleantextError for a row that
    fails, unless `failures` is given.
    """
    sites = rules if isinstance(rules, Sites) else Sites(rules or Chain())
    texts, results, reasons = _column(batch, column), [], []
    for number, (text, said) in enumerate(zip(texts, _site_values(batch, sites), strict=True)):
        result = reason = None
        try:
            result = None if text is None else sites.chain_for(sites.site_by(said)).explain(text)
        except CleantextError as error:
            if failures is None:
                raise CleantextError(f"row {number}: {error}") from error
            reason = str(error)
        results.append(result)
        reasons.append(reason)
    cleaned = [text if result is None else result.text for text, result in zip(texts, results, strict=True)]
    batch = with_column(batch, pa.field(column, _schema(batch).field(column).type), cleaned)
    if removals is not None:
        batch = with_column(batch, pa.field(removals, pa.list_(REMOVAL)), list(map(_removals, results)))
    if account is not None:
        batch = with_column(batch, pa.field(account, pa.string()), list(map(_account, results)))
    if failures is not None:
        batch = with_column(batch, pa.field(failures, pa.string()), reasons)
    return batch


def count_lines(batch: Batch, column: str = "text", *, sites: Sites) -> Batch:
    """Count in how many rows of a batch each line is, by site: the first of two steps that learn a site's chrome.

    Gives `site`, `key` (64 bits that stand for a line) and `documents`, already summed for the batch. Sum the documents
    by site and key over all batches; key 0 has all documents of a site. `sites` say which column has the site
    (`Sites.read(site_field="site")`); rows without one are counted for the site "". Raises KeyError and TypeError.
    """
    counts: Counter[tuple[str, int]] = Counter()
    for site, text in _documents(batch, column, sites):
        if keys := keys_of(repaired_lines(text, sites.chain_for(None))):
            counts.update((site, key) for key in (ALL_LINES, *keys))
    rows = [(site, key, number) for (site, key), number in counts.items()]
    return _like(batch, COUNTED, rows)


def look_at_lines(
    batch: Batch, column: str = "text", *, sites: Sites, frequent: Frequent, name_column: str | None = None
) -> Batch:
    """Look at the frequent lines of a batch where they stand: the second step of learning.

    Gives a row for each line of each site: `site`, `text`, in how many documents it is, in how many of them it stands
    before, in or after the article, is removed by the rules, stands beside figures, and the first of their names, if a
    column has them. Sum by site and text over all batches, and take the least `example`.
    """
    names = [""] * len(_column(batch, column)) if name_column is None else _column(batch, name_column)
    documents = zip(_documents(batch, column, sites, every=True), names, strict=True)
    lines = added_up(
        Line.seen_once(site, sighting, name or "")
        for (site, text), name in documents
        if (keys := frequent.keys.get(site))
        for sighting in sightings(text, sites.chain_for(None), keys)
    )
    return _like(batch, SEEN, list(lines.values()))


def _documents(batch: Any, column: str, sites: Sites, *, every: bool = False) -> Iterator[tuple[str, str]]:
    """Give the site and the text of each row; of a row without text only if every row is wanted."""
    whose = sites.whose
    for text, said in zip(_column(batch, column), _site_values(batch, sites), strict=True):
        if text is not None or every:
            yield whose.site or whose.said_by(said) or "", text or ""


def _removals(result: Result | None) -> list[dict[str, object]] | None:
    return None if result is None else [removal._asdict() for removal in result.removals]


def _account(result: Result | None) -> str | None:
    if result is None:
        return None
    account = record("", "utf-8", result)
    del account["text"]
    return to_json(account)


def _site_values(batch: Any, sites: Sites) -> Sequence[object]:
    if sites.whose.field is None:
        return [None] * len(batch)
    if sites.whose.field not in _schema(batch).names:
        raise KeyError(sites.whose.field)
    values: list[object] = batch.column(sites.whose.field).to_pylist()
    return values


def _column(batch: Any, name: str) -> list[str | None]:
    schema = _schema(batch)
    if schema.names.count(name) != 1:
        raise KeyError(name)
    kind = schema.field(name).type
    if not is_text(kind):
        raise TypeError(f"the column {name!r} is {kind}, not text")
    texts: list[str | None] = batch.column(name).to_pylist()
    return texts


def is_text(kind: Any) -> bool:
    """Tell whether a type of Arrow is one of its three texts."""
    views = getattr(pa.types, "is_string_view", None)
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or (views and views(kind)))


def _schema(batch: Any) -> Any:
    return batch.schema


def with_column(batch: Batch, field: Any, values: Sequence[object]) -> Batch:
    """Put values in the place of the column that a field names, or behind the last one."""
    old: Any = batch
    column, index = pa.array(values, field.type), old.schema.get_field_index(field.name)
    if index >= 0:
        new: Batch = old.set_column(index, old.schema.field(index).with_type(field.type), column)
    else:
        new = old.append_column(field, column)
    return new


def _like(batch: Batch, schema: Any, rows: Sequence[Sequence[object]]) -> Batch:
    columns = zip(*rows, strict=True) if rows else [[] for _ in schema]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    kind: Any = type(batch)
    made: Batch = kind.from_arrays(arrays, schema=schema)
    return made
