"""What `cleantext learn` does with its paths and flags, from finding the documents to the profile."""

import gc
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .. import checks, config, plan, streams
from ..batch import Means
from ..defaults import DEFAULTS
from ..model import FAILED, FINE, UsageError
from ..profiles import read_tables
from ..sinks import OutputFile
from ..sites import Sites
from ..walk import NO_FILE, STDIN, Input
from ..work import LOOK, Job
from .profile_file import merged, table_of, written
from .proposals import Proposal, proposals
from .reading import Corpus, is_of_no_site

SHOWN_SITES = 5
PROFILE = ".toml"
Options = Mapping[str, Any]
Say = Callable[[str], None]


def learn(paths: Sequence[str], options: Options) -> int:
    """Write the profile of the sites whose documents the paths name, and give the exit code.

    Raises UsageError for flags at odds, CleantextError for profiles that cannot be merged, OutputFailed.
    """
    gc.enable()  # which main has put off
    others = [*options["merge"], *(path for path in paths if path.endswith(PROFILE))]
    paths = [path for path in paths if not path.endswith(PROFILE)]
    if not paths and not others:
        raise UsageError("nothing to learn from; name folders or tables of articles, or profiles to --merge")
    tables = [(path, config.read(path)) for path in others]
    read_tables(tables)  # raises for what is none
    tables += [("learned", {})]
    code = FINE
    if paths:
        table, code = _learned(paths, options)
        tables[-1] = ("learned", table)
    _write(options["output"], written(merged([table for _, table in tables])).encode())
    return code


def _write(output: str | None, text: bytes) -> None:
    if output in (None, STDIN):
        with streams.Stdout() as stdout:
            stdout.write(text)
        return
    file = OutputFile(str(output))
    file.write(text)
    file.commit()


def _learned(paths: Sequence[str], options: Options) -> tuple[Mapping[str, Any], int]:
    """Learn from documents: give the table of the profile, and the exit code."""
    say = _say_nothing if options["quiet"] else streams.say
    sites = Sites(config.chain_of(options), whose=config.whose(options))
    code = FINE
    if options["engine"]:
        from .. import engines  # imports much, and needs it

        lines, frequent = engines.learn(paths, sites, options)
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
    job = Job(
        sites, LOOK, field=options["field"], encoding=options["encoding"], errors=options["errors"],
        max_size=options["max_size"],
    )  # fmt: skip
    found = _found(paths, job, options, say)
    size = sum(source.size for source in found if isinstance(source, Input))
    return Corpus(job, found, Means(options["jobs"], options["timeout"], size), quiet=options["quiet"])


def _found(paths: Sequence[str], job: Job, options: Options, say: Say) -> plan.Found:
    """Find what is to be read. Raises UsageError for what cannot be read twice, and for tables of unknown sites."""
    found = plan.find(paths, {**DEFAULTS, **options}, say)
    inputs = [source for source in found if isinstance(source, Input)]
    for source in inputs:
        if source.size == NO_FILE:
            raise UsageError(f"{source.name} is no file, and documents are read twice")
        if is_of_no_site(source, job):
            raise UsageError(
                f"of which site the rows of {source.name} are, --site, --site-field or --url-field must say"
            )
    if options["output"] not in (None, STDIN):
        checks.outputs([options["output"]], inputs)
    return found


def _report(judged: Sequence[Proposal], documents: Mapping[str, int], min_docs: int, say: Say) -> None:
    """Say what is not in the profile although it is frequent, what is not learned from, and what is proposed."""
    for proposal in judged:
        line = proposal.line
        if proposal.against:
            counts = f"{line.documents} of {proposal.of} documents"
            say(f"cleantext learn: {line.site}: not proposed: “{line.text}” ({counts}): {proposal.against}")
    small = sorted(site for site, number in documents.items() if number < min_docs)
    for site in small[:SHOWN_SITES]:
        say(f"cleantext learn: {site}: too few documents to learn from: {documents[site]}, of --min-docs {min_docs}")
    if small[SHOWN_SITES:]:
        say(f"cleantext learn: {len(small) - SHOWN_SITES} more sites with fewer than --min-docs {min_docs}")
    kinds = Counter("" if p.against else "built-in" if p.built_in else "proposed" for p in judged)
    say(
        f"cleantext learn: {sum(documents.values()):,} documents, {len(documents):,} sites: {kinds['proposed']:,} "
        f"lines proposed, {kinds['built-in']:,} more that built-in rules remove"
    )


def _say_nothing(message: str) -> None:
    pass
