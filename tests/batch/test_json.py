"""JSON: what came in comes out, in the same shape, and only the text of a field is other."""

import gzip
import json
from pathlib import Path

import pytest

from cleantext.documents.json_objects import ObjectReader
from cleantext.model import CleantextError
from tests.conftest import Run

ARRAY = """\ufeff[
    {
        "id": 1.50,
        "text": "Cầu  mới\\n\\n\\nXe máy qua cầu từ sáng nay.",
        "data": {"body": "đò  ngang", "a.b": [1e400]}
    },
\t{"text":null}\r
  , {"id": 3, "text": "nước lớn"}
]
"""


def pieces_of(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_objects_are_found_however_the_bytes_are_cut(size: int) -> None:
    objects = [b"{}", b'{"a": "}{\\"\\\\", "b": [{}, {"c": "\\\\\\""}]}', b'{"x":{"y":{"z":"]"}}}']
    reader = ObjectReader(100)
    found = list(reader.read(pieces_of(b"\n[ " + b" ,\n ".join(objects) + b" ]\n", size)))
    assert [each.data for each in found] == objects
    assert [each.before for each in found] == [b"\n[ ", b" ,\n ", b" ,\n "]
    assert [each.number for each in found] == [2, 3, 4]
    assert reader.gap == b" ]\n"


@pytest.mark.parametrize("size", [1, 1000])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'[{"a": "b', "not valid JSON: the object that begins on line 1 is not closed"),
        (b"[{},\n", "not valid JSON: the array is not closed; the file ends on line 2"),
        (b"[{}\n,]", "not valid JSON from line 2 on: an object is expected after the comma, and not ']'"),
        (b"[{} {}]", "not valid JSON from line 1 on: a comma or the end of the array is expected, and not '{'"),
        (b"[{}]\n{}", "not valid JSON from line 2 on: nothing may follow the array, and not '{'"),
        (b"{}\n[", "not valid JSON from line 2 on: another object or the end is expected, and not '['"),
        (b'["a"]', "not valid JSON from line 1 on: an object is expected in the array, and not '\"'"),
        (b"[" * 100_000, "not valid JSON from line 1 on: an object is expected in the array, and not '['"),
        (b'{"a":' * 20_000, "unreadable JSON: nested too deeply in the object on line 1"),
        (b" " * 2_000_000, "not valid JSON from line 1 on: more than 1,000,000 bytes of blanks"),
    ],
)
def test_what_is_no_json_of_objects_is_said(data: bytes, reason: str, size: int) -> None:
    pieces = pieces_of(data, size) if len(data) < 1000 else [data]
    with pytest.raises(CleantextError) as error:
        list(ObjectReader(1_000_000).read(pieces))
    assert str(error.value) == reason


def test_an_object_above_the_limit_is_not_kept() -> None:
    data = b'[{"a": "' + b"x" * 1000 + b'"}, {"b": 1}]'
    assert [each.data for each in ObjectReader(100).read(pieces_of(data, 50))] == [None, b'{"b": 1}']


def test_the_same_shape_comes_out_to_the_byte(run: Run, tmp_path: Path) -> None:
    wanted = ARRAY.replace("Cầu  mới\\n\\n\\n", "Cầu mới\\n\\n").replace(',\n\t{"text":null}', "")
    (tmp_path / "a.json").write_bytes(ARRAY.encode())
    done = run("a.json")
    assert (done.code, done.out.decode()) == (2, wanted)
    assert done.err == "cleantext: a.json:2: the field 'text' is null, not text\n"
    assert run("gone.json", "a.json", "-f", "jsonl").code == run("a.json", "-i").code == 2
    assert (tmp_path / "a.json").read_bytes() == ARRAY.encode()
    (tmp_path / "b.json").write_bytes(gzip.compress(wanted.encode()))
    (tmp_path / "b.json").rename(tmp_path / "b.json.gz")
    assert run("b.json.gz", "--check").code == 0
    assert run("b.json.gz", "-o", "c.json") == (0, b"", "")
    assert (tmp_path / "c.json").read_bytes() == wanted.encode()
    assert run("-", "--input-format", "json", stdin=wanted[1:].encode("utf-16")).out.decode() == wanted.removeprefix(
        "\ufeff"
    )


