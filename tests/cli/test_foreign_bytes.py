"""Bytes that are in no charset refuse no file with `auto`: they are counted, or named by their place."""

import json
from pathlib import Path

import pytest

import cleantext.vietnamese.codecs  # noqa: F401 - the old charsets by name
from tests.conftest import Run

TEXT = "Nước đã về tận ruộng, bà con bản Pọng mừng.\r\nHồ chứa nước đầy trước mùa khô, đường mương dài chín cây số."
CLEAN = (TEXT.replace("\r", "") + "\n").encode()
SECOND = "Các thiết bị phụ trợ và phần mềm hệ thống của huyện chạy từ tháng tám."


@pytest.mark.parametrize("name", ["tcvn3", "vni"])
def test_a_foreign_byte_refuses_no_file_and_is_counted(run: Run, name: str) -> None:
    done = run("--encoding", "auto", stdin=SECOND.encode(name) + b" \x81\n" + TEXT.encode(name))
    assert (done.code, done.out) == (0, f"{SECOND} \ufffd\n".encode() + CLEAN)
    assert f"-: replaced: bytes that are not {name.upper()} text became U+FFFD in 1 place\n" in done.err
    assert "doubtful: broken characters: 1 that is in no charset\n" in done.err


def test_a_foreign_byte_in_utf_8_refuses_no_file_with_auto(run: Run) -> None:
    for data in (f"{SECOND} ?\n{TEXT}".encode(), "Tháng\nNăm\n? Hai".encode()):
        broken = data.replace(b"?", b"\xff")
        done = run("--encoding", "auto", stdin=broken)
        assert (done.code, done.out) == (0, data.replace(b"?", "\ufffd".encode()).replace(b"\r", b"") + b"\n")
        assert "doubtful: broken characters: 1 that is in no charset\n" in done.err
        failed = run(stdin=broken)
        assert failed.code == 2
        assert "it reads as utf-8: use --encoding auto\n" in failed.err


@pytest.mark.parametrize("name", ["tcvn3", "utf-8"])
def test_a_foreign_byte_in_a_header_is_counted(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"text,ng\xe0y\n" + f'{SECOND},1\n"{TEXT}",2\n'.encode(name))
    done = run("-i", "a.csv", "--encoding", "auto", "--stats", "json")
    *lines, stats = done.err.splitlines()
    counts = json.loads(stats)
    assert (done.code, counts["seen"], counts["replaced"], counts["doubtful"]) == (0, 2, 1, 1)
    assert lines == [
        *(["a.csv: read as tcvn3"] if name == "tcvn3" else []),
        f"a.csv:1: replaced: bytes that are not {name.upper()} text became U+FFFD in 1 place",
        "cleantext: a.csv:1: doubtful: broken characters: 1 that is in no charset",
    ]
    assert path.read_text(encoding="utf-8").startswith(f"text,ng\ufffdy\n{SECOND},1\n")


@pytest.mark.parametrize("flags", [(), ("--encoding", "auto"), ("-f", "jsonl"), ("--encoding", "auto", "-f", "jsonl")])
def test_a_foreign_byte_in_a_header_is_named_by_its_place(run: Run, tmp_path: Path, flags: tuple[str, ...]) -> None:
    (tmp_path / "a.csv").write_bytes(b"text,ng\xe0y\nXin,x\n")
    failed = run("a.csv", *flags)
    assert (failed.code, failed.out) == (2, b"")
    assert failed.err == (
        "cleantext: a.csv: line 1, the header, is not UTF-8 text: byte 0xe0 in field 2; "
        "say its encoding with --encoding NAME, or use --errors replace\n"
    )
    done = run("a.csv", "--errors", "replace")
    assert (done.code, done.out.decode()) == (0, "text,ng\ufffdy\nXin,x\n")
    assert done.err == "a.csv:1: replaced: bytes that are not UTF-8 text became U+FFFD in 1 place\n"


def test_a_foreign_byte_in_a_row_is_no_half_of_a_character(run: Run) -> None:
    for flags in ((), ("-f", "jsonl")):
        failed = run("--input-format", "csv", *flags, stdin=b"a,text\n\xe0,Xin\n")
        assert failed.err == "cleantext: -:2: not UTF-8 text: byte 0xe0 in field 1\n"


