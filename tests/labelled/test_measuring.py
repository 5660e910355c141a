"""What `python -m tests.labelled` counts and prints, and what it does not show."""

import gzip
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from cleantext import Chain, Hit
from cleantext.filters.blank_lines import blank_lines
from tests.labelled import counting
from tests.labelled.__main__ import main
from tests.labelled.counting import count, judge
from tests.labelled.documents import CHROME, COPY, KEPT, OWN, VIEWS, Document, part_of, read, shown

TITLE = "Xóm Đông gặt lúa sớm để chạy mưa"
CAPTION = "Bà con xóm Đông gặt lúa sớm trên cánh đồng Bàu Sen"
SENTENCE = "Trận mưa đầu mùa đổ xuống cánh đồng Bàu Sen lúc ba giờ chiều, bà con mừng như bắt được vàng."
PAGE = ["Trang chủ", "Đăng nhập", TITLE, "26/5/2023 06:15", "", SENTENCE, "Chia sẻ", "Nước rút dần.", "Bình luận (3)"]
LABELS = dict(zip([1, 2, 3, 4, 6, 7, 8, 9], "CCKMKCKC", strict=True))
SITES = {"A": "a.example", "B": "b.example"}

CUT = {"Trang chủ", "Đăng nhập", "Chia sẻ", "Bình luận (3)", CAPTION, "Lúa"}

Measure = Callable[..., str]


def document(lines: list[str], labels: dict[int, str], *, site: str = "", complete: bool = True) -> Document:
    return Document("1", site, "", "\n".join(lines), labels, complete)


def menu(lines: Sequence[str]) -> Iterator[Hit]:
    return (Hit(index, "in a list", "navigation") for index, line in enumerate(lines) if line in CUT)


MEASURED = Chain(strips=[menu, blank_lines])


@pytest.fixture(autouse=True)
def measured_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure a chain that is known to the letter."""
    monkeypatch.setattr(counting, "DEFAULT", MEASURED)


@pytest.fixture
def measure(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Measure:
    def measure(*arguments: str | Path) -> str:
        monkeypatch.setattr(sys, "argv", ["labelled", *map(str, arguments)])
        main()
        return capsys.readouterr().out

    return measure


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a page of each part, in which a line that stays is said to be chrome."""
    labels = {number: label for number, label in LABELS.items() if label != KEPT} | {8: CHROME}
    path = tmp_path / "pages.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for part, site in SITES.items():
            record = {"id": f"of {part}", "site": site, "method": f"tool {part}", "text": "\n".join(PAGE)}
            out.write(json.dumps({**record, "labels": labels, "exhaustive": True}) + "\n")
    return path


