"""Run `cleantext learn`: from its paths and options to the profile."""

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from cleantext.batch.inputs import find_inputs
from cleantext.batch.job import INSPECT, Job
from cleantext.batch.leftovers import remove_orphans_in
from cleantext.batch.preflight import Options, check_outputs
from cleantext.batch.process import RunOptions
from cleantext.batch.writers import OutputFile
from cleantext.chain.profiles import SITES, read_tables
from cleantext.chain.sites import Sites
from cleantext.documents.items import Reading
from cleantext.files import formats, streams
from cleantext.files.folders import is_within
from cleantext.files.toml import read_toml
from cleantext.files.walk import ALL_MAY_READ, STDIN, Found, Input, stored_paths
from cleantext.files.write import is_direct
from cleantext.learn.corpus import Corpus, has_no_site
from cleantext.learn.counts import Frequent, share_in_menus
from cleantext.learn.occurrences import LineCounts
from cleantext.learn.profile_file import merge_profiles, profile_as_toml, profile_table
from cleantext.learn.proposals import Proposal, proposals
from cleantext.model import CleantextError, UsageError

from . import config, speech
from .defaults import DEFAULTS
from .exit_codes import ERROR, SUCCESS
from .progress import Progress

MAX_SITES, MAX_LETTERS = 5, 100  # sites, and letters of a line, in messages
PROFILE_SUFFIX = ".toml"
Warn = Callable[[str], None]


def learn_from(paths: Sequence[str], options: Options) -> int:
    """Write a profile for the sites of the documents that the paths name, and return the exit code.

    Raise UsageError for conflicting flags, CleantextError for profiles that cannot be merged, OutputFailed.
    """
    speech.speak(options["lang"])
    gc.enable()  # __main__ has disabled it for a faster start
    profiles = [path for path in paths if path.lower().endswith(PROFILE_SUFFIX) and not os.path.isdir(path)]
    paths = [path for path in paths if path not in profiles]
    profiles = [*options["merge"], *profiles]
    if not paths and not profiles:
        raise UsageError("nothing to learn from; name folders or tables of articles, or profiles to --merge")
    tables = [(path, read_toml(path)) for path in profiles]
    read_tables(tables)  # raises for a file that is no profile
    _check_output(options["output"], paths)
    code, mode = SUCCESS, ALL_MAY_READ
    if options["using"]:
        streams.print_error(f"cleantext learn: using {options['using']}")
    if paths:
        learned, code, mode = _learn(paths, options)
        if not learned[SITES] and code != SUCCESS:
            raise CleantextError("nothing was learned, and nothing is written")
        tables.append(("", learned))
    for path in profiles:
        mode &= os.stat(path).st_mode
    profile = profile_as_toml(merge_profiles([table for _, table in tables])).encode()
    _write(options["output"], profile, mode, quiet=options["quiet"])
    return code


def _check_output(output: str | None, paths: Sequence[str]) -> None:
    """Raise, before any work, if the output cannot be written or would overwrite an input."""
    if output in (None, STDIN):
        return
    if formats.split_name(output)[2]:
        raise UsageError("--output needs the name of a file that is not compressed")
    parent = os.path.dirname(output) or "."
    if os.path.isdir(output):
        raise UsageError(f"cannot write {output}: it is a folder")
    replaces = not is_direct(output)
    if replaces and not (os.path.isdir(parent) and os.access(parent, os.W_OK | os.X_OK)):
        raise CleantextError(f"cannot write {output}: {parent} is not a folder that can be written to")
    inside = [path for path in paths if is_within(os.path.realpath(output), os.path.realpath(path))]
    if os.path.exists(output) and (output in inside or (inside and formats.input_format_of(output)[0])):
        raise CleantextError(f"{output} would be written over, and is an input")


def _write(output: str | None, text: bytes, mode: int, *, quiet: bool) -> None:
    """Write the profile to a file or to stdout."""
    if output is None or output == STDIN:
        with streams.Stdout() as stdout:
            stdout.write(text)
    else:
        write_profile(output, text, mode, quiet=quiet)


def write_profile(path: str, text: bytes, mode: int, *, quiet: bool) -> None:
    """Write a profile to a file, whole or not at all; who may not read all that it was made from may not read it."""
    remove_orphans_in([os.path.dirname(os.path.realpath(path))], quiet=quiet)
    file = OutputFile(path, mode=mode)
    try:
        file.write(text)
        file.commit()
    except BaseException:
        file.abort(keep=False)
        raise


