"""Excel: the column of text is cleaned, and all else in the workbook comes out as it was."""

import datetime as dt
import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from cleantext import clean
from tests.conftest import MESSY, Run
from tests.helpers.workbooks import EXTRA, excel, parts_of, rows_of, write

TIDY = clean(MESSY)
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="s"><v>0</v></c></row>'


def test_the_same_workbook_comes_out(tmp_path: Path, run: Run) -> None:
    day = dt.datetime(2024, 3, 5, 6, 30)  # noqa: DTZ001 - Excel has no zones
    rows: list[list[object]] = [
        ["id", "text", "ngày", "công thức"],
        [1, MESSY, day, "=A2*2"],
        [None, None, None, None],
        [2.5, "b", day, 3],
    ]
    write(tmp_path / "t.xlsx", Tin=rows, Khác=[["a"], [MESSY]])
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    book["Tin"].column_dimensions["B"].width, book["Tin"]["B2"].font = 60, Font(bold=True)
    book["Tin"].merge_cells("F1:G2")
    book.save(tmp_path / "t.xlsx")
    assert run("t.xlsx", "-o", "o.xlsx") == (0, b"", "")
    before, after = rows_of(tmp_path / "t.xlsx", "Tin"), rows_of(tmp_path / "o.xlsx", "Tin")
    before[1][1] = TIDY
    assert after == before
    assert rows_of(tmp_path / "o.xlsx", "Khác") == [["a"], [MESSY]]
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx")["Tin"]
    assert (sheet.column_dimensions["B"].width, sheet["B2"].font.bold) == (60, True)
    assert [str(each) for each in sheet.merged_cells.ranges] == ["F1:G2"]
    old, new = parts_of(tmp_path / "t.xlsx"), parts_of(tmp_path / "o.xlsx")
    assert [name for name in old if old[name] != new[name]] == ["xl/worksheets/sheet1.xml"]
    first = (tmp_path / "o.xlsx").read_bytes()
    assert run("t.xlsx", "-o", "out/").code == 0
    assert (tmp_path / "out/t.xlsx").read_bytes() == first
    assert run("-", "--input-format", "xlsx", stdin=(tmp_path / "t.xlsx").read_bytes()) == (0, first, "")


def _state(path: Path) -> tuple[int, ...]:
    """Return all that a change of a file changes, to the nanosecond; reading alone changes the access time."""
    state = path.stat()
    return state.st_ino, state.st_mode, state.st_size, state.st_mtime_ns, state.st_ctime_ns


def test_in_place_and_what_is_only_looked_at(tmp_path: Path, run: Run) -> None:
    write(tmp_path / "t.xlsx", Tin=[["text"], [MESSY]])
    before = (tmp_path / "t.xlsx").read_bytes()
    assert run("t.xlsx", "--check").code == 1
    assert "-Phản hồi" in run("t.xlsx", "--diff").out.decode()
    assert run("t.xlsx", "-i", "-n").out == b"t.xlsx\n"
    assert (tmp_path / "t.xlsx").read_bytes() == before
    assert run("t.xlsx", "-i", "--report", "r.jsonl") == (0, b"", "")
    assert json.loads((tmp_path / "r.jsonl").read_bytes().splitlines()[0])["row"] == 2
    state = _state(tmp_path / "t.xlsx")
    assert run("t.xlsx", "-i", "--stats", "text").err.startswith("cleantext: 1 seen, 0 written, 1 unchanged")
    assert _state(tmp_path / "t.xlsx") == state


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
@pytest.mark.parametrize("prefix", ["", "x", "calc"])
def test_what_excel_itself_writes(tmp_path: Path, run: Run, prefix: str) -> None:
    """Shared texts, also of several formats, escapes, and parts that nobody knows; a text that went is in no part."""
    x = f"{prefix}:" * bool(prefix)
    ruby = "<rPh><t>Pha</t></rPh>"
    strings = ["text", "Mưa  to", "Gió  &amp; mưa_x000D__x005F_x0041_", "giữ  lại", "sạch"]
    xml = [f"<si><t>{text}</t></si>" for text in strings] + [f"<si><r><t>Hai  </t></r><r><t>phần</t></r>{ruby}</si>"]
    cells = "".join(
        f'<row r="{n + 1}"><c r="B{n + 1}" s="1" t="s"><v>{n}</v></c><c r="C{n + 1}"/></row>' for n in range(1, 6)
    )
    tin, other = (
        text.replace("<", f"<{x}").replace(f"<{x}/", f"</{x}")
        for text in (HEADER + cells, '<row><c t="s"><v>3</v></c></row>')
    )
    xml = [text.replace("<", f"<{x}").replace(f"<{x}/", f"</{x}") for text in xml]
    excel(tmp_path / "t.xlsm", xml, {"Tin": tin, "Khác": other}, prefix=prefix)
    assert run("t.xlsm", "-o", "o.xlsm") == (0, b"", "")
    new, old = parts_of(tmp_path / "o.xlsm"), parts_of(tmp_path / "t.xlsm")
    assert {name: new[name] for name in EXTRA} == EXTRA
    assert [name for name in old if old[name] != new[name]] == ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"]
    sheet, shared = new["xl/worksheets/sheet1.xml"].decode(), new["xl/sharedStrings.xml"].decode()
    assert f'<{x}c r="B2" s="1" t="inlineStr"><{x}is><{x}t xml:space="preserve">Mưa to</{x}t></{x}is></{x}c>' in sheet
    assert ">Gió &amp; mưa\n_x005F_x0041_</" in sheet
    assert ">Hai phần</" in sheet
    assert '<v>4</v></c><c r="C5"/>'.replace("<", f"<{x}").replace(f"<{x}/", f"</{x}") in sheet
    if not prefix:  # openpyxl knows no prefixes; nor escapes, which Excel does
        expected = ["text", "Mưa to", "Gió & mưa\n_x005F_x0041_", "giữ lại", "sạch", "Hai phần"]
        assert [row[1] for row in rows_of(tmp_path / "o.xlsm", "Tin")] == expected
    assert "Mưa" not in shared
    assert "Hai" not in shared
    assert "giữ  lại" in shared  # the other sheet has it


