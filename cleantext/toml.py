"""Values as TOML 1.0 writes them; to read it, Python has tomllib."""

import json
import re
from collections.abc import Mapping

BARE_KEY = re.compile("[A-Za-z0-9_-]+")


def in_toml(value: object) -> str:
    """Write a value as TOML has it on one line; a text as a basic string, so that a key, too, can be one."""
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {in_toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(in_toml, value)) + "]"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _key(name: str) -> str:
    return name if BARE_KEY.fullmatch(name) else _string(name)


def _string(text: str) -> str:
    r"""Write a basic string: as in JSON, but that TOML wants DEL escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
