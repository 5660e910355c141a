"""Texts that would take minutes if anything in the chain were quadratic."""

import pytest

from cleantext import Chain, clean

SENTENCE = "Trận mưa đầu mùa đổ xuống cánh đồng Bàu Sen lúc ba giờ chiều, bà con mừng như bắt được vàng."


@pytest.mark.timeout(20)  # seconds where a tenth is usual: what is quadratic takes minutes
@pytest.mark.parametrize(
    "unit",
    [
        "\n",
        " ",
        " \n",
        "o\u0302\u0301",
        "\u0315\u0300",
        "a\u200d",
        "Phản hồi\n",
        "(",
        "- ",
        ".,",
        "ảnh:",
        "Ngày về trong tiếng mưa rơi\n",
        "trong nước trong nước trong nước\n",
        "Ngày về trong tiếng mưa rơi\nEm đi qua ngõ\n",
        "“",
        "1/1/",
        "[a](",
        "# a\n",
        "* [a](b)\n",
        "[a\n",
        ",\n",
        "\ufdfa",
    ],
)
def test_hostile_text_is_cleaned(unit: str) -> None:
    once = clean(unit * 50_000)
    assert clean(once) == once


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("legacy", "mç " + "a" * 200_000),  # words with letters of old charsets are looked for in it
        ("legacy", "Hµn Quèc vµ n\xadíc ViÖt " + "n\u2212íc……" * 50_000),
        ("legacy", "Hµn Quèc vµ n\xadíc ViÖt\n" + "Sè: Q§-BTC\n" * 50_000),
        ("legacy", "Hµn Quèc vµ n\xadíc ViÖt " + "\uf0b7µ" * 100_000),
        ("invisibles", "mç \x81 " + "a" * 200_000),
        *(
            ("mojibake", f"Ná»™i {unit}")
            for unit in (100_000 * "nhÃ ", 100_000 * "lÃ n", 100_000 * "«á»… ", 300_000 * "Ã³")
        ),
        *(("partial-mojibake", f"Đông {unit}") for unit in (100_000 * "vá» ", 100_000 * "·ªã", 300_000 * "├│")),
        ("mojibake", "Ná»™i 🎉" + 300_000 * ". " + "a 🎉"),
        ("bylines", "Tin\n\nTrời mưa to, bà con gặt lúa từ sáng sớm.\nA" + " " * 100_000 + "b"),
        ("loose-marks", "b\u0300" * 50_000 + " \u0301"),
        ("glued-chrome", "(VTC News)" + " " * 100_000),
    ],
)
def test_hostile_text_is_cleaned_by_one_filter(name: str, text: str) -> None:
    chain = Chain().only(name)
    once = chain.clean(text)
    assert chain.clean(once) == once


@pytest.mark.timeout(20)
def test_many_lines_of_all_kinds_are_cleaned() -> None:
    """None is looked for in all the others."""
    kinds = ("Ghe {} chở lúa về xóm Đông", "{} lượt xem", "Ghe {}. " + SENTENCE)
    rows = [kind.format(number) for number in range(15_000) for kind in kinds]
    once = clean("\n".join(rows))
    assert clean(once) == once
    assert SENTENCE in once
