"""The table of messages is complete both ways, and whatever is said of the texts of the tests is in it."""

import errno
import os
from collections.abc import Iterator
from time import perf_counter

import pytest

from cleantext import explain
from cleantext.filters.site_chrome.rules import patterns
from cleantext.model import DOUBTS, Removal
from cleantext.report.language import JOINT, NUMBERS, PLACEHOLDER, language_of, section, translate
from cleantext.report.language import _sections as sections
from tests.helpers import fixtures
from tests.helpers.messages import HOLE, is_known, known, missing, strings
from tests.helpers.paths import ROOT

OF_OTHERS = ("page", "system", "kinds", "names")  # sections: strings of the page, of the system, and of data
DATA = {"counts": "7 zqc"}
OF_LIBRARIES = {"Extra data", "{} expected after '\"'", "Expecting {}"}


def test_each_message_of_the_source_has_a_translation() -> None:
    """What is missing is printed as lines for vi.toml."""
    lines = missing()
    assert not lines, f"these lines are missing in cleantext/report/vi.toml:\n{lines}"


def test_each_translation_is_of_a_message_in_the_source() -> None:
    parts = set()
    for text in strings():
        for whole in (text, f"{text} {HOLE}"):  # the chain appends a number to what ends in "line"
            pieces = {whole, *whole.split(JOINT)}
            parts |= {piece[start:] for piece in pieces for start in _starts(piece)}
    table = {name: entries for name, entries in sections().items() if name not in OF_OTHERS}
    stale = [key for entries in table.values() for key in entries if PLACEHOLDER.sub(HOLE, key) not in parts]
    assert stale == []


def _starts(text: str) -> Iterator[int]:
    """Yield where a message may begin: at the start, and after each frame."""
    yield 0
    end = text.find(": ")
    while end >= 0:
        yield end + 2
        end = text.find(": ", end + 1)


@pytest.mark.parametrize("frame", ["", "a.txt: ", "cleantext: a.txt: "])
def test_no_translation_takes_part_of_another_message_for_data(frame: str) -> None:
    for name in sections().keys() - OF_OTHERS:
        for english, vietnamese in section(name).items():
            assert translate(frame + _filled(english), "vi") == frame + _filled(vietnamese)


def _filled(text: str) -> str:
    return PLACEHOLDER.sub(lambda found: "7" if found[1] in NUMBERS else DATA.get(found[1], f"zq{found[1][0]}"), text)


def test_both_sides_have_the_same_placeholders() -> None:
    for entries in sections().values():
        for english, vietnamese in entries.items():
            assert sorted(PLACEHOLDER.findall(english)) == sorted(PLACEHOLDER.findall(vietnamese)), english
            assert vietnamese, english
            assert len(set(PLACEHOLDER.findall(english))) == len(PLACEHOLDER.findall(english)), english


def test_names_of_patterns_kinds_and_doubts_are_in_the_table() -> None:
    assert {rule.name for _, rule in patterns() if rule.scope != "heading"} - set(section("names")) == set()
    assert {name for names in DOUBTS.values() for name in names} <= set(section("doubts"))
    assert all(f"`{kind}`" in (Removal.__doc__ or "") for kind in section("kinds"))


@pytest.mark.parametrize(
    "number",
    "EPERM ENOENT EIO EBADF ENOMEM EACCES EEXIST ENOTDIR EISDIR EMFILE EFBIG ENOSPC EROFS EPIPE".split(),
)
def test_errors_of_the_system_are_in_the_table(number: str) -> None:
    assert os.strerror(getattr(errno, number)) in section("system")


