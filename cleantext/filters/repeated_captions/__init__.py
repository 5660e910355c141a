from collections.abc import Iterator, Sequence

from cleantext.model import Hit
from cleantext.text.lines import Lines

from .judge import Captions


def repeated_captions(lines: Sequence[str]) -> Iterator[Hit]:
    """Remove a caption, title or lead that comes again: as alt text, under a photo, as a teaser.

    Pages print a photo's caption for the eye and once more for the screen reader, often with the credit on one
    copy only ("Ảnh: TTXVN"); the title serves as caption of the first photo, or numbered as alt text ("<title> - Ảnh
    1."); a sentence of the article is printed under a photo. Copies are compared by their letters and digits, without
    credit. The fuller copy stays, of equal ones the first, and the title always, unless it is cut short ("...")
    right above its full form. Copies count side by side, near each other, or with a credit; paragraphs farther off.

    **Leaves alone:** list items, numbered lines, forms of address and prayer; lines that repeat among lines that
    repeat or open alike, as in verse, speeches, line-ups, weather and price tables; subheadings, also those that
    ask again what the title asks; lines that differ in a letter or digit; captions of one place by two photographers.
    """
    yield from Captions(Lines.of(lines)).hits()
