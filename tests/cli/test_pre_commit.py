"""pre-commit builds the hooks from this repository, as it does for users, and runs them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MESSY, TIDY, needs
from tests.helpers.paths import ROOT
from tests.helpers.recipes import BLOCKS

PARTS = ("cleantext", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
AUTHOR = {
    f"GIT_{who}_{what}": f"test{at}"
    for who in ("AUTHOR", "COMMITTER")
    for what, at in (("NAME", ""), ("EMAIL", "@localhost"))
}


def _git(folder: Path, *arguments: str) -> None:
    command = ["git", "-c", "init.defaultBranch=main", "-c", "advice.detachedHead=false", *arguments]
    subprocess.run(command, cwd=folder, env=_environment(folder), check=True, capture_output=True)


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON", "PRE_COMMIT"))}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    config = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(folder.parent / "home"),
    }
    return {**kept, **AUTHOR, **config, "PATH": path}


def _run_hooks(folder: Path) -> tuple[int, str]:
    command = ["pre-commit", "run", "--all-files", "--color", "never", "--verbose"]
    done = subprocess.run(
        command, cwd=folder, env=_environment(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    said = done.stdout.decode()
    if "No matching distribution" in said and "CLEANTEXT_ALL" not in os.environ:
        pytest.skip("pre-commit installs the hook with pip, which reaches no registry")
    return done.returncode, said


@pytest.mark.timeout(600)
def test_the_hooks_clean_and_check(tmp_path: Path) -> None:
    needs("pre-commit")
    needs("git")
    ours, theirs = tmp_path / "cleantext", tmp_path / "articles"
    theirs.mkdir()
    ours.mkdir()
    subprocess.run(["cp", "-r", *(str(ROOT / part) for part in PARTS), str(ours)], check=True)
    _git(ours, "init", "-q")
    _git(ours, "add", "-A")
    _git(ours, "commit", "-q", "-m", "cleantext")
    _git(ours, "tag", "v0.1.0")
    config, messy, script = (theirs / name for name in (".pre-commit-config.yaml", "tin vui.txt", "a.py"))
    config.write_text(BLOCKS["Before each commit: pre-commit"], encoding="utf-8")
    messy.write_text(MESSY, encoding="utf-8")
    script.write_text("a  =  1", encoding="utf-8")
    _git(theirs, "init", "-q")
    _git(theirs, "add", "-A")

    code, said = _run_hooks(theirs)
    assert code == 1
    assert "files were modified by this hook" in said, said
    assert messy.read_text(encoding="utf-8") == TIDY
    assert script.read_text(encoding="utf-8") == "a  =  1", "only articles are cleaned"
    assert _run_hooks(theirs)[0] == 0
    assert list((tmp_path / "home").rglob("site-packages/cleantext/py.typed"))

    only_check = BLOCKS["Before each commit: pre-commit"].replace("id: cleantext", "id: cleantext-check")
    config.write_text(only_check, encoding="utf-8")
    assert _run_hooks(theirs)[0] == 0
    messy.write_text(MESSY, encoding="utf-8")
    _git(theirs, "add", "-A")
    code, said = _run_hooks(theirs)
    assert (code, messy.read_text(encoding="utf-8")) == (1, MESSY)
    assert "tin vui.txt: would change: 2 lines removed, 1 repaired" in said, said
