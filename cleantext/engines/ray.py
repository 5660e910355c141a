"""Adapter for Ray Data: `map_batches` over rows or lines; grouping, writing and retries are Ray's own."""

import logging
import os
from collections.abc import Iterator
from functools import partial
from hashlib import blake2b
from typing import Any

import pyarrow as pa
import ray
from ray.data import DataContext, Dataset
from ray.data.aggregate import Min, Sum
from ray.data.datasource import BlockBasedFileDatasink, FileBasedDatasource, SaveMode

from cleantext.arrow import COUNT_FIELDS
from cleantext.files import streams
from cleantext.files.formats import PARQUET
from cleantext.learn.counts import ALL_LINES, Frequent, is_frequent
from cleantext.learn.occurrences import LineCounts

from . import BatchFunction, EngineInput, WriteResult, translating_engine_errors
from .batches import FAILURE, LINE, NAME

PARTITIONS_PER_CORE = 4
BATCH_ROWS = 1000
CHUNK_SIZE = 16_000_000  # bytes of lines in a block


class Engine:
    """The Ray cluster that RAY_ADDRESS or `ray job submit` names, else the cores of this machine."""

    def __init__(self) -> None:
        for name in ("ray", "ray.data"):
            logging.getLogger(name).setLevel(logging.ERROR)
        if not ray.is_initialized():
            with translating_engine_errors("Ray", Exception):
                ray.init(logging_level="ERROR", log_to_driver=False)
        DataContext.get_current().enable_progress_bars = streams.is_terminal(2)

    def clean(self, source: EngineInput, output: str, function: BatchFunction, _details: str | None) -> WriteResult:
        """See engines.Engine. The output is a folder of .jsonl or .parquet files."""
        failures = _Failures.remote()  # type: ignore[attr-defined]
        clean = partial(_clean, function, failures)
        rows = _read(source).map_batches(clean, batch_format="pyarrow", batch_size=BATCH_ROWS)
        with translating_engine_errors("Ray", Exception):
            if source.format == PARQUET:
                rows.write_parquet(output, mode=SaveMode.ERROR)
            else:
                rows.write_datasink(_LinesSink(output, file_format="jsonl", mode=SaveMode.ERROR))
            failed, reason = ray.get(failures.found.remote())
        if "://" not in output:  # Ray makes no folder where there is nothing to write
            os.makedirs(output, exist_ok=True)
        return WriteResult(failed, reason)

    def count(self, source: EngineInput, function: BatchFunction, *, min_docs: int, min_share: float) -> Frequent:
        """See engines.Engine. Batches are summed before they are shuffled."""
        counted = _read(source, named=True).map_batches(function, batch_format="pyarrow", batch_size=BATCH_ROWS)
        with translating_engine_errors("Ray", Exception):
            sums = Sum("documents", alias_name="documents")
            summed = counted.groupby(["site", "key"], num_partitions=_partitions()).aggregate(sums).materialize()
            pick = partial(_pick, totals=None, min_docs=min_docs, min_share=min_share)
            totals = {row["site"]: row["documents"] for row in _rows(summed.map_batches(pick, batch_format="pyarrow"))}
            pick = partial(_pick, totals=totals, min_docs=min_docs, min_share=min_share)
            keys: dict[str, set[int]] = {}
            for row in _rows(summed.map_batches(pick, batch_format="pyarrow")):
                keys.setdefault(row["site"], set()).add(row["key"])
        return Frequent({site: frozenset(found) for site, found in keys.items()}, totals)

    def look(self, source: EngineInput, function: BatchFunction) -> list[LineCounts]:
        """See engines.Engine."""
        seen = _read(source, named=True).map_batches(function, batch_format="pyarrow", batch_size=BATCH_ROWS)
        sums = [Sum(name, alias_name=name) for name in COUNT_FIELDS]
        with translating_engine_errors("Ray", Exception):
            lines = seen.groupby(["site", "text"], num_partitions=_partitions()).aggregate(
                *sums, Min("example", alias_name="example")
            )
            return [LineCounts(**row) for row in _rows(lines)]

    def close(self) -> None:
        """Close the connection; a cluster goes on."""
        ray.shutdown()


