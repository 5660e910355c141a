"""The data of site chrome: well formed, and every entry found by the line that it stands for."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleantext import Chain
from cleantext.filters.site_chrome import match, rules
from cleantext.text.keys import fold
from cleantext.text.lines import Lines
from cleantext.text.prose import reads_like_prose
from tests.labelled.documents import OWN, read
from tests.labelled.site_rules import forget_rules


@pytest.fixture
def rules_forgotten() -> Iterator[None]:
    """Forget which rules were found for lines, before and after a test that replaces the functions that find them."""
    forget_rules()
    yield
    forget_rules()


def test_patterns_have_no_groups() -> None:
    """A group would shift the numbers by which match.py tells its patterns apart."""
    for source, rule in rules.patterns():
        assert re.compile(source).groups == 0, rule.name


@pytest.mark.usefixtures("rules_forgotten")
def test_the_first_pattern_of_the_file_that_matches_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line of the labelled pages, asked of all patterns at once, and then of every pattern one by one."""
    pages = [page for path in OWN for page in read(path)]
    repairs = Chain(strips=())
    lines = {
        line for page in pages for line in repairs.clean(page.text).split("\n") if 0 < len(line) <= rules.LONGEST_LINE
    }
    ordered = [*sorted(lines), *(line.upper() for line in sorted(lines))]
    at_once = match.rules_of(Lines(ordered))
    patterns = [(re.compile(source), rule) for source, rule in rules.patterns()]

    def one_by_one(line: str) -> rules.Rule | None:
        bare = match.text_for_patterns(line)
        first = next((rule for pattern, rule in patterns if pattern.fullmatch(bare)), None)
        return None if first and reads_like_prose(line) and first.scope not in match.PROSE_SCOPES else first

    monkeypatch.setattr(match, "_find_pattern", one_by_one)
    match.rule_for.cache_clear()
    assert len(list(filter(None, at_once))) > 1000
    assert at_once == list(map(match.rule_for, ordered))


def test_of_a_line_like_prose_a_later_pattern_says_nothing() -> None:
    line = "Bài viết được viết bởi | AI | máy"
    rule = match.rule_for(line)
    assert rule is not None
    assert rule.name == "row of links"
    assert match.first_pattern(match.text_for_patterns(line), for_prose=True) is not None, (
        "the pattern of “made with AI” matches"
    )
    assert match.rule_for(f"{line}:") is None


def test_every_phrase_is_found_in_any_case_and_with_a_count() -> None:
    for key, rule in rules.phrases().items():
        assert match.rule_for(rule.name) == rule, key
        if any(map(str.isalnum, key)):
            assert match.rule_for(f"{rule.name.upper()}:") == rule, key
        if key[-1].isalpha():
            assert match.rule_for(f"{rule.name} (12)") in (rule, rules.phrases().get(f"{key} (12")), key


def test_no_phrase_stands_twice() -> None:
    data = Path(rules.__file__).with_name("phrases.txt").read_text(encoding="utf-8").split("\n")
    entries = [fold(line) for line in data if line and line[0] != "#" and not rules.SECTION_HEADER.fullmatch(line)]
    assert sorted(entries) == sorted(set(entries))


def test_a_pattern_tells_its_kind_and_name() -> None:
    for line, kind, words in [
        ("1.204 lượt xem", "views", "count of views"),
        (">> Lớp học ghép bốn trình độ trên cồn", "related", "headline behind an arrow"),
        ("Xem thêm: Lớp học ghép bốn trình độ trên cồn", "related", "link to more"),
        ("#lúa #gạo", "tags", "hash tags"),
        ("IMG_20240310", "template", "picture file"),
        ("Hạn mặn đến sớm ở cửa sông Ba LaiĐỌC NGAY", "related", "a headline and a call to read it, without a space"),
        ("Trở lại Sức khỏeTrở lại Sức khỏe", "navigation", "link back to a section"),
    ]:
        rule = match.rule_for(line)
        assert rule is not None, line
        assert (rule.kind, rule.name) == (kind, words)
    for line in ("Xem thêm", "Bình luận"):
        assert match.rule_for(line)
    for line in ("“Bình luận”", "- Thích!", "Bình luận viên Quang Huy", "Theo dõi sức khỏe mùa lạnh"):
        assert match.rule_for(line) is None, line


@pytest.mark.parametrize("heading", ["[share, anywere]", "[share]", "[share edge]", "[share, edge"])
def test_a_mistyped_heading_is_no_phrase(heading: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "phrases.txt").write_text(f"[share, edge]\nGửi bạn bè\n\n{heading}\nIn\n", encoding="utf-8")
    monkeypatch.setattr(rules, "__file__", str(tmp_path / "rules.py"))
    with pytest.raises(ValueError, match=re.escape(heading)):
        rules.section_names()
