"""Replace HTML entities (character references) such as &nbsp; and &#7879; by their characters."""

import re

from .replace import replace_matches

ESCAPED_AMPERSAND = "(?:amp|AMP|#0*38|#[xX]0*26);"
ENTITY = rf"&(?:{ESCAPED_AMPERSAND})*(?:([a-zA-Z][a-zA-Z0-9]{{1,31}}|#[0-9]{{1,8}}|#[xX][0-9a-fA-F]{{1,6}});|(?<=;))"
CONTROLS = "[\x00-\x1f\x7f-\x9f\u2028\u2029]+"
REPLACEMENT = "\ufffd"
HTML5_NAMES = ("apos", "AMP", "LT", "GT", "QUOT", "Tab", "NewLine")  # the names new in HTML 5 that sites do use


def unescape(text: str) -> str:
    """Return a text with every entity that ends in a semicolon replaced by its character.

    Entities that were escaped several times (&amp;nbsp;) are replaced as well. The names are those of HTML 4 and
    HTML5_NAMES: the two thousand others that HTML 5 added do not occur on sites, but look like program code (&num,
    &image). Line ends and controls become a space. Entities without a meaning (The HTML Standard, section 13.5), and
    those for U+FFFD, are left unchanged.
    """
    return replace_matches(ENTITY, _character, text)


def _character(entity: re.Match[str]) -> str:
    import html  # loads tables that most articles do not need
    from html.entities import name2codepoint

    name = entity[1]
    if name is None:
        return "&"
    known = name.startswith("#") or name in name2codepoint or name in HTML5_NAMES
    found = html.unescape(f"&{name};") if known else REPLACEMENT
    if REPLACEMENT in found:
        return entity[0]
    return re.sub(CONTROLS, " ", found) or " "  # html.unescape returns "" for noncharacters