def _learn(paths: Sequence[str], options: Options) -> tuple[Mapping[str, Any], int, int]:
    """Return the table of a profile learned from documents, the exit code, and the mode of the documents."""
    warn = streams.error_printer(quiet=options["quiet"])
    code, mode = SUCCESS, ALL_MAY_READ
    if options["engine"]:
        from .engine import learn_on_engine  # slow to import

        judged, totals, lost = _judge(*learn_on_engine(paths, _sites(options), options), options)
    else:
        corpus = make_corpus(_find_inputs(paths, options, warn), options)
        judged, totals, lost = judge_lines(corpus, options)
        code, mode = ERROR if corpus.failed else SUCCESS, corpus.mode
    _print_summary(judged, totals, options["min_docs"], warn)
    if lost:
        warn(f"cleantext learn: {lost:,} rows have no text or no site, and nothing is learned from them")
    return profile_table(judged, totals), ERROR if lost else code, mode


def judge_lines(corpus: Corpus, options: Options) -> tuple[list[Proposal], dict[str, int], int]:
    """Return the frequent lines of a corpus, judged; the documents of each site; and the number of those of none."""
    frequent = corpus.count(options["max_memory"]).frequent(options["min_docs"], share_in_menus(options["min_share"]))
    return _judge(corpus.look(frequent), frequent, options)


def _judge(
    lines: Sequence[LineCounts], frequent: Frequent, options: Options
) -> tuple[list[Proposal], dict[str, int], int]:
    totals = {site: number for site, number in frequent.documents.items() if site}
    judged = proposals(lines, totals, min_docs=options["min_docs"], min_share=options["min_share"])
    return judged, totals, frequent.documents.get("", 0)


def _sites(options: Options) -> Sites:
    return Sites(config.make_chain(options), whose=config.site_source(options))


def make_corpus(found: Found, options: Options, progress: type[Progress] = Progress) -> Corpus:
    """Return the documents of inputs, to learn from. Raise UsageError for tables without a site, or wrong flags."""
    sites = _sites(options)
    reading = Reading(
        field=options["field"],
        encoding=options["encoding"],
        errors=options["errors"],
        max_size=options["max_size"],
        site_field=sites.whose.field,
        split=options["split"],
        html=options["html"],
        delimiter=options["delimiter"],
        has_header=not options["no_header"],
        sheet=options["sheet"],
    )
    job = Job(sites, reading, INSPECT)
    inputs = [source for source in found if isinstance(source, Input)]
    for source in inputs:
        if has_no_site(source, job):
            raise UsageError(
                f"of which site the rows of {source.name} are, --site, --site-field or --url-field must say"
            )
    size = sum(source.size for source in inputs)
    display = partial(progress, size, shown=not options["quiet"] and streams.is_terminal(2))
    run_options = RunOptions(options["jobs"], options["timeout"], size)
    return Corpus(job, found, run_options, display, quiet=options["quiet"])


def _find_inputs(paths: Sequence[str], options: Options, warn: Warn) -> Found:
    """Return the inputs. Raise UsageError for stdin, CleantextError if there are none."""
    if STDIN in paths:
        raise UsageError("documents are read twice, and stdin cannot be")
    found = find_inputs(stored_paths(paths), (), {**DEFAULTS, **options}, warn, once=True)
    inputs = [source for source in found if isinstance(source, Input)]
    if options["output"] not in (None, STDIN):
        check_outputs([options["output"]], inputs)
    if not inputs:
        for item in found:
            streams.print_error(f"cleantext: {item.name}: {getattr(item, 'reason', '')}")
        raise CleantextError("nothing was learned, and nothing is written")
    return found


def _print_summary(judged: Sequence[Proposal], documents: Mapping[str, int], min_docs: int, warn: Warn) -> None:
    """Print the frequent lines that are not proposed, the sites with too few documents, and the totals."""
    for proposal in judged:
        line = proposal.line
        if proposal.reason_against:
            text = line.text if len(line.text) <= MAX_LETTERS else f"{line.text[:MAX_LETTERS]}…"
            warn(
                f"cleantext learn: {line.site}: not proposed: “{text}” ({line.documents} of {proposal.of} documents): "
                f"{proposal.reason_against}"
            )
    for message in describe_small_sites(documents, min_docs, f"--min-docs {min_docs}"):
        warn(f"cleantext learn: {message}")
    kinds = Counter("" if p.reason_against else "built-in" if p.built_in else "proposed" for p in judged)
    warn(
        f"cleantext learn: documents {sum(documents.values()):,}, sites {len(documents):,}, lines proposed "
        f"{kinds['proposed']:,}, removed by built-in rules {kinds['built-in']:,}"
    )


def describe_small_sites(documents: Mapping[str, int], min_docs: int, limit: str) -> Iterator[str]:
    """Yield messages on the sites with too few documents to learn from, of which `limit` names the least number."""
    small = sorted(site for site, number in documents.items() if number < min_docs)
    for site in small[:MAX_SITES]:
        yield f"{site}: too few documents to learn from: {documents[site]}, of {limit}"
    if small[MAX_SITES:]:
        yield f"{len(small) - MAX_SITES} more sites with fewer than {limit}"
