"""Judge a line by decision trees, and tell which of what they asked about spoke for it.

A tree is nested lists, as in weights.json: [VALUE] is a leaf; [VALUE, QUESTION, LIMIT, BELOW, ABOVE] asks whether an
answer is at most LIMIT and goes on with BELOW, else with ABOVE. The VALUE of each node is what the lines that came to
it count on average: so the change from a node to the next is what the answer counted (Saabas, "Interpreting random
forests", 2014). The sum of all leaves is the judgement (gradient boosting).

All trees are walked at once, by bits instead of branches (QuickScorer: Lucchese et al., SIGIR 2015): each tree has a
byte in a large number, each of its leaves a bit in that. An answer above a limit takes the leaves of BELOW away; the
lowest bit left is the leaf that the answers lead to.
"""

import struct
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, reduce
from operator import and_, getitem
from typing import Any, TypeAlias

from .words import UNIT

Tree: TypeAlias = Sequence[Any]

MOST_LEAVES = 8  # of a tree: bits of a byte
BITS, ZERO = 32, 1 << 31  # of a part of the judgement among others in a large number, and what stands for zero there
LOWEST_BIT = bytes([0, *((bits & -bits).bit_length() - 1 for bits in range(1, 256))])


class Trees:
    """Decision trees about answers to some questions. Raise ValueError if one has more than eight leaves.

    `parts` has for each question the number of the part of a judgement that it belongs to.
    """

    def __init__(self, trees: Sequence[Tree], parts: Sequence[int]) -> None:
        self._trees, self._part_of, self._number_of_parts = trees, parts, max(parts) + 1
        self._zeros = sum(ZERO << BITS * part for part in range(self._number_of_parts))
        self._values: list[list[int]] = [[] for _ in trees]  # of the leaves of each tree, from left to right
        self._all_leaves = (1 << MOST_LEAVES * len(trees)) - 1
        gone: list[dict[float, int]] = [{} for _ in parts]  # leaves, by the limit that an answer is above
        for number, tree in enumerate(trees):
            for question, limit, bits in _taken_apart(tree, self._values[number]):
                gone[question][limit] = gone[question].get(limit, 0) | bits << MOST_LEAVES * number
            if len(self._values[number]) > MOST_LEAVES:
                raise ValueError(f"tree {number} has more than {MOST_LEAVES} leaves")
        self._limits = [sorted(by_limit) for by_limit in gone]
        self._left = [list(self._left_above(by_limit)) for by_limit in gone]
        self._first_leaves = sum(1 << MOST_LEAVES * number for number in range(len(trees)))
        self._least = min(value for values in self._values for value in values)
        self._bits_of_values = list(self._in_bits())

    def _in_bits(self) -> Iterator[int]:
        """Yield for each bit of the values, the highest first, the leaves that have it; the least value is zero."""
        leaves = [
            (value - self._least, 1 << MOST_LEAVES * number + leaf)
            for number, values in enumerate(self._values)
            for leaf, value in enumerate(values)
        ]
        for bit in reversed(range(max(value for value, _ in leaves).bit_length())):
            yield sum(leaf for value, leaf in leaves if value >> bit & 1)

    def _left_above(self, gone: Mapping[float, int]) -> Iterator[int]:
        """Yield the leaves that an answer leaves, by the number of limits that it is above."""
        left = self._all_leaves
        yield left
        for limit in sorted(gone):
            left &= ~gone[limit]
            yield left

    def _leaves_left(self, answers: Sequence[float]) -> int:
        """Return the leaves that the answers leave; the lowest one of each tree is that to which they lead."""
        return reduce(and_, map(getitem, self._left, map(bisect_left, self._limits, answers)))

    def judge(self, answers: Sequence[float]) -> float:
        """Return the sum of the leaves to which the answers lead: above zero for chrome.

        The sum is made bit by bit of the values: that takes a dozen steps, however many trees there are.
        """
        left = self._leaves_left(answers)
        reached = left & (self._all_leaves ^ (left - self._first_leaves))  # the lowest bit of each byte
        total = 0
        for leaves in self._bits_of_values:
            total = 2 * total + (reached & leaves).bit_count()
        return (total + len(self._values) * self._least) / UNIT

    def parts_of_judgement(self, answers: Sequence[float]) -> list[float]:
        """Return what the answers counted in the judgement, for each part of it."""
        size = self._number_of_parts
        reached = self._leaves_left(answers).to_bytes(len(self._values), "little").translate(LOWEST_BIT)
        parts = sum(map(getitem, self._parts, reached), self._zeros)
        return [(part - ZERO) / UNIT for part in struct.unpack(f"<{size}I", parts.to_bytes(4 * size, "little"))]

    @cached_property
    def _parts(self) -> list[list[int]]:
        """What the answers counted on the way to each leaf: a large number with BITS for each part of the judgement."""
        return [list(_parts(tree, self._part_of)) for tree in self._trees]


def _in_units(node: Tree) -> int:
    units: int = round(UNIT * node[0])
    return units


def _taken_apart(tree: Tree, values: list[int]) -> Iterator[tuple[int, float, int]]:
    """Yield each question with its limit and the bits of the leaves of BELOW; `values` gets those of the leaves."""
    if len(tree) == 1:
        values.append(_in_units(tree))
        return
    _, question, limit, below, above = tree
    first = len(values)
    yield from _taken_apart(below, values)
    yield question, limit, (1 << len(values)) - (1 << first)
    yield from _taken_apart(above, values)


def _parts(tree: Tree, part_of: Sequence[int]) -> Iterator[int]:
    """Yield what the answers counted on the way to each leaf; see `Trees`."""
    if len(tree) == 1:
        yield 0
        return
    _, question, _, *nodes = tree
    for node in nodes:
        counted = (_in_units(node) - _in_units(tree)) << BITS * part_of[question]
        yield from (counted + further for further in _parts(node, part_of))
