"""The parts that learning is made of, each by what it promises."""

import os
import random
import tomllib
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import CleantextError
from cleantext.chain.chain import DEFAULT
from cleantext.chain.site_lines import AFTER, FIRST
from cleantext.learn import counts
from cleantext.learn.counts import Counts, keys_of, keys_of_line
from cleantext.learn.occurrences import INSIDE, UNKNOWN, LineCounts, find_occurrences
from cleantext.learn.profile_file import merge_profiles, profile_as_toml

PROSE = "Trận mưa đầu mùa đổ xuống cánh đồng Bàu Sen lúc ba giờ chiều hôm qua."


def test_lines_that_one_line_of_a_profile_matches_share_keys_of_64_bits() -> None:
    assert keys_of_line("Mua báo giấy") == keys_of_line("  * MUA BÁO  GIẤY! ")
    (own, any_number), (other, same) = keys_of_line("Bình luận: 1"), keys_of_line("Bình luận: 2.345")
    assert (own != other, any_number == same) == (True, True), "numbers count in the first key alone"
    assert keys_of_line("Thứ hai, 6/1/2024")[1] == keys_of_line("Chủ nhật, 12/05/2025")[1]
    assert len({keys_of_line(word) for word in ("Bà", "Bố", "Bé")}) == 3, "and so do diacritics"
    assert keys_of_line("# 12") == () == keys_of_line("🔥"), "signs alone are of no site"
    assert all(-(2**63) <= key < 2**63 for number in range(1000) for key in keys_of_line(f"a {number}"))
    assert keys_of(["a", "", " ", "A.", "b"]) == {*keys_of_line("a"), *keys_of_line("b")}