def test_several_sheets(tmp_path: Path, run: Run) -> None:
    """All that have the field are cleaned, and rows are named with them; or the one that is named."""
    write(tmp_path / "t.xlsx", T1=[["text"], ["a  b"]], T2=[["text"], ["c  d"]], T3=[["x"], ["e  f"]])
    assert run("t.xlsx", "-o", "o.xlsx").code == 0
    assert [rows_of(tmp_path / "o.xlsx", name)[1] for name in ("T1", "T2", "T3")] == [["a b"], ["c d"], ["e  f"]]
    assert [line.partition(": ")[0] for line in run("t.xlsx", "--check").err.splitlines()] == [
        "t.xlsx:T1:2",
        "t.xlsx:T2:2",
    ]
    assert run("t.xlsx", "--sheet", "T2", "-o", "o.xlsx").code == 0
    assert [rows_of(tmp_path / "o.xlsx", name)[1] for name in ("T1", "T2", "T3")] == [["a  b"], ["c d"], ["e  f"]]
    fields = "'T1' has 'text'; 'T2' has 'text'; 'T3' has 'x'"
    for arguments, reason in (
        (("--sheet", "T9"), "no sheet 'T9'; there are 'T1', 'T2', 'T3'"),
        (("--sheet", "T3"), "no field 'text'; there are 'x': say which with --field"),
        (("--field", "y"), f"no field 'y' in any sheet: {fields}; say which with --field"),
        (("--no-header", "--field", "1"), "several sheets have data: 'T1', 'T2', 'T3'; say which with --sheet"),
    ):  # fmt: skip
        assert run("t.xlsx", *arguments, "-o", "o.xlsx") == (2, b"", f"cleantext: t.xlsx: {reason}\n")


def test_reports_and_lists_name_the_sheet(tmp_path: Path, run: Run) -> None:
    rows: list[list[object]] = [["text"], ["404 Not Found"], [5]]
    write(tmp_path / "t.xlsx", T1=rows, T2=rows)
    run("t.xlsx", "-o", "o.xlsx", "--report", "r.jsonl", "--doubtful", "d.txt")
    failed = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text().splitlines()]
    assert [(each["source"], each["row"]) for each in failed] == [("t.xlsx:T1", 3), ("t.xlsx:T2", 3)]
    assert [line.partition("\t")[0] for line in (tmp_path / "d.txt").read_text().splitlines()] == [
        "t.xlsx:T1:2",
        "t.xlsx:T2:2",
    ]
    run("--files-from", "d.txt", "-o", "again/")
    assert [path.name for path in (tmp_path / "again").iterdir()] == ["t.xlsx"]


def test_a_sheet_without_header(tmp_path: Path, run: Run) -> None:
    write(tmp_path / "t.xlsx", Tin=[[1, "a  b"], [2, "c"]], Trống=[])
    assert run("t.xlsx", "--no-header", "--field", "2", "-o", "o.xlsx") == (0, b"", "")
    assert rows_of(tmp_path / "o.xlsx", "Tin") == [[1, "a b"], [2, "c"]]
    done = run("t.xlsx", "--no-header", "--field", "2", "-f", "jsonl")
    assert [*map(json.loads, done.out.splitlines())] == [{"1": 1, "2": "a b"}, {"1": 2, "2": "c"}]
    assert run("t.xlsx", "--no-header", "--field", "3").err == (
        "cleantext: t.xlsx: no column 3; the first row has 2: say which with --field\n"
    )


def test_rows_become_json_with_their_types(tmp_path: Path, run: Run) -> None:
    cells = (
        '<row r="2"><c r="A2"><v>7</v></c><c r="B2" t="inlineStr"><is><t>a  b</t></is></c><c r="C2"><v>2.5</v></c>'
        '<c r="D2" t="b"><v>1</v></c><c r="E2" s="1"><v>45356.25</v></c><c r="F2" s="1"><v>45356</v></c>'
        '<c r="G2" t="e"><v>#N/A</v></c><c r="H2" t="str"><f>"x"</f><v>x</v></c></row>'
    )
    excel(tmp_path / "t.xlsx", ["<si><t>text</t></si>"], {"Tin": HEADER + cells})
    expected = {"id": 7, "text": "a b", "C": 2.5, "D": True, "E": "2024-03-05T06:00:00", "F": "2024-03-05"}
    assert json.loads(run("t.xlsx", "-f", "jsonl").out) == {**expected, "G": "#N/A", "H": "x"}


def test_details_stand_in_a_column_of_their_own(tmp_path: Path, run: Run) -> None:
    write(tmp_path / "t.xlsx", Tin=[["text", "id"], ["a  b", 1], ["c", 2, "của tôi"]])
    done = run("t.xlsx", "--explain", "-q", "-o", "o.xlsx")
    reason = "the field '_cleantext' holds data of yours, which --explain would overwrite; rename the field"
    assert done == (2, b"", f"cleantext: t.xlsx:3: {reason}\n")
    header, first, _ = rows_of(tmp_path / "o.xlsx", "Tin")
    assert header == ["text", "id", "_cleantext"]
    assert json.loads(str(first[2]))["repairs"]
    assert run("o.xlsx", "--explain", "-q", "-o", "p.xlsx").code == 2
    assert json.loads(str(rows_of(tmp_path / "p.xlsx", "Tin")[1][2]))["repairs"] == []
