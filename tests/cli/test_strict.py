"""--strict, which leaves lines that no rule knows unless they are almost certainly chrome, wherever it can be set."""

import json
import pickle
import tomllib
from pathlib import Path

import pytest

from cleantext import Chain, Profile, Sites, clean, explain
from tests.conftest import Configured, Run
from tests.helpers.unsure import STRICT, unsure_page

LOOSE, TIGHT = (f"{clean(unsure_page())}\n".encode(), f"{STRICT.clean(unsure_page())}\n".encode())


@pytest.fixture(autouse=True)
def page(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(unsure_page(), encoding="utf-8")


def test_only_lines_that_no_rule_knows_are_left_by_strict() -> None:
    default, strict = explain(unsure_page()).removals, STRICT.explain(unsure_page()).removals
    left = {removal.line: removal for removal in default if removal.line not in {r.line for r in strict}}
    assert {removal.line for removal in strict} <= {removal.line for removal in default}
    assert "likely" in {removal.kind for removal in left.values()}
    assert {removal.kind for removal in left.values()} <= {"likely", "blank", "caption"}
    assert all(removal.reason.startswith("likely: ") for removal in left.values() if removal.kind == "likely")


def test_the_option_stays_with_rules_of_the_user_and_in_other_processes() -> None:
    strict, other = STRICT.clean(unsure_page()), Profile(drop=["Một dòng không có ở đây"])
    assert clean(unsure_page()) != strict
    assert STRICT.with_profile(other).clean(unsure_page()) == strict
    assert Chain().with_profile(other).with_options("site-chrome", strict=True).clean(unsure_page()) == strict
    assert pickle.loads(pickle.dumps(Sites(STRICT))).chain_for(None).clean(unsure_page()) == strict
    assert STRICT.with_options("site-chrome", strict=False).clean(unsure_page()) == clean(unsure_page())


def test_the_flag_goes_with_other_flags(run: Run) -> None:
    assert run("p.txt").out == LOOSE
    assert run("--strict", "p.txt").out == TIGHT
    assert run("--no-strict", "p.txt").out == LOOSE
    assert run("--strict", "--drop", "Một dòng không có ở đây", "p.txt").out == TIGHT
    without = run("--skip", "site-chrome", "p.txt")
    assert run("--strict", "--skip", "site-chrome", "p.txt") == without, "what does not run removes nothing"


def test_files_set_it_and_flags_take_it_back(configured: Configured) -> None:
    assert configured("p.txt", project="strict = true").out == TIGHT
    assert configured("p.txt", user="strict = true").out == TIGHT
    assert configured("--no-strict", "p.txt", project="strict = true").out == LOOSE
    shown = tomllib.loads(configured("config", project="strict = true").out.decode())
    assert shown["strict"] is True
    assert configured("p.txt", project='strict = "yes"').err.endswith("strict: must be true or false\n")


def test_a_project_file_does_not_undo_what_ones_own_file_has(configured: Configured) -> None:
    assert configured("p.txt", user="strict = true", project="strict = false").out == TIGHT
    assert configured("p.txt", user="strict = false", project="strict = true").out == TIGHT


def test_processes_and_tables_have_it(run_process: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(4):
        (tmp_path / f"in/{number}.txt").write_text(unsure_page(), encoding="utf-8")
    (tmp_path / "t.jsonl").write_text(json.dumps({"text": unsure_page()}) + "\n", encoding="utf-8")
    assert run_process("--strict", "-j", "2", "in", "-o", "out").code == 0
    assert [(tmp_path / f"out/{number}.txt").read_bytes() for number in range(4)] == [TIGHT] * 4
    row = json.loads(run_process("--strict", "-j", "2", "t.jsonl").out)
    assert f"{row['text']}\n".encode() == TIGHT


def test_learn_takes_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / f"in/{number}.txt").write_text(f"Bài {number}\n{unsure_page()}", encoding="utf-8")
    arguments = ("--site", "a", "--min-docs", "3", "in")
    loose, strict = (run("learn", *flags, *arguments) for flags in ((), ("--strict",)))
    assert (loose.code, strict.code) == (0, 0)
    assert loose.out != strict.out, "a line that built-in rules leave is marked otherwise"
