"""Clean Arrow tables: one function cleans a batch of rows from any source, and two learn from batches.

Spark (`mapInArrow`), Ray Data (`map_batches`), Polars, DuckDB, Dask and Hugging Face datasets all have such batches.
All functions take a pyarrow RecordBatch or Table and return the same type. They have no state, and their arguments
can be pickled. Requires pyarrow: pip install '.[arrow]' in a clone of cleantext.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from types import NoneType
from typing import Any

import pyarrow as pa

from cleantext.chain.chain import Chain
from cleantext.chain.results import Result
from cleantext.chain.sites import Sites
from cleantext.documents.columns import ArrowBatch, batch_from_rows, texts_of, type_of, values_of, with_column
from cleantext.files.read import check_size
from cleantext.learn.counts import ALL_LINES, Frequent, keys_of
from cleantext.learn.occurrences import LineCounts, find_occurrences, repaired_lines, sum_by_line
from cleantext.model import CleantextError
from cleantext.report.as_json import to_json

REMOVAL_TYPE = pa.struct(
    [
        ("line", pa.int64()), ("text", pa.string()), ("filter", pa.string()), ("kind", pa.string()),
        ("reason", pa.string()), ("twin", pa.int64()),
    ]
)  # fmt: skip
COUNTS_SCHEMA = pa.schema([("site", pa.string()), ("key", pa.int64()), ("documents", pa.int64())])
COUNT_FIELDS = LineCounts._fields[2:-1]  # all but site and text, and the example
COUNT_TYPES = [(name, pa.int64()) for name in COUNT_FIELDS]
LINES_SCHEMA = pa.schema([("site", pa.string()), ("text", pa.string()), *COUNT_TYPES, ("example", pa.string())])


def clean_batch(  # noqa: PLR0913 - each names a column
    batch: ArrowBatch,
    column: str = "text",
    *,
    rules: Chain | Sites | None = None,
    removals: str | None = None,
    account: str | None = None,
    doubtful: str | None = None,
    failures: str | None = None,
    max_size: int | None = None,
) -> ArrowBatch:
    """Return a RecordBatch or Table with the texts in a column cleaned, and all other columns unchanged.

    A null stays null. `rules` is a Chain, or Sites, which choose one for each row by a column; without it, the default
    chain. Four columns can be added, or replaced if they exist; the arguments name them: `removals`, a list of structs
    (line, text, filter, kind, reason, twin; numbers count from 1); `account`, the JSON that --explain adds to tables;
    `doubtful`, a list of reasons why a person should look at the row; `failures`, why a row could not be cleaned, or
    null. A row that failed keeps its text, with U+FFFD for bytes that are not UTF-8. A row with more than `max_size`
    bytes fails.

    The column is of a type of strings, or a dictionary of strings, and keeps it. Raise KeyError if it does not exist,
    TypeError if it is not text or an argument is of a wrong type, ValueError if two columns have one name or there are
    only rules of sites but no way to tell the site. Raise CleantextError if a row fails, unless `failures` is given.
    """
    _check_arguments(
        batch,
        column=(column, str),
        rules=(rules, Chain, Sites, NoneType),
        removals=(removals, str, NoneType),
        account=(account, str, NoneType),
        doubtful=(doubtful, str, NoneType),
        failures=(failures, str, NoneType),
        max_size=(max_size, int, NoneType),
    )
    added = [name for name in (removals, account, doubtful, failures) if name is not None]
    if len({column, *added}) <= len(added):
        raise ValueError(f"the columns {column!r} and {', '.join(map(repr, added))} need a name each")
    sites = rules if isinstance(rules, Sites) else Sites(Chain() if rules is None else rules)
    if sites.only_named and not sites.whose.is_set:
        raise ValueError("the rules are all of sites: give Sites.read a site, a site_field or a url_field")
    texts, results, reasons = texts_of(batch, column), [], []
    for number, (text, site_value) in enumerate(zip(texts, _site_values(batch, sites), strict=True)):
        result = reason = None
        try:
            result = None if text is None else _explained(text, sites.chain_for(sites.site_by(site_value)), max_size)
        except CleantextError as error:
            if failures is None:
                raise CleantextError(f"row {number}: {error}") from error
            reason = str(error)
        results.append(result)
        reasons.append(reason)
    cleaned = [_as_text(text) if result is None else result.text for text, result in zip(texts, results, strict=True)]
    batch = with_column(batch, pa.field(column, type_of(batch, column)), cleaned)
    for name, type_, values in (
        (removals, pa.list_(REMOVAL_TYPE), map(_removals, results)),
        (account, pa.string(), map(_details, results)),
        (doubtful, pa.list_(pa.string()), [None if each is None else list(each.doubtful) for each in results]),
        (failures, pa.string(), reasons),
    ):
        if name is not None:
            batch = with_column(batch, pa.field(name, type_), list(values))
    return batch


def _check_arguments(batch: object, **arguments: tuple[Any, ...]) -> None:
    """Raise TypeError unless `batch` is one, and each argument, a value and its types, is of one of these."""
    if type(batch).__name__ == "DataFrame":
        raise TypeError("a batch is a RecordBatch or Table of pyarrow, not DataFrame: use pyarrow.Table.from_pandas")
    if not isinstance(batch, (pa.RecordBatch, pa.Table)):
        raise TypeError(f"a batch is a RecordBatch or Table of pyarrow, not {type(batch).__name__}")
    for argument, (value, *kinds) in arguments.items():
        if not isinstance(value, tuple(kinds)) or isinstance(value, bool):  # which is an int, but no size
            names = " or ".join(kind.__name__ for kind in kinds if kind is not NoneType)
            raise TypeError(f"{argument} is {value!r:.40}, not of type {names}")


def _explained(text: str | bytes, chain: Chain, max_size: int | None) -> Result:
    if isinstance(text, bytes):
        raise CleantextError("not UTF-8 text")
    if max_size is not None:
        check_size(text, max_size)
    return chain.explain(text)


def _as_text(text: str | bytes | None) -> str | None:
    return text.decode(errors="replace") if isinstance(text, bytes) else text


def count_lines(batch: ArrowBatch, column: str = "text", *, sites: Sites | None = None) -> ArrowBatch:
    """Count in how many rows of a batch each line occurs, by site: the first of two steps that learn a site's chrome.

    Return columns `site`, `key` (a 64-bit hash of a line) and `documents`, summed for the batch. Sum `documents` by
    site and key over all batches; key 0 counts all documents of a site. `sites` names the column with the site
    (`Sites.read(site_field="site")`); rows without one count for the site "". Raise KeyError, TypeError and ValueError
    as `clean_batch` does.
    """
    _check_arguments(batch, column=(column, str), sites=(sites, Sites, NoneType))
    sites = sites or Sites(Chain())
    counts: Counter[tuple[str, int]] = Counter()
    for site, text in _sites_and_texts(batch, column, sites):
        if text and (keys := keys_of(repaired_lines(text, sites.chain_for(None)))):
            counts.update((site, key) for key in (ALL_LINES, *keys))
    rows = [(site, key, number) for (site, key), number in counts.items()]
    return batch_from_rows(batch, COUNTS_SCHEMA, rows)


def look_at_lines(
    batch: ArrowBatch, column: str = "text", *, sites: Sites, frequent: Frequent, name_column: str | None = None
) -> ArrowBatch:
    """Examine the frequent lines of a batch in their documents: the second step of learning.

    Return a row for each line of each site: `site`, `text`, in how many documents it occurs, in how many of them it is
    before, inside or after the article, is removed by the rules, or is next to figures, and as `example` the name of
    one, if `name_column` has names. Sum by site and text over all batches, and take the smallest `example`. Raise
    KeyError, TypeError and ValueError as `clean_batch` does.
    """
    _check_arguments(
        batch,
        column=(column, str),
        sites=(sites, Sites),
        frequent=(frequent, Frequent),
        name_column=(name_column, str, NoneType),
    )
    texts = [(site, text or "") for site, text in _sites_and_texts(batch, column, sites)]
    names = [""] * len(texts) if name_column is None else values_of(batch, name_column)
    lines = sum_by_line(
        LineCounts.from_occurrence(site, occurrence, name or "")
        for (site, text), name in zip(texts, names, strict=True)
        if (keys := frequent.keys.get(site))
        for occurrence in find_occurrences(text, sites.chain_for(None), keys)
    )
    return batch_from_rows(batch, LINES_SCHEMA, list(lines.values()))


def _sites_and_texts(batch: Any, column: str, sites: Sites) -> Iterator[tuple[str, str | None]]:
    """Yield site and text of each row; a row without a site has ""."""
    for text, site_value in zip(texts_of(batch, column), _site_values(batch, sites), strict=True):
        yield sites.whose.site_of_row(site_value) or "", _as_text(text)


def _removals(result: Result | None) -> list[dict[str, object]] | None:
    return None if result is None else [removal._asdict() for removal in result.removals]


def _details(result: Result | None) -> str | None:
    if result is None:
        return None
    details = result.to_dict("")
    del details["text"]
    return to_json(details)


def _site_values(batch: Any, sites: Sites) -> Sequence[object]:
    return [None] * len(batch) if sites.whose.field is None else values_of(batch, sites.whose.field)
