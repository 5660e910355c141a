"""The texts of the page of the report, as they stand in its files, in English."""

import re

from cleantext.filters import FILTER_NAMES
from cleantext.report.page import ORDER, SCRIPTS, asset
from cleantext.report.page.records import LINE

IN_SCRIPT = re.compile(r"\ben`([^`]+)`")
IN_HTML = re.compile(r'\bdata-t(?:-[a-z-]+)?="([^"]+)"')


def texts_of_page() -> set[str]:
    """Return all that the page itself says, and the names of filters and states."""
    found = {text for name in SCRIPTS for text in IN_SCRIPT.findall(asset(f"{name}.js"))}
    return found.union(IN_HTML.findall(asset("page.html")), FILTER_NAMES, ORDER, (LINE, "profile"))
