"""UTF-8 read in another encoding: every syllable, every table, what is lost on the way, and what only looks like it."""

import re
from collections.abc import Callable, Iterator
from random import Random

import pytest

from cleantext.filters.mojibake import mojibake
from cleantext.filters.partial_mojibake import partial_mojibake
from cleantext.vietnamese.letters import ACCENTED
from cleantext.vietnamese.mojibake.patterns import ENCODINGS, PUNCTUATION, SIGN_OF_MOJIBAKE, is_unmistakable, misreading
from cleantext.vietnamese.syllables import spellings

MARKED = sorted(word for word in spellings() if not word.isascii())
CASES = (str, str.capitalize, str.upper)
LACKED = str.maketrans("", "", "\x81\x8d\x8f\x90\x9d")
PLAIN_SPACES = str.maketrans("\xa0", " ")


def misread(text: str, encoding: str) -> str:
    """Read UTF-8 in another encoding, as browsers do: a byte that it lacks becomes a control."""
    return "".join(bytes([b]).decode(encoding, "replace").replace("\ufffd", chr(b)) for b in text.encode())


def shows_mojibake(line: str) -> bool:
    """Check whether a line is left to the filters that decode, as the chain does it."""
    return is_unmistakable(line) or partial_mojibake(line) != line


def lines_of_syllables() -> Iterator[str]:
    random = Random(1)
    for _ in range(2_000):
        case = random.choice(CASES)
        yield " ".join(case(word) for word in random.sample(MARKED, 4))


def merged(line: str) -> str:
    return re.sub(" +", " ", line.translate(PLAIN_SPACES)).strip()


LOSSES: dict[str, tuple[Callable[[str], str], float]] = {
    "a space": (lambda line: line.translate(PLAIN_SPACES), 0.99),
    "a space merged with the next": (merged, 0.99),
    "controls": (lambda line: line.translate(LACKED), 0.75),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_syllable_is_turned_back_or_left(encoding: str) -> None:
    right = tried = 0
    for word in MARKED:
        for case in CASES:
            line = misread(case(word), encoding)
            read = mojibake(line)
            assert read in (case(word), line)
            tried += 1
            right += read == case(word)
    assert right >= 0.98 * tried


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_line_of_syllables_is_turned_back(encoding: str) -> None:
    for line in lines_of_syllables():
        broken = misread(line, encoding)
        assert mojibake(broken) == line
        assert mojibake(f"“ – {broken} ₫ 🎉") == f"“ – {line} ₫ 🎉"
        words = zip(line.split(), broken.split(" "), mojibake(f"Chợ đêm {broken} ₫").split(" ")[2:-1], strict=True)
        assert all(
            word == right or (word == came and word.isupper()) for right, came, word in words
        )  # SÃ” may be right
        assert shows_mojibake(broken) or line.isupper()
        assert not shows_mojibake(line)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_line_that_the_opt_in_filter_repairs_shows(encoding: str) -> None:
    for word in Random(2).sample(MARKED, 1_000):
        for case in CASES:
            line = mojibake(f"Chợ đêm {misread(case(word), encoding)} mới")
            assert shows_mojibake(line) or partial_mojibake(line) == line


LONE = ("Lý do", "Ký", "Hà", "(1000 đ)", "TSCĐ", "đ =", "Vé X......", "LĐ")


@pytest.mark.parametrize("encoding", ["latin-1", *ENCODINGS])
def test_lone_letters_follow_a_text_that_was_misread_as_a_whole(encoding: str) -> None:
    sure = ["Mười tám giỏ cá cơm khô", "Trả lại thuyền cho chủ", "Bến Đò Cũ, ngày mùng ba"]
    for line in LONE:
        broken = misread(line, encoding)
        misread_lines = [misread(other, encoding) for other in sure]
        assert mojibake("\n".join([*misread_lines, broken])) == "\n".join([*sure, line])
        assert mojibake("\n".join([*misread_lines[1:], broken])).endswith("\n" + mojibake(broken))  # too few
        assert mojibake("\n".join([*misread_lines, broken, "Thuyền"])).endswith(f"\n{mojibake(broken)}\nThuyền")


@pytest.mark.parametrize("loss", LOSSES)
def test_what_lost_a_byte_is_restored_or_left_with_every_character(loss: str) -> None:
    lose, share = LOSSES[loss]
    right = tried = 0
    for line in lines_of_syllables():
        broken = lose(misread(line, "cp1252"))
        read = mojibake(broken)
        tried += 1
        right += read == line
        assert mojibake(read) == read
        if loss == "controls" and read != broken:
            words = zip(line.lower().split(" "), broken.lower().split(" "), read.lower().split(" "), strict=True)
            assert all(word in (right, came) or word == "à" for right, came, word in words)  # a word of its own, or Á
    assert right >= share * tried


@pytest.mark.parametrize("name", ["mojibake", "partial-mojibake"])
def test_right_capitals_beside_mojibake_stay(name: str) -> None:
    repair = {"mojibake": mojibake, "partial-mojibake": partial_mojibake}[name]
    piece, right = misread(", ở Hà Nội", "cp1252"), ", ở Hà Nội"
    for word in (word.upper() for word in MARKED if word.endswith(("ã", "â"))):
        for sign in ("", "”", "’", "–", "…", "»", "®", "\xa0HỘI", " HỘI", " 12", ",", "."):
            line = f"Chợ «{word}{sign}"
            assert repair(line) == line
            assert repair(line + piece) == line + right


def test_a_quotation_that_ends_in_a_vowel_of_mojibake_stays() -> None:
    for word in MARKED:
        if word.endswith("á"):
            for line in (f"«{word}»…", f"Chợ «quê {word}»”", f"«{word}»–", f"«{word}» và «cá»"):
                assert mojibake(line) == partial_mojibake(line) == line
                assert not shows_mojibake(line)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_signature_has_a_sign_that_is_looked_for(encoding: str) -> None:
    """But for ơ in code page 850, which looks like ãí."""
    for letter in (*ACCENTED, *PUNCTUATION):
        line = misread(letter, encoding)
        assert misreading(encoding).signature.fullmatch(line)
        assert re.search(SIGN_OF_MOJIBAKE, line) or (encoding, letter.lower()) == ("cp850", "ơ")


@pytest.mark.parametrize(
    "line",
    [
        "Má»i ngÆ°á»i",
        "káº¿",
        "Ä‘i",
        "nÆ°ớc",
        "Bà nói â€œthế",
        "l√°",
        "Viß╗çt",
        "h├║i",
        "hoÃ n",
        "nhóm hÃ³a",
        "Giá (1000 Ä\x91)",
    ],
)
def test_what_is_left_shows(line: str) -> None:
    assert shows_mojibake(line)


@pytest.mark.parametrize(
    "line",
    [
        "ĐÃ”, MÃ SP, XÃ\xa0HỘI, «XÃ»",
        "Größe ß║, HYVÄ‘, NESTLÉ®, SÃO, Ærø, Å, São",
        "x√2, 2√π r, √π², ∆t = 5, ƒ(x), 1·ª, a·∫f dx",
        "├── tệp, │├┤│, ─┐, ╔══╗, ║ ╠",
        "Straße, l·l, ·, ª, º, 30°C, â, á, «lá», «lá»…",
    ],
)
def test_right_text_shows_nothing(line: str) -> None:
    assert not shows_mojibake(line)
    assert mojibake(line) == partial_mojibake(line) == line
