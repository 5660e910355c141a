import re

ODD_SPACE = "[\x07\t\x0b\x0c\x0e\x14\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
SPACE_AT_A_LINE_END = re.compile("\n(?: |(?<= \n))")  # or at the start


def whitespace(text: str) -> str:
    """Make every kind of space one plain space, and none at the start or the end of a line.

    Pages hold no-break spaces, tabs and typesetter's spaces, and the indentation of their source. Runs become one
    space. The characters are those with the Unicode property White_Space but for the line ends,
    with NEL, VT and FF among the spaces, the separators U+001C to U+001F, and the controls of Word that stand where a
    text ends and another begins: U+0007 behind a cell of a table, U+000E between columns, U+0014 between the code of
    a field and what it shows.

    **Leaves alone:** line ends, blank lines, and spaces beside punctuation: it never joins or splits a line
    and puts no space where there was none.
    """
    while odd := re.search(ODD_SPACE, text):  # a text has one or two kinds of the two dozen
        text = text.replace(odd[0], " ")
    while "  " in text:  # one by one, `re.sub` would hold all that stands between them in memory
        text = text.replace(" " * 16, " ").replace("  ", " ")
    if SPACE_AT_A_LINE_END.search(text):  # with runs gone, at most one space stands on either side
        text = text.replace(" \n", "\n").replace("\n ", "\n")
    return text.strip(" ")
