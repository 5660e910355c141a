"""The command in this process, as if it were one of its own: that takes a twentieth of the time of starting one.

What a process has is lent to it, and taken back: standard streams that are real descriptors, arguments, the working
directory, the environment, what signals do, what the garbage collector does. What is about processes themselves (their
start, signals, limits, memory, terminals, workers) is tested on those.
"""

import gc
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, chdir, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import BinaryIO, NoReturn
from unittest.mock import patch

from cleantext import __main__
from cleantext.batch.pool import Pool
from cleantext.cli.settings.find import _has_table
from cleantext.files.folders import forget_folders
from cleantext.files.signals import ENDING

OF_USERS = ("NO_COLOR", "FORCE_COLOR")  # variables that whoever runs the tests may have set
SIGNALS = (signal.SIGINT, *ENDING)


def run_here(
    arguments: Sequence[str | Path | bytes], *, cwd: Path, stdin: bytes, env: Mapping[str, str]
) -> tuple[int, bytes, bytes]:
    """Run the command; return its exit code, and what it wrote to stdout and to stderr."""
    assert not any(name.startswith(("PYTHON", "LC_", "LANG")) for name in env), "a Python reads them when it starts"
    argv = ["cleantext", *map(os.fsdecode, arguments)]
    with TemporaryFile() as out, TemporaryFile() as err:
        with (
            chdir(cwd),
            patch.dict(os.environ),
            patch.multiple(sys, argv=argv, path=[str(cwd), *sys.path]),  # the folder, as python -m has it
            patch.object(Pool, "__init__", _no_processes),
            _standard_streams(stdin, out, err),
            _handlers_kept(),
            _new_garbage_only(),
        ):
            for name in OF_USERS:
                os.environ.pop(name, None)
            os.environ.update(env)
            _forget_paths()
            code = __main__.main()
        return code, _content(out), _content(err)


def _no_processes(*_: object) -> NoReturn:
    raise AssertionError("this starts worker processes, which the fixture run_process is for")


def _forget_paths() -> None:
    """Clear what the command remembers of paths: it holds for one run, in one folder."""
    _has_table.cache_clear()
    forget_folders()


@contextmanager
def _standard_streams(stdin: bytes, out: BinaryIO, err: BinaryIO) -> Iterator[None]:
    """Let 0 be a pipe that gives these bytes, 1 and 2 these files, and `sys` have streams of them."""
    pipe, end = os.pipe()
    writer = Thread(target=_write, args=(end, stdin))
    writer.start()
    kept = [os.dup(number) for number in range(3)]
    try:
        for number, descriptor in enumerate((pipe, out.fileno(), err.fileno())):
            os.dup2(descriptor, number)
        os.close(pipe)
        with ExitStack() as stack:
            for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
                stream = stack.enter_context(open(number, mode, encoding="utf-8", closefd=False))
                stack.enter_context(patch.object(sys, name, stream))
            yield
    finally:
        for number, descriptor in enumerate(kept):
            os.dup2(descriptor, number)
            os.close(descriptor)
        writer.join()


def _write(descriptor: int, data: bytes) -> None:
    with suppress(BrokenPipeError), open(descriptor, "wb") as pipe:
        pipe.write(data)


@contextmanager
def _handlers_kept() -> Iterator[None]:
    handlers = [signal.getsignal(number) for number in SIGNALS]
    try:
        yield
    finally:
        for number, handler in zip(SIGNALS, handlers, strict=True):
            signal.signal(number, handler)


@contextmanager
def _new_garbage_only() -> Iterator[None]:
    """Collect what the command leaves, before its streams go; what the tests have is not looked through."""
    gc.freeze()
    try:
        with patch.object(gc, "freeze", lambda: None):
            try:
                yield
            finally:
                gc.collect()
    finally:
        gc.unfreeze()


def _content(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()
