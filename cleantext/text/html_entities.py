"""Character references of HTML, such as &nbsp; and &#7879;, and what they stand for."""

import re

AMPERSAND = "(?:amp|AMP|#0*38|#[xX]0*26);"
REFERENCE = rf"&(?:{AMPERSAND})*(?:([a-zA-Z][a-zA-Z0-9]{{1,31}}|#[0-9]{{1,8}}|#[xX][0-9a-fA-F]{{1,6}});|(?<=;))"
NOT_TEXT = "[\x00-\x1f\x7f-\x9f\u2028\u2029]+"
LOST = "\ufffd"
ALSO = ("apos", "AMP", "LT", "GT", "QUOT", "Tab", "NewLine")  # names that came with HTML 5 and are in use


def resolve(text: str) -> str:
    """Put the character in the place of each reference that ends in a semicolon.

    A reference to a reference (&amp;nbsp;) is followed to its end. Names are those of HTML 4 and ALSO: of the two
    thousand that HTML 5 added, sites use none, and program code many (&num, &image). Line ends and controls become a
    space. What has no meaning (The HTML Standard, section 13.5), and what would be U+FFFD, stays as it is.
    """
    return re.sub(REFERENCE, _character, text)


def _character(reference: re.Match[str]) -> str:
    from html import unescape  # with its tables, which most articles do not need
    from html.entities import name2codepoint

    name = reference[1]
    if name is None:
        return "&"
    known = name.startswith("#") or name in name2codepoint or name in ALSO
    found = unescape(f"&{name};") if known else LOST
    return reference[0] if LOST in found else re.sub(NOT_TEXT, " ", found) or " "  # unescape drops what is no character
