"""Runs on an engine for data that one machine does not hold: what is done to batches, whatever the engine.

An engine is a module with a class `Engine`, which reads Parquet or JSON Lines, runs a function of Arrow batches over
them, and writes or sums what that gives. Whether a path is a file, a folder or `s3a://...` is the engine's business.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple, Protocol

from cleantext.documents.rows import missing_field
from cleantext.learn.counts import Frequent
from cleantext.learn.occurrences import Line
from cleantext.model import CleantextError

SPARK, RAY = ENGINES = ("spark", "ray")
PACKAGES = {SPARK: ("pyspark", "pyarrow"), RAY: ("ray", "pyarrow")}
TEXT_TYPES = ("string", "large_string", "string_view")
OWN_ERROR = "CleantextError: "
PYTHON_ERROR = r"(?:\w+\.)*\w+(?:Error|Exception): "
TERMINAL_CODES = "\x1b\\[[0-9;]*m"
BatchFunction = Callable[[Any], Any]
Options = Mapping[str, Any]


class Source(NamedTuple):
    """What an engine reads: files or folders, all of one format; the field with the text, and that with the site."""

    paths: Sequence[str]
    format: str
    field: str
    site_field: str | None

    def check(self, columns: Mapping[str, str]) -> None:
        """Find the fields among columns (type by name) before workers do. Raises CleantextError."""
        for name, flag in ((self.field, "--field"), (self.site_field, "--site-field or --url-field")):
            if name is not None and name not in columns:
                raise missing_field(name, list(columns), flag)
        if columns[self.field] not in TEXT_TYPES:
            raise CleantextError(f"the column {self.field!r} is {columns[self.field]}, not text")

    @property
    def needed(self) -> list[str]:
        """The columns that learning looks at."""
        return list(dict.fromkeys(name for name in (self.field, self.site_field) if name))


class Written(NamedTuple):
    """How many rows failed and were left out, and why one of them did."""

    failed: int
    reason: str


class Engine(Protocol):
    """What an adapter does. A function of JSON Lines gets batches with the bytes of a line each in the first column."""

    def clean(self, source: Source, output: str, function: BatchFunction, account: str | None) -> Written:
        """Run a function over all rows and write what it gives to a new folder.

        The function adds a column `failure` last; rows where that is not null are left out. With an `account`, it adds
        or replaces a column of that name. Raises CleantextError when the output is there already.
        """
        ...

    def count(self, source: Source, function: BatchFunction, *, min_docs: int, min_share: float) -> Frequent:
        """Sum the documents that a function gives by site and key; give the keys that are frequent."""
        ...

    def look(self, source: Source, function: BatchFunction) -> list[Line]:
        """Add up by site and text the lines that a function gives."""
        ...

    def close(self) -> None:
        """End the session, or the connection to the cluster."""
        ...


@contextmanager
def in_one_line(name: str, *kinds: type[Exception]) -> Iterator[None]:
    """Turn what an engine raises into CleantextError that says in one line what went wrong."""
    try:
        yield
    except CleantextError:
        raise
    except kinds as error:
        raise CleantextError(f"{name}: {reason_in(str(error)) or type(error).__name__}") from error


def reason_in(message: str) -> str:
    """Pick the line that says what went wrong: our own out of a worker's traceback, the last of that, or the first."""
    lines = [line.strip() for line in re.sub(TERMINAL_CODES, "", message).splitlines() if line.strip()]
    own = [line.partition(OWN_ERROR)[2] for line in lines if OWN_ERROR in line]
    errors = [line for line in lines if re.match(PYTHON_ERROR, line)]
    return (own[-1:] or errors[-1:] or lines[:1] or [""])[0]


def start(name: str) -> Engine:
    """Start an engine, or connect to the one that is there. Raises CleantextError where something for it is missing."""
    if missing := [package for package in PACKAGES[name] if find_spec(package) is None]:
        raise CleantextError(f"--engine {name} needs {missing[0]}: pip install 'cleantext-vi[{name}]'")
    if name == SPARK and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise CleantextError("--engine spark needs Java 17 or newer")
    engine: Engine = import_module(f".{name}", __package__).Engine()
    return engine