@pytest.mark.parametrize(
    ("view", "numbers"),
    [
        ("whole", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("title-on", [3, 4, 5, 6, 7, 8, 9]),
        ("to-end", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("region", [3, 4, 5, 6, 7, 8]),
        ("no-title", [6, 7, 8, 9]),
        ("article", [3, 5, 6, 8]),
    ],
)
def test_a_view_shows_lines_with_their_labels(view: str, numbers: list[int]) -> None:
    seen = shown(document(PAGE, LABELS), view)
    assert seen
    assert seen.text.split("\n") == [PAGE[number - 1] for number in numbers]
    assert seen.labels == {new: LABELS[old] for new, old in enumerate(numbers, 1) if old != 5}


def test_where_not_all_lines_are_judged_the_whole_is_shown_alone() -> None:
    for page in (document(PAGE, LABELS, complete=False), document(PAGE[:5], {1: CHROME, 3: KEPT})):
        assert [view for view in VIEWS if shown(page, view)] == ["whole"]


def test_lines_without_a_label_stay_where_all_are_judged_and_do_not_count_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        for complete in (True, False):
            record = {"id": "1", "site": "", "text": "Mưa\n\nIn", "labels": {"3": "C"}, "exhaustive": complete}
            out.write(json.dumps(record) + "\n")
    assert [page.labels for page in read(path)] == [{1: KEPT, 3: CHROME}, {3: CHROME}]
    assert {page.method for page in read(path)} == {"unknown"}


def test_of_two_copies_either_may_go() -> None:
    """The poorer one goes here, whichever was labelled; it is lost where it is no copy of the one that was."""
    lines = [TITLE, SENTENCE, CAPTION, f"{CAPTION}. Ảnh: Trần Lực"]
    for labels, wrong in [
        ({1: KEPT, 2: KEPT, 3: COPY, 4: KEPT}, []),
        ({1: KEPT, 2: KEPT, 3: KEPT, 4: COPY}, []),
        ({1: KEPT, 2: COPY, 3: KEPT, 4: KEPT}, [2, 3]),
    ]:
        assert [line.number for line in judge(document(lines, labels), MEASURED) if line.wrong] == wrong


def test_of_short_lines_none_goes_for_another() -> None:
    lines = judge(document(["Lúa", SENTENCE, "Lúa:"], {1: KEPT, 2: KEPT, 3: COPY}), MEASURED)
    assert [line.number for line in lines if line.wrong] == [1, 3]


def test_a_line_that_shows_nothing_is_not_lost() -> None:
    lines = judge(document(["\u200b", TITLE, SENTENCE], {1: KEPT, 2: KEPT, 3: KEPT}), MEASURED)
    assert [line.number for line in lines if line.wrong] == []


def test_a_site_counts_once_however_many_lines_it_has() -> None:
    bad = {**LABELS, 3: CHROME, 6: CHROME, 8: CHROME}
    pages = [document(PAGE, labels, site=site) for site, labels in [("a", LABELS), ("a", LABELS), ("b", bad)]]
    tally = count(pages, "whole")
    assert tally.total.recall(CHROME) == (4 + 4 + 4) / (4 + 4 + 7)
    assert tally.recall_by_site == (1 + 4 / 7) / 2
    assert (tally.total.precision, tally.total.documents) == (1, 3)


def test_the_parts_never_change() -> None:
    """A site that moved to the other part would have been read there."""
    assert [part_of(f"{letter}.example") for letter in "abcdefgh"] == list("ABAAABAB")


def test_all_views_are_measured_by_site_and_by_extractor(measure: Measure, file: Path) -> None:
    lines = measure(file, "--by-site", "--by-extractor").splitlines()
    assert lines[0] == "pages.jsonl"
    assert [line.split()[0] for line in lines[1::5]] == list(VIEWS)
    groups = [" ".join(line.split()[:-1]) for line in lines[2:6]]
    for name, line in zip([*SITES.values(), "tool A", "tool B"], groups, strict=True):
        assert line.startswith(f"{name} 1 documents chrome 0.800 of 5 copies - of 0 precision 1.000 lost 0 of")


@pytest.mark.parametrize(("part", "other"), [("A", "B"), ("B", "A")])
def test_a_part_is_half_of_the_sites(measure: Measure, file: Path, part: str, other: str) -> None:
    printed = measure(file, "--part", part, "--by-site", "--view", "whole")
    assert " 1 documents" in printed
    assert SITES[part] in printed
    assert SITES[other] not in printed


def test_lines_of_part_b_are_not_shown(measure: Measure, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = measure(file, "--show", "--view", "whole")
    assert " 2 documents" in printed
    assert "LEFT C of A:8: Nước rút dần." in printed
    assert "of B:" not in printed
    with pytest.raises(SystemExit):
        measure(file, "--show", "--part", "B")
    assert "no lines of part B" in capsys.readouterr().err


def test_lines_of_the_project_itself_are_shown(measure: Measure) -> None:
    printed = measure("--show", "--part", "B", "--view", "whole")
    assert {part_of(line.split()[2].split(":")[0]) for line in printed.splitlines() if "LEFT C" in line} == {"B"}
    assert measure("--show", "--part", "B", "--view", "whole", *OWN) == printed


def test_what_strict_cuts_is_measured(measure: Measure, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "STRICT", Chain(strips=[blank_lines]))
    assert "chrome 0.000 " in measure("--view", "whole", "--strict", file)
    assert "chrome 0.000 " not in measure("--view", "whole", file)
