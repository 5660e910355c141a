"""What a user's rules do to files that are written over."""

import gzip
import json
from pathlib import Path

import pytest

from tests.conftest import MESSY, Configured, Run

EMPTIES = "drop-patterns = ['.*']"
NOT_WRITTEN = "left as it is: your rules drop 100 % of its text; -o writes it elsewhere"


@pytest.mark.parametrize("name", ["b.txt", "b.jsonl", "b.csv", "b.txt.gz", "b.jsonl.gz"])
@pytest.mark.parametrize("flags", [["-i"], ["-qi"], ["-i", "-n"], ["-i", "-j2"]])
def test_rules_that_take_nearly_all_write_nothing_over(
    configured: Configured, tmp_path: Path, name: str, flags: list[str]
) -> None:
    path = tmp_path / name
    texts = {
        "b.txt": MESSY,
        "b.jsonl": "".join(f"{json.dumps({'text': text})}\n" for text in (MESSY, "Tin vui", "a")),
        "b.csv": 'id,text\n1,"Mưa  lớn\nđã về"\n2,Tin vui\n',
    }
    data = texts[name.removesuffix(".gz")].encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    before = path.read_bytes()
    (tmp_path / "c.txt").write_text("123\n", encoding="utf-8")
    process = "-j2" in flags
    done = configured(*flags, name, "c.txt", project=r"drop-patterns = ['.*[^\d].*']", process=process)
    assert (done.code, path.read_bytes()) == (2, before)
    assert f"cleantext: {name}: {NOT_WRITTEN}\n" in done.err
    assert configured("-q", name, "-o", "out/", project=EMPTIES).code == 0, "elsewhere it is written"


def test_rules_of_flags_and_profiles_write_nothing_over_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tin vui\nMưa\n", encoding="utf-8")
    (tmp_path / "rules.toml").write_text(EMPTIES, encoding="utf-8")
    for flags in (["--drop", "Tin vui", "--drop", "mưa"], ["--profile", "rules.toml"], ["--config", "rules.toml"]):
        assert run("-i", *flags, "a.txt") == (2, b"", f"cleantext: a.txt: {NOT_WRITTEN}\n")
        assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "Tin vui\nMưa\n"
    assert run("-i", "--drop", "mưa", "a.txt").code == 0
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "Tin vui\n"


PROSE = "Sáng nay bà con xóm núi đã ra đồng từ sớm để gặt lúa."
ROWS = [f"Tổ {number}: {number} hộ" for number in range(40)]


@pytest.mark.parametrize(
    ("lines", "drop", "is_written"),
    [
        ([PROSE, *ROWS], [PROSE], True),  # a table with one sentence, which goes
        ([PROSE, *ROWS], ROWS, True),  # a page of which all goes but the article
        ([*ROWS], ROWS[:-8], True),
        ([*ROWS], ROWS[:-2], False),
        ([f"{PROSE} {n}." for n in range(20)] + ["Mưa"], [f"{PROSE} {n}" for n in range(17)], True),
        ([f"{PROSE} {n}." for n in range(20)] + ["Mưa"], [f"{PROSE} {n}" for n in range(19)], False),
    ],
)
def test_what_is_nearly_all(run: Run, tmp_path: Path, lines: list[str], drop: list[str], is_written: bool) -> None:  # noqa: FBT001
    text = "\n".join(lines) + "\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "rules.toml").write_text(f"drop = {json.dumps(drop, ensure_ascii=False)}", encoding="utf-8")
    done = run("-i", "--skip", "site-chrome", "--profile", "rules.toml", "a.txt")
    assert (done.code == 0, "left as it is: your rules drop" in done.err) == (is_written, not is_written)
    left = "\n".join(line for line in lines if line.rstrip(".") not in (d.rstrip(".") for d in drop)) + "\n"
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == (left if is_written else text)


def test_a_row_that_goes_does_not_hold_up_its_table(run: Run, tmp_path: Path) -> None:
    rows = ["Trang này không có", *[f"{PROSE} {n}." for n in range(5)]]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps({'text': row})}\n" for row in rows), encoding="utf-8")
    assert run("-i", "--drop", rows[0], "a.jsonl") == (
        0,
        b"",
        "cleantext: a.jsonl:1: doubtful: no text is left of 1 line\n",
    )
    texts = [json.loads(line)["text"] for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert texts == ["", *rows[1:]]
