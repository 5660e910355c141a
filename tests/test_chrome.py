"""The data of site chrome: well formed, and every entry found by the line that it stands for."""

import re
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]  # how re reads a pattern; nothing public tells

import pytest
import regex

from cleantext import Chain
from cleantext.filters.site_chrome import match
from cleantext.filters.site_chrome.prefixes import has_no_space, heads, needle
from cleantext.filters.site_chrome.rules import LONGEST, SECTION, __file__, patterns, phrases
from cleantext.text.keys import fold
from cleantext.text.lines import Lines
from tests.labelled import counting as labelled


def test_patterns_have_no_groups_and_no_bare_alternatives() -> None:
    """A group would be one that heads.py does not read, and of bare alternatives no part stands in every line."""
    for source, rule in patterns():
        assert re.compile(source).groups == 0, rule.words
        assert str(_parser.parse(source)[0][0]) != "BRANCH" or source.startswith("(?:"), rule.words


def test_a_pattern_is_tried_on_every_line_that_it_can_match() -> None:
    """How lines begin that it matches is asked of `regex` as well, letter by letter."""
    letters = sorted({c for source, _ in patterns() for c in source if c.isalpha()} | set("0 #>»[(©|.,:-/\"'&"))
    tried = 0
    for source, rule in patterns():
        pattern, beginnings = regex.compile(source), heads(source)
        begun = [""]
        for _ in range(3):
            begun = [more for start in begun for c in letters if pattern.fullmatch(more := start + c, partial=True)]
            begun = begun[:200]
            for start in begun:
                tried += 1
                assert any(start.startswith(head) or head.startswith(start) for head in beginnings), (rule, start)
    assert tried > 5000


def test_the_needle_of_a_pattern_is_in_what_it_matches() -> None:
    assert needle(r"(?:xem |đọc )?thêm \d+ tin\.?") == "thêm "
    assert needle(r"\S+\.(?:pdf|docx?)") == "."
    assert needle(r"ảnh?(?: \d)?") == "ản"
    assert needle(r"[a-z]+ ?") == ""


def test_what_a_pattern_without_a_space_matches() -> None:
    assert has_no_space(r"\S+\.(?:pdf|docx?)")
    assert has_no_space(r"(?=[\d-]*[a-z])[a-z0-9]{2,16}+-[a-z0-9]{2,16}+")
    for pattern in (r"[^|]+\|", r"\S+ \d", r".{2,9}", r"\S+\s\d"):
        assert not has_no_space(pattern), pattern


def test_no_line_is_passed_over_that_a_phrase_or_pattern_matches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line of the labelled pages, asked quickly, and then every pattern one by one."""
    pages = [page for path in sorted(Path(labelled.__file__).parent.glob("*.jsonl")) for page in labelled.read(path)]
    repairs = Chain(strips=())
    lines = {line for page in pages for line in repairs.clean(page.text).split("\n") if 0 < len(line) <= LONGEST}
    ordered = [*sorted(lines), *(line.upper() for line in sorted(lines))]
    quickly = match.rules_of(Lines(ordered))
    each = [("", source, rule) for source, rule in patterns()]
    monkeypatch.setattr(match, "_patterns_for", lambda _: each)
    assert len(list(filter(None, quickly))) > 1000
    assert quickly == list(map(match.rule_for, ordered))


def test_every_phrase_is_found_in_any_case_and_with_a_count() -> None:
    for key, rule in phrases().items():
        assert match.rule_for(rule.words) == rule, key
        if any(map(str.isalnum, key)):
            assert match.rule_for(f"{rule.words.upper()}:") == rule, key
        if key[-1].isalpha():
            assert match.rule_for(f"{rule.words} (12)") in (rule, phrases().get(f"{key} (12")), key


def test_no_phrase_stands_twice() -> None:
    data = Path(__file__).with_name("phrases.txt").read_text(encoding="utf-8").split("\n")
    entries = [fold(line) for line in data if line and line[0] != "#" and not SECTION.fullmatch(line)]
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
        rule = match.rule_for(line)
        assert rule is not None, line
        assert (rule.kind, rule.words) == (kind, words)
    for line in ("Xem thêm", "Bình luận"):
        assert match.rule_for(line)
    for line in ("“Bình luận”", "- Thích!", "Bình luận viên Quang Huy", "Theo dõi sức khỏe mùa lạnh"):
        assert match.rule_for(line) is None, line
