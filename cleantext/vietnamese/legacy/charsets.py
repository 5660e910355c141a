"""The 8-bit charsets in which Vietnamese was stored before Unicode, as tables of bytes and letters.

Sources of the byte values: VISCII, RFC 1456; VPS, GNU recode's table of it; TCVN3 (the fonts .VnTime, also called ABC;
its small letters are those of TCVN 5712:1993), VNI, BKHCM1 and 2, VIETWARE-F and -X, ISC, the tables of the input
method UniKey. UniKey's table of BKHCM1 assigns 98 to both Ặ and Ụ, and 8E to both Ỵ and Ị: here Ặ is 9E, the gap in
its row, and Ỵ is missing. A byte without a letter in these tables is decoded as in Windows-1252, unless the result
would be a Vietnamese letter, which has its own byte: so the quotation marks and dashes of Windows survive.
"""

from typing import NamedTuple

from unicodedata2 import normalize

from cleantext.vietnamese.letters import ACCENTED, HORN, WITHOUT_TONE


class SingleByte(NamedTuple):
    """A charset with one byte per letter: `high` lists bytes 80 to FF ("·" is no letter), `low` maps lower bytes."""

    high: str
    low: dict[int, str]


SINGLE_BYTE = {
    "tcvn3": SingleByte(
        "················"  # 80
        "················"  # 90
        "·ĂÂÊÔƠƯĐăâêôơưđ·"  # A0
        "·····àảãáạ·ằẳẵắ·"  # B0
        "······ặầẩẫấậè·ẻẽ"  # C0
        "éẹềểễếệìỉ···ĩíịò"  # D0
        "·ỏõóọồổỗốộờởỡớợù"  # E0
        "·ủũúụừửữứựỳỷỹýỵ·",  # F0
        {},
    ),
    "viscii": SingleByte(
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"  # 80
        "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"  # 90
        "Õắằặấầẩậẽẹếềểễệố"  # A0
        "ồổỗỠƠộờởịỰỨỪỬơớƯ"  # B0
        "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"  # C0
        "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"  # D0
        "àáâãảăữẫèéêẻìíĩỉ"  # E0
        "đựòóôõỏọụùúũủýợỮ",  # F0
        {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"},
    ),
    "vps": SingleByte(
        "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ"  # 80
        "Ế··ỀỂỄỐỒỔỖýỷỵỚỜỞ"  # 90
        "·ắằẳẵặỠớÙờởỡŨỨợỪ"  # A0
        "ổỬỲỸÍÌộỈĨÓửữÒỎÕự"  # B0
        "ầÁÂấẩẫậđẻÉÊẹỉễịỹ"  # C0
        "ƯỦồốÔỏơÈừứÚũưÝẺ·"  # D0
        "àáâãảạă·èéêẽìí·ĩ"  # E0
        "ẴĐòóôõ·Ơụùúủ·ỶẼỳ",  # F0
        dict(zip((*range(0x02, 0x07), *range(0x10, 0x16), 0x19, 0x1C, 0x1D), "ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ", strict=True)),
    ),
    "vietware-f": SingleByte(
        "················"  # 80
        "······ĂÂĐÊÔƠƯ··ă"  # 90
        "·âđêôơ·ư··à·····"  # A0
        "······ả···ã·····"  # B0
        "áạằẳẵắặầẩẫấậèẻẽé"  # C0
        "·ẹềểễếệ·ìỉĩíị··ò"  # D0
        "ỏõóọồổỗốộờởỡớợùủ"  # E0
        "·ũúụừửữứựỳỷỹý··ỵ",  # F0
        {},
    ),
    "bkhcm1": SingleByte(
        "ÁÀẢÃẠÉÈẺẼẸÍÌỈĨỊÓ"  # 80
        "ÒỎÕỌÚÙỦŨỤĂẮẰẲẴẶÂ"  # 90
        "·ẦẨẪẬÊẾỀỂỄỆÔỐỒỔỖ"  # A0
        "ỘƠỚỜỞỠỢƯỨỪỬỮỰđáà"  # B0
        "ảãạéèẻẽẹíìỉĩịóòỏ"  # C0
        "õọúùủũụăắằẳẵặâấầ"  # D0
        "ẩẫậêếềểễệôốồổỗộơ"  # E0
        "ớờởỡợưứừửữựýỳỷỹỵ",  # F0
        {0x5E: "Ỳ", 0x60: "Ỷ", 0x7B: "Ý", 0x7C: "Ỹ", 0x7D: "Đ", 0x7E: "Ấ"},
    ),
    "isc": SingleByte(
        "ÀẢÃÁẠẶẬÈẺẼéẹỆÌỈĨ"  # 80
        "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"  # 90
        "ấĂÂÊÔƠƯĐăâêôơưđẰ"  # A0
        "ỲỶỸÝỴàảãáạẲằẳẵắẴ"  # B0
        "ẮẦẨẪẤỀặầẩẫ·ậèỂẻẽ"  # C0
        "ÉẸềểễếệìỉỄẾỒĩíịò"  # D0
        "Ổỏõóọồổỗốộờởỡớợù"  # E0
        "ỖủũúụừửữứựỳỷỹýỵỐ",  # F0
        {0x23: "Ự", 0x40: "Ú", 0x5C: "Ừ", 0x5E: "Ử", 0x60: "Ứ", 0x7C: "Ụ", 0x7E: "Ữ"},
    ),
}


class DoubleByte(NamedTuple):
    """A charset that writes a letter and then its mark, both as characters of an ordinary encoding (`base_encoding`).

    `letters` lists the letters that are a single character, `marks` the character for each mark, as pairs "á=ù" in
    lower case. A mark is named by the letter a with this mark; a horn is ignored, so the entry for á also turns ơ into
    ớ. A letter that is an exception has its own entry.
    """

    base_encoding: str
    letters: str
    marks: str


def letter_forms(charset: DoubleByte) -> dict[str, str]:
    """Map every letter to its form in a charset: one or two characters of the base encoding."""
    single, mark = ({pair[0]: pair[2] for pair in text.split()} for text in (charset.letters, charset.marks))
    forms = {}
    for letter in ACCENTED:
        small = letter.lower()
        base, *parts = normalize("NFD", small)
        form = single.get(small)
        if form is None:
            named = normalize("NFC", "a" + "".join(parts).replace(HORN, ""))
            form = single.get(WITHOUT_TONE.get(small, small), base) + (mark.get(small) or mark[named])
        forms[letter] = form if letter == small else form.upper()
    return forms


_VNI = (
    "đ=ñ í=í ì=ì ỉ=æ ĩ=ó ị=ò ơ=ô ư=ö ỵ=î",
    "á=ù à=ø ả=û ã=õ ạ=ï â=â ấ=á ầ=à ẩ=å ẫ=ã ậ=ä ă=ê ắ=é ằ=è ẳ=ú ẵ=ü ặ=ë",
)
DOUBLE_BYTE = {
    "vni": DoubleByte("cp1252", *_VNI),
    "vni-mac": DoubleByte("mac_roman", *_VNI),
    "bkhcm2": DoubleByte(
        "cp1252",
        "đ=à â=ê ă=ù ê=ï ô=ö ơ=ú ư=û í=ñ ì=ò ỉ=ó ĩ=ô ị=õ",
        "á=á à=â ả=ã ã=ä ạ=å ấ=ë ầ=ì ẩ=í ẫ=î ậ=å ắ=æ ằ=ç ẳ=è ẵ=é ặ=å",
    ),
    "vietware-x": DoubleByte(
        "cp1252",
        "đ=â â=á ă=à ê=ã ô=ä ơ=å ư=æ í=ê ì=ç ỉ=è ĩ=é ị=ë",
        "á=ï à=ì ả=í ã=î ạ=û ấ=ú ầ=ö ẩ=ø ẫ=ù ậ=û ắ=õ ằ=ò ẳ=ó ẵ=ô ặ=û ọ=ü ộ=ü ợ=ü ỵ=ñ",
    ),
}
