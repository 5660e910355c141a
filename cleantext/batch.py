"""Many documents: where each goes, the loop over them, and the account of what became of each."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from unicodedata2 import normalize

from .files import STDIN, Failure, Input, reason_of
from .model import CleantextError, OutputFailed


class Account(NamedTuple):
    """What became of the documents: `seen` is the sum of the others."""

    seen: int
    written: int
    unchanged: int
    failed: int

    def __str__(self) -> str:
        return ", ".join(f"{number} {what}" for what, number in self._asdict().items())


def run(found: Iterable[Input | Failure], treat: Callable[[Input], bool], say: Callable[[str], None]) -> Account:
    """Treat the documents in order; one that fails is named with its reason, and the others are done.

    `treat` tells whether it wrote something. What it raises as CleantextError or OSError is the
    document's failure, but OutputFailed and BrokenPipeError end the run.
    """
    seen = written = unchanged = failed = 0
    for item in found:
        seen += 1
        reason = ""
        if isinstance(item, Failure):
            reason = item.reason
        else:
            try:
                if treat(item):
                    written += 1
                else:
                    unchanged += 1
            except (OutputFailed, BrokenPipeError):
                raise
            except (CleantextError, OSError) as error:
                reason = reason_of(error)
            except MemoryError:
                reason = "needs more memory than there is"
        if reason:
            failed += 1
            say(f"cleantext: {item.name}: {reason}")
    return Account(seen, written, unchanged, failed)


def targets(inputs: Sequence[Input], folder: str, suffix: str) -> dict[str, str]:
    """Say where below `folder` each input goes: the tree mirrored, the ending replaced by `suffix` if given.

    Raises CleantextError when two would go to one place (on Windows and macOS also where only case
    or Unicode form differs), or when one would be written over an input.
    """
    found: dict[str, str] = {}
    taken: dict[str, str] = {}
    for name, below in inputs:
        target = os.path.join(folder, os.path.splitext(below)[0] + suffix if suffix else below)
        place = normalize("NFC", target).casefold() if sys.platform in ("win32", "darwin") else target
        if place in taken:
            raise CleantextError(f"{taken[place]} and {name} would both be written to {target}")
        taken[place], found[name] = name, target
    check_outputs(found.values(), inputs)
    return found


def check_folder(folder: str, paths: Iterable[str]) -> None:
    """Refuse an output folder that cannot be one, or that is or lies in a folder to be read. Raises CleantextError."""
    output = os.path.realpath(folder)
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise CleantextError(f"{folder} is not a folder; for several documents --output must be one")
    for path in paths:
        if path != STDIN and os.path.isdir(path):
            top = os.path.realpath(path)
            if os.path.commonpath((top, output)) == top:
                raise CleantextError(f"the output folder {folder} lies in {path}, which is read; choose one outside")


def check_outputs(outputs: Iterable[str], inputs: Iterable[Input]) -> None:
    """Refuse an output that is also an input, by whatever name. Raises CleantextError."""
    existing = {_identity(output) for output in outputs if os.path.isfile(output)}
    for name, _ in inputs if existing else ():
        if name != STDIN and _identity(name) in existing:
            raise CleantextError(f"{name} would be written over; use --in-place to replace an input")


def _identity(path: str) -> tuple[int, int]:
    state = os.stat(path)
    return state.st_dev, state.st_ino
