"""Apache Spark: `mapInArrow` over rows or lines, its own group-by, its own writers and retries."""

import os
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

from cleantext.arrow import SUMS
from cleantext.files import streams
from cleantext.files.formats import PARQUET
from cleantext.learn.counts import ALL_LINES, Frequent
from cleantext.learn.occurrences import Line

from . import BatchFunction, Source, Written, in_one_line
from .batches import FAILURE, LINE, NAME

SETTINGS = {  # else columns come out as other than they were
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
}
COUNTED = "site string, key long, documents long"
SEEN = f"site string, text string, {', '.join(f'{name} long' for name in SUMS)}, example string"


class Engine:
    """A Spark session: that of spark-submit, or one on this machine. Workers use the Python that runs this."""

    def __init__(self) -> None:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")  # we use none of it
        builder = SparkSession.builder.appName("cleantext")
        for setting, value in SETTINGS.items():
            builder = builder.config(setting, value)
        if not streams.is_terminal(2):
            builder = builder.config("spark.ui.showConsoleProgress", value=False)
        with in_one_line("Spark", Exception):
            self._spark = builder.getOrCreate()
        self._spark.sparkContext.setLogLevel("OFF")  # what it raises is said, in one line

    def clean(self, source: Source, output: str, function: BatchFunction, account: str | None) -> Written:
        """As engines.Engine has it; the output is a folder of parts, of text with a JSON object a line, or Parquet."""
        frame = self._read(source)
        fields = frame.schema.fields if source.format == PARQUET else [StructField(LINE, StringType())]
        types = {field.name: field.dataType for field in fields}
        if account and source.format == PARQUET:
            types[account] = StringType()
        types[FAILURE] = StringType()
        schema = StructType([StructField(name, kind) for name, kind in types.items()])
        seen = Observation("rows")
        rows = frame.mapInArrow(partial(_mapped, function), schema)
        rows = rows.observe(seen, f.count(FAILURE).alias("failed"), f.min(FAILURE).alias("reason"))
        good = rows.where(f.col(FAILURE).isNull()).drop(FAILURE)
        with in_one_line("Spark", PySparkException, Py4JError):
            (good.write.parquet if source.format == PARQUET else good.write.text)(output)
        return Written(seen.get["failed"], seen.get["reason"] or "")

    def count(self, source: Source, function: BatchFunction, *, min_docs: int, min_share: float) -> Frequent:
        """As engines.Engine has it: Spark sums in each task first, and shuffles sums."""
        rows = self._read(source, named=True).mapInArrow(partial(_mapped, function), COUNTED)
        with in_one_line("Spark", PySparkException, Py4JError):
            summed = rows.groupBy("site", "key").agg(f.sum("documents").alias("documents"))
            summed = summed.persist(StorageLevel.DISK_ONLY)
            totals = dict(_tuples(summed.where(f.col("key") == ALL_LINES).select("site", "documents")))
            large = [(site, total) for site, total in totals.items() if site and total >= min_docs]
            of = self._spark.createDataFrame(large, "site string, total long")
            lines = summed.where(f.col("key") != ALL_LINES).join(f.broadcast(of), "site")
            keys: dict[str, set[int]] = {}
            frequent = f.expr(f"documents > 1 and documents / total >= {min_share!r}D")  # as learning.counts.enough
            for site, key in _tuples(lines.where(frequent).select("site", "key")):
                keys.setdefault(site, set()).add(key)
            summed.unpersist()
        return Frequent({site: frozenset(found) for site, found in keys.items()}, totals)

    def look(self, source: Source, function: BatchFunction) -> list[Line]:
        """As engines.Engine has it."""
        rows = self._read(source, named=True).mapInArrow(partial(_mapped, function), SEEN)
        sums = [f.sum(name).alias(name) for name in SUMS]
        with in_one_line("Spark", PySparkException, Py4JError):
            return [Line(*row) for row in _tuples(rows.groupBy("site", "text").agg(*sums, f.min("example")))]

    def close(self) -> None:
        """End the session."""
        self._spark.stop()

    def _read(self, source: Source, *, named: bool = False) -> DataFrame:
        """Read all files, in folders below folders, too; `named` adds a column with the name of the file."""
        with in_one_line("Spark", PySparkException, Py4JError):
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
        """Read Parquet, in folders below folders; where those are named column=value, they are columns."""
        merging = {"mergeSchema": "true"}
        deep = self._spark.read.options(**merging, recursiveFileLookup="true").parquet(*paths)
        if not any("=" in path.rpartition("/")[0] for path in deep.inputFiles()):
            return deep
        parted = self._spark.read.options(**merging).parquet(*paths)
        return parted if len(parted.columns) > len(deep.columns) else deep


def _mapped(function: BatchFunction, batches: Iterable[Any]) -> Iterator[Any]:
    yield from map(function, batches)


def _tuples(frame: DataFrame) -> Iterator[tuple[Any, ...]]:
    return map(tuple, frame.collect())  # toLocalIterator would run a job for each partition
