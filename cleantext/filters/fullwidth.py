import re

from cleantext.text.replace import replace_matches

FULLWIDTH = "[\uff01-\uff5e]"
OFFSET = 0xFEE0  # U+FF01 to U+FF5E stand in the order of U+0021 to U+007E


def fullwidth(text: str) -> str:
    """Make fullwidth Latin letters, digits and signs ordinary ones.

    Text that passed through an East Asian input method or a decorative headline writes "ｖｉệｔ" for
    "việt"; searches miss it. The table is that of the Unicode block Halfwidth and Fullwidth Forms,
    U+FF01 to U+FF5E alone.

    **Leaves alone:** halfwidth kana and hangul, fullwidth currency signs, and everything else that
    compatibility normalisation (NFKC) would change: m², ½ and № stay. Opt-in, because in Chinese and
    Japanese text the fullwidth comma and full stop are right.
    """
    if not re.search(FULLWIDTH, text):
        return text
    return replace_matches(FULLWIDTH, lambda match: chr(ord(match[0]) - OFFSET), text)
