"""CSV and TSV: their headers, delimiters and quotation marks; what is none."""

import csv
import json
from pathlib import Path

import pytest

from cleantext import clean
from tests.conftest import MESSY, start, start_process
from tests.helpers.contract import leaves_nothing

FIELDS = ["một", "a,b", 'say "hi"', "hai\ndòng", "cr\rcr", "crlf\r\ncrlf", " x ", "", "=1+1", MESSY]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_csv_comes_out_with_every_value_but_the_text(tmp_path: Path, delimiter: str, jobs: int) -> None:
    name = "t.tsv" if delimiter == "\t" else "t.csv"
    with (tmp_path / name).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(["id", "tiêu\nđề", "text"])
        writer.writerows([f"{n}", field, field] for n, field in enumerate(FIELDS))
    expected = [["id", "tiêu\nđề", "text"], *([f"{n}", field, clean(field)] for n, field in enumerate(FIELDS))]
    assert start_process(tmp_path, name, "-o", f"o{name}", f"-j{jobs}").code == 0
    assert start_process(tmp_path, "-i", name, f"-j{jobs}", "--eol", "keep").code == 0
    for path, end in ((tmp_path / f"o{name}", "\n"), (tmp_path / name, "\r\n")):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert list(csv.reader(file, delimiter=delimiter, strict=True)) == expected
        assert path.read_bytes().endswith(end.encode())
    state = (tmp_path / name).stat()
    assert start(tmp_path, "-i", name, "--eol", "keep").code == 0
    assert (tmp_path / name).stat().st_mtime_ns == state.st_mtime_ns


UNCLOSED = "not valid CSV from line 1 on: a quotation mark in the header is not closed; close it or remove it"


def test_csv_that_is_none(tmp_path: Path) -> None:
    for data, reasons, written in (
        ("id,text\n1,a\n2,b,c\n3,d\n", [":3: 3 fields, where the header has 2"], 2),
        ('id,text\n1,a\n2,"b', [": not valid CSV from line 3 on: unexpected end of data"], 0),
        ("id,body\n1,a\n", [": no field 'text'; there are 'id', 'body': say which with --field"], 0),
        ("text,text\n1,a\n", [": the field 'text' is there twice; rename one"], 0),
        ("\nid,text\n1,a\n", [": the first line is blank, and no header; remove it"], 0),
        ("sep=;\nid;text\n1;a\n", [": the first line, 'sep=;', is for Excel, and no header; remove it"], 0),
        ('"a";body\n1;a\n', [": no field 'text'; there are 'a', 'body': say which with --field"], 0),
        ('"a"b,text\n1,a\n', [""": not valid CSV from line 1 on: ',' expected after '"'"""], 0),
        ('id,"text\n1,a\n', [f": {UNCLOSED}"], 0),
        ("text,text,text\n", [": the field 'text' is there 3 times; rename one"], 0),
        ("id,text\r1,a\r", [": not valid CSV from line 1 on: line ends are CR alone: convert them"], 0),
        ("id,text\n\udcff,a\n3,d\n", [":2: not UTF-8 text: byte 0xff in field 1"], 1),
        ("id,text\n1," + "x" * 2000 + "\n3,d\n", [":2: larger than 1,000 bytes; raise the limit with --max-size"], 1),
    ):
        (tmp_path / "t.csv").write_bytes(data.encode("utf-8", "surrogateescape"))
        done = start(tmp_path, "t.csv", "-o", "out/", "--max-size", "1000")
        assert (done.code, done.err.splitlines()) == (2, [f"cleantext: t.csv{reason}" for reason in reasons])
        rows = (tmp_path / "out/t.csv").read_text(encoding="utf-8").splitlines() if written else []
        assert len(rows) == written + (written > 0)
        if written:
            (tmp_path / "out/t.csv").unlink()
        leaves_nothing(tmp_path)
    (tmp_path / "t.csv").write_bytes("id,text\n1,a".encode("cp037"))
    reason = "a table cannot be read as CP037: convert it to UTF-8 first"
    assert reason in start(tmp_path, "t.csv", "--encoding", "cp037").err


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("header", "delimiter", "name"),
    [
        ('size 5",text', ",", 'size 5"'),
        ('size 5";text', ";", 'size 5"'),
        ('"a;b",text', ",", "a;b"),
        ('"a,\n""b""";text', ";", 'a,\n"b"'),
        ('a,"b;text', ";", 'a,"b'),
    ],
)
def test_a_header_is_read_as_the_rows_are(tmp_path: Path, header: str, delimiter: str, name: str, end: str) -> None:
    """A quotation mark inside a field is an ordinary character, whatever the delimiter turns out to be."""
    for mark in ("", "\ufeff"):
        data = f"{mark}{header}{end}a  b{delimiter}a  b{end}"
        done = start(tmp_path, "--input-format", "csv", "--eol", "keep", stdin=data.encode())
        assert (done.code, done.err) == (0, "")
        assert done.out.decode() == f"{mark}{header}{end}a  b{delimiter}a b{end}"
        done = start(tmp_path, "--input-format", "csv", "-f", "jsonl", stdin=data.encode())
        assert json.loads(done.out) == {name: "a  b", "text": "a b"}


def test_rows_whose_text_stays_keep_their_bytes(tmp_path: Path) -> None:
    """Quotation marks that CSV does not need are dropped only where the text changes."""
    table = '"id","text"\r\n"1","Tin vui"\r\n"2","Tin  vui"\r\n3,"a"",  b"\r\n'
    (tmp_path / "t.csv").write_bytes(table.encode())
    done = start(tmp_path, "t.csv", "--eol", "keep")
    clean = '"id","text"\r\n"1","Tin vui"\r\n2,Tin vui\r\n3,"a"", b"\r\n'
    assert done == (0, clean.encode(), "")
    (tmp_path / "t.csv").write_bytes(clean.encode())
    assert start(tmp_path, "-i", "t.csv", "--eol", "keep", "--stats").err.startswith("cleantext: 3 seen, 0 written")
    assert (tmp_path / "t.csv").read_bytes() == clean.encode()


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.jsonl", "t.json"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_check_finds_what_in_place_would_write(tmp_path: Path, name: str, encoding: str, end: str) -> None:
    rows = {".csv": ["id,text", '1,"Tin vui"'], ".tsv": ["id\ttext", "1\tTin vui"]}
    lines = rows.get(Path(name).suffix, ['{"id": 1, "text": "Tin vui"}'])
    data = "".join(f"{line}{end}" for line in lines).encode(encoding)
    (tmp_path / name).write_bytes(data)
    checked = start(tmp_path, "--check", name)
    start(tmp_path, "-i", name)
    is_changed = (tmp_path / name).read_bytes() != data
    assert (checked.code, "would change: line ends or encoding" in checked.err) == (is_changed, is_changed)
