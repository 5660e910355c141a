"""Count in how many documents of its site each line occurs: exactly, and in bounded memory."""

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
from cleantext.text.keys import ANY_NUMBER, site_key, without_numbers

RECORD = struct.Struct("<IqI")  # number of the site, key, documents
BYTES_PER_ENTRY = 150  # of a Counter in memory, and of what it takes to write it
ALL_LINES = 0  # no line has this key: it counts all documents of a site
PART_IN_MENUS, SHARE_IN_MENUS = 0.3, 0.15  # of the share of other lines, and of the documents
LONGEST_COUNTER = 100  # characters of a line that is the same with other numbers
MAX_RUNS = 64  # sorted temporary files open at a time
CHUNK = 1 << 20  # bytes in memory for each run when they are merged

Records = Iterator[tuple[int, int, int]]


class Frequent(NamedTuple):
    """The keys of the lines that are frequent on each site, and how many documents each site has."""

    keys: Mapping[str, Collection[int]]
    documents: Mapping[str, int]


def keys_of_line(line: str) -> tuple[int, ...]:
    """Return a line's keys: 64 bits of BLAKE2b (RFC 7693), signed as in Arrow and engines; none without letters.

    Lines that differ in case or in marks around them share the first, and those that differ in numbers the second.
    """
    if not any(map(str.isalpha, line)):  # what stands alone without any ("#", "1") is of no site
        return ()
    key = site_key(line)
    other = without_numbers(key) if len(key) <= LONGEST_COUNTER else key
    return (_hashed(key),) if other == key else (_hashed(key), _hashed(f"{ANY_NUMBER}{other}"))


def _hashed(key: str) -> int:
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True) or -1


def keys_of(lines: Iterable[str]) -> set[int]:
    """Return the keys of a document's lines."""
    return {key for line in set(lines) for key in keys_of_line(line)}


def share_in_menus(min_share: float) -> float:
    """Return the share of documents from which a line of a menu is frequent: a site has several kinds of pages."""
    return max(PART_IN_MENUS * min_share, min(min_share, SHARE_IN_MENUS))


def is_frequent(documents: int, total: int, *, min_docs: int, min_share: float) -> bool:
    """Check whether a line in so many of a site's documents is frequent; it must be in two at least."""
    return total >= max(min_docs, 1) and documents > 1 and documents / total >= min_share


class Counts:
    """The number of documents of each site that have each key.

    Beyond `max_memory` bytes, counts are written to sorted temporary files in the folder TMPDIR, 16 bytes for each key
    counted since the last file, and summed at the end. Raise CleantextError if the disk is full.
    """

    def __init__(self, max_memory: int) -> None:
        self.documents: Counter[str] = Counter()
        self._max_entries = max(max_memory // BYTES_PER_ENTRY, 1)
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
        if self._entries > self._max_entries:
            self._spill()

    def _spill(self) -> None:
        if len(self._runs) == MAX_RUNS:
            merged = _write_run(_merge_runs([_read_run(run) for run in self._runs]))
            for run in self._runs:
                run.close()
            self._runs = [merged]
        self._runs.append(_write_run(self._records_in_memory()))
        self._counts, self._entries = {}, 0

    def _records_in_memory(self) -> Records:
        for site in sorted(self._counts, key=self._numbers.__getitem__):
            number = self._numbers[site]
            yield from ((number, key, documents) for key, documents in sorted(self._counts[site].items()))

    def frequent(self, min_docs: int, min_share: float) -> Frequent:
        """Return the keys in at least `min_share` of a site's documents, for sites with at least `min_docs`."""
        sites, totals = list(self._numbers), [self.documents[site] for site in self._numbers]
        keys: dict[str, set[int]] = {site: set() for site in sites}
        for number, key, documents in _merge_runs([*map(_read_run, self._runs), self._records_in_memory()]):
            if is_frequent(documents, totals[number], min_docs=min_docs, min_share=min_share):
                keys[sites[number]].add(key)
        for run in self._runs:
            run.close()
        self._runs, self._counts = [], {}
        return Frequent({site: frozenset(found) for site, found in keys.items() if found}, self.documents)


def _write_run(records: Records) -> IO[bytes]:
    """Write records to a temporary file, which vanishes when it is closed, however the process ends."""
    file: IO[bytes] | None = None
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - it stays open
        buffer = bytearray()
        for record in records:
            buffer += RECORD.pack(*record)
            if len(buffer) >= CHUNK:
                file.write(buffer)
                buffer.clear()
        file.write(buffer)
        file.flush()
    except OSError as error:
        with suppress(OSError):  # closing tries to write once more
            if file:
                file.close()
        where = f"{tempfile.gettempdir()}: {reason_of(error)}; TMPDIR names another folder"
        raise CleantextError(f"cannot count on disk in {where}") from error
    return file


def _read_run(file: IO[bytes]) -> Records:
    file.seek(0)
    while chunk := file.read(CHUNK // RECORD.size * RECORD.size):
        yield from RECORD.iter_unpack(chunk)


def _merge_runs(runs: list[Records]) -> Records:
    """Yield the records of sorted runs as one sorted run, with the counts of each key summed."""
    if len(runs) == 1:
        yield from runs[0]
        return
    for (site, key), records in groupby(heapq.merge(*runs), itemgetter(0, 1)):
        yield site, key, sum(documents for _, _, documents in records)