def test_one_object_is_called_by_the_name_of_its_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.json").write_text('{\n  "text": "a  b"\n}', encoding="utf-8")
    (tmp_path / "in/b.json").write_text('{"text": "a  b"}\n\n{"text": "c"}\n', encoding="utf-8")
    assert run("in", "-o", "out", "--report", "r.jsonl").code == 0
    assert (tmp_path / "out/a.json").read_text() == '{\n  "text": "a b"\n}'
    assert (tmp_path / "out/b.json").read_text() == '{"text": "a b"}\n\n{"text": "c"}\n'
    assert [record["source"] for record in json.loads(run("in", "-f", "json").out)] == [
        "in/a.json",
        "in/b.json:1",
        "in/b.json:2",
    ]
    assert run("in", "-f", "jsonl").out == b'{"text": "a b"}\n{"text": "a b"}\n{"text": "c"}\n'
    (tmp_path / "in/b.json").unlink()
    explained = run("in/a.json", "--explain").out.decode()
    assert explained.startswith('{\n  "text": "a b",\n  "_cleantext": {')
    assert json.loads(explained)["_cleantext"]["source"] == "in/a.json"
    assert run("in/a.json", "-i").code == 0
    assert (tmp_path / "in/a.json").read_text() == '{\n  "text": "a b"\n}'


def test_an_array_stays_one_when_objects_fail(run: Run, tmp_path: Path) -> None:
    for data, wanted in {
        "[]\n": "[]\n",
        "": "",
        '[{"text": 1}]': "[]",
        '[{"text": 1}, {"text": "a"}, {"text": 2}]': '[{"text": "a"}]',
        '{"text": 1}\n{"text": "a"}\n': '{"text": "a"}\n',
    }.items():
        (tmp_path / "a.json").write_text(data, encoding="utf-8")
        assert run("a.json").out.decode() == wanted
        (tmp_path / "o").mkdir(exist_ok=True)
        run("a.json", "-o", "o")
        assert (tmp_path / "o/a.json").read_text() == wanted


def test_a_broken_file_fails_as_a_whole(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"text": "a"}, {"text": "b', encoding="utf-8")
    reason = "cleantext: a.json: not valid JSON: the object that begins on line 1 is not closed\n"
    for arguments in (("-o", "b.json"), ("-o", "out/"), ("-i",)):
        assert run("a.json", *arguments) == (2, b"", reason)
    assert not (tmp_path / "b.json").exists()
    assert not any((tmp_path / "out").iterdir())
    (tmp_path / "c.json").write_text('[{"text": "a"},\n {"text": "b",\n "n": tru}]', encoding="utf-8")
    done = run("c.json")
    assert done.out == b'[{"text": "a"}]'
    assert done.err == "cleantext: c.json:2: not a JSON object: Expecting value on line 3, column 7\n"


def test_a_field_inside_of_another(run: Run, tmp_path: Path) -> None:
    row = '{"text": "x", "data": {"body": "a  b", "list": [{"body": "c"}]}, "a.b": "d  e", "a": {"b": "f"}}'
    (tmp_path / "a.jsonl").write_text(row + "\n", encoding="utf-8")
    assert run("a.jsonl", "--field", "data.body").out.decode() == row.replace("a  b", "a b") + "\n"
    assert run("a.jsonl", "--field", "a.b").out.decode() == row.replace("d  e", "d e") + "\n"
    for field, reason in {
        "data.list": "a.jsonl:1: the field 'data.list' is a list, not text; write its parts as one text first",
        "data": "a.jsonl: the field 'data' is an object, not text; there are 'data.body', 'data.list': "
        "say which with --field",
        "Body": "a.jsonl: no field 'Body'; did you mean 'data.body'? There are 'text', 'data', 'a.b', 'a', "
        "'data.body', ...: say which with --field",
        "zzz": "a.jsonl: no field 'zzz'; there are 'text', 'data', 'a.b', 'a', 'data.body', ...: "
        "say which with --field",
    }.items():
        assert run("a.jsonl", "--field", field).err == f"cleantext: {reason}\n"
    (tmp_path / "p.toml").write_text('[sites."x.example"]\ndrop = ["Dòng lạ"]\n', encoding="utf-8")
    row = '{"text": "Bài\\nDòng lạ", "meta": {"url": "https://x.example/1"}}\n'
    (tmp_path / "b.json").write_text(row, encoding="utf-8")
    done = run("b.json", "--profile", "p.toml", "--url-field", "meta.url")
    assert done.out.decode() == row.replace("\\nDòng lạ", "")


def test_a_field_that_no_row_has_is_one_failure(run: Run, tmp_path: Path) -> None:
    rows = '{"id": 1, "Content": "a"}\n' * 50
    (tmp_path / "a.jsonl").write_text(rows, encoding="utf-8")
    (tmp_path / "a.json").write_text(rows, encoding="utf-8")
    (tmp_path / "a.csv").write_text("id,Content\n1,a\n", encoding="utf-8")
    for name in ("a.jsonl", "a.json", "a.csv"):
        reason = "no field 'content'; did you mean 'Content'? There are 'id', 'Content': say which with --field"
        assert run(name, "--field", "content") == (2, b"", f"cleantext: {name}: {reason}\n")
    (tmp_path / "b.jsonl").write_text(rows + '{"content": "b  c"}\n', encoding="utf-8")
    done = run("b.jsonl", "--field", "content")
    assert done.out == b'{"content": "b c"}\n'
    assert [line.partition(": no ")[0] for line in done.err.splitlines()] == [
        "cleantext: b.jsonl:1", "cleantext: b.jsonl:2", "cleantext: b.jsonl:3",
        "cleantext: and 47 more like it (--report FILE lists them all)",
    ]  # fmt: skip


def test_several_files_are_no_one_array(run: Run, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text('[{"text": "a"}]\n', encoding="utf-8")
    for arguments in ((), ("-o", "all.json")):
        done = run("a.json", "b.json", *arguments)
        reason = "several json files cannot be one; --output names a folder, or -f jsonl joins rows"
        assert (done.code, done.err) == (2, f"cleantext: {reason}\n")
    assert (
        run("--encoding", "gbk", "a.json").err
        == "cleantext: a.json: JSON cannot be read as GBK: convert it to UTF-8 first\n"
    )


def test_bytes_that_are_no_text_are_named_by_their_line(run: Run, tmp_path: Path) -> None:
    rows = b'{"text": "a"}', b'{"id": 1,\n"text": "\xff"}'
    (tmp_path / "a.json").write_bytes(b"[\n%b,\n%b]\n" % rows)
    (tmp_path / "a.jsonl").write_bytes(b'%b\n{"text": "\xff"}\n' % rows[0])
    assert "a.json:2: not UTF-8 text: byte 0xff at offset 19, line 4; its encoding is not clear" in run("a.json").err
    assert "a.jsonl:2: not UTF-8 text: byte 0xff at offset 10; its encoding is not clear" in run("a.jsonl").err


def test_objects_on_one_line_have_names_of_their_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"text": "Tin"}, {"text": 5}, {"text": 6}]', encoding="utf-8")
    said = [line.partition(": the")[0] for line in run("a.json", "--check").err.splitlines()]
    assert said == ["cleantext: a.json:2", "cleantext: a.json:3"]


