"""What can be told from here of systems that lack what Unix has."""

import subprocess
import sys
from pathlib import Path

from tests.helpers.contract import fill, tree

WITHOUT_UNIX = """
import multiprocessing.connection, multiprocessing.heap, multiprocessing.popen_spawn_posix, multiprocessing.sharedctypes
import os, shutil, signal, sys, types
import click, unicodedata2
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
for name in (
    "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "O_PATH", "chown", "fchmod", "fchown", "geteuid", "getuid", "listxattr",
    "setxattr", "sched_getaffinity",
):
    delattr(os, name)
del signal.SIGHUP
locked = []
msvcrt = types.ModuleType("msvcrt")
msvcrt.LK_NBLCK, msvcrt.locking = 2, lambda *given: locked.append(given)
sys.modules["msvcrt"] = msvcrt
sys.platform = "win32"
from cleantext.cli.main import run
assert "cleantext.batch.pool" not in sys.modules
code = run(sys.argv[1:])
import cleantext.batch.pool
assert cleantext.batch.pool.START_METHOD == "spawn"
assert locked or "-i" in sys.argv
sys.exit(code)
"""


def test_nothing_needs_what_only_unix_has(tmp_path: Path) -> None:
    """Its modules and functions are taken away; workers are spawned. Windows itself is not tried."""
    expected = fill(tmp_path / "in", 30)
    (tmp_path / "without.py").write_text(
        f"if __name__ == '__main__':\n{''.join(f'    {line}' for line in WITHOUT_UNIX.splitlines(keepends=True))}",
        encoding="utf-8",
    )
    for arguments in (("in", "-o", "out", "-j1"), ("in", "-o", "out", "-j2"), ("in", "-i", "-j2")):
        done = subprocess.run(
            [sys.executable, "without.py", *arguments], cwd=tmp_path, capture_output=True, timeout=30, check=False
        )
        assert (done.returncode, done.stderr.decode()) == (0, "")
        assert tree(tmp_path / "out") == expected
    assert tree(tmp_path / "in") == expected
