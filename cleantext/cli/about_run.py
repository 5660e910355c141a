"""Say what a run was: what the page of the report is headed by."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from shlex import join
from typing import Any

from cleantext import __version__
from cleantext.files.walk import name_in_utf8

from .defaults import DEFAULTS
from .flags import CLEAN, flags_of

SAID_APART = {"output", "in_place", "profile", "report", "doubtful"}
NAMED = DEFAULTS.keys() - SAID_APART


def about_run(paths: Sequence[str], options: Mapping[str, Any]) -> dict[str, object]:
    """Return what the page is known by, date, command line, version, inputs, output, profiles, and changed settings."""
    files = [path for path, _ in options["rules"]]  # of settings, with rules in them
    lists = [options["files_from"]] if options["files_from"] else []
    return {
        "id": os.urandom(8).hex(),  # by which a browser knows what was ticked on the page
        "version": __version__,
        "date": datetime.now().astimezone().isoformat(timespec="seconds"),
        "command": name_in_utf8(_command(sys.argv[1:])),
        "inputs": [name_in_utf8(path) for path in (*paths, *lists)],
        "output": name_in_utf8(options["output"] or ""),
        "in_place": options["in_place"],
        "site": options["site"],
        "settings": [[name, name_in_utf8(value), origin] for name, value, origin in _settings(options)],
        "profiles": [name_in_utf8(path) for path in dict.fromkeys((*files, *options["profile"]))],
    }


def _command(arguments: Sequence[str]) -> str:
    """Return the command line as it can be typed."""
    words = ["cleantext", *arguments]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else join(words)


def _settings(options: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return flag, value and the file that has set it, if one has, of settings that are not the default."""
    return [
        (f"--{flag.key}", _value(options[flag.name]), options["origins"].get(flag.name, ""))
        for flag in flags_of(CLEAN)
        if flag.affects_result and flag.name in NAMED and options[flag.name] != DEFAULTS[flag.name]
    ]


def _value(value: Any) -> str:
    """Return a value as it is typed; nothing for a switch."""
    return "" if value is True else ", ".join(value) if isinstance(value, list | tuple) else str(value)
