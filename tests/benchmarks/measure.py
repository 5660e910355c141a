"""Measure side by side, and say what came of it: ratios of each round, their median, and how far they spread.

As JSON a table is `{"title", "base", "unit", "rows", "left_out", "versions"}`, and a row is `{"name", "value", "ratio",
"low", "high", "target", "met"}`: `value` is the median of what was measured, in `unit`; `ratio` the median of the
rounds' ratios to the row `base`; half of the rounds lie between `low` and `high`; `target` is text ("<= 4") or null,
and then `met` is null, too. `left_out` says why a name has no row, `versions` of which packages the rows speak. A whole
result is `{"machine", "rounds", "tables"}`, the tables by name.
"""

import gc
import operator
import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

Times = dict[str, list[float]]
Task = Callable[[int], object]
"""What is timed; it gets the number of the round."""
Targets = Mapping[str, tuple[str, float]]
"""What the ratios of some rows must be: a sign and a number."""
SIGNS = {"<=": operator.le, "<": operator.lt, ">=": operator.ge, ">": operator.gt}


class Row(NamedTuple):
    """One thing that was measured."""

    name: str
    value: float
    ratio: float
    low: float
    high: float
    target: str | None = None
    met: bool | None = None


class Table(NamedTuple):
    """Things that were measured in turn, and compared with one of them."""

    title: str
    base: str
    unit: str
    rows: list[Row]
    left_out: dict[str, str]
    versions: dict[str, str]

    def as_json(self) -> dict[str, object]:
        """Return the table as the module's documentation describes its JSON."""
        return {**self._asdict(), "rows": [row._asdict() for row in self.rows]}

    def show(self) -> None:
        """Print it."""
        print(f"\n{self.title}\n{'':38}{self.unit:>10}{'ratio':>8}{'half lie between':>18}  target")
        for row in self.rows:
            spread = f"{row.low:.2f} .. {row.high:.2f}"
            verdict = "" if row.target is None else f"{row.target:8}{'met' if row.met else 'MISSED'}"
            print(f"{row.name:38}{row.value:10.3f}{row.ratio:8.2f}{spread:>18}  {verdict}".rstrip())
        for name, reason in self.left_out.items():
            print(f"{name:38}left out: {reason}")
        if self.versions:
            print(", ".join(f"{name} {version}" for name, version in self.versions.items()))


def interleaved(tasks: Mapping[str, Task], rounds: int, clock: Callable[[], float]) -> Times:
    """Time the tasks in turn, so that a machine that slows down slows them all; the first round does not count."""
    times: Times = {name: [] for name in tasks}
    for number in range(rounds + 1):
        for name, task in tasks.items():
            gc.collect()  # nobody pays for what another left behind
            start = clock()
            task(number)
            if number:
                times[name].append(clock() - start)
    return times


def compare(
    title: str, times: Times, *, unit: str = "ms", scale: float = 1000, targets: Targets | None = None
) -> Table:
    """Compare what was timed with the first, each round with itself; values are shown times `scale`."""
    base = next(iter(times))
    rows = [row(name, values, times[base], scale, (targets or {}).get(name)) for name, values in times.items()]
    return Table(title, base, unit, rows, {}, {})


def row(
    name: str, values: Sequence[float], base: Sequence[float], scale: float, target: tuple[str, float] | None = None
) -> Row:
    """Compare one thing with the base; what has fewer rounds was in the first ones."""
    ratios = [value / of_base for value, of_base in zip(values, base, strict=False)]
    low, middle, high = quartiles(ratios)
    value = statistics.median(values) * scale
    found = Row(name, round(value, 4), round(middle, 4), round(low, 4), round(high, 4))
    if target is None:
        return found
    sign, bound = target
    return found._replace(target=f"{sign} {bound:g}", met=bool(SIGNS[sign](middle, bound)))


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the quartiles of values; of a single one, the value itself."""
    if len(values) == 1:
        return values[0], values[0], values[0]
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high
