"""Excel that cannot be read or written: what is said, and that nothing is lost or half there."""

import gzip
import json
import random
import warnings
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from cleantext.documents import xlsx_workbook, xlsx_writer
from cleantext.documents.xlsx_sheet import column_of, letters_of
from tests.conftest import MESSY, Run
from tests.helpers.contract import leaves_nothing
from tests.helpers.workbooks import OFFICE, excel, parts_of, rows_of, write

ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>'
STRINGS = ["<si><t>text</t></si>", "<si><t>a  b</t></si>"]


def repack(path: Path, name: str, data: bytes) -> None:
    parts = parts_of(path)
    with ZipFile(path, "w") as file:
        for each, old in parts.items():
            file.writestr(each, data if each == name else old)


def test_what_is_no_text_stays_and_is_named(tmp_path: Path, run: Run) -> None:
    cells: list[object] = ["text", MESSY, 2024, "=A1", True, None, "b"]
    write(tmp_path / "t.xlsx", Tin=[[cell, number] for number, cell in enumerate(cells)])
    done = run("t.xlsx", "-o", "o.xlsx", "-q")
    kinds = {3: "a number", 4: "a formula", 5: "true or false"}
    assert done.code == 2
    assert done.err.splitlines() == [
        f"cleantext: t.xlsx:{n}: the field 'text' is {k}, not text" for n, k in kinds.items()
    ]
    after = [row[0] for row in rows_of(tmp_path / "o.xlsx", "Tin")]
    assert after[2:] == cells[2:]
    assert after[1] != MESSY
    before = (tmp_path / "t.xlsx").read_bytes()
    assert run("t.xlsx", "-i").err.endswith("t.xlsx: left as it is, because 3 of its rows failed\n")
    assert (tmp_path / "t.xlsx").read_bytes() == before
    leaves_nothing(tmp_path)


def test_a_text_that_fails_is_left_out(tmp_path: Path, run: Run) -> None:
    """Its row stays, so that no other one moves; the text is in no part of the workbook."""
    long = "Mưa to. " * 5000
    strings = [STRINGS[0], f"<si><t>{long} x</t></si>", "<si><t>b</t></si>"]
    more = '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3"><v>7</v></c></row>'
    excel(tmp_path / "t.xlsx", strings, {"Tin": ROWS + more})
    done = run("t.xlsx", "-o", "o.xlsx")
    reason = "the clean text has more than 32,767 characters, which a cell of Excel cannot hold; -f jsonl can"
    assert done == (2, b"", f"cleantext: t.xlsx:2: {reason}\n")
    parts = parts_of(tmp_path / "o.xlsx")
    assert b'<row r="2"><c r="A2"/></row>' in parts["xl/worksheets/sheet1.xml"]
    assert b"to." not in parts["xl/sharedStrings.xml"]
    assert run("t.xlsx", "-o", "o.xlsx", "--max-size", "1KB").err == (
        "cleantext: t.xlsx:2: larger than 1,000 bytes; raise the limit with --max-size\n"
    )
    assert run("t.xlsx", "-f", "jsonl").code == 0


def test_characters_that_xml_cannot_hold(tmp_path: Path, run: Run) -> None:
    excel(tmp_path / "t.xlsx", [STRINGS[0], "<si><t>a  _x0001_&lt;_xFFFE_</t></si>"], {"Tin": ROWS})
    assert run("t.xlsx", "--only", "whitespace", "-o", "o.xlsx").code == 0
    assert b">a _x0001_&lt;_xFFFE_<" in parts_of(tmp_path / "o.xlsx")["xl/worksheets/sheet1.xml"]


