from collections import Counter

from ..misread import READ_WRONG


def legacy(text: str) -> str:
    """Put lines right that were in a charset from before Unicode and were read as Windows-1252, -1258 or latin-1.

    Archives of the 1990s and 2000s say "Hµn Quèc" (TCVN3) or "Haøn Quoác" (VNI) for "Hàn Quốc". A line votes for a
    charset with its words: read right, they are Vietnamese syllables. A line that is too short to be sure
    follows the others. Capitals that TCVN3 leaves to a font come back in words that are capitals otherwise.

    **Leaves alone:** lines with a letter that only Vietnamese has, which were read right; other languages; a text of
    which no line is sure. Opt-in, because it replaces the letters of whole lines; without it such lines are noted.
    """
    if not READ_WRONG.search(text):
        return text
    from ..codecs import as_shown  # with the charsets and the inventory of syllables, which most articles do not need
    from ..detection import misread, reads_better

    lines = text.split("\n")
    found = list(misread(lines))
    sure = [line.charset for line in found if line.charset]
    if not sure:
        return text
    usual = Counter(sure).most_common(1)[0][0]
    for index, data, encoding, own in found:
        charset = next((name for name in (usual, own) if name and reads_better(data, name, encoding)), None)
        if charset:
            lines[index] = as_shown(data.decode(charset, "windows"), charset)
    return "\n".join(lines)
