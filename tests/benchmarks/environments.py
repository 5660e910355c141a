"""The peers' environment: they cannot live in ours, because one of them imports as cleantext, too."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.helpers.paths import ROOT

FOLDER = ROOT / ".venv-peers"
GROUP = "peers"
SAID = 2000  # characters


def of_peers() -> Path | None:
    """Return the Python of the peers' environment, made if there is none for the current group; None if that fails."""
    path = FOLDER / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    group = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"][GROUP]
    wanted, complete = json.dumps([sys.version, group], indent=2), FOLDER / "complete.json"
    if complete.is_file() and complete.read_text(encoding="utf-8") == wanted:
        return path
    say(f"installing the peers into {FOLDER.name}, once (700 MB)")
    venv = [sys.executable, "-m", "venv", "--clear", str(FOLDER)]
    pip = [str(path), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--retries", "1"]
    if not (ran(venv) and install(pip, group)):
        say("the peers cannot be installed; going on without them")
        return None
    complete.write_text(wanted, encoding="utf-8")
    return path


def install(pip: list[str], group: list[str]) -> bool:
    """Install the group, or what of it can be; the table names what is missing then."""
    if ran([*pip, *group]):
        return True
    failed = [one for one in group if not ran([*pip, one])]
    if 0 < len(failed) < len(group):
        say(f"cannot be installed (remove {FOLDER.name} to try again): {', '.join(failed)}")
    return len(failed) < len(group)


def ran(command: list[str]) -> bool:
    """Run a command, and tell whether it did what it should; if not, say what it said last."""
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        print(done.stderr.decode(errors="replace")[-SAID:], file=sys.stderr)
    return not done.returncode


def say(message: str) -> None:
    """Print a message to stderr, apart from the tables."""
    print(f"benchmarks: {message}", file=sys.stderr)
