"""Names of subcommands and default values of options, readable without importing click.

Options have click's names. A test compares the values with the flags in flags.py.
"""

from typing import Any

SUBCOMMANDS = ("learn", "filters", "show", "config", "completion")  # any other first word is a path to clean
SWITCHES = (
    "in_place dry_run null html hidden isolated explain diff check quiet resume fail_fast learn strict no_header"
).split()
LISTS = "include exclude only skip extra drop keep profile report".split()
REST = (
    "output backup form files_from stdin_filename input_format split encoding tone_style site site_field url_field "
    "doubtful stats engine delimiter sheet jobs timeout max_errors config lang"
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
"""Options that only `cleantext learn` has."""
NO_CONFIG_FILES: dict[str, Any] = {"rules": (), "origins": {}, "using": None}
"""Options beside the flags, as settings/layers.py adds them, if there is no configuration file."""
