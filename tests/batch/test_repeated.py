"""Of messages that are alike, the first three are printed, and their number in the end; counts and reports have all."""

import json
from pathlib import Path

import pytest

from cleantext.batch.repeated import MAX_KINDS, RepeatedMessages
from tests.conftest import Run

REASON = "no field 'text'; there are 'Content': say which with --field"


def test_failures_that_are_alike_are_counted(run: Run, tmp_path: Path) -> None:
    rows = "".join(f'{{"Content": "Tin {number}"}}\n' for number in range(1203))
    (tmp_path / "a.jsonl").write_text(f'{rows}[]\n{{"text": "Tin vui"}}\n', encoding="utf-8")
    done = run("--check", "a.jsonl", "--input-format", "jsonl", "--report", "r.jsonl", "--stats", "json")
    *said, stats = done.err.splitlines()
    assert said[:3] == [f"cleantext: a.jsonl:{row}: {REASON}" for row in (1, 2, 3)]
    assert said[4:] == [f"cleantext: and 1,200 more like it (r.jsonl lists them all): {REASON}"]
    assert said[3].startswith("cleantext: a.jsonl:1204: ")
    assert (done.code, json.loads(stats)["failed"]) == (2, 1204)
    records = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["row"] for record in records] == [*range(1, 1205)]
    assert {(record["source"], record["kind"], record["line"]) for record in records} == {("a.jsonl", "failed", None)}


def test_of_what_differs_the_rest_is_said(run: Run, tmp_path: Path) -> None:
    names = [f"{number}.txt" for number in range(5)]
    for number, name in enumerate(names):
        (tmp_path / name).write_bytes(b"a" * number + b"\xff\n")
    done = run(*names, "--encoding", "utf-8", "--max-errors", "5")
    more, stopped = done.err.splitlines()[3:]
    assert (
        more
        == "cleantext: and 2 more like it (--report FILE lists them all): not UTF-8 text: byte … at offset …, line …"
    )
    assert stopped.startswith("cleantext: stopped: ")


def test_warnings_that_are_alike_are_counted(run: Run, tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_bytes(b"Tin vui \xff\n")
    said = "replaced: bytes that are not UTF-8 text became U+FFFD in 1 place"
    done = run(".", "--errors", "replace", "-o", "../out/")
    assert done.err.splitlines() == [
        *(f"./{number}.txt: {said}" for number in range(3)),
        f"cleantext: and 2 more like it: {said}",
    ]
    assert run(".", "--errors", "replace", "--explain").err.count(said) == 5
    assert run(".", "--errors", "replace", "-q").err == ""


@pytest.mark.parametrize("count", [3, 4])
def test_up_to_three_are_all_said(count: int) -> None:
    said: list[str] = []
    messages = RepeatedMessages(said.append)
    for number in range(count):
        messages.fail(f"{number}.txt", f"cannot write out/{number}.txt: Permission denied")
    messages.end()
    messages.end()
    more = "cleantext: and 1 more like it (--report FILE lists them all): cannot write …: Permission denied"
    assert said[3:] == [more] * (count - 3)


def test_kinds_without_number_are_all_said() -> None:
    said: list[str] = []
    messages = RepeatedMessages(said.append)
    letters = [chr(0x4E00 + number) for number in range(MAX_KINDS)]
    for letter in letters:
        messages.fail("a", f"wrong {letter}")
    for _ in range(5):
        messages.fail("b", "new")
    messages.end()
    assert len(said) == MAX_KINDS + 5
