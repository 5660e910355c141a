"""Start-up: the command's whole processes, against a Python that does nothing."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.measure import Table, Task, compare, interleaved

TARGETS = {"cleantext --version": ("<=", 1.3), "cleantext --help": ("<=", 5.0), "clean one line": ("<=", 5.0)}


def start_up(rounds: int) -> Table:
    """Time them by the clock on the wall; bytecode is written in the round that does not count."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = str(Path(sys.executable).with_name("cleantext"))

    def process(*arguments: str) -> Task:
        return lambda _: subprocess.run(
            arguments, input="Một  dòng\n".encode(), stdout=subprocess.PIPE, env=environment, check=True
        )

    tasks = {
        "python -c pass": process(sys.executable, "-c", "pass"),
        "cleantext --version": process(command, "--version"),
        "cleantext --help": process(command, "--help"),
        "clean one line": process(command),
    }
    times = interleaved(tasks, rounds, time.perf_counter)
    return compare("Start-up: whole processes (wall clock), against python -c pass", times, targets=TARGETS)
