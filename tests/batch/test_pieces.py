"""What is read from a stream does not depend on how its bytes are cut: in pieces, members or frames."""

import csv
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext.documents.csv import CsvRow, csv_line
from cleantext.documents.csv_rows import RawRow, RowReader, count_fields, split_row
from cleantext.documents.items import Batch, Item, Reading
from cleantext.documents.tables import read_table
from cleantext.files.formats import decompress, translating_decompression_errors
from cleantext.files.walk import UNKNOWN_SIZE, Input
from cleantext.model import CleantextError
from tests.conftest import COMMAND, MESSY, SENTENCE, TIDY, needs_package, start
from tests.helpers.pieces import Pieces, compressed, cut, feed

ROW_LIMIT = 700_000  # bytes
BLANK = "\n" * 300_000  # more than are read at once
FLOOD = "\r\n" * 200_000
LONG = SENTENCE * 4000
JSON_LINES = (
    '\ufeff{"text": "a  b"}\n',
    FLOOD,
    f'\r{{"text": "{LONG}"}}\r\n{{bad\n',
    f'{{"text": "{LONG * 3}"}}\n',
    f'  \n{BLANK}{{"text": "c\\n\\n\\n\\nd"}}\n[]\n\n',
    '{"text": "no line end"}',
)
TABLE = (
    '\ufeffid,"ti\nêu",text\n1,x,a  b\n\n',
    FLOOD,
    f'2,"{BLANK}","a{BLANK}b"\r\n3,few\n',
    f'4,"say ""hi""","{LONG}"\n5,"{LONG * 3}",too large\n',
    f'6,"a\r\nb\rc","{MESSY}"\r\n\n\n7,many,,\n8,x" y,""\n9,no line end,"x"',
)
FORMATS = {
    "jsonl": "".join(JSON_LINES),
    "csv": "".join(TABLE),
    "tsv": "".join(TABLE).replace(",", "\t"),
    "unclosed.csv": f'text,x\na,b\n\n"c{BLANK}',
    "quote.csv": f'text,x\na,b\n\n"c{BLANK}",d\n"e"f,g\nh,i\n',
    "cr.csv": "text,x\na,b\r\nc,d\re,f\n",
    "header.csv": f'"text,x\n{BLANK}',
    "none.csv": "\n\nid,text\n1,a\n",
    "wide.jsonl": "\ufeff{}\n".encode("utf-16").decode("latin-1"),
    "wide.csv": "text\na\n".encode("utf-16").decode("latin-1"),
}


class Read(NamedTuple):
    """What reading a table gave: its items, how they were in batches, its header, and why it ended."""

    items: list[Item]
    batches: list[tuple[int, int]]
    header: bytes
    failure: str


def read(stream: io.BufferedIOBase, form: str, compression: str = "") -> Read:
    """Read a table to its end, or to where it is wrong."""
    table = Input(f"t.{form}", f"t.{form}", form, "", UNKNOWN_SIZE, 0)
    reading = Reading(max_size=ROW_LIMIT, keeps_header=True)
    batches: list[Batch] = []
    failure = ""
    try:
        with translating_decompression_errors():
            batches.extend(read_table(table, decompress(cast("io.BufferedReader", stream), compression), reading))
    except CleantextError as error:
        failure = str(error)
    items = [item for batch in batches for item in batch.items]
    lots = [(len(batch.items), batch.size) for batch in batches] if form != "jsonl" else []  # lines go as they come
    return Read(items, lots, b"".join(batch.header for batch in batches), failure)


def short(text: str) -> str:
    """Return a text with less of everything, for pieces of a few bytes."""
    return text.replace(FLOOD, FLOOD[:8]).replace(BLANK, "\n\n\n").replace(LONG, "abc")


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_table_reads_the_same_however_it_is_cut(name: str, suffix: str) -> None:
    if suffix == ".zst":
        needs_package("backports.zstd")
    form = name.rpartition(".")[2]
    for text, largest in ((FORMATS[name], 1_000_000), (short(FORMATS[name]), 50), (short(FORMATS[name]), 2)):
        data = text.encode("latin-1" if "wide" in name else "utf-8")
        whole = read(io.BufferedReader(Pieces([data]), len(data)), form)
        assert whole.items or whole.failure
        for seed in range(3):
            random = Random(f"{name} {largest} {seed}")
            pieces = Pieces(cut(compressed(data, suffix, random), random, largest))
            assert read(io.BufferedReader(pieces), form, suffix) == whole


def test_rows_of_csv_are_what_they_are_in_the_file() -> None:
    whole = read(io.BytesIO(FORMATS["csv"].encode()), "csv")
    rows = [
        [field.text for field in item.row.layout.split(item.row.row)] if isinstance(item.row, CsvRow) else item.refused
        for item in whole.items
    ]
    assert rows == [
        ["1", "x", "a  b"],
        ["2", BLANK, f"a{BLANK}b"],
        "2 fields, where the header has 3",
        ["4", 'say "hi"', LONG],
        f"larger than {ROW_LIMIT:,} bytes; raise the limit with --max-size",
        ["6", "a\r\nb\rc", MESSY],
        "4 fields, where the header has 3",
        ["8", 'x" y', ""],
        ["9", "no line end", "x"],
    ]
    numbers = [int(item.name.rpartition(":")[2]) for item in whole.items]
    lines = FORMATS["csv"].split("\n")
    assert [lines[number - 1][:1] for number in numbers] == list("123456789")


