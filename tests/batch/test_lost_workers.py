"""Workers that cannot be started or reached, and an output folder that disappears: a run ends and says what failed."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EAGAIN, ENOBUFS
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from cleantext.batch import pool, worker_process
from cleantext.batch.pool import Pool
from cleantext.batch.worker_process import WorkerProcess
from cleantext.documents.items import START, Batch, Item
from cleantext.model import FAILED, OUT_OF_MEMORY, WRITTEN, CleantextError
from tests.conftest import start_process
from tests.helpers.contract import begin, fill, leaves_nothing, processes_of, tree, wait_for_progress
from tests.helpers.misbehaving import misbehave

BATCHES = [Batch([Item(f"good {n}.{m}") for m in range(5)], START, 0) for n in range(20)]


@contextmanager
def ends_soon(seconds: int = 30) -> Iterator[None]:
    """Raise in the main thread what waits there for too long."""

    def give_up(*_: object) -> None:
        raise AssertionError("this waits for ever")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def outcomes_of(batches: list[Batch], timeout: float | None = None, jobs: int = 2) -> list[tuple[str, str]]:
    """Return state and reason of each item, from a pool."""
    with ends_soon(), Pool(misbehave, lambda _item, _process: None, jobs, timeout) as workers:
        results = list(workers.map(batches))
    assert [batch for batch, _ in results] == batches
    return [(outcome.state, outcome.reason) for _, outcomes in results for outcome in outcomes]


def failing(method: Callable[..., Any], error: Exception, when: Callable[[int], bool]) -> Callable[..., Any]:
    """Return the method with an error at those calls, counted from 1, for which `when` is true; workers have none."""
    calls, here = count(1), os.getpid()

    def call(*arguments: Any) -> Any:
        if os.getpid() == here and when(next(calls)):
            raise error
        return method(*arguments)

    return call


NO_BUFFER = OSError(ENOBUFS, os.strerror(ENOBUFS))


@pytest.mark.parametrize(
    ("method", "error"),
    [
        *(("send", error) for error in (NO_BUFFER, MemoryError(), BrokenPipeError())),
        *(("recv", error) for error in (NO_BUFFER, MemoryError(), EOFError(), ValueError("damaged"))),
    ],
)
def test_a_pipe_that_fails_twice_costs_nothing(method: str, error: Exception) -> None:
    """Whatever it raises: a message cut short, no memory for it, one that cannot be read."""
    call = failing(getattr(Connection, method), error, lambda number: number in (2, 7))
    with patch.object(Connection, method, call):
        assert outcomes_of(BATCHES) == [(WRITTEN, "")] * 100


def test_a_document_without_memory_to_send_it_fails_alone() -> None:
    send, here = Connection.send, os.getpid()

    def send_small(connection: Connection, items: list[Item]) -> None:
        if os.getpid() == here and any(item.name == "good 3.2" for item in items):
            raise MemoryError
        send(connection, items)

    with patch.object(Connection, "send", send_small):
        outcomes = outcomes_of(BATCHES)
    assert outcomes.pop(17) == (FAILED, OUT_OF_MEMORY)
    assert set(outcomes) == {(WRITTEN, "")}


@pytest.mark.parametrize("method", ["send", "recv"])
def test_when_nothing_reaches_the_workers_or_comes_back_the_run_stops(method: str) -> None:
    call = failing(getattr(Connection, method), NO_BUFFER, lambda _: True)
    reason = f"^lost contact with the worker processes: {NO_BUFFER.strerror}$"
    with patch.object(Connection, method, call), pytest.raises(CleantextError, match=reason):
        outcomes_of(BATCHES)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("started", [0, 1, 3])
def test_the_pool_goes_on_with_the_workers_that_could_be_started(
    started: int, capfd: pytest.CaptureFixture[str]
) -> None:
    reason = "Resource temporarily unavailable; use fewer --jobs, or raise the limit (ulimit -u)"
    call = failing(os.fork, OSError(EAGAIN, os.strerror(EAGAIN)), lambda number: number > started)
    with patch.object(os, "fork", call):
        if not started:
            with pytest.raises(CleantextError) as raised:
                outcomes_of(BATCHES, jobs=4)
            assert str(raised.value) == f"cannot start a process: {reason}"
            return
        assert outcomes_of(BATCHES, jobs=4) == [(WRITTEN, "")] * 100
    assert capfd.readouterr().err == f"cleantext: continuing with {started} of 4 processes: {reason}\n"


def test_a_worker_that_cannot_be_replaced_is_done_without(capfd: pytest.CaptureFixture[str]) -> None:
    batches = [*BATCHES, Batch([Item("die"), Item("good")], START, 0), *BATCHES]
    call = failing(os.fork, OSError(EAGAIN, os.strerror(EAGAIN)), lambda number: number in (3, 5))
    with patch.object(os, "fork", call):
        outcomes = outcomes_of(batches)
    assert outcomes[100][0] == FAILED
    assert outcomes[:100] == outcomes[102:] == [(WRITTEN, "")] * 100
    assert "continuing with 1 of 2 processes" in capfd.readouterr().err


def test_a_worker_that_stands_still_before_it_begins_is_replaced() -> None:
    batches = [Batch([Item("good a")], START, 0), Batch([Item("good b")], START, 0)]
    with (
        patch.object(worker_process, "PATIENCE_AT_START", 0.5),
        ends_soon(),
        Pool(misbehave, lambda _item, _process: None, 1, 0.5) as workers,
    ):
        [first] = multiprocessing.active_children()
        os.kill(first.pid or 0, signal.SIGSTOP)
        results = list(workers.map(batches))
    assert [outcome.state for _, outcomes in results for outcome in outcomes] == [WRITTEN, WRITTEN]


@pytest.mark.parametrize("size", [0, 3_000_000])
def test_a_worker_that_stands_still_while_it_takes_or_gives_is_replaced(size: int) -> None:
    """A large item waits in the pipe to a stopped worker; a large outcome has begun to come when it is stopped."""
    batches = [Batch([Item("good a", data=b"x" * size) if size else Item("large a")], START, 0)]
    with (
        patch.object(worker_process, "STALL", 1),
        ends_soon(),
        Pool(misbehave, lambda _item, _process: None, 1, None) as workers,
    ):
        [first] = multiprocessing.active_children()
        receive = WorkerProcess.receive

        def stop_and_receive(worker: WorkerProcess) -> None:
            if worker.process is first:
                os.kill(first.pid or 0, signal.SIGSTOP)
            receive(worker)

        if size:
            os.kill(first.pid or 0, signal.SIGSTOP)
        with patch.object(WorkerProcess, "receive", stop_and_receive):
            [(_, [outcome])] = workers.map(batches)
    assert outcome.state == WRITTEN


def test_items_and_outcomes_larger_than_any_pipe_pass_each_other() -> None:
    batches = [Batch([Item("large", data=b"x" * 20_000_000)], START, 0) for _ in range(6)]
    assert outcomes_of(batches) == [(WRITTEN, "")] * 6


def test_while_another_thread_runs_workers_are_not_forked() -> None:
    """A fork copies the locks that other threads hold, and nobody gives them back there."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        with patch.object(pool, "WorkerProcess", wraps=WorkerProcess) as started:
            assert outcomes_of(BATCHES[:1], jobs=1) == [(WRITTEN, "")] * 5
    finally:
        done.set()
        thread.join()
    assert started.call_args.args[2] == "spawn"


