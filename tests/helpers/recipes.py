"""RECIPES.md, in the code blocks that its headings stand above."""

import re

from tests.helpers.paths import ROOT

PAGE = (ROOT / "RECIPES.md").read_text(encoding="utf-8")
SECTIONS = [section.partition("\n") for section in PAGE.split("\n## ")[1:]]
BLOCKS = {title: code for title, _, text in SECTIONS for code in re.findall(r"(?s)```\w+\n(.*?)```", text)}