def test_what_is_no_workbook(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path, other = tmp_path / "t.xlsx", tmp_path / "u.xlsx"
    old = "an .xls file, or one with a password: save it in Excel as .xlsx, without a password"
    cannot = "unreadable Excel workbook"
    excel(other, STRINGS, {"Tin": ROWS})
    with ZipFile(tmp_path / "z.xlsx", "w") as file:
        file.writestr("word/document.xml", "<w/>")
    sheet, doctype = "xl/worksheets/sheet1.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'
    wide = ROWS.replace("A2", "ZZZZZ2").encode()
    for data, part, reason in (
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"", old),
        (b"text\n", b"", f"{cannot}: File is not a zip file"),
        (b"", b"", f"{cannot}: File is not a zip file"),
        (other.read_bytes()[:900], b"", f"{cannot}: File is not a zip file"),
        ((tmp_path / "z.xlsx").read_bytes(), b"", "not an Excel workbook (.xlsx, .xlsm)"),
        (other.read_bytes(), b"<worksheet><sheetData>", f"{cannot}: no element found: line 1, column 22"),
        (other.read_bytes(), doctype, f"{cannot}: its XML has a document type, which none needs"),
        (other.read_bytes(), b'<?xml version="1.0" encoding="utf-16"?><a/>', ""),
        (other.read_bytes(), b"<a>%s</a>" % wide, f"{cannot}: a cell is called 'ZZZZZ2'"),
        (
            other.read_bytes(),
            b"<a>%s</a>" % ROWS.replace(">1<", ">9<").encode(),
            f"{cannot}: a part of it refers to what is not there",
        ),
    ):
        path.write_bytes(data)
        if part:
            repack(path, sheet, part)
        done = run("t.xlsx", "-o", "out/")
        assert (done.code, done.out, len(done.err.splitlines())) == (2, b"", 1)
        assert done.err.startswith(f"cleantext: t.xlsx: {reason}")
        leaves_nothing(tmp_path)
    monkeypatch.setattr(xlsx_workbook, "MAX_UNPACKED", 5000)
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        file.writestr("xl/media/bomb", bytes(6000))
    assert run("t.xlsx").err == "cleantext: t.xlsx: a workbook of more than 5,000 bytes unpacked; save it as CSV\n"


@pytest.mark.parametrize("seed", range(16))
def test_any_damage_is_named(tmp_path: Path, run: Run, seed: int) -> None:
    """Bytes of the XML change, or of the archive."""
    dice = random.Random(seed)
    excel(tmp_path / "t.xlsx", STRINGS, {"Tin": ROWS, "Khác": ROWS})
    part = dice.choice([name for name in parts_of(tmp_path / "t.xlsx") if name.endswith((".xml", ".rels"))])
    data = bytearray(parts_of(tmp_path / "t.xlsx")[part] if seed % 2 else (tmp_path / "t.xlsx").read_bytes())
    for _ in range(dice.choice([1, 5])):
        data[dice.randrange(len(data))] = dice.randrange(256)
    if seed % 2:
        repack(tmp_path / "t.xlsx", part, bytes(data))
    else:
        (tmp_path / "t.xlsx").write_bytes(data)
    done = run("t.xlsx", "-o", "out/", "-q")
    assert (done.code == 0) == (done.err == ""), done
    assert "mistake in cleantext" not in done.err
    assert "Traceback" not in done.err
    assert "cannot be read: " not in done.err.replace("that can be read: ", "")


def test_packed_again_and_empty(tmp_path: Path, run: Run) -> None:
    write(tmp_path / "t.xlsx", Tin=[["text"], ["a  b"]])
    (tmp_path / "t.xlsx.gz").write_bytes(gzip.compress((tmp_path / "t.xlsx").read_bytes()))
    assert run("t.xlsx.gz", "-o", "o.xlsx").code == 0
    assert rows_of(tmp_path / "o.xlsx", "Tin")[1] == ["a b"]
    write(tmp_path / "e.xlsx", Tin=[["text"]])
    assert run("e.xlsx", "-o", "o.xlsx") == (0, b"", "")
    assert rows_of(tmp_path / "o.xlsx", "Tin") == [["text"]]


