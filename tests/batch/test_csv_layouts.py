"""CSV as people have it: any delimiter, no header, what Excel exports; what is said where the guess was wrong."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

PROSE = "Sáng nay, nước sông Cái đã rút; bà con xóm Bãi dọn bùn trên đường, sửa bờ rào và phơi thóc cho kịp nắng."


@pytest.mark.parametrize(
    ("flag", "char"), [("|", "|"), (";", ";"), ("\\t", "\t"), ("tab", "\t"), ("^", "^"), ("]", "]"), ("\\", "\\")]
)
def test_any_character_delimits(tmp_path: Path, run: Run, flag: str, char: str) -> None:
    table = f'id{char}text{char}x\n1{char}a  b{char}\n2{char}"""d"""{char}"c{char}  d"\n'
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    assert run("t.csv", "--delimiter", flag) == (0, table.replace("a  b", "a b").encode(), "")


def test_what_cannot_delimit(run: Run) -> None:
    for value, reason in (
        ("||", "'||' is not a single character; write one, as '|' or ';', or tab"),
        ("、", "'、' takes several bytes in a file; a delimiter must be a character of ASCII"),
        ('"', "'\"' cannot stand between fields; write another character, as '|' or ';'"),
        ("", "'' is not a single character"),
    ):
        done = run("--delimiter", value, stdin=b"")
        assert (done.code, reason in done.err) == (2, True)
    done = run("--delimiter", "|", "--encoding", "gbk", "--input-format", "csv", stdin=b"id|text\n1|a\n")
    assert done == (2, b"", "cleantext: -: in GBK, '|' may be part of another character: convert it to UTF-8 first\n")


def test_a_bar_is_found_and_other_signs_are_named(tmp_path: Path, run: Run) -> None:
    (tmp_path / "t.csv").write_text("id|text\n1|a,  b\n", encoding="utf-8")
    assert run("t.csv").out == b"id|text\n1|a, b\n"
    (tmp_path / "t.csv").write_text("id,text|x\n1,a  b\n", encoding="utf-8")
    assert run("t.csv", "--field", "text|x").out == b"id,text|x\n1,a b\n"  # what was read before is read the same
    for name, table, sign in (("t.csv", "id^text\n1^a\n", "^"), ("t.tsv", "id,text\n1,a\n", ",")):
        (tmp_path / name).write_text(table, encoding="utf-8")
        reason = f"no field 'text'; the fields seem to be delimited by {sign!r}: --delimiter {sign!r}"
        assert run(name) == (2, b"", f"cleantext: {name}: {reason}\n")


@pytest.mark.parametrize("char", [",", ";", "|", "\t"])
def test_a_table_without_header_is_read_by_numbers(tmp_path: Path, run: Run, char: str) -> None:
    """The delimiter is the one with which all rows have as many fields; the prose has other ones."""
    prose = PROSE if char not in ",;" else f'"{PROSE}"'
    table = f"{char.join(('1', prose, 'a  b'))}\r\n{char.join(('2', 'x', 'c'))}\r\n"
    (tmp_path / "t.csv").write_bytes(b"\xef\xbb\xbf" + table.encode())
    flags = ("t.csv", "--no-header", "--field", "3")
    assert run(*flags, "--eol", "keep").out.decode() == f"\ufeff{table.replace('a  b', 'a b')}"
    first = json.loads(run(*flags, "-f", "jsonl").out.splitlines()[0])
    assert first == {"1": "1", "2": PROSE, "3": "a b"}
    done = run(*flags, "--explain", "-q", "-o", "o.csv")
    assert (done.code, (tmp_path / "o.csv").read_text(encoding="utf-8-sig").count("repairs")) == (0, 2)
    assert run("--no-header", "--field", "3", "-i", "t.csv", "--eol", "keep").code == 0
    assert (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()[1] == char.join(("2", "x", "c"))


def test_what_is_said_of_headers_and_numbers(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.csv").write_text("id,body\n1,a\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(f'7,"{PROSE}"\n8,c\n', encoding="utf-8")
    (tmp_path / "c.csv").write_text("1,a\n2,b,c\n", encoding="utf-8")
    missing = "no field '2'; there are 'id', 'body': say which with --field; if there is no header, add --no-header"
    prose = "no field 'text', and the first row looks like data, not like names; if there is no header: "
    word = "with --no-header, --field is the number of a column, from 1 to 2; it is 'text'"
    for arguments, reason in (
        (("a.csv", "--field", "2"), f"a.csv: {missing}"),
        (("b.csv",), f"b.csv: {prose}--no-header --field 2"),
        (("a.csv", "--no-header"), f"a.csv: {word}"),
        (("a.csv", "--no-header", "--field", "3"), "a.csv: no column 3; the first row has 2: say which with --field"),
        (("c.csv", "--no-header", "--field", "2", "-o", "o.csv"), "c.csv:2: 3 fields, where the first row has 2"),
    ):
        assert run(*arguments) == (2, b"", f"cleantext: {reason}\n")


def test_what_excel_exports_in_vietnam(tmp_path: Path, run: Run) -> None:
    """Semicolons, a byte order mark, CRLF, decimal commas."""
    table = f'Mã;Giá;Nội dung\r\n1;3,5;"{PROSE}"\r\n2;4,0;"Mưa  to"\r\n'
    (tmp_path / "t.csv").write_text(table, encoding="utf-8-sig", newline="")
    done = run("t.csv", "--field", "Nội dung", "--eol", "keep")
    assert (done.code, done.out.decode("utf-8-sig")) == (0, table.replace('"Mưa  to"', "Mưa to"))


def test_the_delimiter_of_a_table_without_header_is_not_guessed(run: Run) -> None:
    """Commas of a text have a space behind them; where that does not tell, the user must."""
    flags = ("--input-format", "csv", "--no-header", "--field")
    for table, field in (
        ("1;Mưa  to, gió\n2;Nắng, khô\n", "2"),
        ("1|x|Mưa, to  lắm, gió\n", "3"),
        ("a\tb  c, d\n", "2"),
    ):
        assert run(*flags, field, stdin=table.encode()).out.decode() == table.replace("  ", " ")
    for table in ('1,"x|y"\n2,"z|w"\n', '1,"a\nb;c d"\n'):
        assert run(*flags, "1", stdin=table.encode()) == (0, table.encode(), "")
    for table, reason in (
        ("1;Mưa  to,gió\n", "the fields may be delimited by ',' or by ';'; say by which, with --delimiter"),
        (
            "Mưa  to, gió\nNắng, nóng\n",
            "',' may delimit the fields, or be a sign of the text; say which, with --delimiter",
        ),
    ):
        assert run(*flags, "1", stdin=table.encode()) == (2, b"", f"cleantext: -: {reason}\n")
    done = run(*flags, "2", "--delimiter", ";", stdin="1;Mưa  to,gió\n".encode())
    assert done.out.decode() == "1;Mưa to, gió\n"
