from cleantext.text.lines import change_lines
from cleantext.text.replace import replace_matches
from cleantext.vietnamese.detection import is_surely_misread
from cleantext.vietnamese.letters import LETTER

CONTROL = "[\x80\x82\x84\x91-\x97\x99]"
SIGN_BY_CONTROL = dict(zip("\x80\x82\x84\x91\x92\x93\x94\x95\x96\x97\x99", "€‚„‘’“”•–—™", strict=True))
NOT_IN_WORD = rf"\x92|(?<!{LETTER}){CONTROL}|{CONTROL}(?!{LETTER})"


def windows_signs(text: str) -> str:
    """Put the signs of Windows-1252 in the place of the C1 controls that they were read as: “ ” ‘ ’ – — • € ™.

    Pages in Windows-1252 that were read as latin-1 have a control where a quotation mark or a dash was, and "2010–2015"
    would become one number if controls were only deleted. HTML reads the numbers 128 to 159 the same way (The HTML
    Standard, section 13.2.5.80).

    **Leaves alone:** a control inside a word, but for the apostrophe: no sign stands there; the letters that
    Windows-1252 has among the controls (Œ, Š, Ž); NEL, which is a line end or a space; lines in a charset from before
    Unicode, where controls are letters.
    """
    return change_lines(text, CONTROL, _repair_line)


def _repair_line(line: str) -> str:
    if is_surely_misread(line):
        return line
    return replace_matches(NOT_IN_WORD, lambda match: SIGN_BY_CONTROL[match[0]], line)
