"""The old charsets: codecs that Python can use, and which one bytes or mis-read text are in."""

import codecs
import io
import subprocess
import sys

import pytest

from cleantext import explain
from cleantext.vietnamese.codecs import ALIASES, CODEC_NAMES
from cleantext.vietnamese.legacy.capitals import LOWERCASE_ONLY, restore_capitals
from cleantext.vietnamese.legacy.votes import detect_charset
from cleantext.vietnamese.letters import ACCENTED, TONE_OF
from tests.helpers.old_charsets import ARTICLES, PARAGRAPHS, encodable, encoded

FRENCH = "La façade était déjà très élevée à l'époque où Noël fêtait là-bas son âge d'être père."
SPEECH = "Kính thưa bà con, đường làng đã mở rộng, nước về tận ruộng, lúa tốt và được mùa lắm."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tcvn3", b"Vi\xd6t Nam, \xae\xad\xeang \x93l\xb5ng\x94"),
        ("vietware-f", b"Vi\xd6t Nam, \xa2\xa7\xe9ng \x93l\xaang\x94"),
        ("bkhcm1", b'Vi\xe8t Nam, \xbd\xf5\xf1ng "l\xbfng"'),
        ("isc", b'Vi\xd6t Nam, \xae\xad\xeang "l\xb5ng"'),
        ("bkhcm2", b'Vi\xef\xe5t Nam, \xe0\xfb\xfa\xe2ng "la\xe2ng"'),
        ("vietware-x", b'Vi\xe3\xfbt Nam, \xe2\xe6\xe5\xecng "la\xecng"'),
        ("vni", b"Vie\xe4t Nam, \xf1\xf6\xf4\xf8ng \x93la\xf8ng\x94"),
        ("viscii", b'Vi\xaet Nam, \xf0\xdf\xb6ng "l\xe0ng"'),
        ("vps", b'Vi\x8ct Nam, \xc7\xdc\xa9ng "l\xe0ng"'),
        ("vni-mac", b'Vie\x8at Nam, \x96\x9a\x99\xbfng "la\xbfng"'),
    ],
)  # fmt: skip
def test_bytes_of_the_day_decode(name: str, data: bytes) -> None:
    assert data.decode(name).replace("“", '"').replace("”", '"') == 'Việt Nam, đường "làng"'


@pytest.mark.parametrize("name", CODEC_NAMES)
def test_every_letter_comes_back(name: str) -> None:
    lacking = {letter for letter in ACCENTED if not encodable(letter, name)}
    capitals = {letter for letter in TONE_OF if letter.isupper()}
    assert lacking == (capitals if name in LOWERCASE_ONLY else {"Ỵ"} if name == "bkhcm1" else set())
    for letter in (ACCENTED - lacking) | set("AaZz ,.\n09"):
        assert letter.encode(name).decode(name) == letter
    text = "".join(sorted(ACCENTED - lacking)) + " lớp học a"
    assert text.encode(name).decode(name) == text


@pytest.mark.parametrize("name", CODEC_NAMES)
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pieces_decode_and_encode_as_the_whole_does(name: str, size: int) -> None:
    data = encoded(SPEECH + " a", name)
    pieces = [data[i : i + size] for i in range(0, len(data), size)]
    assert "".join(codecs.iterdecode(pieces, name)) == data.decode(name)
    letters = [SPEECH[i : i + size] for i in range(0, len(SPEECH), size)]
    assert b"".join(codecs.iterencode(letters, name)) == SPEECH.encode(name)


@pytest.mark.parametrize("name", CODEC_NAMES)
def test_files_are_read_and_written(name: str) -> None:
    file = io.BytesIO()
    with io.TextIOWrapper(file, encoding=name, newline="") as text:
        text.write(SPEECH)
        text.flush()
        data = file.getvalue()
    assert io.TextIOWrapper(io.BytesIO(data), encoding=name).read() == SPEECH


