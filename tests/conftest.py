"""The command as tests run it: bytes in and bytes out, in this process or in one of its own."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from cleantext.report.language import VARIABLES
from tests.helpers.in_process import OF_USERS, run_here
from tests.helpers.paths import SAMPLES

# CLEANTEXT names another command to test: .ci/run sets it to that of the installed wheel
COMMAND = [os.environ["CLEANTEXT"]] if "CLEANTEXT" in os.environ else [sys.executable, "-m", "cleantext"]

ALL = "CLEANTEXT_ALL" in os.environ  # .ci/run: no test is skipped for what the machine lacks, and laws get more texts

for name in VARIABLES:  # tests read English
    if os.environ.get(name, "").startswith("vi"):
        os.environ[name] = "C.UTF-8"
os.environ["XDG_CONFIG_HOME"] = os.devnull  # no folder: what whoever runs the tests has configured counts for nothing

settings.register_profile(
    "ours",
    max_examples=1000 if ALL else 200,
    derandomize=True,  # the same texts in each run
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ours")

SENTENCE = "Trận mưa đầu mùa đổ xuống cánh đồng Bàu Sen lúc ba giờ chiều hôm qua."
MESSY = f"Mưa\n\n\n{SENTENCE}\u00a0 \nPhản hồi\n"
TIDY = f"Mưa\n\n{SENTENCE}\n"


class Done(NamedTuple):
    """What a finished command left."""

    code: int
    out: bytes
    err: str


Run = Callable[..., Done]
Configured = Callable[..., Done]


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Start no workers for tests that are named: they begin at once, and may use the terminal."""
    named = any("::" in argument or os.path.isfile(argument) for argument in config.args)
    return 0 if named else None  # as many as there are processors


def needs(program: str) -> None:
    """Skip a test where a program is missing; fail it where CLEANTEXT_ALL says that all must run."""
    path = os.pathsep.join([os.environ["PATH"], str(Path(sys.executable).parent)])
    if not shutil.which(program, path=path) and not ALL:
        pytest.skip(f"{program} is not installed")


def needs_package(name: str) -> None:
    """Skip a test where a Python package is missing, as `needs` does."""
    if find_spec(name) is None and not ALL:
        pytest.skip(f"{name} is not installed")


def peak(*arguments: str, cwd: Path, seconds: int = 60) -> int:
    """Run the command, and give the most memory that one of its processes had, in MB.

    A small process starts it: where a process begins counts, too, and that would be the one that tests run in.
    """
    program = (
        "import resource, subprocess, sys\n"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *COMMAND, *arguments], cwd=cwd, capture_output=True, timeout=seconds, check=True
    )
    size, code = done.stdout.split()
    assert code == b"0", done.stderr
    return int(size) // (1024 if sys.platform == "linux" else 1024**2)


def where(page: bytes, key: str) -> str:
    """Return the line of `cleantext config` for a key, with single spaces."""
    (line,) = [line for line in page.decode().splitlines() if re.match(rf"#? ?{key} =", line)]
    return " ".join(line.split())


def start(cwd: Path, *arguments: str | Path | bytes, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Done:
    """Run cleantext in this process; the command that CLEANTEXT names as a process of its own."""
    if "CLEANTEXT" in os.environ:
        return start_process(cwd, *arguments, stdin=stdin, env=env)
    code, out, err = run_here(arguments, cwd=cwd, stdin=stdin, env=env or {})
    return Done(code, out, err.decode())


def start_process(
    cwd: Path, *arguments: str | Path | bytes, stdin: bytes = b"", env: Mapping[str, str] | None = None,
    prefix: Sequence[str] = (), seconds: float = 60,
) -> Done:  # fmt: skip
    """Run cleantext as a process of its own, in time and without a traceback; `prefix` is what starts it."""
    environment = {k: v for k, v in os.environ.items() if k not in OF_USERS}
    done = subprocess.run(
        [*prefix, *COMMAND, *arguments],
        input=stdin, capture_output=True, cwd=cwd, env={**environment, **(env or {})}, timeout=seconds, check=False,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return Done(done.returncode, done.stdout, done.stderr.decode())


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run cleantext in an empty folder."""
    return partial(start, tmp_path)


@pytest.fixture
def run_process(tmp_path: Path) -> Run:
    """Run cleantext in an empty folder, as a process of its own: where workers, start-up or limits are the thing."""
    return partial(start_process, tmp_path)


@pytest.fixture
def sample() -> Path:
    """Return a page with a repeated caption, chrome after the text, and odd spaces."""
    return SAMPLES / "ho-chua-nuoc.txt"


@pytest.fixture
def configured(run: Run, run_process: Run, tmp_path: Path) -> Configured:
    """Run the command in a folder with configuration: that of the folder, and the user's own."""

    def start(*arguments: str, project: str = "", user: str = "", process: bool = False) -> Done:
        own = tmp_path / "own/cleantext/config.toml"
        own.parent.mkdir(parents=True, exist_ok=True)
        for path, text in ((tmp_path / "cleantext.toml", project), (own, user)):
            path.unlink(missing_ok=True)
            if text:
                path.write_text(text, encoding="utf-8")
        return (run_process if process else run)(*arguments, env={"XDG_CONFIG_HOME": str(tmp_path / "own")})

    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    return start
