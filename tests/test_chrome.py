"""The data of site chrome: well formed, and every entry found by the line that it stands for."""

import re
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]  # how re reads a pattern; nothing public tells

from cleantext import chrome


def test_patterns_have_no_groups_and_no_bare_alternatives() -> None:
    """The joined pattern tells by an empty group at the end of each which of them matched."""
    for source, rule in chrome.patterns()[1]:
        assert re.compile(source).groups == 0, rule.words
        assert str(_parser.parse(source)[0][0]) != "BRANCH" or source.startswith("(?:"), rule.words


def test_every_phrase_is_found_in_any_case_and_with_a_count() -> None:
    for key, rule in chrome.phrases().items():
        assert chrome.rule_for(rule.words) == rule, key
        if any(map(str.isalnum, key)):
            assert chrome.rule_for(f"{rule.words.upper()}:") == rule, key
        if key[-1].isalpha():
            assert chrome.rule_for(f"{rule.words} (12)") in (rule, chrome.phrases().get(f"{key} (12")), key


def test_no_phrase_stands_twice() -> None:
    data = Path(chrome.__file__).with_name("phrases.txt").read_text(encoding="utf-8").split("\n")
    entries = [chrome.fold(line) for line in data if line and line[0] != "#" and not chrome.SECTION.fullmatch(line)]
    assert sorted(entries) == sorted(set(entries))


def test_a_pattern_tells_its_kind_and_name() -> None:
    for line, kind, words in [
        ("1.204 lượt xem", "views", "count of views"),
        (">> Lớp học ghép bốn trình độ trên cồn", "related", "arrow"),
        ("Xem thêm: Lớp học ghép bốn trình độ trên cồn", "related", "link to more"),
        ("#lúa #gạo", "tags", "hash tags"),
        ("bep-chung-ban-pong-2024.jpg", "template", "picture file"),
        ("Hạn mặn đến sớm ở cửa sông Ba LaiĐỌC NGAY", "related", "a headline and a call to read it, without a space"),
        ("Trở lại Sức khỏeTrở lại Sức khỏe", "navigation", "back to section"),
    ]:
        rule = chrome.rule_for(line)
        assert rule is not None, line
        assert (rule.kind, rule.words) == (kind, words)
    for line in ("Xem thêm", "Bình luận"):
        assert chrome.rule_for(line)
    for line in ("“Bình luận”", "- Thích!", "Bình luận viên Quang Huy", "Theo dõi sức khỏe mùa lạnh"):
        assert chrome.rule_for(line) is None, line
