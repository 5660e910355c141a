"""Rules that match no line of any document are said at the end of a run."""

import json
from pathlib import Path

import pytest

from cleantext import Profile, explain
from cleantext.chain.patterns import RuleEntry
from cleantext.chain.rule_use import find_used
from tests.conftest import Run

TEXT = "Hồ chứa nước đầy trở lại\n\nMực nước dâng ba mét sau hai tuần mưa.\nXem thêm\nĐọc báo giấy\n"
NOT_FOUND = "no line like it was found"
PROFILE = """
drop = ["Mua báo", "đọc báo giấy"]
keep-patterns = ["Mực .*", "X{3}"]
chrome = ["Trang chủ"]
[sites."a.example"]
keep = ["Góc nhìn"]
"""
FIRST = "first 'Mua báo' (p.toml: drop, entry 1); --stats=json lists them"


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    """Write a document and a profile."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "p.toml").write_text(PROFILE, encoding="utf-8")


def test_a_line_of_the_command_line_that_is_nowhere_is_said(run: Run) -> None:
    done = run("a.txt", "--keep", "Xem them", "--drop", "ĐỌC BÁO GIẤY!", "--keep", "xem thêm.")
    assert done.err == f"cleantext: --keep 'Xem them': {NOT_FOUND}\n"
    assert run("a.txt", "--keep", "Xem them", "-q").err == ""
    assert run("a.txt", "--drop", "xem thêm", "--drop", "XEM THÊM").err == ""  # one rule


def test_many_lines_are_folded(run: Run) -> None:
    drops = [word for number in range(9) for word in ("--drop", str(number))]
    shown = [f"cleantext: --drop '{number}': {NOT_FOUND}" for number in range(9)]
    assert run("a.txt", *drops[:8]).err.splitlines() == shown[:4]
    assert run("a.txt", *drops).err.splitlines() == [
        *shown[:3],
        "cleantext: --keep, --drop: 6 more lines were not found",
    ]


def test_rules_in_files_are_said_of_many_documents(run: Run, tmp_path: Path) -> None:
    assert run("a.txt", "--profile", "p.toml").err == ""
    rows = [json.dumps({"text": TEXT, "site": "a.example"}) + "\n"] * 20
    (tmp_path / "a.jsonl").write_text("".join(rows), encoding="utf-8")
    said = f"cleantext: 2 of 4 rules in files matched no line, {FIRST}\n"
    assert run("a.jsonl", "--profile", "p.toml").err == said
    said = f"cleantext: 3 of 5 rules in files matched no line, {FIRST}\n"
    assert run("a.jsonl", "--profile", "p.toml", "--site-field", "site").err == said


def test_stats_say_them_too(run: Run) -> None:
    assert run("a.txt", "--profile", "p.toml", "--stats").err.startswith("cleantext: 2 of 4 rules in files matched no")
    stats = json.loads(run("a.txt", "--profile", "p.toml", "--stats=json").err)
    assert stats["unmatched_rules"] == [
        {"text": "Mua báo", "source": "p.toml: drop, entry 1"},
        {"text": "X{3}", "source": "p.toml: keep-patterns, entry 2"},
    ]
    assert json.loads(run("a.txt", "--stats=json").err)["unmatched_rules"] == []


def test_what_any_worker_found_counts(run_process: Run, tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"in/{number}").mkdir(parents=True)
        (tmp_path / f"in/{number}/a.txt").write_text(f"Dòng số {number}\n", encoding="utf-8")
    keeps = [word for number in range(13) for word in ("--keep", f"Dòng số {number}")]
    done = run_process("in", "-o", "out/", "-j2", *keeps)
    assert done.err == f"cleantext: --keep 'Dòng số 12': {NOT_FOUND}\n"


def test_a_run_that_stops_says_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\xff")
    assert "Xem them" not in run("b.txt", "a.txt", "--fail-fast", "--keep", "Xem them").err


def test_a_slow_pattern_is_not_said_to_match_nothing() -> None:
    profile = Profile(keep_patterns=[RuleEntry("(a+)+b", "p.toml")])
    use = find_used(profile, {*profile.written}, explain("a" * 5000), is_first=True)
    assert use == (profile.written, profile.written)
