"""What is in a page of the report, read as its script does."""

import re
from pathlib import Path
from typing import Any

from cleantext.report.page import records


def summary_of(path: Path) -> dict[str, Any]:
    """Read the summary of a page as its script does."""
    found = re.search(rb'class="summary">(\S+)\n</script>', path.read_bytes())
    assert found
    summary: dict[str, Any] = records.unpack(found[1])
    return summary


def documents_of(path: Path) -> list[dict[str, Any]]:
    """Read the documents that a page holds."""
    blocks = re.findall(rb'class="documents">(.*?)</script>', path.read_bytes(), re.DOTALL)
    return [document for block in blocks for document in records.unpack(block)]


def content_of(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Read all that a page holds of documents: what it says of the run itself has the time and the command line."""
    return {key: value for key, value in summary_of(path).items() if key != "run"}, documents_of(path)


def same_but_for_the_run(name: str, data: bytes) -> bytes:
    """Return what a file holds; of a page without its heading, which has the time and the command of each run."""
    if not name.endswith(".html"):
        return data
    before, block, after = re.split(rb'(?<=class="summary">)(\S+)', data, maxsplit=1)
    return before + records.pack({**records.unpack(block), "run": None}) + after
