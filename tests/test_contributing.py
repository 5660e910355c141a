"""What CONTRIBUTING says of adding a filter is all that it takes."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.helpers.paths import ROOT

WHERE = {  # in files that exist: the starts of the lines before which the lines of a block are inserted
    "cleantext/filters/__init__.py": ("from .tag_lines", '    ("blank-lines"'),
    "cleantext/model.py": ("    - `navigation`",),
    "README.vi.md": ("| `blank-lines`",),
}
CHECKS = """
from cleantext.cli.main import run
from tests import test_docs as docs
from tests.filters import test_fixtures as fixtures

for path in fixtures.CASES:
    if not path.stem.startswith("known-failure"):
        fixtures.test_a_filter_does_what_its_fixture_shows(path)
for path in fixtures.ARTICLES:
    fixtures.test_an_article_comes_out_as_its_fixture_shows(path)
fixtures.test_every_filter_has_a_fixture_that_changes_and_one_that_leaves_alone()
fixtures.test_no_fixture_is_without_its_filter()
docs.test_a_filter_is_one_function_in_one_file_that_says_what_it_leaves_alone("stars")
docs.test_every_file_in_filters_is_in_the_order()
docs.test_the_model_lists_every_kind_of_removal_and_note()
docs.test_the_vietnamese_readme_keeps_up_with_the_english_one()
run(["filters"])
"""


def test_adding_a_filter_takes_the_steps_of_contributing(tmp_path: Path) -> None:
    """Do what the page says in a copy of the project, and see the tests of filters pass."""
    for name in ("cleantext", "tests", "samples"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("README.md", "README.vi.md", "GUIDE.md", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    blocks = re.findall(r"`((?:cleantext/|tests/|README)\S+)`:\n\n```\w+\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 6
    for name, content in blocks:
        _write(tmp_path / name, content, WHERE.get(name))
    env = {"PYTHONPATH": str(tmp_path), "PATH": os.environ["PATH"]}
    for command in (["-m", "tests.helpers.readme"], ["-c", CHECKS]):
        done = subprocess.run([sys.executable, *command], cwd=tmp_path, env=env, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
    assert b"\nstars\tstrip\ton\tRemove lines of nothing but asterisks." in done.stdout


def _write(path: Path, content: str, where: tuple[str, ...] | None) -> None:
    """Write a new file, or insert the lines of a block, without its comments, into a file that exists."""
    assert path.exists() == (where is not None), path
    if where is None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    lines = [line for line in content.splitlines() if not line.startswith("#")]
    for line, next_line in zip(lines, where, strict=True):
        assert text.count(next_line) == 1, next_line
        text = text.replace(next_line, f"{line}\n{next_line}")
    path.write_text(text, encoding="utf-8")
