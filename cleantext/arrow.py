"""Tables of Arrow: one function cleans a batch of rows, wherever it comes from, and two learn from batches.

Spark (`mapInArrow`), Ray Data (`map_batches`), Polars, DuckDB, Dask and Hugging Face datasets all have such batches.
All functions take a pyarrow RecordBatch or Table and give the same type. They have no state, and what they are given
can be pickled. It needs pyarrow: pip install 'cleantext-vi[arrow]'.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from cleantext.chain.chain import Chain
from cleantext.chain.sites import Sites
from cleantext.documents.columns import ArrowBatch, batch_from_rows, texts_of, type_of, values_of, with_column
from cleantext.files.read import check_size
from cleantext.learn.counts import ALL_LINES, Frequent, keys_of
from cleantext.learn.occurrences import Line, added_up, repaired_lines, sightings
from cleantext.model import CleantextError, Result
from cleantext.report.as_json import record, to_json

REMOVAL = pa.struct(
    [
        ("line", pa.int64()), ("text", pa.string()), ("filter", pa.string()), ("kind", pa.string()),
        ("reason", pa.string()), ("twin", pa.int64()),
    ]
)  # fmt: skip
COUNTED = pa.schema([("site", pa.string()), ("key", pa.int64()), ("documents", pa.int64())])
SUMS = Line._fields[2:-1]  # its numbers
SEEN = pa.schema(
    [("site", pa.string()), ("text", pa.string()), *((name, pa.int64()) for name in SUMS), ("example", pa.string())]
)


def clean_batch(  # noqa: PLR0913 - each names a column
    batch: ArrowBatch,
    column: str = "text",
    *,
    rules: Chain | Sites | None = None,
    removals: str | None = None,
    account: str | None = None,
    failures: str | None = None,
    max_size: int | None = None,
) -> ArrowBatch:
    """Clean the texts in a column of a RecordBatch or Table; give the same type, with all other columns as they were.

    A null stays null. `rules` are a Chain, or Sites, which choose one for each row by a column; without them, the
    default chain. Three columns can be added, or replaced if they are there, by the names given: `removals`, a list of
    structs (line, text, filter, kind, reason, twin; numbers count from 1); `account`, a text, the JSON that --explain
    adds to tables; `failures`, a text, why a row could not be cleaned, or null. A row that failed keeps its text, with
    U+FFFD for what is no UTF-8. One of more than `max_size` bytes fails.

    Raises KeyError for a column that there is not, TypeError for one that is not text, ValueError for names that stand
    twice and for rules of sites where nothing says the site; CleantextError for a row that fails, unless `failures` is
    given.
    """
    added = [name for name in (removals, account, failures) if name is not None]
    if len({column, *added}) <= len(added):
        raise ValueError(f"the columns {column!r} and {', '.join(map(repr, added))} need a name each")
    sites = rules if isinstance(rules, Sites) else Sites(rules or Chain())
    if sites.only_named and not sites.whose.is_told:
        raise ValueError("the rules are all of sites: give Sites.read a site, a site_field or a url_field")
    texts, results, reasons = texts_of(batch, column), [], []
    for number, (text, said) in enumerate(zip(texts, _site_values(batch, sites), strict=True)):
        result = reason = None
        try:
            result = None if text is None else _explained(text, sites.chain_for(sites.site_by(said)), max_size)
        except CleantextError as error:
            if failures is None:
                raise CleantextError(f"row {number}: {error}") from error
            reason = str(error)
        results.append(result)
        reasons.append(reason)
    cleaned = [_old(text) if result is None else result.text for text, result in zip(texts, results, strict=True)]
    batch = with_column(batch, pa.field(column, type_of(batch, column)), cleaned)
    if removals is not None:
        batch = with_column(batch, pa.field(removals, pa.list_(REMOVAL)), list(map(_removals, results)))
    if account is not None:
        batch = with_column(batch, pa.field(account, pa.string()), list(map(_account, results)))
    if failures is not None:
        batch = with_column(batch, pa.field(failures, pa.string()), reasons)
    return batch


def _explained(text: str | bytes, chain: Chain, max_size: int | None) -> Result:
    if isinstance(text, bytes):
        raise CleantextError("not UTF-8 text")
    if max_size is not None:
        check_size(text, max_size)
    return chain.explain(text)


def _old(text: str | bytes | None) -> str | None:
    return text.decode(errors="replace") if isinstance(text, bytes) else text


def count_lines(batch: ArrowBatch, column: str = "text", *, sites: Sites | None = None) -> ArrowBatch:
    """Count in how many rows of a batch each line is, by site: the first of two steps that learn a site's chrome.

    Gives `site`, `key` (64 bits that stand for a line) and `documents`, already summed for the batch. Sum the documents
    by site and key over all batches; key 0 has all documents of a site. `sites` say which column has the site
    (`Sites.read(site_field="site")`); rows without one are counted for the site "". Raises KeyError and TypeError.
    """
    sites = sites or Sites(Chain())
    counts: Counter[tuple[str, int]] = Counter()
    for site, text in _documents(batch, column, sites):
        if text and (keys := keys_of(repaired_lines(text, sites.chain_for(None)))):
            counts.update((site, key) for key in (ALL_LINES, *keys))
    rows = [(site, key, number) for (site, key), number in counts.items()]
    return batch_from_rows(batch, COUNTED, rows)


def look_at_lines(
    batch: ArrowBatch, column: str = "text", *, sites: Sites, frequent: Frequent, name_column: str | None = None
) -> ArrowBatch:
    """Look at the frequent lines of a batch where they stand: the second step of learning.

    Gives a row for each line of each site: `site`, `text`, in how many documents it is, in how many of them it stands
    before, in or after the article, is removed by the rules, stands beside figures, and the first of their names, if a
    column has them. Sum by site and text over all batches, and take the least `example`.
    """
    texts = [(site, text or "") for site, text in _documents(batch, column, sites)]
    names = [""] * len(texts) if name_column is None else values_of(batch, name_column)
    lines = added_up(
        Line.seen_once(site, sighting, name or "")
        for (site, text), name in zip(texts, names, strict=True)
        if (keys := frequent.keys.get(site))
        for sighting in sightings(text, sites.chain_for(None), keys)
    )
    return batch_from_rows(batch, SEEN, list(lines.values()))


def _documents(batch: Any, column: str, sites: Sites) -> Iterator[tuple[str, str | None]]:
    """Give the site and the text of each row; without a site, it is ""."""
    for text, said in zip(texts_of(batch, column), _site_values(batch, sites), strict=True):
        yield sites.whose.site_of_row(said) or "", _old(text)


def _removals(result: Result | None) -> list[dict[str, object]] | None:
    return None if result is None else [removal._asdict() for removal in result.removals]


def _account(result: Result | None) -> str | None:
    if result is None:
        return None
    account = record("", "utf-8", result)
    del account["text"]
    return to_json(account)


def _site_values(batch: Any, sites: Sites) -> Sequence[object]:
    return [None] * len(batch) if sites.whose.field is None else values_of(batch, sites.whose.field)
