"""The fifty cases are all here, each by its number."""

import re
from pathlib import Path


def test_every_case_has_a_test() -> None:
    numbers: set[int] = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        for first, joint, last in re.findall(
            r"^def test_(\d\d)(?:_(and|to)_(\d\d))?_", path.read_text("utf-8"), re.MULTILINE
        ):
            numbers |= set(range(int(first), int(last) + 1)) if joint else {int(first)}
    assert sorted(numbers) == list(range(1, 51))
