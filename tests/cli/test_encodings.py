"""Bytes in any encoding: by name, by `auto`, by the error that names the likely one."""

import json
from pathlib import Path

import pytest
from unicodedata2 import normalize

import cleantext.vietnamese.codecs
from tests.conftest import Run

TEXT = "Nước đã về tận ruộng, bà con bản Pọng mừng.\r\nHồ chứa nước đầy trước mùa khô, đường mương dài chín cây số."
CLEAN = (TEXT.replace("\r", "") + "\n").encode()


@pytest.mark.parametrize(
    "name", [*cleantext.vietnamese.codecs.CODEC_NAMES, "utf-16-le", "utf-16-be", "utf-16", "utf-8-sig", "utf-8"]
)
def test_every_encoding_is_read_by_name_and_found_by_auto(run: Run, tmp_path: Path, name: str) -> None:
    text = TEXT.replace("Hồ", "HỒ") if name == "isc" else TEXT  # in small letters it is TCVN3
    text += " ỦY ỤC" * (name == "isc")
    clean = (text.replace("\r", "") + "\n").encode()
    (tmp_path / "a.txt").write_bytes(text.encode(name))
    assert run("a.txt", "--encoding", name).out == clean
    found = run("a.txt", "--encoding", "auto")
    assert (found.code, found.out) == (0, clean)
    plain = name.startswith("utf-8")
    says = "utf-16-le" if name == "utf-16" else name
    assert found.err == ("" if plain else f"a.txt: read as {says}\n")
    assert run("a.txt", "--encoding", "auto", "-q").err == ""
    document = json.loads(run("a.txt", "--encoding", "auto", "-f", "json").out)
    assert document["encoding"] == ("utf-8" if plain else says)


def test_without_a_flag_the_error_names_the_likely_encoding(run: Run, tmp_path: Path) -> None:
    in_parts = normalize("NFD", TEXT).replace("o\u0302", "ô").replace("a\u0306", "ă").replace("a\u0302", "â")
    in_parts = in_parts.replace("e\u0302", "ê").replace("u\u031b", "ư").replace("o\u031b", "ơ")
    cases = {name: TEXT.encode(name) for name in ("tcvn3", "vni", "viscii", "vps")}
    for name, data in {**cases, "cp1258": in_parts.encode("cp1258", "ignore")}.items():
        (tmp_path / "a.txt").write_bytes(data)
        failed = run("a.txt")
        assert (failed.code, failed.out) == (2, b"")
        assert f"; it reads as {name}: use --encoding {name}, or auto" in failed.err


@pytest.mark.parametrize("name", ["unicode_escape", "raw_unicode_escape", "idna", "punycode", "rot13", "tcvn4", ""])
def test_what_is_no_charset_is_refused_before_any_work(run: Run, name: str) -> None:
    refused = run("--encoding", name, stdin=b"M\\u1ed9t")
    assert (refused.code, refused.out) == (2, b"")
    assert refused.err.startswith(f"cleantext: unknown encoding {name!r}; there are tcvn3, ")


def test_auto_refuses_what_it_is_not_sure_of_and_the_others_are_done(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Une façade élevée à l'époque où Noël fêtait".encode("cp1252"))
    (tmp_path / "b.txt").write_bytes(TEXT.encode("tcvn3"))
    (tmp_path / "c.txt").write_bytes(b"\x00\x01\x02\x03" * 100)
    done = run("a.txt", "b.txt", "c.txt", "--encoding", "auto")
    assert (done.code, done.out) == (2, CLEAN)
    assert done.err.splitlines() == [
        (
            "cleantext: a.txt: not UTF-8 text: byte 0xe7 at offset 6, line 1; its encoding is not clear, "
            "say what it is with --encoding NAME"
        ),
        "b.txt: read as tcvn3",
        "cleantext: c.txt: a binary file, not text",
    ]


def test_capitals_that_a_font_showed_come_back(run: Run) -> None:
    data = "CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM\n".encode("cp1252")
    assert run("--encoding", "tcvn3", stdin=data).out == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n".encode()


def test_mis_read_text_is_repaired_and_noted_if_that_is_left_out(run: Run) -> None:
    data = TEXT.encode("vni").decode("cp1252").encode()
    assert run(stdin=data).out == run("--with", "legacy", stdin=data).out == CLEAN
    noted = run("--explain", "--skip", "legacy", stdin=data)
    assert noted.err == (
        "-:1: legacy: 2 lines are in vni, read as another charset\n"
        "-:1: doubtful: broken characters in 2 of 2 lines; the filter legacy repairs them\n"
    )


def test_tones_are_written_in_one_style_on_request(run: Run) -> None:
    data = "Hòa thuỷ qúy, HOÀ\n".encode()
    assert run(stdin=data).out == "Hòa thuỷ quý, HOÀ\n".encode()
    assert run("--tone-style", "old", stdin=data).out == "Hòa thủy quý, HÒA\n".encode()
    assert run("--tone-style", "new", stdin=data).out == "Hoà thuỷ quý, HOÀ\n".encode()
    for flags in (("--skip", "tones"), ("--only", "whitespace")):
        refused = run("--tone-style", "new", *flags, stdin=data)
        assert (refused.code, refused.out) == (2, b"")
        assert refused.err == "cleantext: --tone-style needs the filter tones, which is left out\n"


def test_auto_goes_with_tables_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n1,Tin  vui\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "Tin  vui"}\n')
    (tmp_path / "b.csv").write_bytes(b"id,text\n1,Tin  vui\n2,Vi\xd6t\n")
    assert run("--encoding", "auto", "a.csv").out == b"id,text\n1,Tin vui\n"
    done = run("--encoding", "auto", "a.csv", "a.jsonl", "b.csv", "-o", "out")
    assert done.code == 2
    assert done.err.startswith("cleantext: b.csv:3: not UTF-8 text")


