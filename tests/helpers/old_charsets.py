"""Text in the charsets from before Unicode, for tests."""

from cleantext import Chain, clean
from cleantext.vietnamese.legacy.capitals import LOWERCASE_ONLY
from cleantext.vietnamese.letters import TONE_OF, WITHOUT_TONE
from tests.helpers.paths import SAMPLES

ARTICLES = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt")) if path.stem != "trang-xa"]
PARAGRAPHS = [
    clean(line) for text in ARTICLES for line in Chain(strips=()).clean(text).split("\n") if len(line.split()) > 20
]


def encoded(text: str, name: str) -> bytes:
    """Write text in a charset as people did: without the characters that it lacks, and in cp1258 with marks apart."""
    if name != "cp1258":
        return "".join(c.lower() if c in TONE_OF and name in LOWERCASE_ONLY else c for c in text).encode(name, "ignore")
    apart = "".join(WITHOUT_TONE[c] + TONE_OF[c] if c in TONE_OF and not encodable(c, name) else c for c in text)
    return apart.encode("cp1258", "ignore")


def encodable(letter: str, name: str) -> bool:
    """Check whether a charset has a letter."""
    try:
        letter.encode(name)
    except UnicodeEncodeError:
        return False
    return True
