"""A row that is an object of JSON: read the text in one of its fields, and replace that, and nothing else."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from cleantext.model import CleantextError
from cleantext.report.as_json import to_json
from cleantext.vietnamese.legacy.capitals import restore_capitals

from .decode import Decoded
from .header import SITE_FLAGS
from .items import BATCH_BYTES, LF, Batch, Cell, Reading
from .json_members import SEPARATORS, STRING_OR_SEPARATOR, Member, find_member, members_of, names_in
from .rows import (
    DETAILS_FIELD,
    MissingField,
    check_details,
    listed,
    missing_field,
    most_values,
    text_of,
    too_many_values,
)
from .table_encoding import UTF_8, TableEncoding

LINE_OF_ERROR = re.compile(r"(?<=\d), line (\d+)(?=;|$)")
LINE_BREAK = re.compile(r",?[\r\n][ \t\r\n]*")


class JsonRow(NamedTuple):
    """An object of JSON and its line end, "" if that stands outside of rows.

    `number` is the line it begins on if it may have several lines; else 0.
    """

    data: bytes
    end: str = LF
    encoding: TableEncoding = TableEncoding(UTF_8)
    number: int = 0

    def read(self, reading: Reading) -> Cell:
        """Return the text. The rest of the row stays as it is, to the byte. Raise CleantextError if there is none."""
        (source, name, replaced), members = self._parse(reading)
        field = find_member(source, members, reading.field)
        if field is None:
            raise missing_field(reading.field, names_in(members))
        text, halves = text_of(field.value, reading.field, reading.errors)

        def serialize(new: str, details: str | None) -> bytes:
            row = source if new == field.value else f"{source[: field.start]}{to_json(new)}{source[field.end :]}"
            if details is not None:
                for old in (member.value for member in members if member.name == DETAILS_FIELD):
                    check_details(old, reading.field)
                row = _with_details(row, details)
            return (_on_one_line(row) if self.number and reading.as_objects else row).encode()

        site = find_member(source, members, reading.site_field) if reading.site_field else None
        for each in name.split(", "):
            text = restore_capitals(text, each)
        return Cell(text, name, replaced + halves, serialize, site.value if site else None)

    def lacking(self, fields: Mapping[str, str], reading: Reading) -> dict[str, MissingField]:
        """Return the errors for those of the fields, each with its flag, that the row lacks.

        It lacks one that is an object, too: what is wanted is inside of that. Raise CleantextError if the row cannot be
        read.
        """
        (source, _, _), members = self._parse(reading)
        errors = {}
        for field, flag in fields.items():
            found = find_member(source, members, field)
            if found is None:
                errors[field] = missing_field(field, names_in(members), flag)
            elif isinstance(found.value, dict) and found.value:
                inside = listed([f"{field}.{name}" for name in found.value])
                errors[field] = MissingField(
                    f"the field {field!r} is an object, not text; there are {inside}: say which with {flag}"
                )
        return errors

    def _parse(self, reading: Reading) -> tuple[Decoded, list[Member]]:
        try:
            decoded = self._decode(reading)
        except CleantextError as error:  # it says the line in the row; of a row in one line, the name of the row does
            message = LINE_OF_ERROR.sub(lambda match: self._named_line(int(match[1])), str(error))
            raise CleantextError(message) from None
        _check_number_of_values(decoded.text, most_values(reading.max_size))
        return decoded, members_of(decoded.text, self.number)

    def _named_line(self, line: int) -> str:
        return f", line {self.number + line - 1}" if self.number else ""

    def _decode(self, reading: Reading) -> Decoded:
        encoding = self.encoding.of_row(self.data)
        if encoding.charsets:
            return encoding.decode_json(self.data)
        return encoding.decode_row(self.data, reading, font_capitals=False)

    def is_written_as(self, data: bytes) -> bool:
        """Check whether these bytes are those of the row already."""
        return data == self.data + self.end.encode() and not self.encoding.wide


def _check_number_of_values(row: str, most: int) -> None:
    """Raise CleantextError if a row has more values than that, which in memory take up to 90 times its size."""
    if len(row) <= most or sum(map(row.count, SEPARATORS)) <= most:  # the first is true of nearly all rows
        return
    found = (match for match in re.finditer(STRING_OR_SEPARATOR, row) if row[match.start()] != '"')
    if next(islice(found, most, None), None):
        raise CleantextError(too_many_values(most))


def _with_details(row: str, details: str) -> str:
    members = members_of(row)
    for member in members:
        if member.name == DETAILS_FIELD:
            return row[: member.start] + details + row[member.end :]
    layout = re.match(r"\s*\{(\s*)", row)
    space = layout[1] if layout and "\n" in layout[1] else " "
    end = members[-1].end
    return f'{row[:end]},{space}"{DETAILS_FIELD}": {details}{row[end:]}'


def _on_one_line(row: str) -> str:
    """Return an object without line breaks: in JSON there are none inside of strings."""
    return LINE_BREAK.sub(lambda match: ", " if match[0][0] == "," else "", row)


def checking_field(batches: Iterable[Batch], reading: Reading) -> Iterator[Batch]:
    """Yield the batches. Raise MissingField if no row of the first BATCH_BYTES has the field.

    What is there is not yielded before a row has it: a table that has none is one failure, and not one for each row.
    The field of the site may be missing, but not misspelt: then a row has one of a similar name.
    """
    waiting = iter(batches)
    held: list[Batch] = []
    size = 0
    wanted = {reading.field: "--field"}
    if reading.site_field:
        wanted[reading.site_field] = SITE_FLAGS
    missing: dict[str, MissingField] = {}  # the error for the first row that lacks a field
    for batch in waiting:
        held.append(batch)
        size += batch.size
        for row in (item.row for item in batch.items if isinstance(item.row, JsonRow)):
            with suppress(CleantextError):  # which is said when the row is cleaned
                lacking = row.lacking(wanted, reading)
                missing = lacking | missing
                wanted = {field: wanted[field] for field in lacking}
            if not wanted:
                break
        if not wanted or size >= BATCH_BYTES:
            break
    for field in wanted:
        if (error := missing.get(field)) and (field == reading.field or error.near):
            raise error
    yield from held
    yield from waiting
