"""The program that fits the weights: what it is given, and, where its packages are installed, that it works.

All but the last tests need neither lightgbm nor scikit-learn.
"""

import json
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from cleantext.filters.site_chrome.line_model.fitted import fitted, load
from cleantext.filters.site_chrome.line_model.questions import Surroundings
from cleantext.filters.site_chrome.line_model.words import KINDS, LONGEST_LINE, Scorer
from tests.conftest import needs_package
from tests.helpers.laid_out import laid_out
from tests.labelled.documents import CHROME, COPY, FINE_EITHER_WAY, KEPT, OWN, VIEWS, Document, read
from tests.line_model import __main__ as program
from tests.line_model import fit, training_pages
from tests.line_model.fit import FOLDS, as_lists, as_text, fold_of, monotone_constraints, words_without_each_site
from tests.line_model.training_lines import (
    Article,
    TrainingLine,
    training_lines,
    written_articles,
    written_lines,
    written_pages,
)
from tests.line_model.training_pages import WEIGHTS_OF_VIEWS, articles_in_chrome, examples, frame_of, labelled_pages

PAGES = [document for path in OWN for document in read(path) if path.stem == "pages"][:12]
ARTICLES = written_articles()[:12]


def shipped(_site: str) -> Scorer:
    return fitted().scorer


def test_labelled_pages_have_every_label_of_each_view() -> None:
    pages = list(labelled_pages(PAGES))
    assert len(pages) == len(PAGES) * len(VIEWS)
    for number, document in enumerate(PAGES):
        whole = pages[number * len(VIEWS)]
        lines = document.text.split("\n")
        assert whole.labels == list(document.labels.values())
        assert whole.lines == [lines[number - 1] for number in document.labels]
    for page, view in zip(pages, [*VIEWS] * len(PAGES), strict=True):
        assert len(page.lines) == len(page.labels)
        assert page.weight == WEIGHTS_OF_VIEWS.get(view, 1.0)
        if view == "article":
            assert set(page.labels) == {KEPT}


def test_articles_are_put_whole_between_the_chrome_of_one_page() -> None:
    frames = {frame.site: frame for document in PAGES if (frame := frame_of(document))}
    own = [article.lines for article in ARTICLES]
    lengths = set()
    for page in articles_in_chrome(PAGES, ARTICLES, 40):
        above, below = frames[page.site].above, frames[page.site].below
        kept = [index for index, label in enumerate(page.labels) if label == KEPT]
        start, end = kept[0], kept[-1] + 1
        assert page.lines[start:end] in own
        assert list(zip(page.lines, page.labels, strict=True))[:start] == above[len(above) - start :]
        assert list(zip(page.lines, page.labels, strict=True))[end:] == below[: len(page.lines) - end]
        lengths.add((start == len(above), len(page.lines) - end == len(below)))
    assert len(lengths) == 4  # whole and cut short, on either side


def test_the_same_articles_are_put_in_the_same_chrome_again() -> None:
    assert list(articles_in_chrome(PAGES, ARTICLES, 10)) == list(articles_in_chrome(PAGES, ARTICLES, 10))


def test_articles_as_they_are_have_nothing_but_lines_that_stay() -> None:
    *_, last = training_pages.training_pages([*PAGES], [], ARTICLES)
    assert last.lines == ARTICLES[-1].lines
    assert set(last.labels) == {KEPT}


def test_training_lines_are_of_the_site_that_they_stand_on() -> None:
    page = Document("1", "báo a", "", "Xem tiếp trang sau\nMưa\nMưa\nẢnh: Hạ\nXem tiếp", {}, complete=True)
    page = page._replace(labels={1: CHROME, 2: KEPT, 3: COPY, 4: FINE_EITHER_WAY[0], 5: FINE_EITHER_WAY[1]})
    known, long = "Tin liên quan", "nắng " * LONGEST_LINE
    article = Article("báo b", ["Nắng", "NẮNG", known, long])
    lines = training_lines([page], [article])
    assert [line for line in lines if line.site is not None] == [
        TrainingLine("NẮNG", is_chrome=False, site="báo b"),
        TrainingLine("Xem tiếp trang sau", is_chrome=True, site="báo a"),
        TrainingLine("Mưa", is_chrome=False, site="báo a"),
    ]
    assert {line.text for line in lines if line.site is None} <= {line.text for line in written_lines()}


def test_examples_are_the_judged_lines_that_rules_leave_with_their_labels() -> None:
    pages = list(labelled_pages(PAGES))
    found = list(examples(pages, shipped))
    judged = Counter((page.site, label == CHROME) for page in pages for label in page.labels if label in (CHROME, KEPT))
    counted = Counter((example.site, example.is_chrome) for example in found)
    assert counted <= judged
    assert {is_chrome for _, is_chrome in counted} == {True, False}
    assert {type(example.answers) for example in found} == {Surroundings}
    assert {example.weight for example in found} == {1.0, *WEIGHTS_OF_VIEWS.values()}


def test_a_line_keeps_its_own_label() -> None:
    """Repairs and blank lines must not shift labels: the line that is labelled as chrome is the one that is scored."""
    text = ["Trang chủ", *ARTICLES[0].lines, "", "Góc bạn đọc\u00a0", "* * *", "Nhịp cầu"]
    labels = [CHROME, *[KEPT] * len(ARTICLES[0].lines), CHROME, CHROME, KEPT, KEPT]
    page = training_pages.TrainingPage("báo a", text, labels)
    found = [example for example in examples([page], shipped) if example.is_chrome]
    assert [example.answers.score for example in found] == [pytest.approx(fitted().scorer.score("Góc bạn đọc"))]


