"""A page as the line model gets it: laid out, with what rules remove."""

from collections.abc import Callable, Sequence

from cleantext.filters.site_chrome.layout import PageLayout
from cleantext.filters.site_chrome.matched_lines import rules_by_index
from cleantext.filters.site_chrome.page import judge_by_rules
from cleantext.filters.site_chrome.rules import Chrome
from cleantext.filters.site_chrome.teasers import without_rule
from cleantext.text.lines import Lines
from cleantext.text.said import said_by


def laid_out(
    lines: Sequence[str], *, without: Callable[[str], bool] | None = None
) -> tuple[PageLayout, Chrome, set[int]]:
    """Return the layout of a page, what rules remove, and what must stay.

    Rules of whose name `without` is true know no line.
    """
    said = said_by(Lines.of(lines))
    texts = said.lines.nonblank
    rules = rules_by_index(texts, said)
    if without:
        rules = {index: rule for index, rule in rules.items() if not without(rule.name)}
    chrome: Chrome = dict(without_rule(texts, rules))
    page, own = judge_by_rules(said, rules, chrome)
    return page, chrome, own
