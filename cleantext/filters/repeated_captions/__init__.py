from collections.abc import Iterator, Sequence

from cleantext.model import Hit
from cleantext.text.lines import Lines

from .judge import duplicates


def repeated_captions(lines: Sequence[str]) -> Iterator[Hit]:
    """Remove a caption, title or lead that comes again: as alt text, under a photo, as a teaser.

    Pages print a photo's caption for the eye and once more for the screen reader, often with the credit on one copy
    only ("Ảnh: TTXVN"); the title serves as caption of each photo, or numbered as alt text ("<title> - Ảnh 1."), and
    stands above the menu with the name or address of the site; a heading is the caption of the picture in its
    section; a sentence of the article is printed under a photo, a page twice into one file. Copies are compared by
    their letters and digits, without label ("Hình 1:"), credit, number, file name and addresses of links; alt text
    also without accents, and the reason says so. The fuller copy stays, of equal ones the first, and the title
    always: of two above the text the lower one if a menu is between them, and the one that is not cut short ("..."),
    has no name of the site behind it, or has author and date. Copies count side by side, near each other, or with a
    credit; paragraphs farther off.

    **Leaves alone:** all of an official document, a law, a form or a table but the title of its page; list items,
    numbered and lettered lines, forms of address and prayer; copies in different sections or at the ends of different
    passages, verse, speeches, weather; headings, also those that ask again what the title asks or that their
    paragraph begins with; pieces of sentences; lines that differ in a letter or digit; captions of one place by two
    photographers.
    """
    yield from duplicates(Lines.of(lines))
