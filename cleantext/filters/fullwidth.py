import re

from unicodedata2 import normalize

from cleantext.text.lines import change_lines
from cleantext.text.replace import replace_matches
from cleantext.vietnamese.letters import COMBINING

FULLWIDTH_FORMS = "\uff01-\uff5e"
MATHEMATICAL = "\U0001d400-\U0001d6a3\U0001d7ce-\U0001d7ff"  # letters of Latin, and digits
LETTERLIKE = "ℂℊℋℌℍℎℐℑℒℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴ"  # the mathematical letters that Unicode has elsewhere

HAS_MATHEMATICAL = f"[{MATHEMATICAL}]|[{LETTERLIKE}][{LETTERLIKE}{COMBINING}]"
FULLWIDTH = f"[{FULLWIDTH_FORMS}{MATHEMATICAL}]"
WORD = rf"(?:[^\W_]|[{COMBINING}])+"


def fullwidth(text: str) -> str:
    """Make fullwidth and mathematical Latin letters and digits ordinary ones, and fullwidth signs.

    Text that passed through an East Asian input method or a decorative headline writes "ｖｉệｔ" for "việt", and
    posts on social networks have bold and script letters, "𝐯𝐢𝐞̣̂𝐭", that are meant for formulas; searches miss both.
    The tables are those of the Unicode blocks Halfwidth and Fullwidth Forms (U+FF01 to U+FF5E alone) and Mathematical
    Alphanumeric Symbols, with the letters that stand in Letterlike Symbols (ℎ, ℬ), which count in words only.

    **Leaves alone:** ℝ and ℎ by themselves, or on a line without the others, Greek mathematical letters, letters in
    circles and squares, which number lists and name keys; halfwidth kana and hangul, fullwidth currency signs, and
    everything else that compatibility normalisation (NFKC) would change: m², ½ and № stay. Opt-in, because in Chinese
    and Japanese text the fullwidth comma and full stop are right, as are such letters in formulas.
    """
    text = change_lines(text, f"[{MATHEMATICAL}]", lambda line: replace_matches(WORD, _plain_word, line))
    return replace_matches(f"[{FULLWIDTH_FORMS}]", _plain, text) if re.search(f"[{FULLWIDTH_FORMS}]", text) else text


def _plain_word(word: re.Match[str]) -> str:
    is_mathematical = re.search(HAS_MATHEMATICAL, word[0])
    return replace_matches(f"[{LETTERLIKE}{MATHEMATICAL}]", _plain, word[0]) if is_mathematical else word[0]


def _plain(letter: re.Match[str]) -> str:
    plain: str = normalize("NFKC", letter[0])
    return plain