def test_a_name_with_points_that_leads_nowhere_is_read_as_shorter_ones(run: Run) -> None:
    rows = ('{"a.b": 1, "a": {"b": {"c": "z  z"}}}', '{"a.b": {"d": 1}, "a": {"b": {"c": "z  z"}}}')
    for row in rows:
        assert (
            run("--input-format", "json", "--field", "a.b.c", stdin=row.encode()).out
            == row.replace("z  z", "z z").encode()
        )


def test_a_field_of_the_site_that_no_row_has_is_one_failure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"site": "x.example", "text": "a  b"}\n' * 50, encoding="utf-8")
    reason = (
        "cleantext: a.jsonl: no field 'sit'; did you mean 'site'? There are 'site', 'text': "
        "say which with --site-field or --url-field\n"
    )
    assert run("a.jsonl", "--site-field", "sit", "--report", "r.html", "-o", "o.jsonl").err == reason
    done = run("learn", "a.jsonl", "--site-field", "sit", "-o", "p.toml")
    assert (done.code, done.err.count("did you mean")) == (2, 1)
    (tmp_path / "b.jsonl").write_text('{"site": "x.example", "text": "a"}\n' + '{"text": "a"}\n' * 9, encoding="utf-8")
    done = run("learn", "b.jsonl", "--site-field", "site", "-o", "p.toml")
    assert [line.split(": ")[1] for line in done.err.splitlines()[:4]] == [
        *(f"b.jsonl:{n}" for n in (2, 3, 4)),
        "and 6 more like it",
    ]


def test_rows_do_not_become_accounts_by_the_name_of_the_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": 1, "text": "a  b"}\n', encoding="utf-8")
    done = run("a.jsonl", "-o", "b.json")
    assert (done.code, done.err.startswith("cleantext: -o b.json would write an account")) == (2, True)
    assert run("a.jsonl", "-f", "json", "-o", "b.json").code == 0
