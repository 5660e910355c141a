"""Workbooks of Excel as Excel itself writes them, with shared texts, and what another program reads in them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
EXTRA = {"xl/vbaProject.bin": b"\0\1macro", "xl/media/image1.png": b"\x89PNG", "xl/charts/chart1.xml": b"<c/>"}


def excel(path: Path, strings: Sequence[str], sheets: Mapping[str, str], *, prefix: str = "") -> None:
    """Write a workbook of these shared texts (XML) and the rows (XML) of each sheet, with parts that nobody reads."""
    x, ns = (f"{prefix}:", f'xmlns:{prefix}="{MAIN}"') if prefix else ("", f'xmlns="{MAIN}"')
    names = "".join(
        f'<{x}sheet name="{name}" sheetId="{number}" r:id="r{number}"/>' for number, name in enumerate(sheets, 1)
    )
    relations = [("sharedStrings", "t", "sharedStrings.xml"), ("styles", "s", "styles.xml")]
    relations += [("worksheet", f"r{number}", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
    parts: dict[str, str | bytes] = {
        "_rels/.rels": _relations([("officeDocument", "r1", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": _relations(relations),
        "xl/workbook.xml": f'<{x}workbook {ns} xmlns:r="{OFFICE}"><{x}sheets>{names}</{x}sheets></{x}workbook>',
        "xl/sharedStrings.xml": f"<{x}sst {ns}>{''.join(strings)}</{x}sst>",
        "xl/styles.xml": f'<{x}styleSheet {ns}><{x}numFmts><{x}numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/>'
        f'</{x}numFmts><{x}cellXfs><{x}xf numFmtId="0"/><{x}xf numFmtId="164"/></{x}cellXfs></{x}styleSheet>',
        "[Content_Types].xml": _content_types(len(sheets)),
        **EXTRA,
    }
    for number, rows in enumerate(sheets.values(), 1):
        sheet = f"<{x}worksheet {ns}><{x}sheetData>{rows}</{x}sheetData></{x}worksheet>"
        parts[f"xl/worksheets/sheet{number}.xml"] = f'<?xml version="1.0" encoding="UTF-8"?>\r\n{sheet}'
    with ZipFile(path, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)


def _relations(found: Sequence[tuple[str, str, str]]) -> str:
    rows = "".join(f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{path}"/>' for kind, id_, path in found)
    return f'<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


def _content_types(sheets: int) -> str:
    kinds = {"workbook": "sheet.main", "sharedStrings": "sharedStrings", "styles": "styles"}
    kinds |= {f"worksheets/sheet{number}": "worksheet" for number in range(1, sheets + 1)}
    begin = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    rows = "".join(f'<Override PartName="/xl/{n}.xml" ContentType="{begin}{k}+xml"/>' for n, k in kinds.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{PACKAGE.replace("relationships", "content-types")}">{rels}{rows}</Types>'


def parts_of(path: Path) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def write(path: Path, **sheets: Sequence[Sequence[object]]) -> None:
    """Write a workbook of these rows in each sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)


def rows_of(path: Path, sheet: str) -> list[list[object]]:
    """Return the values in a sheet; formulas as they are written."""
    book = openpyxl.load_workbook(path)
    return [list(row) for row in book[sheet].iter_rows(values_only=True)]