SECOND = "Các thiết bị phụ trợ và phần mềm hệ thống của huyện chạy từ tháng tám."


def mixed(*parts: tuple[str, str]) -> bytes:
    return b"\n".join(text.encode(name) for text, name in parts)


def test_a_file_of_several_charsets_is_read_line_by_line(run: Run) -> None:
    text = TEXT.replace("\r\n", " ")
    for pair in (("tcvn3", "vni"), ("vni", "tcvn3"), ("viscii", "utf-8"), ("tcvn3", "utf-8"), ("utf-8", "vps")):
        data = mixed((text, pair[0]), (SECOND, pair[1]), ("ý kiến", pair[0]), ("Số: 12/QĐ-BTC", pair[1]))
        done = run("--encoding", "auto", stdin=data)
        assert (done.code, done.out.decode()) == (0, f"{text}\n{SECOND}\ný kiến\nSố: 12/QĐ-BTC\n"), pair
        assert set(done.err.strip().removeprefix("-: read as ").split(", ")) == set(pair)
        failed = run(stdin=data)
        assert (failed.code, failed.out) == (2, b"")
        assert failed.err.endswith(": use --encoding auto\n")


def test_fields_of_a_table_are_read_each_in_its_charset(run: Run) -> None:
    first, second = TEXT.replace("\r\n", " "), SECOND.replace(",", ";")
    row = (
        b'1;"'
        + first.encode("tcvn3")
        + b'\nD\xdfng ""hai"""\r\n2;'
        + SECOND.encode("vni")
        + b"\r\n3;"
        + SECOND.encode()
    )
    done = run("--encoding", "auto", "--input-format", "csv", stdin=b"\xae\xd2;text\r\n" + row + b"\r\n")
    assert (done.code, done.err) == (0, "-: read as tcvn3, vni\n")
    assert done.out.decode() == f'đề;text\n1;"{first}\nDòng ""hai"""\n2;{second}\n3;{SECOND}\n'
    line = b'{"id": "' + SECOND.encode() + b'", "text": "' + first.encode("tcvn3") + b'\\nD\xdfng hai"}\n'
    done = run("--encoding", "auto", "--input-format", "jsonl", stdin=line)
    assert (done.code, done.err) == (0, "-: read as tcvn3\n")
    assert run("--encoding", "auto", "--input-format", "jsonl", "-q", stdin=line).err == ""
    assert json.loads(done.out) == {"id": SECOND, "text": f"{first}\nDòng hai"}


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_tables_in_utf_16_are_read(run: Run, name: str) -> None:
    for form, table in (("csv", f"id,text\n1,{SECOND}  \n"), ("jsonl", f'{{"text": "{SECOND}  "}}\n')):
        clean = table.replace(".  ", ".").encode()
        data = table.encode(name)
        assert run("--encoding", name, "--input-format", form, stdin=data).out == clean
        marked = data if name in ("utf-16", "utf-32") else "\ufeff".encode(name) + data
        assert run("--input-format", form, stdin=marked).out == clean
        if name in ("utf-16-le", "utf-16-be"):
            assert run("--encoding", "auto", "--input-format", form, stdin=data).out == clean
            refused = run("--input-format", form, stdin=data)
            assert refused.code == 2
            assert f"it reads as {name}: use --encoding {name}, or auto" in refused.err


def test_half_a_character_of_utf_16_is_of_its_row_alone(run: Run) -> None:
    data = "text\na\nb\ud800\nc\n".encode("utf-16", "surrogatepass")
    failed = run("--input-format", "csv", stdin=data)
    assert failed.code == 2
    assert "-:3: not UTF-8 text: byte 0xed" in failed.err
    assert (
        run("--input-format", "csv", "--errors", "replace", stdin=data).out.decode()
        == "text\na\nb\ufffd\ufffd\ufffd\nc\n"
    )
    cut = run("--input-format", "csv", stdin="text\na\n".encode("utf-16") + b"a")
    assert (cut.code, cut.out) == (2, b"text\na\n")
    assert "not UTF-16 text: " in cut.err


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (b"PK\x03\x04", "a ZIP archive, as .docx and .xlsx are, not text"),
        (b"%PDF-1.7\n\xe2", "a PDF, not text"),
        (b"{\\rtf1 ", "RTF, not text"),
        (b"\xd0\xcf\x11\xe0\xa1", "a file of Office, as .doc and .xls are, not text"),
    ],
)
def test_files_of_other_kinds_are_named(run: Run, tmp_path: Path, first: bytes, kind: str) -> None:
    (tmp_path / "a.txt").write_bytes(first + b"abc\n" * 9)
    for flags in ((), ("--encoding", "auto")):
        assert run("a.txt", *flags) == (2, b"", f"cleantext: a.txt: {kind}\n")


@pytest.mark.parametrize("name", ["tcvn3", "vni", "utf-16"])
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_table_in_place_becomes_utf_8_if_nothing_else_changes(run: Run, tmp_path: Path, name: str, form: str) -> None:
    table = f"id,text\n1,{SECOND}\n" if form == "csv" else f'{{"text": "{SECOND}"}}\n'
    path = tmp_path / f"a.{form}"
    path.write_bytes(table.encode(name))
    flags = () if name == "utf-16" else ("--encoding", "auto")
    assert run("-i", f"a.{form}", *flags).code == 0
    assert path.read_text(encoding="utf-8") == table