@pytest.mark.parametrize("way", [("-i", "in"), ("in", "-o", "out")])
def test_with_few_file_descriptors_a_run_ends(tmp_path: Path, way: tuple[str, ...]) -> None:
    """It does all its work, or says what is wanting before it has touched a file."""
    expected = fill(tmp_path / "source", 20)
    codes = []
    for limit in range(6, 34, 3):
        shutil.rmtree(tmp_path / "in", ignore_errors=True)
        shutil.copytree(tmp_path / "source", tmp_path / "in")
        prefix = ["bash", "-c", f'ulimit -n {limit}; exec "$@"', "-"]
        done = start_process(tmp_path, *way, "-j4", prefix=prefix, seconds=20)
        if done.code == 2:
            assert done.err.startswith("cleantext: cannot start a process: Too many open files; use fewer --jobs")
            assert tree(tmp_path / "in") == tree(tmp_path / "source")
        else:
            assert tree(tmp_path / way[-1]) == expected
        assert len(done.err.splitlines()) <= 1
        leaves_nothing(tmp_path)
        codes.append(done.code)
    assert (codes[0], codes[-1]) == (2, 0)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGXCPU, signal.SIGUSR1])
@pytest.mark.parametrize("jobs", [(), ("-j2",)])
def test_no_signal_that_can_be_caught_leaves_a_file(tmp_path: Path, number: int, jobs: tuple[str, ...]) -> None:
    process = begin(tmp_path, "-o", "out.txt", *jobs)
    while process.poll() is None and not list(tmp_path.glob(".cleantext-*")):
        time.sleep(0.001)
    os.killpg(process.pid, number)
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (143, b"cleantext: terminated: 0 of 1 inputs done\n")
    assert not list(tmp_path.iterdir())
    assert processes_of(process.pid) == []


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
@pytest.mark.parametrize("output", ["out", "new/out/"])
def test_a_run_whose_output_folder_is_removed_stops(tmp_path: Path, output: str, jobs: str) -> None:
    """It is not made anew: what was in it is not there, and an exit code of 0 would say that it is."""
    for name in "abcd":
        fill(tmp_path / "in" / name, 400)
    process = begin(tmp_path, "in", "-o", output, jobs)
    wait_for_progress(tmp_path, process)
    process.send_signal(signal.SIGSTOP)
    while subprocess.run(["rm", "-rf", output], cwd=tmp_path, capture_output=True, check=False).returncode:
        pass  # a worker has just written a file there
    process.send_signal(signal.SIGCONT)
    _, err = process.communicate(timeout=30)
    *failed, last = err.decode().splitlines()
    assert process.returncode == 2
    assert last == "cleantext: stopped, as nothing more can be written"
    assert 0 < len(failed) < 800
    assert all(line.endswith("No such file or directory") and f"cannot write {output}" in line for line in failed)
    assert not (tmp_path / output).exists()
    assert processes_of(process.pid) == []
