import re

from cleantext.text.replace import replace_matches

LIGATURE = "[\ufb00-\ufb06]"
LETTERS = ("ff", "fi", "fl", "ffi", "ffl", "st", "st")  # U+FB05 is a long s and t


def ligatures(text: str) -> str:
    """Write the Latin ligatures ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ as the letters that they join.

    PDF files and typesetting programs leave them, and a search for "file" does not find "ﬁle". They are U+FB00 to
    U+FB06 of the Unicode block Alphabetic Presentation Forms.

    **Leaves alone:** letters of other alphabets that look like ligatures (æ, œ, ĳ), and the Armenian and Hebrew
    forms of the same block.
    """
    if not re.search(LIGATURE, text):
        return text
    return replace_matches(LIGATURE, lambda match: LETTERS[ord(match[0]) - 0xFB00], text)
