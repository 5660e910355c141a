"""Flags given twice, and a flag whose value can be left out."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

SEEN = "cleantext: 1 seen, 1 written"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--field a --field b a.txt", "cleantext: --field is given more than once (a, b); give it once"),
        ("-o a.txt --output=b.txt c.txt", "cleantext: --output is given more than once (a.txt, b.txt); give it once"),
        ("-j2 -j2 a.txt", "cleantext: --jobs is given more than once (2, 2); give it once"),
        ("learn --field 2 --field 3 d", "cleantext learn: --field is given more than once (2, 3); give it once"),
        ("show --color a --color b", "cleantext show: --color is given more than once (a, b); give it once"),
        ("--stats json --stats a.txt", "cleantext: --stats is given more than once (json, text); give it once"),
    ],
)  # fmt: skip
def test_a_flag_that_counts_once_is_given_once(run: Run, line: str, said: str) -> None:
    assert run(*line.split()) == (2, b"", f"{said}\n")


@pytest.mark.parametrize("flag", ["--include", "--exclude"])
def test_an_empty_pattern_is_refused(run: Run, flag: str) -> None:
    said = f"cleantext: {flag}: an empty pattern fits no name; write one as '*.txt'\n"
    assert run(flag, "", ".") == (2, b"", said)


def test_switches_and_lists_are_given_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tin  vui\n\nBáo giấy\n\nBáo ảnh\n", encoding="utf-8")
    drops = ("--drop", "Báo giấy", "--drop", "Báo ảnh")
    assert run("a.txt", "-q", "-q", *drops) == (0, b"Tin vui\n", "")
    assert run("a.txt", "--explain", "--no-explain", *drops).err == ""  # the last one counts


@pytest.mark.parametrize("line", ["--stats a.txt", "a.txt --stats", "--stats text a.txt", "--drop x --stats -- a.txt"])
def test_stats_without_a_value_are_text(run: Run, tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text("Tin  x\n", encoding="utf-8")
    done = run(*line.split())
    assert (done.code, done.out) == (0, b"Tin x\n")
    assert done.err.splitlines()[-1].startswith(SEEN)


@pytest.mark.parametrize("line", ["--stats json a.txt", "--stats=json a.txt", "a.txt --stats json"])
def test_stats_take_a_value(run: Run, tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text("Tin  x\n", encoding="utf-8")
    assert json.loads(run(*line.split()).err)["seen"] == 1


def test_what_stands_behind_the_flag_before_is_its_value(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tin\n--stats\n", encoding="utf-8")
    assert run("--drop", "--stats", "a.txt") == (0, b"Tin\n", "")


@pytest.mark.parametrize(("value", "said"), [("true", SEEN), ('"text"', SEEN), ('"json"', '{"seen": 1'), ("false", "")])
def test_a_file_of_settings_says_it_too(run: Run, tmp_path: Path, value: str, said: str) -> None:
    (tmp_path / "c.toml").write_text(f"stats = {value}\n", encoding="utf-8")
    done = run("--config", "c.toml", stdin=b"Tin\n")
    assert done.out == b"Tin\n"
    assert done.err.startswith(said)
    assert bool(done.err) == bool(said)
