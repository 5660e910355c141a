"""The peers' environment: they cannot live in ours, because one of them imports as cleantext, too."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / ".venv-peers"
GROUP = "peers"


def python() -> Path | None:
    """Give the Python of the peers' environment, made when there is none for the group as it is; None if that fails."""
    path = FOLDER / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    group = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"][GROUP]
    wanted, complete = json.dumps([sys.version, group], indent=2), FOLDER / "complete.json"
    if complete.is_file() and complete.read_text(encoding="utf-8") == wanted:
        return path
    say(f"installing the peers into {FOLDER.name}, once (700 MB)")
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", FOLDER], capture_output=True, check=False)
    pip = [path, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--retries", "1"]
    if done.returncode or not install([str(part) for part in pip], group):
        say("the peers cannot be installed; going on without them")
        return None
    complete.write_text(wanted, encoding="utf-8")
    return path


def install(pip: list[str], group: list[str]) -> bool:
    """Install the group, or what of it can be; the table names what is missing then."""
    if not subprocess.run([*pip, *group], capture_output=True, check=False).returncode:
        return True
    failed = [one for one in group if subprocess.run([*pip, one], capture_output=True, check=False).returncode]
    if 0 < len(failed) < len(group):
        say(f"cannot be installed (remove {FOLDER.name} to try again): {', '.join(failed)}")
    return len(failed) < len(group)


def say(message: str) -> None:
    """Tell who runs this, beside the tables."""
    print(f"benchmarks: {message}", file=sys.stderr)
