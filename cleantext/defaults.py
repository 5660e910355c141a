"""What the flags of `cleantext` say where nobody gives them, by click's names for them (terminal/flags.py)."""

from typing import Any

SWITCHES = "in_place dry_run null hidden isolated explain diff check quiet resume fail_fast".split()
LISTS = "include exclude only skip extra drop keep profile".split()
OTHERS = (
    "output form files_from input_format encoding tone_style site site_field url_field report stats engine jobs "
    "timeout max_errors config"
).split()
DEFAULTS: dict[str, Any] = {
    **dict.fromkeys(SWITCHES, False),
    **dict.fromkeys(LISTS, ()),
    **dict.fromkeys(OTHERS),
    "eol": "lf",
    "field": "text",
    "errors": "strict",
    "max_size": 50_000_000,
    "color": "auto",
}
NO_FILES: dict[str, Any] = {"rules": (), "origins": {}, "using": None}
"""What options hold beside the flags where no configuration is found: see settings/layers.py."""
