"""Find the members of a JSON object in its text: what the values are, and where they stand."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from json.decoder import scanstring  # type: ignore[attr-defined]  # how the json package itself reads a string
from typing import NamedTuple, NoReturn

from cleantext.model import CleantextError

from .rows import repeated

SPACE = re.compile(r"[ \t\r\n]*")
SEPARATORS = ",:[{"  # before each value there is one, or it is the first in the object
STRING_OR_SEPARATOR = rf'"(?:[^"\\]++|\\.)*+"?|[{re.escape(SEPARATORS)}]'
NAMED_LEVELS = 3  # of objects in an object, in messages


class Member(NamedTuple):
    """A member of an object; its value stands from `start` to `end` in the text."""

    name: str
    start: int
    end: int
    value: object


def members_of(text: str, number: int = 0) -> list[Member]:
    """Return the members of the object that a text is.

    Raise CleantextError if it is none, which says the line if the text begins on that of this `number`.
    """
    try:
        members, end = _parse(text, 0)
        _check_end(text, end)
    except json.JSONDecodeError as error:
        if number:
            line = number + error.lineno - 1
            raise CleantextError(f"not a JSON object: {error.msg} on line {line}, column {error.colno}") from None
        raise CleantextError(
            f"not a JSON object: {error.msg.removesuffix(' starting at')} at column {error.colno}"
        ) from None
    except RecursionError:
        raise CleantextError("unreadable JSON: nested too deeply") from None
    except ValueError as error:  # a number of more digits than Python reads, or NaN
        raise CleantextError(f"unreadable JSON: {str(error).partition(';')[0]}") from None
    return members


def find_member(text: str, members: Sequence[Member], field: str) -> Member | None:
    """Return the member of this name, or the one inside of another that "outer.inner" names; None if there is none.

    Raise CleantextError if it is there more than once, or in a list.
    """
    if own := _only(members, field):
        return own
    outer = {member.name for member in members if field.startswith(f"{member.name}.")}
    a_list = None
    for name in sorted(outer, key=len, reverse=True):
        member = _only(members, name)
        if member and isinstance(member.value, dict):
            if found := find_member(text, _parse(text, member.start)[0], field[len(name) + 1 :]):
                return found
        elif member and isinstance(member.value, list):
            a_list = a_list or name
    if a_list is not None:
        raise CleantextError(f"the field {a_list!r} is a list; what is inside of a list cannot be named")
    return None


def _only(members: Sequence[Member], name: str) -> Member | None:
    """Return the member of a name; None if there is none. Raise CleantextError if there are several."""
    found = [member for member in members if member.name == name]
    if len(found) > 1:
        raise CleantextError(repeated("field", name, len(found)))
    return found[0] if found else None


def names_in(members: Iterable[Member]) -> list[str]:
    """Return the names of members, then those of members inside of them: "outer.inner"."""
    names: list[str] = []
    level: list[tuple[str, object]] = [(member.name, member.value) for member in members]
    for _ in range(1 + NAMED_LEVELS):
        names += [name for name, _ in level]
        level = [(f"{name}.{key}", inner) for name, value in level for key, inner in _items(value)]
    return names


def _items(value: object) -> Iterable[tuple[str, object]]:
    return value.items() if isinstance(value, dict) else ()


def _check_end(text: str, end: int) -> None:
    if end < len(text):
        raise json.JSONDecodeError("Extra data", text, end)


def _parse(text: str, start: int) -> tuple[list[Member], int]:
    """Return the members of the object at `start`, and the position behind it. Raise ValueError or RecursionError."""
    members = list(_members_at(text, start))
    end = members[-1].end if members else _expect(text, _skip_space(text, start), "{")
    return members, _expect(text, _skip_space(text, end), "}")


def _members_at(text: str, start: int) -> Iterator[Member]:
    decoder = json.JSONDecoder(parse_constant=_refuse)
    position = _expect(text, _skip_space(text, start), "{")
    more = not text.startswith("}", position)
    while more:
        name, position = scanstring(text, _expect(text, position, '"', skip=False), True)  # noqa: FBT003 - as it is declared
        value_start = _expect(text, _skip_space(text, position), ":")
        value, end = decoder.raw_decode(text, value_start)
        yield Member(name, value_start, end, value)
        position = _skip_space(text, end)
        if more := text.startswith(",", position):
            position = _skip_space(text, position + 1)


def _expect(text: str, position: int, expected: str, *, skip: bool = True) -> int:
    if not text.startswith(expected, position):
        raise json.JSONDecodeError(f"Expecting {expected}", text, position)
    return _skip_space(text, position + 1) if skip else position + 1


def _skip_space(text: str, position: int) -> int:
    space = SPACE.match(text, position)
    return space.end() if space else position


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
