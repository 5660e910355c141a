"""The line model, sure of every line that it may judge: what stays is held by its guards."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from cleantext.filters.site_chrome.line_model import judge, likely_chrome, reasons
from cleantext.filters.site_chrome.line_model.fitted import load
from cleantext.filters.site_chrome.line_model.words import KINDS
from tests.helpers.laid_out import laid_out

LABEL, OTHER = "Nhịp sống phố cổ", "Bếp lửa nhà bên"


class Judging:
    """The line model with trees that are sure of every line that it may judge, and one score for all lines."""

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path) -> None:
        self.patch, self.folder = patch, folder

    def gone(
        self,
        lines: list[str],
        *,
        score: float = 6.0,
        words: Mapping[str, float] = MappingProxyType({}),
        own: Collection[int] = (),
        tree: list[Any] | None = None,
    ) -> set[str]:
        """Return the lines that it takes for chrome; `score` is of all lines, to which weights of `words` are added."""
        of_kinds: dict[str, dict[str, float]] = {kind: {} for kind in KINDS} | {"bias": {"": score}, "word": {**words}}
        file = self.folder / "weights.json"
        file.write_text(json.dumps({"words": of_kinds, "trees": [tree or [9.0]]}), "utf-8")
        for module in (judge, reasons):
            self.patch.setattr(module, "fitted", lambda: load(file))
        page, chrome, protected = laid_out(lines)
        return {page.lines[index] for index in likely_chrome(page, chrome, {*own, *protected})}
