"""Shared by the table formats: the lines of a table, the text in a field, rows written as JSON objects."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from math import isfinite
from typing import NamedTuple

from cleantext.model import CleantextError
from cleantext.report.as_json import to_json
from cleantext.text.suggest import closest_name

from .decode import REPLACE
from .items import LF, Cell, Reading
from .table_encoding import SURROGATE, UTF_8

DETAILS_FIELD = "_cleantext"  # the field that --explain adds
# Keys of Result.to_dict, in all versions.
DETAILS_KEYS = {"schema", "source", "encoding", "removals", "repairs", "notes"}
SHOWN_FIELDS, SHOWN_CHARACTERS = 5, 40  # of the names in an error message
MOST_COMPARED, MAX_COMPARED = 200, 80  # names, and their characters, among which a misspelt one is looked for
VALUE_BYTES = 64  # that a value takes in memory, however short it is in a file: an empty list takes that
FEWEST_VALUES = 10_000  # of lists and objects, that any row may have


class ObjectRow(NamedTuple):
    """A row of a table that becomes a line of JSON Lines."""

    fields: Mapping[str, object]
    end: str = LF
    encoding: str = UTF_8
    replaced: int = 0  # characters that stand for undecodable bytes

    def read(self, reading: Reading) -> Cell:
        """Return the text. Values that JSON has no type for become strings. Raise CleantextError if there is none."""
        field, errors = reading.field, reading.errors
        fields = {name: _json_value(value, name, errors) for name, value in self.fields.items()}
        text, lost = text_of(self.fields[field], field, errors)

        def serialize(new: str, details: str | None) -> bytes:
            fields[field] = new
            if details is not None:
                check_details(fields.get(DETAILS_FIELD), field)
                fields[DETAILS_FIELD] = json.loads(details)
            try:
                return to_json(fields, default=str).encode()
            except ValueError as error:
                raise CleantextError(f"cannot be written as JSON: {error}") from None

        site = self.fields.get(reading.site_field) if reading.site_field else None
        return Cell(text, self.encoding, self.replaced + lost, serialize, site)

    def is_written_as(self, _data: bytes) -> bool:
        """Return False: the row was not JSON before."""
        return False


def _json_value(value: object, name: str, errors: str) -> object:
    """Return a value that JSON can hold: None for NaN and infinities, no lone surrogates."""
    if isinstance(value, float) and not isfinite(value):
        return None
    if isinstance(value, list):
        return [_json_value(each, name, errors) for each in value]
    if isinstance(value, dict):
        return {key: _json_value(each, name, errors) for key, each in value.items()}
    return text_of(value, name, errors)[0] if isinstance(value, str) else value


def text_of(value: object, field: str, errors: str) -> tuple[str, int]:
    """Return the text of a field, and how many lone surrogates `errors` "replace" made U+FFFD in it."""
    if not isinstance(value, str):
        if isinstance(value, list):
            raise CleantextError(f"the field {field!r} is a list, not text; write its parts as one text first")
        kinds = {type(None): "null", bool: "true or false", dict: "an object"}
        raise CleantextError(f"the field {field!r} is {kinds.get(type(value), 'a number')}, not text")
    halves = len(SURROGATE.findall(value))
    if halves and errors != REPLACE:
        raise CleantextError(f"the field {field!r} has half of a character (a surrogate), which no encoding can write")
    return (SURROGATE.sub("\ufffd", value) if halves else value), halves


def listed(names: Sequence[str]) -> str:
    """Return the first few of some names, as a message shows them."""
    shown = ", ".join(repr(name[:SHOWN_CHARACTERS]) for name in names[:SHOWN_FIELDS])
    return shown + ", ..." * (len(names) > SHOWN_FIELDS)


class MissingField(CleantextError):
    """A row or a table has no field of the name that is wanted; `near` is one that was probably meant."""

    near: str | None = None


def missing_field(field: str, names: Sequence[str], flag: str = "--field") -> MissingField:
    """Return the error for a field that is missing; it names the one that was probably meant, and those that exist."""
    shown = listed(names)
    if near := _near_name(field, names[:MOST_COMPARED]):
        error = MissingField(f"no field {field!r}; did you mean {near!r}? There are {shown}: say which with {flag}")
        error.near = near
        return error
    return MissingField(f"no field {field!r}" + (f"; there are {shown}: say which with {flag}" if names else ""))


def _near_name(field: str, names: Sequence[str]) -> str | None:
    """Return the name that was probably meant: in another case, inside of an object ("data.text"), or misspelt."""
    wanted = field.casefold()
    own = wanted.rpartition(".")[2]
    folded = [(name.casefold(), name) for name in names]
    same = [name for each, name in folded if each == wanted]
    inside = [name for each, name in folded if each.rpartition(".")[2] == own]
    if same or inside:
        return (same or inside)[0]
    return closest_name(field, [name for name in names if len(name) <= MAX_COMPARED])


def repeated(what: str, name: str, count: int) -> str:
    """Return the error message for a field or a column that is there more than once."""
    return f"the {what} {name!r} is there {'twice' if count == 2 else f'{count} times'}; rename one"


def check_names(names: Sequence[str]) -> None:
    """Raise CleantextError if a name is there more than once: an object of JSON has each name once."""
    for name, count in Counter(names).items():
        if count > 1:
            raise CleantextError(repeated("field", name, count))


def most_values(max_size: int) -> int:
    """Return how many values a row may have in its fields, with those in lists and objects; `max_size` is in bytes."""
    return max(FEWEST_VALUES, max_size // VALUE_BYTES)


def too_many_values(most: int) -> str:
    """Return the error message for a row that has more values than `most`."""
    return f"more than {most:,} values in its lists and objects; raise the limit with --max-size"


def check_details(old: object, field: str) -> None:
    """Raise CleantextError if the details field holds anything but the details of an earlier run, which are replaced.

    `old` is its value, an object or the text of one; None or "" if there is none. `field` is the one that is cleaned.
    """
    found = old
    if isinstance(old, str):
        with suppress(ValueError, RecursionError):
            found = json.loads(old)
    is_ours = isinstance(found, dict) and found.keys() >= DETAILS_KEYS
    if field == DETAILS_FIELD or not (old is None or old == "" or is_ours):
        raise CleantextError(
            f"the field {DETAILS_FIELD!r} holds data of yours, which --explain would overwrite; rename the field"
        )


def numbered_lines(data: Iterable[bytes], limit: int) -> Iterator[list[tuple[int, bytes | None]]]:
    """Yield lists of numbered lines without LF, one list for each chunk; None for a line of more bytes than the limit.

    Blank lines are left out where a chunk holds nothing else.
    """
    number = 1
    started, is_too_long = bytearray(), False  # the line that goes on in the next chunk
    for chunk in data:
        if not started and not is_too_long and chunk.endswith(b"\n") and not chunk.strip(b"\r\n"):
            number += chunk.count(b"\n")
            continue
        lines: list[tuple[int, bytes | None]] = []
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            is_too_long |= len(started) + len(end) > limit
            lines.append((number, None if is_too_long else bytes(started + end) if started else end))
            number, started, is_too_long = number + 1, bytearray(), False
        started += rest
        if len(started) > limit:
            started, is_too_long = bytearray(), True
        if lines:
            yield lines
    if started or is_too_long:
        yield [(number, None if is_too_long else bytes(started))]
