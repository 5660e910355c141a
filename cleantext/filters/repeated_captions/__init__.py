from collections.abc import Iterator, Sequence

from cleantext.model import Hit
from cleantext.text.lines import Lines

from .judge import Captions


def repeated_captions(lines: Sequence[str]) -> Iterator[Hit]:
    """Remove a caption, title or lead that comes again: as alt text, under a photo, as a teaser.

    Pages print a photo's caption for the eye and once more for the screen reader, often with the credit on one
    copy only ("Ảnh: TTXVN"); the title serves as caption of the first photo, or numbered as alt text ("<title> - Ảnh
    1."); a sentence of the article is printed under a photo. Copies are compared by their letters and digits, without
    credit. The fuller copy stays, of equal ones the first, and the title always, unless the line below it has it in
    full where it is cut short ("..."), or has author and date behind it. Copies count side by side, near each other,
    or with a credit; paragraphs farther off.

    **Leaves alone:** all of an official document, a law, a form or a table; list items, numbered and lettered lines,
    forms of address and prayer; copies in different sections or at the ends of different passages, verse, speeches,
    weather; headings, also those that ask again what the title asks or that their paragraph begins with; pieces of
    sentences; lines that differ in a letter or digit; captions of one place by two photographers.
    """
    yield from Captions(Lines.of(lines)).hits()
