"""What is in a page of the report, read as its script does."""

import re
from pathlib import Path
from typing import Any

from cleantext.report.page import records


def summary_of(path: Path) -> dict[str, Any]:
    """Read the summary of a page as its script does."""
    found = re.search(rb'class="summary">(\S+)\n</script>', path.read_bytes())
    assert found
    return records.unpack(found[1])


def documents_of(path: Path) -> list[dict[str, Any]]:
    """Read the documents that a page holds."""
    blocks = re.findall(rb'class="documents">(.*?)</script>', path.read_bytes(), re.DOTALL)
    return [records.unpack(line) for block in blocks for line in block.splitlines()]
