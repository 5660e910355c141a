"""Lines that were in an old charset and were read in another are repaired; right ones are left."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Chain, explain
from cleantext.filters.legacy import legacy
from cleantext.vietnamese.codecs import CODEC_NAMES, UNDEFINED, decoding_table
from cleantext.vietnamese.legacy.decoding import decode_lines, detect_charsets
from cleantext.vietnamese.legacy.signs import shows_old_charset
from cleantext.vietnamese.letters import ONLY_VIETNAMESE
from tests.helpers.old_charsets import PARAGRAPHS, encoded

FRENCH = "La façade était déjà très élevée à l'époque où Noël fêtait là-bas son âge d'être père."
SPEECH = "Kính thưa bà con, đường làng đã mở rộng, nước về tận ruộng, lúa tốt và được mùa lắm."


@pytest.mark.parametrize("name", ["tcvn3", "vni", "viscii", "vps", "bkhcm2", "vietware-x"])
@pytest.mark.parametrize("how", ["cp1252", "latin-1", "cp1258"])
def test_text_read_in_the_wrong_charset_is_repaired_and_noted_if_that_is_left_out(name: str, how: str) -> None:
    lines = [*PARAGRAPHS[:4], "Lễ hội làng", *PARAGRAPHS[4:8]]
    read = ["".join(as_read(byte, how) for byte in encoded(line, name)) for line in lines]
    without = Chain(strips=()).without("legacy")
    (note,) = [note for note in without.explain("\n".join(read)).notes if note.kind == "legacy"]
    assert name in note.message
    assert note.line == 1 or how == "cp1258"  # where letters and marks fall together now and then
    repaired = Chain(strips=()).clean("\n".join(read))
    assert repaired == "\n".join(encoded(line, name).decode(name) for line in lines)
    if how != "cp1258":  # NFC joins the letters and marks of that one: they cannot be told apart again
        assert Chain(strips=()).clean(without.clean("\n".join(read))) == repaired


def as_read(byte: int, how: str) -> str:
    character = decoding_table(how)[byte]
    return chr(byte) if character == UNDEFINED else character


CHARSETS = st.sampled_from(["tcvn3", "vni", "viscii", "vps", "bkhcm2", "vietware-x"])
PARTS = st.sampled_from([part for line in PARAGRAPHS for part in re.split("[,.] ", line) if not part.isascii()])
LINES = st.one_of(
    st.tuples(PARTS, CHARSETS, st.sampled_from(["cp1252", "latin-1"])).map(
        lambda line: "".join(as_read(byte, line[2]) for byte in encoded(line[0], line[1]))
    ),
    PARTS,
    st.sampled_from(FRENCH.split(". ")),
    PARTS.map(lambda part: part.encode().decode("cp1252", "replace")),
)


@given(st.lists(LINES, min_size=1, max_size=8))
def test_what_is_repaired_stays_and_what_is_right_is_left(lines: list[str]) -> None:
    text = "\n".join(lines)
    once = legacy(text)
    assert legacy(once) == once
    for before, after in zip(lines, once.split("\n"), strict=True):
        assert before == after or not re.search(f"[{ONLY_VIETNAMESE}]", before)


@given(PARTS, CHARSETS)
def test_a_line_alone_is_repaired_rightly_or_not_at_all(line: str, name: str) -> None:
    read = "".join(as_read(byte, "cp1252") for byte in encoded(line, name))
    assert legacy(read) in (read, encoded(line, name).decode(name))


@pytest.mark.parametrize("name", CODEC_NAMES)
def test_a_right_short_line_below_stays(name: str) -> None:
    """Each word was another syllable in some charset."""
    short = ["con cá", "Võ Tùng", "chị Bé", "ví dụ", "hoà bình", "cân", "vé xe", "chè", "Hòa Müller", "À, ông!", "bò"]
    above = "".join(as_read(byte, "cp1252") for byte in encoded(SPEECH, name))
    lines = legacy("\n".join(f"{above}\n{line}" for line in short)).split("\n")
    assert lines[1::2] == short
    assert set(lines[::2]) == {encoded(SPEECH, name).decode(name)}


@pytest.mark.parametrize("line", ["Quy ®Þnh", "UBND thµnh phè", "Hµ Néi", "Quy\xa0®Þnh\xad vÒ"])
def test_a_line_in_an_old_charset_shows_and_stays_below_a_right_one(line: str) -> None:
    text = f"Dòng này đúng và đủ dấu ở đây.\n{line}"
    result = explain(text)
    assert result.text == text
    assert "misread" in {note.kind for note in result.notes}


@pytest.mark.parametrize(
    "line",
    [
        "công an, xe ôm, Võ Tùng, chị Bé",
        "café à la carte, naïve façade; São João, José; ESPAÑA, AÑO",
        "Lång gång, Loïc Moët, Größe",
        "5 m² × 3 m³, 30°C, 10 µm, m×n, m·n, ½ ¼ ¾",
        "A®B™, Nestlé®, ©2005 Báo, «an» «ôn»",
        "Łódź",
    ],
)
def test_right_text_shows_no_old_charset(line: str) -> None:
    for part in (line, *re.split("[,;] ", line), *line.split()):
        assert not shows_old_charset(part)


def test_a_charset_is_named_only_where_lines_voted_for_it() -> None:
    """Of capital Ð alone, which VISCII has for Đ, nothing follows."""
    right = "Ông Ðào Ðình Ðông và bà Ðinh, HÐND, 5.000ð\nQÐ-TTg: Ðà Lạt đón xuân"
    for chain in (Chain(), Chain().without("legacy"), Chain().without("legacy", "lookalikes")):
        assert not [note for note in chain.explain(right).notes if note.kind == "legacy"]


def test_the_charsets_of_lines_are_found_and_accidental_utf_8_is_none() -> None:
    first, second = PARAGRAPHS[:2]
    lines = [first.encode("tcvn3", "lowercase"), second.encode("vni"), second.encode(), "chương".encode("viscii")]
    assert sorted(detect_charsets(lines)) == ["tcvn3", "vni"]
    assert detect_charsets([second.encode()]) == detect_charsets([FRENCH.encode("cp1252"), lines[0][:9]]) == []
    assert [line.text for line in decode_lines(lines[3:], ["viscii"], font_capitals=True)] == ["chương"]
