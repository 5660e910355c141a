"""Cases 42 and 43: tables with hostile ids and bad rows; every value but the text stays as it is."""

import csv
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from cleantext.documents.csv import csv_line
from tests.conftest import MESSY, TIDY, start, start_process
from tests.helpers.contract import digest, tree

CLEAN = TIDY.strip()


def test_42_hostile_ids_are_data(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    ids = ["../x", "/etc/x", "a/../../b", "C:\\x", "CON", "a\0b", "x" * 10_000, "", ".", ".."]
    lines = [json.dumps({"id": name, "text": "a  b"}) for name in ids]
    (tmp_path / "in/t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    before = digest(tmp_path / "in")
    assert start(tmp_path, "in", "-o", "out").code == 0
    assert [
        json.loads(line)["id"] for line in (tmp_path / "out/t.jsonl").read_text(encoding="utf-8").splitlines()
    ] == ids
    assert sorted(tree(tmp_path)) == ["in", "in/t.jsonl", "out", "out/t.jsonl"]
    assert digest(tmp_path / "in") == before


BAD = {
    "{bad": 'not a JSON object: Expecting " at column 2',
    "[" * 100_000: "not a JSON object: Expecting { at column 1",
    '{"text": "a", "x": ' + "[" * 100_000: "unreadable JSON: nested too deeply",
    '{"text": "a", "n": ' + "1" * 5000 + "}": "unreadable JSON: Exceeds the limit (4300 digits)",
    "[1]": "not a JSON object: Expecting { at column 1",
    '{"title": "a", "body": "b"}': "no field 'text'; there are 'title', 'body': say which with --field",
    '{"text": null}': "the field 'text' is null, not text",
    '{"text": 5}': "the field 'text' is a number, not text",
    '{"text": "a", "text": "b"}': "the field 'text' is there twice; rename one",
    '{"text": "a", "n": NaN}': "unreadable JSON: NaN is not JSON",
    '{"text": "a"} {"text": "b"}': "not a JSON object: Extra data at column 15",
    '{"text": "a\tb"}': "not a JSON object: Invalid control character at",
    '{"text": "t\udcffx"}': "not UTF-8 text: byte 0xff at offset 11",
}
GOOD = {  # what is there, what comes out: every byte but those of the text is the same
    '{"id": 1.10, "n": 1e400, "text": "a  b", "x": {"text": "c  d"}}': (
        '{"id": 1.10, "n": 1e400, "text": "a b", "x": {"text": "c  d"}}'
    ),
    '  {"text":"a\\u00a0b" ,"k":1, "k":2}  ': '  {"text":"a b" ,"k":1, "k":2}  ',
    '{"text": "a\u2028b", "o": "\u2028"}': '{"text": "a\\nb", "o": "\u2028"}',
    '{"text": "\\ud83d\\udc03", "t\\u00e9": "\\u00e9"}': '{"text": "\\ud83d\\udc03", "t\\u00e9": "\\u00e9"}',
    '\ufeff{"text": ""}': '{"text": ""}',
}


def test_43_bad_lines_are_named_and_the_others_are_done(tmp_path: Path) -> None:
    lines = [*GOOD, "", *BAD, "   ", *GOOD]
    data = "\n".join(lines).encode("utf-8", "surrogateescape")
    (tmp_path / "t.jsonl").write_bytes(data)
    first = len(GOOD) + 2
    for arguments in (("t.jsonl",), ("-", "--input-format", "jsonl"), ("t.jsonl", "-j2"), ("t.jsonl", "-o", "o.jsonl")):
        done = start_process(tmp_path, *arguments, "--stats", "json", stdin=data)
        assert done.code == 2
        out = (tmp_path / "o.jsonl").read_bytes() if "-o" in arguments else done.out
        assert out.decode().split("\n") == [*GOOD.values(), *GOOD.values(), ""]
        *said, doubtful, summary = done.err.splitlines()
        assert doubtful == "cleantext: 2 doubtful: 2 empty"
        for number, (line, reason) in enumerate(zip(said, BAD.values(), strict=True), first):
            assert line.startswith(f"cleantext: {arguments[0]}:{number}: {reason}"), line
        assert json.loads(summary)["failed"] == len(BAD)
        assert json.loads(summary)["written"] == 2 * len(GOOD)


def test_43_in_place_a_table_with_a_bad_row_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text('{"text": "a  b"}\n{bad\n', encoding="utf-8")
    before = digest(tmp_path)
    done = start(tmp_path, "-i", "t.jsonl", "--stats", "json", "--report", "r.jsonl")
    assert done.err.splitlines()[:2] == [
        'cleantext: t.jsonl:2: not a JSON object: Expecting " at column 2',
        "cleantext: t.jsonl: left as it is, because 1 of its rows failed",
    ]
    assert json.loads(done.err.splitlines()[2])["removed"] == {}
    (tmp_path / "r.jsonl").unlink()
    assert digest(tmp_path) == before


def test_json_lines_keep_their_ends_or_not(tmp_path: Path) -> None:
    for eol, end in (("lf", b"\n"), ("crlf", b"\r\n"), ("keep", b"\r\n")):
        flags = ("--input-format", "jsonl", "--eol", eol)
        assert start(tmp_path, *flags, stdin=b'{"text": "a  b"}\r\n').out == b'{"text": "a b"}' + end


def test_an_empty_table_has_an_empty_output(tmp_path: Path) -> None:
    (tmp_path / "h.csv").write_text("id,text\n", encoding="utf-8")
    (tmp_path / "e.jsonl").write_bytes(b"")
    for source, output, data in (
        ("h.csv", "o.csv", b"id,text\n"),
        ("h.csv", "o.jsonl", b""),
        ("e.jsonl", "p.jsonl", b""),
    ):
        assert start(tmp_path, source, "-o", output).code == 0
        assert (tmp_path / output).read_bytes() == data
    (tmp_path / "b.jsonl").write_text("{bad", encoding="utf-8")
    assert start(tmp_path, "b.jsonl", "-o", "none.jsonl").code == 2
    assert not (tmp_path / "none.jsonl").exists()


def test_explain_adds_a_field_and_fills_it_anew(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('text,x\n"a\n\n\nb",1\n', encoding="utf-8")
    (tmp_path / "t.jsonl").write_text('{"text": "a\\n\\n\\nb", "x": 1}\n', encoding="utf-8")
    (tmp_path / "old.jsonl").write_text('{"_cleantext": null, "text": "a\\n\\n\\nb", "x": 1}\n', encoding="utf-8")
    row = list(csv.reader(start(tmp_path, "t.csv", "--explain").out.decode().splitlines(keepends=True)))
    assert row[0] == ["text", "x", "_cleantext"]
    plain = json.loads(start(tmp_path, "t.jsonl", "--explain").out)
    old = json.loads(start(tmp_path, "old.jsonl", "--explain").out)
    assert list(plain) == ["text", "x", "_cleantext"]
    assert list(old) == ["_cleantext", "text", "x"]
    for details in (json.loads(row[1][2]), plain["_cleantext"], old["_cleantext"]):
        assert "text" not in details
        assert details["removals"][0]["reason"] == "blank after a blank line"


def as_jsonl(rows: list[dict[str, str]]) -> str:
    """Return rows as JSON Lines."""
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def as_csv(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    """Return rows as CSV."""
    return "".join(csv_line(list(row), delimiter) + "\n" for row in (list(rows[0]), *(row.values() for row in rows)))


FORMS: dict[str, Callable[[list[dict[str, str]]], str]] = {
    "jsonl": as_jsonl,
    "csv": as_csv,
    "tsv": partial(as_csv, delimiter="\t"),
}
FOREIGN = ["mine", "{", '{"schema": 1}', "[]", "0", "null", " ", "[" * 100_000]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("as_objects", [False, True])
def test_explain_replaces_nothing_but_its_own_details(tmp_path: Path, form: str, as_objects: bool) -> None:  # noqa: FBT001
    """What else is in its field is the user's: such a row fails, and stays as it is without --explain."""
    rows = [{"text": "a\n\n\nb", "_cleantext": value} for value in FOREIGN]
    name, flags = f"t.{form}", ("-f", "jsonl") if as_objects else ()
    (tmp_path / name).write_text(FORMS[form](rows), encoding="utf-8", newline="")
    reason = "the field '_cleantext' holds data of yours, which --explain would overwrite; rename the field"
    done = start(tmp_path, name, "--explain", "-q", *flags)
    assert done.code == 2
    *said, last = done.err.splitlines()
    assert [line.partition(": ")[2].partition(": ")[2] for line in said] == [reason] * 3
    assert last == f"cleantext: and {len(FOREIGN) - 3} more like it (--report FILE lists them all): {reason}"
    done = start(tmp_path, name, *flags)
    assert done.code == 0
    for value in FOREIGN:
        assert (json.dumps(value) if as_objects or form == "jsonl" else value.replace('"', '""')) in done.out.decode()
    (tmp_path / name).write_text(FORMS[form]([{"text": "a\n\n\nb", "x": "1"}]), encoding="utf-8", newline="")
    once = start(tmp_path, name, "--explain", "-q", *flags).out
    last = f"again.{'jsonl' if as_objects else form}"
    (tmp_path / last).write_bytes(once.replace(b"a\\n\\nb", b"a  b").replace(b"a\n\nb", b"a  b"))
    again = start(tmp_path, last, "--explain", "-q")
    assert again.code == 0
    assert b"blank-lines" in once
    assert b"blank-lines" not in again.out
    assert again.out.count(b"_cleantext") == 1


def test_the_field_of_details_is_not_cleaned_with_explain(tmp_path: Path) -> None:
    for form, write in FORMS.items():
        (tmp_path / f"t.{form}").write_text(write([{"_cleantext": "a  b"}]), encoding="utf-8", newline="")
        done = start(tmp_path, f"t.{form}", "--explain", "-q", "--field", "_cleantext")
        assert (done.code, b"a b" in done.out, "holds data of yours" in done.err) == (2, False, True)
        assert b"a b" in start(tmp_path, f"t.{form}", "--field", "_cleantext").out


def test_tables_become_other_things_on_request(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f'id,text\n1,"{MESSY}"\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    assert json.loads(start(tmp_path, "t.csv", "-f", "jsonl").out) == {"id": "1", "text": CLEAN}
    assert json.loads(start(tmp_path, "t.csv", "-f", "json").out)[0]["source"] == "t.csv:2"
    assert start(tmp_path, "t.csv", "-f", "text").out == TIDY.encode()
    refused = start(tmp_path, "t.csv", "a.txt")
    assert (refused.code, "inputs are csv and text; --format says" in refused.err) == (2, True)
    assert start(tmp_path, "t.csv", "a.txt", "-o", "all.jsonl").code == 0
    assert len((tmp_path / "all.jsonl").read_bytes().splitlines()) == 2
    assert "cannot be written as csv" in start(tmp_path, "a.txt", "-o", "b.csv").err
    done = start(tmp_path, "t.csv", "--diff", "--check")
    assert done.code == 1
    assert done.out.decode().startswith("--- t.csv:2\n+++ t.csv:2\n@@ -1,")
