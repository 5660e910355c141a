"""Adapter for Apache Spark: `mapInArrow` over rows or lines; grouping, writing and retries are Spark's own."""

import os
import shutil
import sys
import warnings
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from py4j.protocol import Py4JError
from pyspark import StorageLevel
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, Observation, SparkSession
from pyspark.sql import functions as f
from pyspark.sql.types import StringType, StructField, StructType

from cleantext.arrow import COUNT_FIELDS
from cleantext.files import streams
from cleantext.files.formats import PARQUET
from cleantext.learn.counts import ALL_LINES, Frequent
from cleantext.learn.occurrences import LineCounts
from cleantext.model import CleantextError

from . import BatchFunction, EngineInput, WriteResult, translating_engine_errors
from .batches import FAILURE, LINE, NAME

SETTINGS = {  # without them, columns change their types
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
}
COUNTS_SCHEMA = "site string, key long, documents long"
LINES_SCHEMA = f"site string, text string, {', '.join(f'{name} long' for name in COUNT_FIELDS)}, example string"


class Engine:
    """A Spark session: that of spark-submit, or a local one. Workers use the Python that runs this."""

    def __init__(self) -> None:
        if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
            raise CleantextError("--engine spark needs Java 17 or newer")
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")  # we use none of it
        builder = SparkSession.builder.appName("cleantext")
        for setting, value in SETTINGS.items():
            builder = builder.config(setting, value)
        if not streams.is_terminal(2):
            builder = builder.config("spark.ui.showConsoleProgress", value=False)
        with translating_engine_errors("Spark", Exception):
            self._spark = builder.getOrCreate()
        self._spark.sparkContext.setLogLevel("OFF")  # its errors are reported in one line

    def clean(self, source: EngineInput, output: str, function: BatchFunction, details: str | None) -> WriteResult:
        """See engines.Engine. The output is a folder of files of JSON Lines (.txt), or of Parquet."""
        frame = self._read(source)
        fields = frame.schema.fields if source.format == PARQUET else [StructField(LINE, StringType())]
        types = {field.name: field.dataType for field in fields}
        if details and source.format == PARQUET:
            types[details] = StringType()
        types[FAILURE] = StringType()
        schema = StructType([StructField(name, type_) for name, type_ in types.items()])
        observed = Observation("rows")
        rows = frame.mapInArrow(partial(_map_batches, function), schema)
        rows = rows.observe(observed, f.count(FAILURE).alias("failed"), f.min(FAILURE).alias("reason"))
        good = rows.where(f.col(FAILURE).isNull()).drop(FAILURE)
        with translating_engine_errors("Spark", PySparkException, Py4JError):
            (good.write.parquet if source.format == PARQUET else good.write.text)(output)
        return WriteResult(observed.get["failed"], observed.get["reason"] or "")

    def count(self, source: EngineInput, function: BatchFunction, *, min_docs: int, min_share: float) -> Frequent:
        """See engines.Engine. Spark sums in each task before it shuffles."""
        rows = self._read(source, named=True).mapInArrow(partial(_map_batches, function), COUNTS_SCHEMA)
        with translating_engine_errors("Spark", PySparkException, Py4JError):
            summed = rows.groupBy("site", "key").agg(f.sum("documents").alias("documents"))
            summed = summed.persist(StorageLevel.DISK_ONLY)
            totals = dict(_tuples(summed.where(f.col("key") == ALL_LINES).select("site", "documents")))
            large = [(site, total) for site, total in totals.items() if site and total >= min_docs]
            large_sites = self._spark.createDataFrame(large, "site string, total long")
            lines = summed.where(f.col("key") != ALL_LINES).join(f.broadcast(large_sites), "site")
            keys: dict[str, set[int]] = {}
            frequent = f.expr(f"documents > 1 and documents / total >= {min_share!r}D")  # as learn.counts.is_frequent
            for site, key in _tuples(lines.where(frequent).select("site", "key")):
                keys.setdefault(site, set()).add(key)
            summed.unpersist()
        return Frequent({site: frozenset(found) for site, found in keys.items()}, totals)

    def look(self, source: EngineInput, function: BatchFunction) -> list[LineCounts]:
        """See engines.Engine."""
        rows = self._read(source, named=True).mapInArrow(partial(_map_batches, function), LINES_SCHEMA)
        sums = [f.sum(name).alias(name) for name in COUNT_FIELDS]
        with translating_engine_errors("Spark", PySparkException, Py4JError):
            return [LineCounts(*row) for row in _tuples(rows.groupBy("site", "text").agg(*sums, f.min("example")))]

    def close(self) -> None:
        """Close the session."""
        self._spark.stop()

    def _read(self, source: EngineInput, *, named: bool = False) -> DataFrame:
        """Return all rows, with those of files in subfolders; `named` adds a column with the name of the file."""
        with translating_engine_errors("Spark", PySparkException, Py4JError):
            if source.format == PARQUET:
                frame = self._rows(list(source.paths))
                source.check(dict(frame.dtypes))
                if not named:
                    return frame
                needed = [f.col(f"`{name}`") for name in source.needed]
                return frame.select(*needed, f.col("_metadata.file_path").alias(NAME))
            lines = self._spark.read.option("lineSep", "\n").option("recursiveFileLookup", value=True)
            columns = [f.col("value").cast("binary").alias(LINE)]
            columns += [f.col("_metadata.file_path").alias(NAME)] if named else []
            return lines.text(list(source.paths)).select(*columns)

    def _rows(self, paths: list[str]) -> DataFrame:
        """Return the rows of Parquet files, also in subfolders; those named column=value become columns."""
        merge = {"mergeSchema": "true"}
        recursive = self._spark.read.options(**merge, recursiveFileLookup="true").parquet(*paths)
        if not any("=" in path.rpartition("/")[0] for path in recursive.inputFiles()):
            return recursive
        partitioned = self._spark.read.options(**merge).parquet(*paths)
        return partitioned if len(partitioned.columns) > len(recursive.columns) else recursive


def _map_batches(function: BatchFunction, batches: Iterable[Any]) -> Iterator[Any]:
    yield from map(function, batches)


def _tuples(frame: DataFrame) -> Iterator[tuple[Any, ...]]:
    return map(tuple, frame.collect())  # toLocalIterator would run a job for each partition