def test_a_row_of_csv_with_a_foreign_byte_is_read_as_one_of_json_is(run: Run) -> None:
    text = '"Xin chào các bạn đã đến đây"'
    for body in (f"1,a?b,{text}\n", f"1,ab,Tin vui\n2,a?b,{text}\n3,ab,Tin\n", f"1,ab,{text}\n2,a?b,{text}\n"):
        for form, delimiter in (("csv", ","), ("tsv", "\t")):
            table = ("id,ghi,text\n" + body).replace(",", delimiter)
            done = run("--encoding", "auto", "--input-format", form, stdin=table.encode().replace(b"?", b"\xe0"))
            rows = [row.replace("?", "\ufffd").replace('"', "") if "?" in row else row for row in table.splitlines()]
            assert (done.code, done.out.decode().splitlines()) == (0, rows), "the others keep their bytes"
            assert "bytes that are not UTF-8 text became U+FFFD in 1 place\n" in done.err


def test_a_short_text_with_a_foreign_byte_is_utf_8(run: Run) -> None:
    done = run("--encoding", "auto", stdin="Xin chào c?c bạn\n".encode().replace(b"?", b"\xe1"))
    assert (done.code, done.out.decode()) == (0, "Xin chào c\ufffdc bạn\n")
    for unclear in ("Xin chào c?c em\n".encode(), b"S\xe3o Jos\xe9\n", "中文文本，没有问题。".encode("gb18030")):
        failed = run("--encoding", "auto", stdin=unclear.replace(b"?", b"\xe1"))
        assert (failed.code, failed.out) == (2, b"")


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-16-be"])
def test_half_a_unit_of_utf_16_is_counted_with_auto_and_placed_without(run: Run, name: str) -> None:
    table = f'text\n"{CLEAN.decode()}{SECOND}"\nTin'
    data = table.encode(name) + b"a"
    for form in ("text", "csv"):
        done = run("--encoding", "auto", "--input-format", form, stdin=data)
        assert (done.code, done.out.decode()) == (0, f"{table}\ufffd\n")
        assert "became U+FFFD in 1 place\n" in done.err
        failed = run("--encoding", name, "--input-format", form, stdin=data)
        assert failed.code == 2
        assert f" text: byte 0x61 at offset {len(data) - 1}, line 5\n" in failed.err


def test_utf_16_that_is_broken_throughout_is_refused_with_auto(run: Run) -> None:
    failed = run("--encoding", "auto", stdin=b"\xff\xfe" + b"\x00\xd8\x41\x00" * 9)
    assert (failed.code, failed.out) == (2, b"")
    assert "not UTF-16-LE text: byte 0x00 at offset 2, line 1" in failed.err


def test_a_foreign_byte_behind_a_byte_order_mark_is_counted_with_auto(run: Run) -> None:
    done = run("--encoding", "auto", stdin=f"\ufeff{TEXT} ?".encode().replace(b"?", b"\xff"))
    assert (done.code, done.out) == (0, CLEAN[:-1] + " \ufffd\n".encode())


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_short_json_in_utf_16_is_text_and_numbers_are_not(run: Run, name: str) -> None:
    lines = '{"text": "Tin vui"}\n{"id": 12, "text": "Đẹp"}\n'
    done = run("--encoding", "auto", "--input-format", "jsonl", stdin=lines.encode(name))
    assert (done.code, done.out.decode()) == (0, lines)
    for numbers in (range(256), range(0x20, 0x40), range(40)):
        data = "".join(map(chr, numbers)).encode(name) * 4
        for form in ("text", "jsonl"):
            refused = run("--encoding", "auto", "--input-format", form, stdin=data)
            assert (refused.code, refused.out) == (2, b"")
            assert "a binary file, not text" in refused.err


def test_signs_of_windows_in_utf_8_are_signs_with_auto(run: Run) -> None:
    clean = f"Ông nói: “{SECOND}” – và 5–6 “đi…” Hết\n"
    data = clean.encode()
    for sign in "“”–…":
        data = data.replace(sign.encode(), sign.encode("cp1252"))
    done = run("--encoding", "auto", stdin=data)
    assert (done.code, done.out.decode(), done.err) == (0, clean, "")
    for broken in (b"c\x93c", b" \x81.", b" \x8a."):
        done = run("--encoding", "auto", stdin=SECOND.encode() + broken)
        assert done.out.decode() == SECOND + broken.decode(errors="replace") + "\n"
        assert "became U+FFFD in 1 place" in done.err
