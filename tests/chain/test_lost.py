"""Documents that lost their title, or much: on either side of each number that decides."""

from collections.abc import Sequence

import pytest

from cleantext import Chain, Hit, explain
from tests.chain.test_doubts import PARAGRAPHS, TITLE


def test_a_title_that_went_is_missed_if_nothing_like_it_stays() -> None:
    def first(lines: Sequence[str]) -> list[Hit]:
        return [Hit(0, "why", "all")] if lines[0] == gone else []

    chain = Chain().including(first)
    prose = "\n".join(PARAGRAPHS)
    gone = TITLE
    (note,) = chain.explain(f"{TITLE}\n{prose}").notes
    assert note == ("lost-head", "its title was removed, and nothing like it is kept", 1)
    assert chain.explain(f"{TITLE}\n{TITLE} năm nay\n{prose}").doubtful == ()  # a copy stays
    gone = "Vé tàu xe đi các tỉnh miền xuôi bán tại quầy chợ huyện"
    assert chain.explain(f"{gone}\n{prose}").doubtful == ()  # another matter
    gone = "Đò gỗ mít"
    assert chain.explain(f"{gone}\n{prose}").doubtful == ()  # too short to tell


def test_what_lost_most_is_doubtful() -> None:
    def short_of(stays: int) -> Chain:
        return Chain(strips=[("own", lambda lines: [Hit(i, "why", "all") for i in range(stays, len(lines))])])

    lines = [f"Câu {n}. {PARAGRAPHS[n % 3]}" for n in range(10)]
    assert short_of(3).explain("\n".join(lines)).doubtful == ("70 % of the prose was removed",)
    assert short_of(5).explain("\n".join(lines)).doubtful == ()
    names = "\n".join(f"Nhà số {n}" for n in range(100))
    assert short_of(5).explain(names).doubtful == ("nearly all of the text was removed (95 %)",)
    assert short_of(15).explain(names).doubtful == ()
    assert short_of(0).explain(names).doubtful == ("no text is left of 100 lines",)
    assert short_of(0).explain("Nhà số một\n \n" * 50).doubtful == ("no text is left of 50 lines",)
    assert short_of(5).explain("Nhà số một\n" * 100).doubtful == ("nearly all of the text was removed (95 %)",)
    assert short_of(3).explain(f"{PARAGRAPHS[0]}\n" * 10).doubtful == ("70 % of the prose was removed",)


def removing(*gone: int) -> Chain:
    """Return a chain whose only filter removes the lines of these indexes, once."""
    left = [set(gone)]

    def own(lines: Sequence[str]) -> list[Hit]:
        return [Hit(index, "why", "all") for index in sorted(left.pop() if left else ())]

    return Chain(strips=[("own", own)])


@pytest.mark.parametrize(("stays", "is_doubtful"), [(1, True), (3, False)])
def test_nearly_all_is_told_of_twenty_lines_or_more(stays: int, is_doubtful: object) -> None:
    names = [f"Nhà số {n}" for n in range(stays + 22)]
    assert bool(removing(*range(stays, len(names))).explain("\n".join(names)).doubtful) == is_doubtful
    assert removing(*range(1, 18)).explain("\n".join(names[:18])).doubtful == ()


@pytest.mark.parametrize(("others", "is_doubtful"), [(30, True), (60, False)])
def test_a_fifth_of_a_text_must_go(others: int, is_doubtful: object) -> None:
    text = "\n".join([PARAGRAPHS[0], *(f"Nhà số {n} bên bến Soi" for n in range(others))])
    share = len(PARAGRAPHS[0]) / len(text)
    assert (share > 0.2) == is_doubtful
    assert 0.1 < share < 0.4
    assert bool(removing(0).explain(text).doubtful) == is_doubtful


@pytest.mark.parametrize(
    ("title", "sample", "is_doubtful"),
    [
        ("Hộ góp công mây tre gỗ mít đò", 1, True),
        ("Hộ góp công mây tre gỗ", 1, False),  # too few words
        ("Hộ góp công mây xanh gỗ mít chợ phiên", 1, False),  # six of nine words are in the article
        ("Hộ góp công mây tre gỗ mít đò", 6, True),
        ("Hộ góp công mây tre gỗ mít đò", 12, False),  # the article says so too far below
    ],
)
def test_most_words_of_a_lost_title_are_in_the_article(title: str, sample: int, is_doubtful: object) -> None:
    prose = [f"{PARAGRAPHS[2]}"] * sample + [
        "Mỗi hộ góp hai ngày công, cây mây hay tre, gỗ mít và tiền mua sơn cho đò."
    ]
    text = "\n".join([title, *prose])
    assert ("lost-head" in [note.kind for note in removing(0).explain(text).notes]) == is_doubtful


def test_little_prose_among_much_else_is_no_loss() -> None:
    """All of the prose may go if it is less than a fifth of the text."""
    chain = Chain(strips=[("own", lambda lines: [Hit(0, "why", "all")] if lines[0] == PARAGRAPHS[0] else [])])
    names = [f"Nhà số {n} bên bến Soi" for n in range(60)]
    assert chain.explain("\n".join([PARAGRAPHS[0], *names])).doubtful == ()
    assert chain.explain("\n".join([PARAGRAPHS[0], *names[:10]])).doubtful == ("100 % of the prose was removed",)


def test_copies_are_no_loss() -> None:
    """However many of them there are: what they say is kept."""

    def chain(twin: int | None) -> Chain:
        return Chain(strips=[("own", lambda lines: [Hit(i, "why", "all", twin) for i in range(1, len(lines))])])

    text = "\n".join([PARAGRAPHS[0]] * 6)
    assert chain(0).explain(text).doubtful == ()
    assert chain(None).explain(text).doubtful == ("83 % of the prose was removed",)


def test_teasers_and_copies_are_no_loss() -> None:
    teasers = "\n".join(f"Tin khác số {n}\n{PARAGRAPHS[n % 3][:120]}." for n in range(30))
    chain = Chain(strips=[("own", lambda lines: [Hit(i, "why", "all") for i in range(4, len(lines))])])
    assert chain.explain(f"{TITLE}\n" + "\n".join(PARAGRAPHS) + f"\n{teasers}").doubtful == ()
    assert explain("\n".join([TITLE, *[PARAGRAPHS[0][:90] + "."] * 3, *PARAGRAPHS])).doubtful == ()