def test_errors_name_the_place_and_obey_their_handler() -> None:
    with pytest.raises(UnicodeDecodeError) as caught:
        b"la\xf8ng \xe1x".decode("vni")
    assert (caught.value.start, caught.value.end) == (6, 7)
    assert b"la\xf8ng \xe1x".decode("vni", "replace") == "làng \ufffdx"
    assert b"la\xf8ng \xe1x".decode("vni", "ignore") == "làng x"
    assert b"la\xf8ng \xe1x".decode("vni", "backslashreplace") == "làng \\xe1x"
    assert b"la\xf8ng \xe1x".decode("vni", "cleantext.windows") == "làng áx"
    assert b"\xc0\x81".decode("tcvn3", "cleantext.windows") == "À\ufffd"
    assert b"\xc0".decode("tcvn3", "replace") == "\ufffd"
    with pytest.raises(UnicodeEncodeError):
        "HÀ NỘI".encode("tcvn3")
    assert "HÀ NỘI".encode("tcvn3", "lowercase").decode("tcvn3") == "Hà NộI"
    with pytest.raises(UnicodeEncodeError):
        "你".encode("tcvn3", "lowercase")
    for alias, name in ALIASES.items():
        assert codecs.lookup(alias.upper()).name == name


def test_handlers_may_count_from_the_end_and_not_go_beyond() -> None:
    codecs.register_error("tests.last", lambda _: ("?", -1))
    assert b"\xe1 xyz".decode("vni", "tests.last") == "?z"
    codecs.register_error("tests.beyond", lambda _: ("?", 99))
    with pytest.raises(IndexError, match=r"position 99 .* out of bounds"):
        b"\xe1 xyz".decode("vni", "tests.beyond")


@pytest.mark.parametrize("name", CODEC_NAMES)
def test_streams_of_the_codecs_module_read_and_write(name: str) -> None:
    file = io.BytesIO()
    codecs.getwriter(name)(file).write(SPEECH + " la")
    data = file.getvalue()
    for size in (1, 2, 5, -1):
        reader, text = codecs.getreader(name)(io.BytesIO(data)), ""
        while piece := reader.read(size):
            text += piece
        assert text == SPEECH + " la"


def test_typists_left_the_mark_of_a_capital_small() -> None:
    assert "Aùo".encode("cp1252").decode("vni") == "AÙo".encode("cp1252").decode("vni") == "Áo"


def test_capitals_that_a_font_showed_come_back() -> None:
    text = "CéNG HßA X· HéI\nñy ban nh©n d©n TØNH Hµ Giang\nNam".encode("cp1252").decode("tcvn3")
    assert restore_capitals(text, "tcvn3") == "CỘNG HÒA XÃ HỘI\nủy ban nhân dân TỈNH Hà Giang\nNam"
    assert restore_capitals("HòA", "vni") == "HòA"


@pytest.mark.parametrize("name", [*CODEC_NAMES, "cp1258"])
def test_the_charset_of_a_paragraph_is_found(name: str) -> None:
    assert len(PARAGRAPHS) >= 12
    assert detect_charset(encoded("\n".join(ARTICLES), name)) == name
    for paragraph in PARAGRAPHS:
        data = encoded(paragraph, name)
        found = detect_charset(data) or ""
        alike = name == "isc" and data.decode(found) == data.decode(name)  # without capitals it is TCVN3
        assert found == name or alike


def test_other_languages_and_unicode_have_no_old_charset() -> None:
    assert detect_charset(FRENCH.encode("cp1252")) is None
    assert detect_charset(b"plain text of many words, and nothing else in it at all") is None
    for paragraph in PARAGRAPHS:
        assert detect_charset(paragraph.encode("cp1252", "ignore"), "cp1252") is None
        assert not [note for note in explain(paragraph).notes if note.kind == "legacy"]
    assert not explain(FRENCH).notes


def test_a_unit_alone_needs_no_tables_of_charsets() -> None:
    program = (
        "import sys; from cleantext import explain\n"
        "explain('Hồ có dung tích 38.000 m³, nước ngập 12 km² (và 5.000m²).\\nCác tin khác')\n"
        "assert 'cleantext.vietnamese.codecs' not in sys.modules\n"
        "explain('Hµn Quèc vµ n\\u00adíc ViÖt, 12 m³')\n"
        "assert 'cleantext.vietnamese.codecs' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
