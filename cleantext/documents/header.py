"""Find the columns of a table by the names in its first row, or by their numbers where it has no header."""

from collections.abc import Sequence

from cleantext.model import CleantextError

from .items import Reading
from .rows import missing_field, repeated

PROSE = 100  # characters; names of fields are shorter
SITE_FLAGS = "--site-field or --url-field"


def column_numbers(count: int) -> list[str]:
    """Return the names that columns without a header have: "1", "2", ..."""
    return [str(number) for number in range(1, count + 1)]


def check_columns(names: Sequence[str], reading: Reading) -> None:
    """Raise CleantextError if the fields that are read are not among the names, or if that of the text is there twice.

    Without a header, the names are the numbers of the columns.
    """
    for name, flag in ((reading.field, "--field"), (reading.site_field, SITE_FLAGS)):
        if name is None or name in names:
            continue
        if not reading.has_header:
            raise _no_column(name, len(names), flag)
        raise no_field(name, names, flag)
    if (count := names.count(reading.field)) > 1:
        raise CleantextError(repeated("field", reading.field, count))


def _no_column(name: str, count: int, flag: str) -> CleantextError:
    if name.isascii() and name.isdigit():
        return CleantextError(f"no column {name}; the first row has {count}: say which with {flag}")
    return CleantextError(f"with --no-header, {flag} is the number of a column, from 1 to {count}; it is {name!r}")


def no_field(name: str, names: Sequence[str], flag: str) -> CleantextError:
    """Return the error for a name that is not in the header, with what is likely wrong."""
    if name.isascii() and name.isdigit() and 0 < int(name) <= len(names):
        return CleantextError(f"{missing_field(name, names, flag)}; if there is no header, add --no-header")
    longest = max(names, key=len, default="")
    if len(longest) > PROSE:
        number = names.index(longest) + 1
        return CleantextError(
            f"no field {name!r}, and the first row looks like data, not like names; "
            f"if there is no header: --no-header --field {number}"
        )
    return missing_field(name, names, flag)
