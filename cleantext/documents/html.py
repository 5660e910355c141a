"""Take the text out of HTML: the article of a whole page, by trafilatura, or all lines of a fragment.

The module imports trafilatura and lxml, so import it late.
"""

import logging
import re
from functools import cache
from typing import Any

from cleantext.files.formats import HTML, extra_hint, missing_extra
from cleantext.model import CleantextError, Note
from cleantext.text.keys import fold

from .html_lines import visible_lines

MARKUP = re.compile(r"<[!/]?[a-zA-Z][^<>]*>|<!--|<\?xml")  # entities are for the chain
PAGE = re.compile(r"(?i)<(?:!doctype|html|body)[\s>]")
NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # which lxml refuses
DEEPEST = 400  # elements in each other; trafilatura calls itself for each, and browsers stop at 512
TITLE_AMONG = 5  # lines at the top of the text
NO_ARTICLE = Note("no-article", "no article found in the page: this is all of its text")


def extract(text: str) -> tuple[str, tuple[Note, ...]]:
    """Return the text of HTML, with notes on it: of a page its article, with the title first; of a fragment all lines.

    Text without a tag stays as it is. Of a page without an article all lines stay, and a note says so. Raise
    CleantextError if a package is missing, or the HTML is nested too deeply.
    """
    if not MARKUP.search(text):
        return text, ()
    if extra := missing_extra(HTML):
        raise CleantextError(f"HTML needs the extra [{extra}]; {extra_hint(extra)}")
    root = _parsed(text)
    if root is None:
        return "", ()
    if not PAGE.search(text):
        return "\n".join(visible_lines(root)), ()
    title = _title(root)
    lines = visible_lines(root)  # before trafilatura, which takes the tree apart
    article = _article(root)
    if not article:
        return "\n".join(lines), (NO_ARTICLE,) if lines else ()
    return _with_title(title, article), ()


@cache
def _packages() -> tuple[Any, Any]:
    import trafilatura
    from lxml import html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)  # what it has to say is said by notes
    return trafilatura, html


def _parsed(text: str) -> Any:
    """Return the root of the tree, None if there is nothing. Raise CleantextError if it is too deep."""
    from lxml.etree import ParserError

    _, html = _packages()
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(NOT_XML.sub("", text).encode(), parser=parser)
    except ParserError:  # nothing but comments
        return None
    if _is_deep(root):
        raise CleantextError(f"HTML nested more than {DEEPEST} elements deep, as no article is")
    return root


def _is_deep(root: Any) -> bool:
    from lxml.etree import iterwalk

    depth = 0
    for event, _ in iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return True
    return False


def _article(root: Any) -> str:
    """Return the text of the article of a page, "" if trafilatura finds none.

    `deduplicate` stays off: it remembers other documents.
    """
    trafilatura, _ = _packages()
    try:
        found: str | None = trafilatura.extract(
            root, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
        )
    except Exception:  # noqa: BLE001 - a mistake in it must not cost the document, of which all lines are kept
        return ""
    return found or ""


def _title(root: Any) -> str:
    """Return the headline of a page: the heading that its title names, else the title that it has for others."""
    headings = [_joined(each) for each in root.iter("h1")]
    named = [each.get("content", "") for each in root.iter("meta") if each.get("property") == "og:title"]
    titles = [" ".join(title.split()) for title in (*named, *map(_joined, root.iter("title")))]
    for heading in filter(None, headings):
        if any(fold(heading) in fold(title) for title in titles):
            return heading
    return next(filter(None, (*titles[: len(named)], *headings[:1], *titles)), "")


def _joined(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _with_title(title: str, article: str) -> str:
    key = fold(title)
    first = article.split("\n", TITLE_AMONG)[:TITLE_AMONG]
    return article if not key or any(key == fold(line) for line in first) else f"{title}\n{article}"
