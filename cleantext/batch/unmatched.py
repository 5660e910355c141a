"""Say which rules of a user match no line of any document."""

from collections.abc import Iterator

from .account import Account

FLAGS = ("--keep", "--drop")  # sources of rules of the command line
SHOWN = 3  # rules, each on its line
MANY = 20  # documents; with fewer, most rules of a profile rightly match nothing


def unmatched_messages(account: Account, stats: str | None) -> Iterator[str]:
    """Yield messages: on rules in files only of many documents, or with --stats as text; JSON lists them."""
    unmatched = account.unmatched
    flags = [rule for rule in unmatched if rule.source in FLAGS]
    shown = len(flags) if len(flags) == SHOWN + 1 else SHOWN
    for rule in flags[:shown]:
        yield f"{rule.source} {rule.text!r:.80}: no line like it was found"
    if flags[shown:]:
        yield f"--keep, --drop: {len(flags) - shown} more lines were not found"
    in_files = [rule for rule in unmatched if rule.source not in FLAGS]
    if in_files and stats != "json" and (stats or account.seen >= MANY):
        total = sum(rule.source not in FLAGS for rule in account.rules)
        first = f"{in_files[0].text!r:.80} ({in_files[0].source})"
        yield f"{len(in_files)} of {total} rules in files matched no line, first {first}; --stats=json lists them"
