"""Run `cleantext --learn`: learn the chrome of the sites from the documents that are then cleaned."""

import gc
import os
from collections.abc import Sequence
from typing import Any, NamedTuple

from cleantext.batch.preflight import Options
from cleantext.chain.profiles import CHROME, SITES, lines_of
from cleantext.files import streams
from cleantext.files.walk import Found
from cleantext.learn.profile_file import merge_profiles, profile_as_toml, profile_table
from cleantext.model import CleantextError

from .defaults import LEARN_DEFAULTS
from .learn import describe_small_sites, judge_lines, make_corpus, write_profile
from .progress import Progress

SUFFIX = ".profile.toml"


class _WithoutNames(Progress):
    """A bar that names no document that fails."""

    def say(self, line: str) -> None:
        """Print nothing."""


class Learned(NamedTuple):
    """What was learned: the options with the rules, and the profile that is written to `path`, if there is any."""

    options: dict[str, Any]
    path: str
    profile: bytes
    mode: int
    summary: str

    def write(self) -> None:
        """Write the profile beside the output, unless nothing is written, and say so on stderr.

        Raise CleantextError if there is another file of this name.
        """
        options, is_written = self.options, _writes(self.options)
        warn = streams.error_printer(quiet=options["quiet"])
        if not self.profile:
            warn(f"cleantext: {self.summary}; only the rules for all sites hold")
            return
        if is_written:
            _refuse_other(self.path, self.profile, in_place=options["in_place"])
        if is_written and not options["dry_run"]:
            os.makedirs(os.path.dirname(self.path) or os.curdir, exist_ok=True)
            write_profile(self.path, self.profile, self.mode, quiet=options["quiet"])
        summary = self.summary
        if is_written and options["dry_run"]:
            summary = f"{summary}, as {self.path} would hold"
        elif is_written:
            summary = f"{summary}, in {self.path}, which --profile takes"
        warn(f"cleantext: {summary}; what is removed depends on all of them")


def learn_first(paths: Sequence[str], found: Found, options: dict[str, Any]) -> Learned:
    """Learn from the inputs, and return the options with what was learned.

    Documents that fail are not named: cleaning them does that. Raise UsageError for tables without a site.
    """
    gc.enable()  # __main__ has disabled it for a faster start
    settings: Options = {**LEARN_DEFAULTS, **options}
    corpus = make_corpus(found, settings, _WithoutNames)
    judged, totals, _ = judge_lines(corpus, settings)
    warn = streams.error_printer(quiet=options["quiet"])
    for message in describe_small_sites(totals, settings["min_docs"], f"{settings['min_docs']}"):
        warn(f"cleantext: {message}")
    table = merge_profiles([profile_table(judged, totals)])
    sites = "1 site" if len(totals) == 1 else f"{len(totals):,} sites"
    seen = sum(totals.values())
    documents = "1 document" if seen == 1 else f"{seen:,} documents"
    if not table[SITES]:
        without_sites = {**options, "site": None, "site_field": None, "url_field": None}
        return Learned(without_sites, "", b"", 0, f"nothing was learned from {documents} of {sites}")
    path = _profile_beside([options["output"], *paths, options["files_from"]])
    number = sum(len(lines_of(entry)) for rules in table[SITES].values() for entry in rules[CHROME])
    return Learned(
        {**options, "rules": [*options["rules"], (path, table)]},
        path,
        profile_as_toml(table).encode(),
        corpus.mode,
        f"learned {number:,} lines from {documents} of {sites}",
    )


def _writes(options: Options) -> bool:
    return not (options["check"] or options["diff"])


def _profile_beside(names: Sequence[str | None]) -> str:
    """Return the path of the profile: the first of the names, as a file beside what it names."""
    name = next(filter(None, names), "")
    path = os.path.normpath(name)
    if os.path.basename(path) in (os.curdir, os.pardir):
        path = os.path.realpath(path)
    return f"{path}{SUFFIX}"


def _refuse_other(path: str, profile: bytes, *, in_place: bool) -> None:
    """Raise CleantextError if the path has a file with another content: a person may have reviewed it.

    Documents that were cleaned in place, perhaps by a run that was cut short, have nothing left to learn from.
    """
    try:
        with open(path, "rb") as file:
            same = file.read(len(profile) + 1) == profile
    except FileNotFoundError:
        return
    if not same:
        other = f"{path} is there, and these documents teach other lines: --profile {path} cleans by it"
        raise CleantextError(other if in_place else f"{other}; once it is removed, --learn writes it anew")
