"""Flags, files and variables in any combination: they clean, or say what is wrong."""

import random
from collections.abc import Mapping
from pathlib import Path

import click
import pytest

from cleantext.chain.profiles import KEYS
from cleantext.cli.flag import Flag
from cleantext.cli.flags import CLEAN, LEARN, flags_of
from cleantext.cli.settings.keys import SETTINGS
from tests.conftest import ALL, MESSY, start

ROUNDS = 40 if ALL else 8  # of RUNS each
RUNS = 25
STARTING = ("help", "version", "engine", "jobs", "timeout")  # flags that print, or start what takes time
WORDS = [
    "",
    "a.txt",
    "in",
    "text",
    "5",
    "0",
    "-1",
    "50MB",
    "tones",
    "bylines,unicode",
    "auto",
    "rules.toml",
    "*",
    "ế",
    "-",
]
TOML = ["true", "1", "-1", "nan", '"a"', '["a"]', "[]", "[1]", "{a = 1}", '"1KB"', '["tones"]', '"rules.toml"', "[[]]"]
TOML += ['["[.]*"]', '["("]', '""', "1979-05-27", '"\\u0000"', "99999999999999999999", '[{text = "Mưa", why = "x"}]']
FILES = ["[", "a", "\0", "\ufeff", "[sites.a]\ndrop = ['a']", "[sites]\na = 1", "drop = []\ndrop = []"]
ENVIRONMENTS: list[Mapping[str, str]] = [
    {}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"TERM": "dumb"}, {"HOME": ""}, {"XDG_CONFIG_HOME": "own"},
    {"XDG_CONFIG_HOME": "/dev/null"}, {"COLUMNS": "0"}, {"COLUMNS": "x"}, {"SUDO_UID": "9" * 40},
    {"_CLEANTEXT_COMPLETE": "x"}, {"_CLEANTEXT_COMPLETE": "bash_complete"},
]  # fmt: skip


def flags(dice: random.Random, command: str) -> list[str]:
    """Return random flags of a command, with values that may be right."""
    known = [flag for flag in flags_of(LEARN if command == "learn" else CLEAN) if flag.name not in STARTING]
    found = []
    for flag in dice.sample(known, dice.choice([0, 1, 1, 2, 3])):
        name = dice.choice([*flag.opts, *flag.secondary_opts])
        found += [name] if flag.is_flag else [name, value(dice, flag)]
    return found


def value(dice: random.Random, flag: Flag) -> str:
    return dice.choice([*map(str, flag.type.choices)] if isinstance(flag.type, click.Choice) else WORDS)


def toml(dice: random.Random) -> str:
    known = [key for key in SETTINGS if key not in STARTING]
    keys = dice.sample([*known, *KEYS, "sites", "output", "nope"], dice.choice([0, 1, 1, 2]))
    return dice.choice(FILES) if dice.random() < 0.1 else "".join(f"{key} = {dice.choice(TOML)}\n" for key in keys)


def fill(folder: Path, dice: random.Random) -> None:
    (folder / "in").mkdir(parents=True)
    for name, text in {"a.txt": MESSY, "in/b.txt": MESSY, "t.jsonl": '{"text": "a  b"}\n', "rules.toml": ""}.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name in dice.sample(["cleantext.toml", "pyproject.toml", "cleantext/config.toml"], dice.choice([0, 1, 2])):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(toml(dice), encoding="utf-8")


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_any_settings_clean_or_say_what_is_wrong(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    for number in range(RUNS):
        folder = tmp_path / str(number)
        fill(folder, dice)
        command = dice.choice(["", "", "", "", "learn", "config"])
        paths = dice.sample(["a.txt", "in", "t.jsonl", "-", "gone.txt"], dice.choice([0, 1, 1, 2]))
        arguments = [*([command] if command else []), *flags(dice, command), *paths]
        env = {name: text.replace("own", str(folder)) for name, text in dice.choice(ENVIRONMENTS).items()}
        done = start(folder, *arguments, stdin=MESSY.encode(), env=env)
        where = f"{arguments} {env}: {done}"
        assert "Traceback" not in done.err, where
        assert "a mistake in cleantext" not in done.err, where
        assert done.code in ((0, 1, 2) if "--check" in arguments else (0, 2)), where
        assert done.code != 2 or done.err, where
        assert not list(folder.rglob("*.cleantext-*")), where
