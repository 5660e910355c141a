"""Where things are: the repository, the samples of README, the articles and labelled pages of the tests."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "samples"
FIXTURES = ROOT / "tests/filters"
DATA = ROOT / "tests/data"
