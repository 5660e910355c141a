import re

from cleantext.text.html_entities import ENTITY, unescape

# A web address begins with a scheme, with www, or with a host and a slash; it ends at a space, a quotation mark or an
# entity for one of these.
URL = r"""(?xi)(
      (?: (?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,15}:// | mailto: | (?<![\w/])// | \bwww\.
        | (?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}/ )
      (?: (?! &(?:nbsp|lt|gt|quot|\#160|\#34|\#60|\#62); ) [^\s<>"] )+
    )"""


def entities(text: str) -> str:
    """Put characters in the place of leftover HTML entities.

    Scrapers that escape twice, and fields copied from a CMS, leave "Vi&#7879;t Nam", "&nbsp;" and "&amp;quot;".
    Names and numbers are those of HTML 4, section 24. An entity for a line end or a control becomes a space.

    **Leaves alone:** entities without their semicolon ("R&D", "AT&T"), names that HTML 4 does not have, and
    web addresses, where "&amp;" separates parameters. Tags are not parsed.
    """
    if "&" not in text or not re.search(ENTITY, text):
        return text
    parts = re.split(URL, text)  # every second part is an address
    parts[::2] = [unescape(part) for part in parts[::2]]
    return "".join(parts)
