"""Print messages about documents, but of those that are alike only the first few, and in the end their number."""

import re
from collections.abc import Callable

SHOWN = 3  # of messages that are alike
MAX_KINDS = 1000  # that are remembered; messages of any other are all printed
MAX_KEY = 500  # characters
DATUM = r"""(?:“[^”\n]*”|"[^"\n]*"|(?<!\w)'[^'\n]*'|[^\s/]*/\S*[^\s:;,]|(?<![\w-])\d[\w.,]*\b)"""
VARYING = rf"{DATUM}(?:, (?:{DATUM}|\.\.\.))*"  # what is quoted, paths and numbers, and lists of these


class RepeatedMessages:
    """Prints messages. Two are alike if they differ only in names, numbers and what they quote.

    `report` is the file that lists all failures, or the flag for it; "" if there is none.
    """

    def __init__(self, print_line: Callable[[str], None], report: str = "--report FILE") -> None:
        self.print_line, self._report = print_line, report
        self._kinds: dict[tuple[str, str], list[str]] = {}  # the first reasons of each kind
        self._more: dict[tuple[str, str], int] = {}  # how many of it were not printed

    def fail(self, name: str, reason: str) -> None:
        """Print why a document failed, or count it."""
        self._say(name, reason, "cleantext: ")

    def warn(self, name: str, warning: str) -> None:
        """Print a warning about a document, or count it."""
        self._say(name, warning, "")

    def _say(self, name: str, reason: str, before: str) -> None:
        kind = before, re.sub(VARYING, "…", reason[:MAX_KEY].replace(name, "…"))
        reasons = self._kinds.get(kind)
        if reasons is None and len(self._kinds) < MAX_KINDS:
            reasons = self._kinds[kind] = []
        if reasons is not None and len(reasons) == SHOWN:
            self._more[kind] = self._more.get(kind, 0) + 1
            reasons[0] = reason if reason == reasons[0] else kind[1]
            return
        self.print_line(f"{before}{name}: {reason}")
        if reasons is not None:
            reasons.append(reason)

    def end(self) -> None:
        """Print how many messages of each kind were not printed."""
        more, self._more = self._more, {}
        for kind, count in more.items():
            reason = self._kinds[kind][0]
            if kind[0] and self._report:
                self.print_line(f"cleantext: and {count:,} more like it ({self._report} lists them all): {reason}")
            else:
                self.print_line(f"cleantext: and {count:,} more like it: {reason}")
