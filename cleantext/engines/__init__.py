"""Run on Spark or Ray, for data larger than one machine: the interface that their adapters implement.

An adapter is a module with a class `Engine`, which reads Parquet or JSON Lines, runs a function of Arrow batches over
them, and writes or sums the results. A path is passed on: a file, a folder, or a URL that the engine can open.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple, Protocol

from cleantext.documents.rows import missing_field
from cleantext.files.formats import extra_hint
from cleantext.learn.counts import Frequent
from cleantext.learn.occurrences import LineCounts
from cleantext.model import CleantextError

PACKAGES = {"spark": ("pyspark", "pyarrow"), "ray": ("ray", "pyarrow")}  # by module of this package, as --engine has it
TEXT_TYPE = r"(?:dictionary<values=)?(?:string|large_string|string_view)\b"
OWN_ERROR = "CleantextError: "
PYTHON_ERROR = r"(?:\w+\.)*\w+(?:Error|Exception): "
TERMINAL_CODES = "\x1b\\[[0-9;]*m"
BatchFunction = Callable[[Any], Any]


class EngineInput(NamedTuple):
    """The input of an engine: files or folders of one format, the field with the text, and the one with the site."""

    paths: Sequence[str]
    format: str
    field: str
    site_field: str | None

    def check(self, columns: Mapping[str, str]) -> None:
        """Raise CleantextError if a field is not in `columns` (type by name), or not text, before workers start."""
        for name, flag in ((self.field, "--field"), (self.site_field, "--site-field or --url-field")):
            if name is not None and name not in columns:
                raise missing_field(name, list(columns), flag)
        if not re.match(TEXT_TYPE, columns[self.field]):
            raise CleantextError(f"the column {self.field!r} is {columns[self.field]}, not text")

    @property
    def needed(self) -> list[str]:
        """The names of the columns that learning reads."""
        return list(dict.fromkeys(name for name in (self.field, self.site_field) if name))


class WriteResult(NamedTuple):
    """How many rows failed and were left out, and why one of them failed."""

    failed: int
    reason: str


class Engine(Protocol):
    """The methods of an adapter. For JSON Lines, the first column of a batch has the bytes of one line in each row."""

    def clean(self, source: EngineInput, output: str, function: BatchFunction, details: str | None) -> WriteResult:
        """Run a function over all rows and write its results to a new folder.

        The function adds FAILURE as last column; rows where it is not null are left out. If `details` is not None, the
        function adds or replaces a column of that name. Raise CleantextError if the output exists.
        """
        ...

    def count(self, source: EngineInput, function: BatchFunction, *, min_docs: int, min_share: float) -> Frequent:
        """Sum the documents that a function returns by site and key, and return the frequent keys."""
        ...

    def look(self, source: EngineInput, function: BatchFunction) -> list[LineCounts]:
        """Return the lines that a function returns, summed by site and text."""
        ...

    def close(self) -> None:
        """Close the session, or the connection to the cluster."""
        ...


@contextmanager
def translating_engine_errors(name: str, *kinds: type[Exception]) -> Iterator[None]:
    """Turn errors that an engine raises into CleantextError with one line of reason."""
    try:
        yield
    except CleantextError:
        raise
    except kinds as error:
        raise CleantextError(f"{name}: {cause_in(str(error)) or type(error).__name__}") from error


def cause_in(message: str) -> str:
    """Return the line of a message with the cause: our own error in a worker's traceback, its last error, or line 1."""
    lines = [line.strip() for line in re.sub(TERMINAL_CODES, "", message).splitlines() if line.strip()]
    own = [line.partition(OWN_ERROR)[2] for line in lines if OWN_ERROR in line]
    errors = [line for line in lines if re.match(PYTHON_ERROR, line)]
    return (own[-1:] or errors[-1:] or lines[:1] or [""])[0]


def start(name: str) -> Engine:
    """Start an engine, or connect to the running one. Raise CleantextError if something that it needs is missing."""
    if missing := [package for package in PACKAGES[name] if find_spec(package) is None]:
        raise CleantextError(f"--engine {name} needs the package {missing[0]}; {extra_hint(name)}")
    engine: Engine = import_module(f".{name}", __package__).Engine()
    return engine
