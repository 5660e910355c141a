"""What tests of whole runs share."""

import pytest

from cleantext.batch import journal, plan
from cleantext.documents import table_encoding


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make batches small, and an entry in the journal for each."""
    monkeypatch.setattr(journal, "INTERVAL", 0)
    monkeypatch.setattr(journal, "DURATIONS", 0)
    monkeypatch.setattr(plan, "BATCH_FILES", 7)
    monkeypatch.setattr(table_encoding, "BATCH_BYTES", 4000)
