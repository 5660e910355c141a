"""Character references of HTML, such as &nbsp; and &#7879;, and what they stand for."""

import re

AMPERSAND = "(?:amp|AMP|#0*38|#[xX]0*26);"
REFERENCE = re.compile(
    rf"&(?:{AMPERSAND})*(?:([a-zA-Z][a-zA-Z0-9]{{1,31}}|#[0-9]{{1,8}}|#[xX][0-9a-fA-F]{{1,6}});|(?<=;))"
)
NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
LOST = "\ufffd"


def resolve(text: str) -> str:
    """Put the character in the place of each reference that ends in a semicolon.

    A reference to a reference (&amp;nbsp;) is followed to its end. Line ends and controls become a space. What HTML
    gives no meaning (The HTML Standard, section 13.5), and what would be U+FFFD, stays as it is.
    """
    return REFERENCE.sub(_character, text)


def _character(reference: re.Match[str]) -> str:
    import html  # with its table of 2,231 names, which most articles do not need
    from html.entities import html5

    name = reference[1]
    if name is None:
        return "&"
    found = html.unescape(f"&{name};") if name.startswith("#") else html5.get(f"{name};", LOST)
    return f"&{name};" if LOST in found else NOT_TEXT.sub(" ", found) or " "
