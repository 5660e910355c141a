"""Lines that were decoded wrongly are left as they came by every repair that does not restore them."""

import pytest

from cleantext import Chain, clean, explain
from cleantext.filters import DECODERS, FILTER_NAMES

SENTENCE = "Trận mưa đầu mùa đổ xuống cánh đồng Bàu Sen lúc ba giờ chiều hôm qua."
UNCLEAR = "Bà con  má»i ng\u00adày vá»\u200b nhau\u00a0"  # mới, mọi, mỏi: a byte is lost
OLD = "Hµn Quèc  vµ n\u00adíc ViÖt Nam ®Ñp l¾m\u00a0"
OTHERS = [name for name in FILTER_NAMES if name not in DECODERS]


@pytest.mark.parametrize("line", [UNCLEAR, OLD, "Tiáº¿ng  Viá»‡t ráº¥t Ä‘áº¹p\u00a0", "nhóm  hÃ³a\u200b học"])
def test_no_other_repair_touches_them(line: str) -> None:
    for names in (OTHERS, *([name] for name in OTHERS)):
        result = Chain(strips=()).only(*names).explain(f"{SENTENCE}\n{line}\n{SENTENCE}\u00a0")
        assert result.text.split("\n")[1] == line
        assert [note.line for note in result.notes if note.kind == "broken"] == [2]


def test_what_a_filter_of_this_run_restores_is_repaired_further() -> None:
    assert clean(f"{SENTENCE}\n{OLD}") == f"{SENTENCE}\nHàn Quốc và nước Việt Nam đẹp lắm"


def test_a_note_names_the_filter_that_restores_them() -> None:
    kinds = {
        UNCLEAR: ("misread", "1 line is mis-read and lost too much to be restored"),
        "Nước: nhóm hÃ³a": ("mojibake", "1 line is mis-read in part (mojibake)"),
    }
    for line, expected in kinds.items():
        notes = [note for note in explain(f"{SENTENCE}\n{line}").notes if note.kind != "broken"]
        assert [(note.kind, note.message, note.line) for note in notes] == [(*expected, 2)]
    found = Chain().without("legacy", "mojibake").explain(f"{SENTENCE}\n{OLD}\nTiáº¿ng Viá»‡t").notes
    assert {note.kind for note in found} == {"mojibake", "legacy", "broken"}


def test_legacy_leaves_mojibake_to_the_filter_that_was_left_out() -> None:
    chain = Chain(strips=())
    text = f"giò Êy lÁ á»«\n{OLD}"
    first = chain.without("mojibake").clean(text)
    assert first.split("\n")[0] == "giò Êy lÁ á»«"
    assert chain.clean(first) == chain.clean(text)


def test_a_custom_repair_gets_every_line() -> None:
    chain = Chain(repairs=[("quiet", lambda text: text.replace("má»i", "mới"))], strips=())
    assert chain.clean(UNCLEAR).startswith("Bà con  mới ng")