@pytest.mark.parametrize("max_memory", [1, 10_000, 10**9])
def test_counts_are_exact_whatever_the_memory(max_memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one byte every document is spilled, and files are merged into one when there are too many."""
    monkeypatch.setattr(counts, "MAX_RUNS", 7)
    pick, known = random.Random(5), Counter[tuple[str, int]]()
    tested, documents = Counts(max_memory), Counter[str]()
    for _ in range(400):
        site, keys = pick.choice("abc"), {pick.randrange(-50, 50) for _ in range(20)}
        tested.add(site, keys)
        documents[site] += 1
        known.update((site, key) for key in keys)
    frequent = tested.frequent(120, 0.2)
    assert frequent.documents == documents
    enough = {(s, key) for (s, key), n in known.items() if documents[s] >= 120 and n / documents[s] >= 0.2}
    assert {(site, key) for site, keys in frequent.keys.items() for key in keys} == enough
    assert 20 < len(enough) < 280


def test_a_line_is_looked_at_where_it_stands_first() -> None:
    lines = ["Đầu", "Tựa", PROSE, "Giữa", PROSE.replace("mưa", "bão"), "Đuôi", "12345", "Đầu", "Phản hồi"]
    common = keys_of(("Đầu", "Giữa", "Đuôi", "Phản hồi", "Vắng"))
    found = {s.text: s for s in find_occurrences("\n".join(lines), DEFAULT, common)}
    assert {text: s.position for text, s in found.items()} == {
        "Đầu": FIRST, "Giữa": INSIDE, "Đuôi": AFTER, "Phản hồi": AFTER
    }  # fmt: skip
    assert [text for text, s in found.items() if s.removed] == ["Phản hồi"]
    assert [text for text, s in found.items() if s.in_figures] == ["Đuôi"]
    assert {text: s.copies for text, s in found.items()} == {"Đầu": 2, "Giữa": 1, "Đuôi": 1, "Phản hồi": 1}
    assert {s.position for s in find_occurrences("a\nĐầu\nPhản hồi", DEFAULT, common)} == {UNKNOWN}, (
        "without prose, there is no article to stand in"
    )
    assert list(find_occurrences(PROSE, DEFAULT, common)) == []


def test_prose_that_is_frequent_is_no_article() -> None:
    """A footer in sentences is not what other lines stand before."""
    footer = "Giấy phép số 12 do Sở cấp ngày 6-1-2024, ghi rõ nguồn khi dùng lại tin của trang này."
    lines = ["Tựa", PROSE, "Bản tin sáng", footer]
    found = find_occurrences("\n".join(lines), DEFAULT, keys_of(["Bản tin sáng", footer]))
    assert {occurrence.position for occurrence in found} == {AFTER}


def test_lines_add_up_in_any_order() -> None:
    lines = [LineCounts("s", "t", 1, 0, n % 2, 0, 1 - n % 2, n % 3 == 0, 0, 1, 1, 0, 2, f"{n}.txt") for n in range(5)]
    sums = set()
    for seed in range(5):
        first, *others = random.Random(seed).sample(lines, 5)
        for other in others:
            first = first.merge(other)
        sums.add(first)
    assert sums == {LineCounts("s", "t", 5, 0, 2, 0, 3, 2, 0, 5, 5, 0, 10, "0.txt")}


texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\u2028\u2029"), min_size=1, max_size=20
)
texts = texts.filter(lambda text: bool(text.strip()))
entries = texts | st.fixed_dictionaries(
    {"text": texts},
    optional={
        "documents": st.integers(1, 10**9),
        "share": st.floats(0, 1),
        "why": st.sampled_from(["learned from a: 1 of 2 documents", "learned from b", "mine", "yours"]),
        "any-number": st.booleans(),
        "times": st.integers(1, 4),
        "day": st.dates(date(1900, 1, 1)),
        "odd key “": st.booleans(),
        "list": st.lists(st.integers(-9, 9), max_size=3),
    },
)
tables = st.fixed_dictionaries({}, optional={key: st.lists(entries, max_size=4) for key in ("drop", "keep", "chrome")})
profiles = st.builds(
    lambda general, sites: {**general, "sites": sites},
    tables,
    st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), tables, max_size=3),
)


@given(profiles)
def test_what_is_written_is_read_again(profile: dict[str, object]) -> None:
    once = merge_profiles([profile])
    assert merge_profiles([tomllib.loads(profile_as_toml(once))]) == once
    assert profile_as_toml(merge_profiles([tomllib.loads(profile_as_toml(once))])) == profile_as_toml(once)


@given(profiles, profiles, profiles)
def test_merging_has_no_order(a: dict[str, object], b: dict[str, object], c: dict[str, object]) -> None:
    wanted = profile_as_toml(merge_profiles([a, b, c]))
    assert profile_as_toml(merge_profiles([c, a, b])) == wanted
    assert profile_as_toml(merge_profiles([a, a, b, c, b])) == wanted


def test_lines_of_the_same_documents_are_one_entry_and_merged_one_by_one() -> None:
    together = {"documents": 40, "share": 0.8, "position": "before the article", "lines": ["Chợ phiên", "Lịch"]}
    alone = {"text": "* CHỢ PHIÊN", "documents": 50, "who": "Hoa"}
    counter = {"text": "Lượt truy cập: 12", "documents": 9, "any-number": True}
    other = {"text": "lượt truy cập: 3.456", "documents": 8, "any-number": True}
    merged = merge_profiles(
        [{"sites": {"a": {"chrome": [together, counter]}}}, {"sites": {"a": {"chrome": [alone, other]}}}]
    )
    assert merged["sites"]["a"]["chrome"] == [
        alone,
        {"documents": 40, "share": 0.8, "position": "before the article", "text": "Lịch"},
        counter,
    ]
    kept = merge_profiles([{"keep": ["lịch"], "sites": {"a": {"chrome": [together]}}}])
    assert [entry["text"] for entry in kept["sites"]["a"]["chrome"]] == ["Chợ phiên"]
    written = profile_as_toml(merge_profiles([{"sites": {"a": {"chrome": [together]}}}]))
    assert '\n  {documents = 40, share = 0.8, position = "before the article", lines = [\n    "Chợ phiên",\n' in written


def test_of_a_line_with_its_numbers_and_with_any_the_order_of_the_profiles_does_not_tell() -> None:
    tables = [
        {"sites": {"a": {"chrome": [{"text": "Số 1", "any-number": any_number}]}}} for any_number in (True, False)
    ]
    assert merge_profiles(tables) == merge_profiles(tables[::-1])


def test_a_profile_of_an_older_version_is_merged_and_what_told_of_the_rules_is_left_out() -> None:
    dropped = {"text": "Mua báo giấy", "documents": 30}
    old = {"documents": 30, "drop": [dropped], "built-in": ["Phản hồi"]}
    new = {"documents": 20, "chrome": [{"text": "MUA BÁO GIẤY!", "documents": 20}, "Phản hồi"]}
    site = merge_profiles([{"sites": {"a": each}} for each in (old, new)])["sites"]["a"]
    assert (site["documents"], site["drop"], site["chrome"]) == (30, [dropped], ["Phản hồi"])
    assert "built-in" not in site


def test_no_temporary_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    open_before = len(os.listdir("/dev/fd"))
    tested = Counts(1)
    for number in range(100):
        tested.add("s", {number // 2})
    assert len(os.listdir("/dev/fd")) > open_before
    assert tested.frequent(1, 0.01).keys["s"] == frozenset(range(50))
    assert list(tmp_path.iterdir()) == []
    assert len(os.listdir("/dev/fd")) == open_before


def test_no_room_to_count_on_disk_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.TemporaryFile", partial(Path.open, Path("/dev/full"), "w+b"))
    with pytest.raises(CleantextError, match=r"cannot count on disk in .*: No space left on device; TMPDIR names"):
        Counts(1).add("s", {1, 2})
