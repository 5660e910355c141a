"""Pages as `get_text` leaves them, written as other converters write them: line by line, with markup."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from cleantext.text.keys import letters_of
from cleantext.text.prose import reads_like_prose

SITE = "https://suoimo.example"


class Page(NamedTuple):
    """The lines of a page, of which some (1-based) are chrome, and the line of its title."""

    lines: Sequence[str]
    chrome: Collection[int]
    title: int | None

    def is_link(self, number: int) -> bool:
        """Check whether a line is a link of the page: chrome, no sentence, and not the window's title above all."""
        if not letters_of(self.lines[number - 1]):
            return False
        return number > 1 and number in self.chrome and not reads_like_prose(self.lines[number - 1])


def _address(line: str) -> str:
    return f"{SITE}/{letters_of(line)[:40].encode('ascii', 'ignore').decode()}.htm"


def _link(line: str) -> str:
    return f"[{line}]({_address(line)})"


def html2text(page: Page, number: int, line: str) -> list[str]:
    if number == page.title:
        return [f"# {line}", ""]
    if page.is_link(number):
        picture = [f"[![]({SITE}/{number}.jpg)]({_address(line)})"] if number % 7 == 0 else []
        return [*picture, f'  * [{line} ]({_address(line)} "{line}")']
    return [_with_links(line), ""]


def html2text_without_links(page: Page, number: int, line: str) -> list[str]:
    if number == page.title:
        return ["##", f"# {line}", ""]
    return [f"{'  ' * (number % 3)}  * {line}"] if page.is_link(number) else [line, ""]


def firecrawl(page: Page, number: int, line: str) -> list[str]:
    if number == page.title:
        return [f"# {line}", ""]
    if page.is_link(number):
        return [f"- {_link(line)}"] if len(line) < 40 else [f"[{chr(92) * 2}", f"**{line}**]({_address(line)})", ""]
    return [_with_links(line).replace("- ", "\\- ", 1) if line.startswith("- ") else _with_links(line), ""]


def jina(page: Page, number: int, line: str) -> list[str]:
    if number == page.title:
        return [line, "=" * 15, "", f"![Image {number}]({SITE}/{number}.jpg)"]
    return [f"*   {_link(line)}"] if page.is_link(number) else [line, ""]


def inscriptis(page: Page, number: int, line: str) -> list[str]:
    marks = "*+o"
    return [f"    {marks[number % 3]} {line}"] if page.is_link(number) else [line, ""]


def lynx(page: Page, number: int, line: str) -> list[str]:
    if page.is_link(number):
        return [f"     * [{number}]{line}"] if number % 9 else [f"   (BUTTON) {line}"]
    words = line.split(" ")
    return [" ".join([*words[:5], f"[{number}]{words[5]}", *words[6:]]) if len(words) > 9 else line, ""]


def table(page: Page, number: int, line: str) -> list[str]:
    """Write a layout in tables, of one cell each."""
    return [f"| {line} | "]


CONVERTERS: tuple[Callable[[Page, int, str], list[str]], ...] = (
    html2text,
    html2text_without_links,
    firecrawl,
    jina,
    inscriptis,
    lynx,
    table,
)


def _with_links(line: str) -> str:
    """Return a line of prose with a link in it."""
    words = line.split(" ")
    return (
        " ".join([*words[:4], f"[{words[4]} {words[5]}]({SITE}/{len(line)})", *words[6:]]) if len(words) > 12 else line
    )


def converted(page: Page, convert: Callable[[Page, int, str], list[str]]) -> tuple[str, list[int]]:
    """Return a page as a converter writes it, and for each of its lines that of the page, or 0 if it has no text."""
    text: list[str] = []
    origins: list[int] = []
    for number, line in enumerate(page.lines, 1):
        written = convert(page, number, line) if line.strip() else [line]
        text += written
        word = line.split()[0] if line.strip() else ""
        mine = max(i for i, each in enumerate(written) if word in each)
        origins += [number if i == mine else 0 for i in range(len(written))]
    return "\n".join(text), origins
