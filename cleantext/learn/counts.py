"""In how many documents of its site each line stands: exact counts, in bounded memory."""

import heapq
import struct
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import IO, NamedTuple

from cleantext.model import CleantextError, reason_of
from cleantext.text.keys import fold
from cleantext.text.lines import is_blank

RECORD = struct.Struct("<IqI")  # number of the site, key, documents
BYTES_OF_AN_ENTRY = 150  # in a Counter, with what spilling it takes
ALL_LINES = 0  # the key of no line: under it, the documents of a site are counted themselves
MOST_RUNS = 64  # files open at a time
PIECE = 1 << 20  # bytes, for each run that is merged

Run = Iterator[tuple[int, int, int]]


class Frequent(NamedTuple):
    """The keys of the lines that are frequent on each site, and how many documents each site has."""

    keys: Mapping[str, Collection[int]]
    documents: Mapping[str, int]


def key_of(line: str) -> int:
    """Give a line's key: 64 bits of BLAKE2b (RFC 7693) of its folded text, signed as Arrow and engines have it.

    Lines that differ in case or in the punctuation at their ends have one key, as they meet one phrase of a profile.
    """
    digest = blake2b(fold(line).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True) or -1


def keys_of(lines: Iterable[str]) -> set[int]:
    """Give the keys of a document's lines, each once; blank lines have none."""
    return {key_of(line) for line in set(lines) if not is_blank(line)}


def enough(documents: int, total: int, *, min_docs: int, min_share: float) -> bool:
    """Tell whether a line that is in so many of a site's documents is frequent: in two at least."""
    return total >= max(min_docs, 1) and documents > 1 and documents / total >= min_share


class Counts:
    """In how many documents of each site each key is.

    What takes more than `max_memory` bytes is written to temporary files (in the folder that TMPDIR names), 16 bytes
    for each key of a part of the documents, and added up at the end. Raises CleantextError where there is no room.
    """

    def __init__(self, max_memory: int) -> None:
        self.documents: Counter[str] = Counter()
        self._most = max(max_memory // BYTES_OF_AN_ENTRY, 1)
        self._counts: dict[str, Counter[int]] = {}
        self._entries = 0
        self._numbers: dict[str, int] = {}
        self._runs: list[IO[bytes]] = []

    def add(self, site: str, keys: Collection[int]) -> None:
        """Count the keys of one document."""
        self.documents[site] += 1
        counts = self._counts.get(site)
        if counts is None:
            counts = self._counts[site] = Counter()
            self._numbers.setdefault(site, len(self._numbers))
        before = len(counts)
        counts.update(keys)
        self._entries += len(counts) - before
        if self._entries > self._most:
            self._spill()

    def _spill(self) -> None:
        if len(self._runs) == MOST_RUNS:
            merged = _written(_merged([_read(run) for run in self._runs]))
            for run in self._runs:
                run.close()
            self._runs = [merged]
        self._runs.append(_written(self._in_memory()))
        self._counts, self._entries = {}, 0

    def _in_memory(self) -> Run:
        for site in sorted(self._counts, key=self._numbers.__getitem__):
            number = self._numbers[site]
            yield from ((number, key, documents) for key, documents in sorted(self._counts[site].items()))

    def frequent(self, min_docs: int, min_share: float) -> Frequent:
        """Find the keys that at least a share of the documents of a site have, where it has at least `min_docs`."""
        sites, totals = list(self._numbers), [self.documents[site] for site in self._numbers]
        keys: dict[str, set[int]] = {site: set() for site in sites}
        for number, key, documents in _merged([*map(_read, self._runs), self._in_memory()]):
            if enough(documents, totals[number], min_docs=min_docs, min_share=min_share):
                keys[sites[number]].add(key)
        for run in self._runs:
            run.close()
        self._runs, self._counts = [], {}
        return Frequent({site: frozenset(found) for site, found in keys.items() if found}, self.documents)


def _written(records: Run) -> IO[bytes]:
    """Write records to a temporary file, which goes when it is closed, however the process ends."""
    file: IO[bytes] | None = None
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - it stays open
        buffer = bytearray()
        for record in records:
            buffer += RECORD.pack(*record)
            if len(buffer) >= PIECE:
                file.write(buffer)
                buffer.clear()
        file.write(buffer)
        file.flush()
    except OSError as error:
        with suppress(OSError):  # it tries to write once more
            if file:
                file.close()
        place = f"{tempfile.gettempdir()}: {reason_of(error)}; TMPDIR names another folder"
        raise CleantextError(f"cannot count on disk in {place}") from error
    return file


def _read(file: IO[bytes]) -> Run:
    file.seek(0)
    while piece := file.read(PIECE // RECORD.size * RECORD.size):
        yield from RECORD.iter_unpack(piece)


def _merged(runs: list[Run]) -> Run:
    """Join sorted runs into one, the counts of a key added up."""
    if len(runs) == 1:
        yield from runs[0]
        return
    for (site, key), records in groupby(heapq.merge(*runs), itemgetter(0, 1)):
        yield site, key, sum(documents for _, _, documents in records)
