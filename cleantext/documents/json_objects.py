"""Find the objects of a JSON file, and what stands between them, in bytes that come in pieces.

A file is an array of objects, one object, or objects one after another. Only braces and strings are looked at here:
each object is parsed by itself, where a mistake in it costs no other.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleantext.model import CleantextError

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BLANKS = re.compile(rb"[ \t\r\n]*+")
IN_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
PLAIN = rb'[^"{}]++|' + STRING
IN_OBJECT = re.compile(rb"(?:%s|\{(?:%s)*+\})*+" % (PLAIN, PLAIN), re.DOTALL)  # innermost objects are skipped whole
QUOTE, OPEN = b'"{'
MOST_LEVELS = 10_000  # of objects in each other, more than the parser takes
# where the reader is: outside of all objects, in one, in a string of it, behind a backslash there
OUTSIDE, INSIDE, QUOTED, ESCAPED = range(4)
# what may come outside: at the start, behind "[", an object, a comma, an object that no array holds, or "]"
START, FIRST, BEHIND, NEXT, SEQUENCE, DONE = "[{", "{]", ",]", "{", "{ ", ""


class RawObject(NamedTuple):
    """An object, the number of the line it begins on, and what stands before it; `data` is None if it is too large."""

    number: int
    data: bytes | None
    before: bytes


class ObjectReader:
    """Reads the objects of a file; the result does not depend on how the bytes are cut.

    At most `limit` bytes are kept of an object, and of what stands before it, which is in `gap` at the end of the file.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._line = self._number = 1
        self._state, self._expected, self._depth = OUTSIDE, START, 0
        self._object, self._is_too_large = bytearray(), False
        self.gap = bytearray()

    def read(self, pieces: Iterable[bytes]) -> Iterator[RawObject]:
        """Yield the objects. Raise CleantextError where the file is no JSON of objects."""
        for piece in pieces:
            yield from self._feed(piece)
        if self._state != OUTSIDE:
            raise CleantextError(f"not valid JSON: the object that begins on line {self._number} is not closed")
        if self._expected not in (START, SEQUENCE, DONE):
            raise CleantextError(f"not valid JSON: the array is not closed; the file ends on line {self._line}")

    @property
    def is_array(self) -> bool:
        """Check whether the objects are in an array."""
        return self._expected not in (START, SEQUENCE)

    def _feed(self, piece: bytes) -> Iterator[RawObject]:
        position = 0
        while position < len(piece):
            start = position
            if self._state == OUTSIDE:
                position = self._pass_gap(piece, start)
                continue
            position, is_closed = self._pass_object(piece, start)
            self._keep(piece[start:position])
            if is_closed:
                data = None if self._is_too_large else bytes(self._object)
                yield RawObject(self._number, data, bytes(self.gap))
                self._object, self._is_too_large, self.gap = bytearray(), False, bytearray()
                self._state = OUTSIDE

    def _pass_gap(self, piece: bytes, start: int) -> int:
        """Return the position behind blanks and the next sign, or before the object that begins there."""
        if not self.gap and self._expected == START and piece.startswith(BYTE_ORDER_MARK, start):
            self.gap += BYTE_ORDER_MARK
            return start + len(BYTE_ORDER_MARK)
        end = BLANKS.match(piece, start).end()  # type: ignore[union-attr]  # it matches everywhere
        self._line += piece.count(b"\n", start, end)
        self.gap += piece[start:end]
        if len(self.gap) > self._limit:
            raise CleantextError(f"not valid JSON from line {self._line} on: more than {self._limit:,} bytes of blanks")
        if end == len(piece):
            return end
        self._begin(chr(piece[end]))
        if self._state == INSIDE:
            return end
        self.gap += piece[end : end + 1]
        return end + 1

    def _begin(self, sign: str) -> None:
        if sign not in self._expected:
            raise CleantextError(f"not valid JSON from line {self._line} on: {self._expectation()}, and not {sign!r}")
        if sign == "{":
            self._expected = SEQUENCE if self._expected in (START, SEQUENCE) else BEHIND
            self._state, self._depth, self._number = INSIDE, 0, self._line
        else:
            self._expected = {"[": FIRST, ",": NEXT, "]": DONE}[sign]

    def _expectation(self) -> str:
        return {
            START: "an object or an array of objects is expected",
            FIRST: "an object is expected in the array",
            BEHIND: "a comma or the end of the array is expected",
            NEXT: "an object is expected after the comma",
            SEQUENCE: "another object or the end is expected",
            DONE: "nothing may follow the array",
        }[self._expected]

    def _pass_object(self, piece: bytes, start: int) -> tuple[int, bool]:
        """Return the position behind an object, or the end of the piece, and whether the object is closed."""
        state, depth, end, position = self._state, self._depth, len(piece), start
        while position < end:
            if state == ESCAPED:
                state, position = QUOTED, position + 1
                continue
            if depth and (found := (IN_STRING if state == QUOTED else IN_OBJECT).match(piece, position)):
                position = found.end()
                if position == end:
                    break
            sign, position = piece[position], position + 1
            if state == QUOTED:
                state = INSIDE if sign == QUOTE else ESCAPED
            elif sign == QUOTE:
                state = QUOTED
            else:
                depth += 1 if sign == OPEN else -1
                if not depth:
                    return position, True
                if depth > MOST_LEVELS:
                    raise CleantextError(f"unreadable JSON: nested too deeply in the object on line {self._number}")
        self._state, self._depth = state, depth
        return position, False

    def _keep(self, content: bytes) -> None:
        self._line += content.count(b"\n")
        if len(self._object) + len(content) > self._limit:
            self._object, self._is_too_large = bytearray(), True
        elif not self._is_too_large:
            self._object += content