def test_all_that_is_said_of_the_texts_of_the_tests_is_translated() -> None:
    texts = [fixtures.read(path).before for path in sorted((ROOT / "tests/filters").glob("*/*.diff"))]
    texts += [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("samples/**/*.txt"))]
    texts += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests/data").glob("*/*.txt"))]
    said = set()
    for text in texts:
        result = explain(text)
        said |= {removal.reason for removal in result.removals} | {note.message for note in result.notes}
    assert len(said) > 150
    left = {
        part
        for reason in said
        for part in _parts(reason)
        if part in translate(reason, "vi") and part not in section("names").values()
    }
    assert sorted(left) == []


def _parts(reason: str) -> list[str]:
    """Return what a reason is made of; a text that it quotes alone is said as it is."""
    kind, _, rest = reason.partition(": ")
    if kind in section("kinds"):
        reason = rest
    return [part for part in reason.split(JOINT) if not (part.startswith("“") and part.endswith("”"))]


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("cleantext: a: b.txt: Permission denied", "cleantext: a: b.txt: không có quyền truy cập"),
        ("cannot write x: y: No such file or directory", "không ghi được x: y: không có tệp hoặc thư mục này"),
        ("cannot write {path}: “{”\n: Is a directory", "không ghi được {path}: “{”\n: là thư mục"),
        ("there is no flag --chekc; did you mean --check?", "không có cờ --chekc; ý bạn là --check?"),
        ("navigation: share bar before the article", "điều hướng: thanh chia sẻ trước bài"),
        ("cleantext: share: Permission denied", "cleantext: share: không có quyền truy cập"),
        (
            "likely: among lines that read like chrome; above the title",
            "có khả năng: giữa những dòng giống phần khung trang; trên tiêu đề",
        ),
        (
            "likely: among lines that read like chrome; words of chrome: “at”; above the title",
            "có khả năng: giữa những dòng giống phần khung trang; từ ngữ của khung trang: “at”; trên tiêu đề",
        ),
        ("related: listed under “Tin: mới; nóng”", "tin liên quan: nằm dưới “Tin: mới; nóng”"),
        (
            "likely: words of chrome: “giỏ hàng”, “mua”; below the last paragraph",
            "có khả năng: từ ngữ của khung trang: “giỏ hàng”, “mua”; dưới đoạn văn cuối",
        ),
        (
            "cleantext: a.jsonl:1: no field 'Text'; there are 'text': say which with --field",
            "cleantext: a.jsonl:1: không có trường 'Text'; có 'text': chọn bằng --field",
        ),
        ("repeats line 12", "lặp lại dòng 12"),
        ("repeats line twelve", "repeats line twelve"),
        ("1,234 articles in one", "1.234 bài trong một tệp"),
        ("7 doubtful: 3 with broken characters, 2 forms", "7 cần xem lại: 3 có ký tự hỏng, 2 biểu mẫu"),
        (
            "cleantext: passed over: 1 without suffix (--include '*'), 2 .csv, 1,234 of other kinds",
            "cleantext: không lấy: 1 không có đuôi tệp (--include '*'), 2 .csv, 1.234 tệp loại khác",
        ),
        (
            "cleantext: interrupted: 1,200 of 2,000 inputs done; --resume goes on from there",
            "cleantext: bị ngắt: xong 1.200 trên 2.000 đầu vào; --resume chạy tiếp từ đó",
        ),
        ("a reason of a user's filter; and more", "a reason of a user's filter; and more"),
        ("", ""),
    ],
)
def test_messages_are_translated_with_what_is_in_them(english: str, vietnamese: str) -> None:
    assert translate(english, "vi") == vietnamese
    assert translate(english, "en") == english


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi"}, "vi"),
        ({"LANG": "vie_VN"}, "en"),
        ({"LC_ALL": "C", "LANG": "vi_VN"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "vi_VN", "LANG": "en_US"}, "vi"),
    ],
)
def test_the_first_variable_that_is_set_decides(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_hostile_texts_take_little_time() -> None:
    texts = ["cannot write " * 2000, ": " * 5000, "; " * 5000, "“” with links under it; " * 400, "a: b; " * 2000]
    start = perf_counter()
    for text in texts:
        translate(text, "vi")
        translate(f"cannot write {text}: {text}", "vi")
    assert perf_counter() - start < 2


def test_parts_of_messages_are_known_by_their_frames() -> None:
    assert is_known("cleantext: {}: no text", known())
    assert not is_known("cleantext: {}: this is not in the table", known())