def taken_by_the_library(text: str, delimiter: str) -> tuple[list[tuple[int, list[str]]], str]:
    """Return the rows that csv.reader gives, each with the number of its first line, and why it stops."""
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=delimiter, strict=True)
    rows, number = [], 1
    try:
        for fields in reader:
            rows += [(number, fields)] if fields else []
            number = reader.line_num + 1
    except csv.Error as error:
        reason = "line ends are CR alone: convert them" if "new-line" in str(error) else str(error)
        return rows, f"not valid CSV from line {number} on: {reason}"
    return rows, ""


def taken(pieces: Iterator[bytes], delimiter: str) -> tuple[list[tuple[int, list[str]]], str]:
    """Return the same of ours."""
    reader = RowReader(delimiter, 1, 10**6)
    rows: list[RawRow] = []
    failure = ""
    try:
        for piece in pieces:
            rows += reader.feed(piece)
        rows += reader.end()
    except CleantextError as error:
        failure = str(error)
    found = [(number, [str(field, "utf-8") for field in split_row(data or b"", delimiter)]) for number, data in rows]
    assert [len(fields) for _, fields in found] == [count_fields(data or b"", delimiter) for _, data in rows]
    return found, failure


@given(
    st.text(st.sampled_from('""",,;\t\n\n\r abậ'), max_size=30), st.sampled_from(",;\t"), st.integers(0, 2**32)
)  # fmt: skip
def test_csv_is_read_as_the_standard_library_reads_it(text: str, delimiter: str, seed: int) -> None:
    assert taken(cut(text.encode(), Random(seed), largest=8), delimiter) == taken_by_the_library(text, delimiter)


@given(st.lists(st.text(st.sampled_from('",;\t\n\r aậ')), min_size=1, max_size=4), st.sampled_from(",;\t"))
def test_csv_is_written_as_the_standard_library_writes_it(row: list[str], delimiter: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\r\n").writerow(row)
    assert csv_line(row, delimiter) == written.getvalue().removesuffix("\r\n")


COMMANDS = {
    "text": ([], (MESSY * 50).replace("\n", "\r\n")),
    "utf-16": ([], MESSY.encode("utf-16").decode("latin-1")),
    "jsonl": (["--input-format", "jsonl"], FORMATS["jsonl"]),
    "csv": (["--input-format", "csv", "--explain"], FORMATS["csv"]),
    "tsv": (["--input-format", "tsv", "-f", "jsonl"], FORMATS["tsv"]),
    "parquet": (["--input-format", "parquet"], "PAR1 whatever comes then"),
}


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst", "damaged"])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_command_does_the_same_however_its_input_is_cut(tmp_path: Path, name: str, suffix: str) -> None:
    if suffix == ".zst":
        needs_package("backports.zstd")
    flags, text = COMMANDS[name]
    random = Random(f"{name} {suffix}")
    text = text.replace(BLANK, BLANK[:3000])  # --explain has a record for each blank line
    plain = text.encode("latin-1" if name == "utf-16" else "utf-8")
    data = compressed(plain, ".gz", random)[:-5] if suffix == "damaged" else compressed(plain, suffix, random)
    (tmp_path / "data").write_bytes(data)
    command = [*COMMAND, "-", "--max-size", str(ROW_LIMIT), *flags]
    with (tmp_path / "data").open("rb") as file:
        whole = subprocess.run(command, stdin=file, cwd=tmp_path, capture_output=True, check=False)
    assert whole.stdout or whole.returncode
    with (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=err, cwd=tmp_path)
        assert process.stdin
        feed(process, process.stdin, cut(data, random))
        code = process.wait(timeout=60)
    assert code == whole.returncode
    assert (tmp_path / "out").read_bytes() == whole.stdout
    assert (tmp_path / "err").read_bytes() == whole.stderr


def test_a_compressed_file_of_nothing_is_empty_and_an_empty_file_is_damaged(tmp_path: Path) -> None:
    needs_package("backports.zstd")
    for suffix in (".gz", ".zst"):
        for stem in ("a.txt", "a.jsonl", "a.csv"):
            (tmp_path / f"{stem}{suffix}").write_bytes(compressed(b"", suffix, Random(0)))
            said = f"cleantext: a.txt{suffix}: doubtful: no text\n" if stem == "a.txt" else ""
            assert start(tmp_path, f"{stem}{suffix}") == (0, b"", said)
            (tmp_path / f"{stem}{suffix}").write_bytes(b"")
            reason = f"damaged compressed data: an empty file, without even the header of {suffix}"
            assert start(tmp_path, f"{stem}{suffix}") == (2, b"", f"cleantext: {stem}{suffix}: {reason}\n")


def test_a_window_that_is_too_large_is_called_so(tmp_path: Path) -> None:
    """Of the second frame: a header (RFC 8878) that asks for 256 MB, and a block."""
    needs_package("backports.zstd")
    frame = bytes.fromhex("28b52ffd 00 90 090000") + b"x"
    within = bytes.fromhex("28b52ffd 00 88 090000") + b"x"
    (tmp_path / "a.txt.zst").write_bytes(within + compressed(TIDY.encode(), ".zst", Random(0)))
    assert start(tmp_path, "a.txt.zst").out == b"x" + TIDY.encode()
    (tmp_path / "a.txt.zst").write_bytes(compressed(TIDY.encode(), ".zst", Random(0)) + frame)
    reason = (
        "compressed with a window of more than 134,217,728 bytes, which would be kept in memory; "
        "pack it again: zstd -dc --long=31 OLD | zstd -o NEW"
    )
    assert start(tmp_path, "a.txt.zst") == (2, b"", f"cleantext: a.txt.zst: {reason}\n")
