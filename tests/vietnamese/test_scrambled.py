"""Text whose marks or letters are scrambled is told from right text, and left alone by what goes by syllables."""

import random
import re
import subprocess
import sys
from itertools import product

import pytest
from unicodedata2 import normalize

from cleantext import clean, explain
from cleantext.filters.lookalikes import lookalikes
from cleantext.filters.tones import tones
from cleantext.vietnamese.codecs import decoding_table
from cleantext.vietnamese.codepage import TripleScanner, encode
from cleantext.vietnamese.letters import TONES, VOWELS, WITH_TONE, WORD
from cleantext.vietnamese.scrambled import EXCHANGED, find_scrambled, is_scrambled, may_be_exchanged
from cleantext.vietnamese.syllables import is_syllable, spellings
from cleantext.vietnamese.tones import TONE_BEFORE_STOP
from tests.helpers import articles
from tests.helpers.fixtures import read
from tests.helpers.paths import DATA, ROOT, SAMPLES

ARTICLE = "\n".join(articles.ARTICLE)
RIGHT = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
RIGHT += [read(path)[1] for path in sorted((DATA / "articles").glob("*.diff"))]
RIGHT += [path.read_text(encoding="utf-8") for path in sorted((DATA / "left_alone").rglob("*.txt"))]
"""Articles and pages that were written for this project."""

MEETING = """\
Công ty không thông báo trước cho dân, ông Sáu nói ở cuộc họp thôn tối hôm qua. Đường vào xóm ngập đã ba ngày.
Ông đề nghị công ty khơi lại con mương và đền cho mỗi nhà một phần công cày. Việc ấy không khó, cả xóm đồng lòng.
"""


def scrambled(text: str, share: float) -> str:
    """Put a tone on a vowel without one, at random, in a share of the words."""
    pick = random.Random(7)

    def word(found: re.Match[str]) -> str:
        places = [i for i, letter in enumerate(found[0]) if letter.lower() in VOWELS]
        if not places or pick.random() >= share:
            return found[0]
        place = pick.choice(places)
        return found[0][:place] + WITH_TONE[found[0][place], pick.choice(TONES)] + found[0][place + 1 :]

    return re.sub(WORD, word, text)


def with_other_tones(text: str, share: float) -> str:
    """Put another tone in the place of each, at random, in a share of the words: no letter is misplaced then."""
    pick = random.Random(7)

    def letter(found: re.Match[str]) -> str:
        return pick.choice(TONES) if pick.random() < share else found[0]

    return str(normalize("NFC", re.sub(f"[{TONES}]", letter, normalize("NFD", text))))


def exchanged(text: str) -> str:
    """Read the letters that Unicode has in common with Windows-1252 in a font of VNI, one by one."""
    return text.translate(str.maketrans("ôòóÔÒÓ", "ơịĩƠỊĨ"))


def test_right_text_is_not_scrambled() -> None:
    assert len(RIGHT) > 20
    assert [text[:80] for text in RIGHT if is_scrambled(text)] == []
    assert not is_scrambled("\n".join(RIGHT))
    assert not is_scrambled("")


@pytest.mark.parametrize(
    "text",
    [
        "hòan tòan, khúyên, lựơng, nghịêm, qúy, gía, baỏ, thaí, mưá, cuả, điạ " * 9,  # which tones puts right
        "kĩ nghành thuơng đuợc " + ARTICLE,
        "Đak Đoa, Ia Grăi, Chư Păh, Kông Chro, Krông Pa, Ayun Pa, Đăk Pơ, Y Thơm Niê, H'Hen Ê Ban " * 3 + ARTICLE,
        "São Paulo, José, Raí, Guðmundsson, Ðoković, più, señor, été, über " * 9,
        "Dacă lăsați fișierul, programul vă spune că să-l închideți după ce mă întorc și că dă greș. " * 9,
        ARTICLE.encode("tcvn3", "lowercase").decode("cp1252", "replace"),
        ARTICLE.encode().decode("latin-1"),
    ],
)
def test_what_else_is_no_syllable_is_not_scrambled(text: str) -> None:
    assert not is_scrambled(text)


@pytest.mark.parametrize("share", [0.2, 0.5, 1])
def test_scrambled_marks_are_found_and_left(share: float) -> None:
    for text in (ARTICLE, "\n".join(RIGHT)):
        broken = scrambled(text, share)
        assert is_scrambled(broken)
        assert tones(broken) is broken
        assert tones(broken, style="new") is broken
        assert clean(clean(broken)) == clean(broken)
    broken = scrambled(ARTICLE, share) + "\nÐường"
    assert lookalikes(broken) is broken


@pytest.mark.parametrize(("text", "share"), [(ARTICLE, 1), ("\n".join(RIGHT), 0.5)])
def test_other_tones_are_found_by_what_no_syllable_ends_in(text: str, share: float) -> None:
    assert "broken" not in {note.kind for note in explain(text).notes}
    assert "broken" in {note.kind for note in explain(with_other_tones(text, share)).notes}


def test_no_syllable_has_an_open_tone_before_a_stop() -> None:
    before_stop = TripleScanner(TONE_BEFORE_STOP).scan
    assert not any(before_stop(encode(syllable)) for syllable in spellings())
    for vowel, stop in product("àảãầẩẫồổỗừửữ", ("c", "ch", "p", "t")):
        assert before_stop(encode(f"h{vowel}{stop}"))
        assert before_stop(encode(f"h{vowel}{stop}".upper()))


def test_exchanged_letters_are_found() -> None:
    assert is_scrambled(exchanged(MEETING))
    assert exchanged("Công ty không") == "Cơng ty khơng"
    assert [note.kind for note in explain(exchanged(MEETING)).notes] == ["broken"]
    assert not is_scrambled(MEETING.replace("không thông", "khơng thông"))  # once
    long = ARTICLE * 40 + exchanged("Công ty không thông báo. ")
    assert not is_scrambled(long[-(1 << 16) :])


def test_the_letters_exchanged_are_those_of_vni() -> None:
    vni = b"o\xf4\xf2\xf3".decode("vni")
    assert [decoding_table("cp1252")[code] for code in (0xF4, 0xF2, 0xF3)] == ["ô", "ò", "ó"]
    assert vni == "oơịĩ"
    for word in EXCHANGED:
        assert not is_syllable(word)
        assert is_syllable(word.replace("ơ", "ô"))
    assert {word for word in EXCHANGED if not may_be_exchanged(word)} == {"ơng"}  # rarer than the others


def test_the_note_counts_words_and_names_the_first_line() -> None:
    right = "Trận mưa đầu mùa đổ xuống cánh đồng Bàu Sen."
    broken = "Tạĩ phĩên họp ngàỷ, CỦÀ BỘ chính trỉị, ngươì dẫn đẫù."
    result = explain(f"{right}\n\n{broken}")
    assert result.text == f"{right}\n\n{broken}"
    assert [(note.kind, note.message, note.line) for note in result.notes] == [
        ("broken", "broken words: 4 of 20 with marks are impossible in Vietnamese", 3)
    ]
    assert find_scrambled(normalize("NFD", f"{right}\n{broken}")) == (4, 20, 2)
    assert find_scrambled(right) is None
    assert explain(right).notes == ()


def test_no_table_is_built_for_right_text() -> None:
    program = (
        "from cleantext import explain\nfrom cleantext.vietnamese import scrambled, syllables\n"
        f"explain({MEETING!r})\nassert not syllables.spellings.cache_info().currsize\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)
