"""Environments beside ours: one for the peers, of which one imports as cleantext, too, and one for ours compiled."""

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PEERS, COMPILED = ".venv-peers", ".venv-compiled"
GROUP = "peers"
SAID = 2000  # characters
BESIDE_OURS = ("click", "regex", "rich", "unicodedata2")


def of_peers() -> Path | None:
    """Give the Python of the peers' environment, made when there is none for the group as it is; None if that fails."""
    group = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"][GROUP]
    what = f"the peers into {PEERS}, once (700 MB)"
    return made(PEERS, group, what, lambda pip: install(pip, group))


def of_compiled() -> Path | None:
    """Give the Python of an environment that has ours with compiled modules, as the sources are; None if that fails.

    The packages beside it are the same as here.
    """
    pins = [f"{name}=={version(name)}" for name in BESIDE_OURS]
    with tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder, "constraints.txt")
        constraints.write_text("\n".join(pins), encoding="utf-8")
        compiles = {**os.environ, "CLEANTEXT_COMPILE": "1", "PIP_CONSTRAINT": str(constraints)}
        what = f"ours, compiled, into {COMPILED} (half a minute)"
        return made(COMPILED, [pins, digest_of_sources()], what, lambda pip: ran([*pip, str(ROOT)], compiles))


def made(name: str, holds: object, what: str, fill: Callable[[list[str]], bool]) -> Path | None:
    """Make an environment, unless there is one that holds this already; `fill` gets a command that installs into it."""
    folder = ROOT / name
    path = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    wanted, complete = json.dumps([sys.version, holds], indent=2), folder / "complete.json"
    if complete.is_file() and complete.read_text(encoding="utf-8") == wanted:
        return path
    say(f"installing {what}")
    venv = [sys.executable, "-m", "venv", "--clear", str(folder)]
    pip = [str(path), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--retries", "1"]
    if not (ran(venv) and fill(pip)):
        say("that cannot be installed; going on without it")
        return None
    complete.write_text(wanted, encoding="utf-8")
    return path


def install(pip: list[str], group: list[str]) -> bool:
    """Install the group, or what of it can be; the table names what is missing then."""
    if ran([*pip, *group]):
        return True
    failed = [one for one in group if not ran([*pip, one])]
    if 0 < len(failed) < len(group):
        say(f"cannot be installed (remove {PEERS} to try again): {', '.join(failed)}")
    return len(failed) < len(group)


def ran(command: list[str], environment: Mapping[str, str] | None = None) -> bool:
    """Run a command, and tell whether it did what it should; if not, say what it said last."""
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    if done.returncode:
        print(done.stderr.decode(errors="replace")[-SAID:], file=sys.stderr)
    return not done.returncode


def digest_of_sources() -> str:
    """Tell these sources from others."""
    found = blake2b(digest_size=16)
    sources = (path for path in (ROOT / "cleantext").rglob("*") if path.suffix in (".py", ".txt", ".json"))
    for path in (ROOT / "pyproject.toml", ROOT / "hatch_build.py", *sorted(sources)):
        found.update(str(path).encode() + path.read_bytes())
    return found.hexdigest()


def say(message: str) -> None:
    """Tell who runs this, beside the tables."""
    print(f"benchmarks: {message}", file=sys.stderr)
