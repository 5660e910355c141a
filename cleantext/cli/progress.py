"""The progress bar of long runs. rich is imported only when the bar appears."""

import os
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from cleantext.files import streams

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from cleantext.batch.account import Account

DELAY = 1.0  # seconds before the bar appears
INTERVAL = 0.1  # seconds between two updates


class Progress:
    """A bar on stderr for work that takes over a second; `size` is the size of the input in bytes, if it is known.

    It uses no thread, because the process forks workers while it runs.
    """

    def __init__(self, size: int | None, *, shown: bool) -> None:
        self._size, self._shown = size, shown
        self._started = self._drawn = time.monotonic()
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()
            self._bar = None

    def show(self, counts: "Account") -> None:
        """Update the bar."""
        now = time.monotonic()
        if not self._shown or now - self._started < DELAY or now - self._drawn < INTERVAL:
            return
        self._drawn = now
        bar = self._bar or self._start()
        rate = counts.bytes / (now - self._started) / 1e6
        text = f"{counts.seen:,} documents, {rate:.1f} MB/s"
        if counts.failed:
            text = f"{counts.seen:,} documents, {counts.failed:,} failed, {rate:.1f} MB/s"
        if self._task is not None:
            bar.update(self._task, completed=counts.bytes, counts=streams.printable(text))
        bar.refresh()

    def say(self, line: str) -> None:
        """Print a line on stderr, above the bar if there is one."""
        if self._bar:
            from rich.segment import Segment, Segments

            self._bar.console.print(Segments([Segment(f"{streams.printable(line)}\n")]), soft_wrap=True, end="")
        else:
            streams.print_error(line)

    def _start(self) -> "Bar":
        from rich import progress
        from rich.console import Console

        columns: list[Any] = [progress.TextColumn("{task.fields[counts]}")]
        if self._size is not None:
            columns = [progress.BarColumn(), progress.TaskProgressColumn(), *columns, progress.TimeRemainingColumn()]
        console = Console(stderr=True, highlight=False, no_color="NO_COLOR" in os.environ)
        self._bar = progress.Progress(*columns, console=console, auto_refresh=False, transient=True)
        self._task = self._bar.add_task("", total=self._size, counts="")
        self._bar.start()
        return self._bar