def test_columns_are_named_as_in_excel() -> None:
    assert [letters_of(number) for number in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert all(column_of(f"{letters_of(number)}7") == number for number in range(16_384))


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
@pytest.mark.parametrize("is_shared", [True, False])
@pytest.mark.parametrize("has_details", [True, False])
def test_cells_with_empty_tags_stay_whole(tmp_path: Path, run: Run, *, is_shared: bool, has_details: bool) -> None:
    """The end of such a cell is not that of the row behind it."""
    begin = [f'<c r="A{n}" t="s"><v>{n - 1}</v></c>' if is_shared else _inline(f"A{n}", STRINGS[n - 1]) for n in (1, 2)]
    name = _inline("B1", "<si><t>_cleantext</t></si>") if has_details else '<c r="B1"/>'
    rows = f'<row r="1">{begin[0]}{name}</row><row r="2">{begin[1]}<c r="B2"/></row>'
    excel(tmp_path / "t.xlsx", STRINGS, {"Tin": rows})
    assert run("t.xlsx", "-o", "o.xlsx", "--explain", "-q") == (0, b"", "")
    first, second = rows_of(tmp_path / "o.xlsx", "Tin")
    assert (first[0], "_cleantext" in first, second[0]) == ("text", True, "a b")
    assert json.loads(str(second[-1]))["source"] == "t.xlsx:2"


def _inline(place: str, string: str) -> str:
    return f'<c r="{place}" t="inlineStr">{string.replace("si>", "is>")}</c>'


def test_texts_that_other_sheets_have_stay(tmp_path: Path, run: Run) -> None:
    """Of macros and dialogs, too, whose text is in the same table."""
    excel(tmp_path / "t.xlsx", STRINGS, {"Tin": ROWS, "M": '<row r="1"><c r="A1" t="s"><v>1</v></c></row>'})
    path = "xl/_rels/workbook.xml.rels"
    kind = f'Type="{OFFICE}/worksheet" Target="worksheets/sheet2'.encode()
    relations = parts_of(tmp_path / "t.xlsx")[path]
    assert kind in relations
    repack(tmp_path / "t.xlsx", path, relations.replace(kind, kind.replace(b'/worksheet"', b'/xlMacrosheet"')))
    assert run("t.xlsx", "-o", "o.xlsx") == (0, b"", "")
    assert b"a  b" in parts_of(tmp_path / "o.xlsx")["xl/sharedStrings.xml"]


def test_one_text_in_many_cells_is_bounded(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_writer, "MAX_UNPACKED", 10_000)
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>1</v></c></row>' for n in range(2, 300))
    excel(tmp_path / "t.xlsx", STRINGS, {"Tin": f'<row r="1"><c r="A1" t="s"><v>0</v></c></row>{rows}'})
    done = run("t.xlsx", "-o", "o.xlsx")
    assert (done.code, "the clean texts have more than 10,000 bytes; -f jsonl writes them" in done.err) == (2, True)
    assert not (tmp_path / "o.xlsx").exists()


def test_cells_in_any_order_and_case_and_halves_of_characters(tmp_path: Path, run: Run) -> None:
    strings = [*STRINGS, "<si><t>x  _xD83D__xDE00_ _xD83D_</t></si>", "<si><t>note</t></si>"]
    rows = (
        '<row r="1"><c r="b1" t="s"><v>3</v></c><c r="a1" t="s"><v>0</v></c></row>'
        '<row r="2"><c r="B2" t="s"><v>1</v></c><c r="A2" t="s"><v>2</v></c></row>'
    )
    excel(tmp_path / "t.xlsx", strings, {"Tin": rows})
    assert json.loads(run("t.xlsx", "-f", "jsonl").out) == {"text": "x \U0001f600 _xD83D_", "note": "a  b"}


def test_two_parts_of_one_name_are_refused(tmp_path: Path, run: Run) -> None:
    excel(tmp_path / "t.xlsx", STRINGS, {"Tin": ROWS})
    with warnings.catch_warnings(), ZipFile(tmp_path / "t.xlsx", "a") as file:
        warnings.simplefilter("ignore")
        file.writestr("xl/workbook.xml", b"<workbook/>")
    reason = "unreadable Excel workbook: two parts of it have one name"
    assert run("t.xlsx", "-o", "o.xlsx") == (2, b"", f"cleantext: t.xlsx: {reason}\n")
