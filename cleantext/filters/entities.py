import re

from ..references import resolve

URL = re.compile(r"((?:https?://|www\.)(?:(?!&(?:nbsp|lt|gt|quot|#160|#34|#60|#62);)[^\s<>\"])+)")


def entities(text: str) -> str:
    """Put characters in the place of leftover HTML entities.

    Scrapers that escape twice, and fields copied from a CMS, leave "Vi&#7879;t Nam", "&nbsp;" and "&amp;quot;".
    Names and numbers are those of the HTML standard, section 13.5. An entity for a line end or a control
    becomes a space.

    **Leaves alone:** entities without their semicolon ("R&D", "AT&T"), names that HTML does not have, and
    everything inside a web address, where "&amp;" separates parameters. Tags are not parsed.
    """
    if "&" not in text or ";" not in text:
        return text
    parts = URL.split(text)
    parts[::2] = [resolve(part) for part in parts[::2]]
    return "".join(parts)
