"""Which commands there are, and what flags say where nobody gives them, by click's names for them."""

from typing import Any

OTHERS = ("learn", "filters", "show", "config", "completion")  # commands; all else is cleaned
SWITCHES = "in_place dry_run null hidden isolated explain diff check quiet resume fail_fast".split()
LISTS = "include exclude only skip extra drop keep profile".split()
REST = (
    "output form files_from input_format encoding tone_style site site_field url_field report stats engine jobs "
    "timeout max_errors config"
).split()
DEFAULTS: dict[str, Any] = {
    **dict.fromkeys(SWITCHES, False),
    **dict.fromkeys(LISTS, ()),
    **dict.fromkeys(REST),
    "eol": "lf",
    "field": "text",
    "errors": "strict",
    "max_size": 50_000_000,
    "color": "auto",
}
LEARN_DEFAULTS: dict[str, Any] = {"min_docs": 20, "min_share": 0.5, "merge": (), "max_memory": 500_000_000}
"""Of the flags that only `learn` has."""
NO_FILES: dict[str, Any] = {"rules": (), "origins": {}, "using": None}
"""What options hold beside the flags where no configuration is found: see settings/layers.py."""
