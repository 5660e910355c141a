"""What `cleantext learn` does with its paths and flags, from finding the documents to the profile."""

import gc
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from cleantext.batch import plan
from cleantext.batch.job import INSPECT, Job
from cleantext.batch.preflight import outputs
from cleantext.batch.run import Means
from cleantext.batch.writers import OutputFile
from cleantext.chain.profiles import SITES, read_tables
from cleantext.chain.sites import Sites
from cleantext.documents.items import Reading
from cleantext.files import formats, streams
from cleantext.files.toml import read_toml
from cleantext.files.walk import STDIN, Found, Input
from cleantext.files.write import is_direct, lies_in
from cleantext.learn.corpus import Corpus, is_of_no_site
from cleantext.learn.profile_file import merged, table_of, written
from cleantext.learn.proposals import Proposal, proposals
from cleantext.model import CleantextError, UsageError

from . import config
from .defaults import DEFAULTS
from .exit_codes import FAILED, FINE
from .progress import Progress

SHOWN_SITES, SHOWN = 5, 100  # sites and letters of a line in messages
PROFILE = ".toml"
Options = Mapping[str, Any]
Say = Callable[[str], None]


def learn_from(paths: Sequence[str], options: Options) -> int:
    """Write the profile of the sites whose documents the paths name, and give the exit code.

    Raises UsageError for flags at odds, CleantextError for profiles that cannot be merged, OutputFailed.
    """
    gc.enable()  # which main has put off
    profiles = [path for path in paths if path.lower().endswith(PROFILE) and not os.path.isdir(path)]
    paths = [path for path in paths if path not in profiles]
    profiles = [*options["merge"], *profiles]
    if not paths and not profiles:
        raise UsageError("nothing to learn from; name folders or tables of articles, or profiles to --merge")
    tables = [(path, read_toml(path)) for path in profiles]
    read_tables(tables)  # raises for what is none
    _check_output(options["output"], paths)
    code = FINE
    if options["using"]:
        streams.say(f"cleantext learn: using {options['using']}")
    if paths:
        learned, code = _learned(paths, options)
        if not learned[SITES] and code != FINE:
            raise CleantextError("nothing was learned, and nothing is written")
        tables.append(("", learned))
    _write(options["output"], written(merged([table for _, table in tables])).encode())
    return code


def _check_output(output: str | None, paths: Sequence[str]) -> None:
    """Refuse before any work what could not be written, or would harm an input."""
    if output in (None, STDIN):
        return
    if formats.split_name(output)[2]:
        raise UsageError("--output needs the name of a file that is not compressed")
    parent = os.path.dirname(output) or "."
    if os.path.isdir(output):
        raise UsageError(f"cannot write {output}: it is a folder")
    replaces = not is_direct(output)
    if replaces and not (os.path.isdir(parent) and os.access(parent, os.W_OK | os.X_OK)):
        raise CleantextError(f"cannot write {output}: {parent} is no folder that can be written to")
    inside = [path for path in paths if lies_in(os.path.realpath(output), os.path.realpath(path))]
    if os.path.exists(output) and (output in inside or (inside and formats.format_of(output)[0])):
        raise CleantextError(f"{output} would be written over, and is an input")


def _write(output: str | None, text: bytes) -> None:
    if output in (None, STDIN):
        with streams.Stdout() as stdout:
            stdout.write(text)
        return
    file = OutputFile(str(output))
    try:
        file.write(text)
        file.commit()
    except BaseException:
        file.give_up(keep=False)
        raise


def _learned(paths: Sequence[str], options: Options) -> tuple[Mapping[str, Any], int]:
    """Learn from documents: give the table of the profile, and the exit code."""
    say = streams.say_unless(quiet=options["quiet"])
    sites = Sites(config.chain_of(options), whose=config.whose(options))
    code = FINE
    if options["engine"]:
        from .engine import learn_on_engine  # imports much, and needs it

        lines, frequent = learn_on_engine(paths, sites, options)
    else:
        corpus = _corpus(paths, sites, options, say)
        frequent = corpus.count(options["max_memory"]).frequent(options["min_docs"], options["min_share"])
        lines = corpus.look(frequent)
        code = FAILED if corpus.failed else FINE
    totals = {site: number for site, number in frequent.documents.items() if site}
    judged = proposals(lines, totals, min_docs=options["min_docs"], min_share=options["min_share"])
    _report(judged, totals, options["min_docs"], say)
    if lost := frequent.documents.get("", 0):
        say(f"cleantext learn: {lost:,} rows have no text or no site, and nothing is learned from them")
    return table_of(judged, totals), FAILED if lost else code


def _corpus(paths: Sequence[str], sites: Sites, options: Options, say: Say) -> Corpus:
    reading = Reading(
        field=options["field"],
        encoding=options["encoding"],
        errors=options["errors"],
        max_size=options["max_size"],
        site_field=sites.whose.field,
    )
    job = Job(sites, reading, INSPECT)
    found = _found(paths, job, options, say)
    size = sum(source.size for source in found if isinstance(source, Input))
    display = partial(Progress, size, shown=not options["quiet"] and streams.is_terminal(2))
    return Corpus(job, found, Means(options["jobs"], options["timeout"], size), display, quiet=options["quiet"])


def _found(paths: Sequence[str], job: Job, options: Options, say: Say) -> Found:
    """Find what is to be read. Raises UsageError for stdin, and for tables of unknown sites."""
    if STDIN in paths:
        raise UsageError("documents are read twice, and stdin cannot be")
    found = plan.find(paths, {**DEFAULTS, **options}, say, once=True)
    inputs = [source for source in found if isinstance(source, Input)]
    for source in inputs:
        if is_of_no_site(source, job):
            raise UsageError(
                f"of which site the rows of {source.name} are, --site, --site-field or --url-field must say"
            )
    if options["output"] not in (None, STDIN):
        outputs([options["output"]], inputs)
    if not inputs:
        for item in found:
            streams.say(f"cleantext: {item.name}: {getattr(item, 'reason', '')}")
        raise CleantextError("nothing was learned, and nothing is written")
    return found


def _report(judged: Sequence[Proposal], documents: Mapping[str, int], min_docs: int, say: Say) -> None:
    """Say what is not in the profile although it is frequent, what is not learned from, and what is proposed."""
    for proposal in judged:
        line = proposal.line
        if proposal.against:
            counts = f"{line.documents} of {proposal.of} documents"
            text = line.text if len(line.text) <= SHOWN else f"{line.text[:SHOWN]}…"
            say(f"cleantext learn: {line.site}: not proposed: “{text}” ({counts}): {proposal.against}")
    small = sorted(site for site, number in documents.items() if number < min_docs)
    for site in small[:SHOWN_SITES]:
        say(f"cleantext learn: {site}: too few documents to learn from: {documents[site]}, of --min-docs {min_docs}")
    if small[SHOWN_SITES:]:
        say(f"cleantext learn: {len(small) - SHOWN_SITES} more sites with fewer than --min-docs {min_docs}")
    kinds = Counter("" if p.against else "built-in" if p.built_in else "proposed" for p in judged)
    say(
        f"cleantext learn: documents {sum(documents.values()):,}, sites {len(documents):,}, lines proposed "
        f"{kinds['proposed']:,}, removed by built-in rules {kinds['built-in']:,}"
    )
