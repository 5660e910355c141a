"""Lists of files: --files-from reads them, and --doubtful writes one whose lines have reasons behind the names."""

import os
from collections.abc import Iterator
from contextlib import suppress

from .streams import safe

QUOTE = '"'


def list_line(name: str, reasons: str) -> bytes:
    """Return the line of a document in a list: its name, a tab, and why it is in it.

    A name with a line feed, or that begins with a quote, is written as a JSON string; any other name as it is.
    """
    if "\n" in name or name.startswith(QUOTE):
        import json  # slow to import, and hardly any file has such a name

        name = json.dumps(name)
    return os.fsencode(name) + f"\t{safe(reasons)}\n".encode()


def parse_names(data: bytes, *, nul: bool) -> Iterator[str]:
    """Yield the file names in a list, each once: one a line, or with `nul` separated by NUL. Empty ones are skipped.

    Of a line of `list_line`, the file is taken; of rows of a table ("a.jsonl:12"), wherever they stand, their table.
    """
    seen: set[str] = set()
    for line in data.split(b"\0" if nul else b"\n"):
        name = os.fsdecode(line if nul else line.removesuffix(b"\r"))
        if not nul and "\t" in name and not os.path.lexists(name):
            name = _file_of(name.rpartition("\t")[0])
        same = os.path.normpath(name)
        if name and same not in seen:
            seen.add(same)
            yield name


def _file_of(written: str) -> str:
    """Return the file of a document that is named as in `list_line`: of a row its table, else the document itself."""
    document = written
    if written.startswith(QUOTE):
        import json  # as above

        with suppress(ValueError):  # a name in another list
            document = str(json.loads(written))
    table, _, row = document.rpartition(":")
    workbook = table.rpartition(":")[0]  # names of sheets have no colon
    if row.isdecimal() and not os.path.lexists(document):
        return next(filter(os.path.isfile, (table, workbook)), document)
    return document