@ray.remote(num_cpus=0)
class _Failures:
    """Counts failed rows by batch, so that a batch counts once even if Ray repeats its task."""

    def __init__(self) -> None:
        self._batches: dict[bytes, tuple[int, str]] = {}

    def add(self, batch: bytes, rows: int, reason: str) -> None:
        """Record the failures of a batch, identified by its hash."""
        self._batches[batch] = rows, reason

    def found(self) -> tuple[int, str]:
        """Return how many rows failed, and why one of them failed."""
        reasons = [reason for _, reason in self._batches.values()]
        return sum(rows for rows, _ in self._batches.values()), min(reasons, default="")


def _clean(function: BatchFunction, failures: Any, batch: Any) -> Any:
    """Return a cleaned batch without the rows that failed, after recording these."""
    cleaned = function(batch)
    reasons = cleaned.column(FAILURE).drop_null().to_pylist()
    if reasons:
        serialized = [bytes(each.serialize()) for each in batch.combine_chunks().to_batches()]
        digest = blake2b(b"".join(serialized), digest_size=16).digest()
        ray.get(failures.add.remote(digest, len(reasons), min(reasons)))
    return cleaned.filter(cleaned.column(FAILURE).is_null()).drop_columns([FAILURE])


def _pick(batch: Any, *, totals: dict[str, int] | None, min_docs: int, min_share: float) -> Any:
    """Return the rows with the number of documents of each site, or with `totals`, those with the frequent keys."""
    sites, keys, documents = (batch.column(name).to_pylist() for name in ("site", "key", "documents"))
    picked = [
        key == ALL_LINES
        if totals is None
        else key != ALL_LINES
        and site != ""
        and is_frequent(number, totals[site], min_docs=min_docs, min_share=min_share)
        for site, key, number in zip(sites, keys, documents, strict=True)
    ]
    return batch.filter(pa.array(picked, pa.bool_()))


def _partitions() -> int:
    """Return the number of partitions to sum groups in: a few for each core of the cluster."""
    return PARTITIONS_PER_CORE * max(1, int(ray.cluster_resources().get("CPU", 1)))


def _rows(data: Dataset) -> Iterator[dict[str, Any]]:
    for batch in data.iter_batches(batch_format="pyarrow"):
        yield from batch.to_pylist()


def _read(source: EngineInput, *, named: bool = False) -> Dataset:
    """Return all rows, with those of files in subfolders; `named` adds a column with the name of the file."""
    paths = list(source.paths)
    with translating_engine_errors("Ray", Exception):
        if source.format != PARQUET:
            return ray.data.read_datasource(_LinesSource(paths))
        rows = ray.data.read_parquet(paths)
        schema = rows.schema()
        source.check(dict(zip(schema.names, map(str, schema.types), strict=True)))
        if not named:
            return rows
        if "path" in schema.names:  # Ray's name for the column that it would add
            return rows.select_columns(source.needed)
        rows = ray.data.read_parquet(paths, include_paths=True)
        return rows.select_columns([*source.needed, "path"]).rename_columns({"path": NAME})


class _LinesSource(FileBasedDatasource):  # type: ignore[misc]  # Ray has no types here
    """Reads files of lines as bytes: Ray's own text reader splits at more than line feeds."""

    def _read_stream(self, f: Any, path: str) -> Iterator[Any]:
        rest = b""
        while data := f.read(CHUNK_SIZE):
            *lines, rest = (rest + data).split(b"\n")
            if lines:
                yield self._block(lines, path)
        if rest:
            yield self._block([rest], path)

    @staticmethod
    def _block(lines: list[bytes], path: str) -> Any:
        names = pa.array([path] * len(lines), pa.string())
        return pa.table({LINE: pa.array(lines, pa.binary()), NAME: names})


class _LinesSink(BlockBasedFileDatasink):  # type: ignore[misc]
    """Writes the lines of each block to a file."""

    def write_block_to_file(self, block: Any, file: Any) -> None:
        """Write one block."""
        for line in block.to_arrow().column(LINE).to_pylist():
            file.write(line.encode() + b"\n")
