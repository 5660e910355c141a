"""What tests of filters share."""

from pathlib import Path

import pytest

from tests.helpers.judging import Judging


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Judging:
    return Judging(monkeypatch, tmp_path)