def test_pages_are_fitted_on_twice_once_with_rules_forgotten() -> None:
    pages = list(training_pages.training_pages(PAGES[:2], [], ARTICLES[:2]))
    whole, again = pages[:2]
    assert whole == again._replace(share_forgotten=0.0)
    assert whole.share_forgotten == 0 < again.share_forgotten < 1
    as_they_are = pages[-2:]
    assert [page.lines for page in as_they_are] == [article.lines for article in ARTICLES[:2]]
    assert {page.share_forgotten for page in as_they_are} == {0.0}
    assert pages == list(training_pages.training_pages(PAGES[:2], [], ARTICLES[:2]))


def test_of_forgotten_rules_no_line_is_known() -> None:
    lines = [*ARTICLES[0].lines, "Chia sẻ", "Bình luận (12)"]
    for share, known in ((0.0, {"Chia sẻ", "Bình luận (12)"}), (1.0, set())):
        page, chrome, _ = laid_out(lines, without=training_pages.forgetting(share, Random(0)))
        assert {page.lines[index] for index in chrome} == known
        assert {page.lines[index] for index in page.known} <= known
    is_forgotten = training_pages.forgetting(0.5, Random(0))
    names = [str(number) for number in range(100)]
    asked = list(map(is_forgotten, names))
    assert list(map(is_forgotten, names)) == asked, "the same rule is forgotten on the whole page"
    assert 30 < sum(asked) < 70


def test_sites_are_kept_apart_in_folds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words of a site are scored with weights that were fitted without any line of it, and with all written ones."""
    fitted_on: list[list[TrainingLine]] = []

    def remember(lines: list[TrainingLine]) -> dict[str, dict[bytes, float]]:
        fitted_on.append(lines)
        return {kind: {} for kind in KINDS} | {"bias": {b"": float(len(fitted_on) - 1)}}

    monkeypatch.setattr(fit, "fit_words", remember)
    sites = [f"báo {number}" for number in range(40)]
    written = TrainingLine("Góp ý", is_chrome=True)
    lines = [written, *(TrainingLine("Xem", is_chrome=True, site=site) for site in sites)]
    scorer_of = words_without_each_site(lines)
    assert {fold_of(site) for site in sites} == set(range(FOLDS))
    for site in sites:
        used = fitted_on[round(scorer_of(site).score("Xem"))]
        assert site not in {line.site for line in used}
        assert written in used
    assert sorted(line.site or "" for used in fitted_on for line in used if line.site) == sorted(sites * (FOLDS - 1))


def test_weights_become_text_in_order() -> None:
    assert as_text({"word": {b"tin": 1.0, b"bao": 2.0}}) == {"word": {"bao": 2.0, "tin": 1.0}}
    assert list(as_text({"word": {b"tin": 1.0, b"bao": 2.0}})["word"]) == ["bao", "tin"]


def test_trees_become_lists() -> None:
    leaf = {"leaf_value": 0.12345}
    node = {
        "internal_value": -1.00049,
        "split_feature": 3,
        "threshold": 1.50001,
        "left_child": leaf,
        "right_child": leaf,
    }
    assert as_lists(node) == [-1.0, 3, 1.5, [0.123], [0.123]]


def test_constraints_name_questions() -> None:
    names = [*fit.MORE_IS_MORE_LIKE_CHROME, *fit.MORE_IS_LESS_LIKE_CHROME]
    assert set(names) <= set(Surroundings._fields)
    assert len(set(names)) == len(names)
    assert sum(map(abs, monotone_constraints())) == len(names)
    assert monotone_constraints()[Surroundings._fields.index("score")] == 1
    assert monotone_constraints()[Surroundings._fields.index("share_of_article")] == -1


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give the program a few of the own documents and pages, and a file for its weights."""
    needs_package("lightgbm")
    needs_package("sklearn")
    own = tmp_path / "pages.jsonl"
    records = OWN[[path.stem for path in OWN].index("pages")].read_text("utf-8").split("\n")
    own.write_text("\n".join(records[:12]) + "\n", "utf-8")
    monkeypatch.setattr(program, "OWN", [own])
    monkeypatch.setattr(program, "written_articles", lambda: ARTICLES)
    monkeypatch.setattr(program, "written_pages", lambda: islice(written_pages(), 5))
    for name in ("ORDINARY_IN_CHROME", "WRITTEN_IN_CHROME"):
        monkeypatch.setattr(training_pages, name, 10)
    monkeypatch.setattr(fit, "FOLDS", 2)
    monkeypatch.setattr(fit, "ROUNDS", 20)
    return tmp_path / "weights.json"


def test_a_small_fit_is_one_that_the_package_can_load(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["line_model", "-o", str(small)])
    program.main()
    model = load(small)
    assert set(model.words) == set(KINDS)
    assert model.scorer.score("Xem tất cả bình luận") > 0 > model.scorer.score("Mưa xuống, cả xóm thức dậy.")
    assert len(json.loads(small.read_text("utf-8"))["trees"]) == fit.ROUNDS


def test_a_fit_gives_the_same_bytes_again(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results = set()
    for _ in range(2):
        monkeypatch.setattr(sys, "argv", ["line_model", "-o", str(small)])
        program.main()
        results.add(small.read_bytes())
    assert len(results) == 1
