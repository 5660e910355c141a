import re

from cleantext.text.replace import replace_matches
from cleantext.vietnamese.letters import LETTER

CONTROL = "[\x1e\x80\x82\x84\x91-\x97\x99]"
SIGN_BY_CONTROL = dict(zip("\x1e\x80\x82\x84\x91\x92\x93\x94\x95\x96\x97\x99", "-€‚„‘’“”•–—™", strict=True))
HYPHEN = r"\x1e(?=[^\W_])"  # the no-break hyphen of Word
C1_CONTROL = CONTROL.replace("\x1e", "")
NOT_IN_WORD = rf"{HYPHEN}|\x92|(?<!{LETTER}){C1_CONTROL}|{C1_CONTROL}(?!{LETTER})"


def windows_signs(text: str) -> str:
    """Put the signs of Windows-1252 in the place of the C1 controls that they were read as: “ ” ‘ ’ – — • € ™.

    Pages in Windows-1252 that were read as latin-1 have a control where a quotation mark or a dash was, and "2010–2015"
    would become one number if controls were only deleted. HTML reads the numbers 128 to 159 the same way (The HTML
    Standard, section 13.2.5.80). The hyphen of Word at which no line breaks, U+001E in its files, becomes a hyphen
    before a letter or digit: "10<U+001E>15", "<U+001E>5 độ".

    **Leaves alone:** a control inside a word, but for the apostrophe and that hyphen: no sign stands there; the letters
    that Windows-1252 has among the controls (Œ, Š, Ž); NEL, which is a line end or a space, and U+001E elsewhere, where
    it separates records.
    """
    if not re.search(CONTROL, text):
        return text
    return replace_matches(NOT_IN_WORD, lambda match: SIGN_BY_CONTROL[match[0]], text)
