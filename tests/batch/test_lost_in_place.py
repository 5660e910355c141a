"""A worker that is lost after it has replaced a file, before it has said what it did."""

import subprocess
import sys
from pathlib import Path

from tests.helpers.contract import fill, tree
from tests.helpers.paths import ROOT

LOSING = """
import os, sys
sys.path.insert(0, {root!r})
from cleantext.batch import worker
replace = worker.clean_document
def clean_document(job, item):
    outcome = replace(job, item)
    if item.name.endswith("g00001.txt") and not item.is_retry:
        os._exit(1)
    return outcome
worker.clean_document = clean_document
from cleantext.__main__ import main
sys.exit(main())
"""


def test_a_file_that_a_lost_worker_replaced_fails_by_name(tmp_path: Path) -> None:
    """It is clean, and not unchanged: what went from it is in no account."""
    expected = fill(tmp_path / "in", 4)
    command = [sys.executable, "-c", LOSING.format(root=str(ROOT)), "-i", "in", "-j2", "--stats", "text"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    reason = "was changed, perhaps by the process that was lost: what it did is not in the account"
    assert done.returncode == 2
    assert f"in/g00001.txt: {reason}\n" in done.stderr
    assert "3 written, 0 unchanged" in done.stderr
    assert tree(tmp_path / "in") == expected
