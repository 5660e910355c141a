"""Runs with --engine: which flags go with it, and what is done on it."""

import os
from collections.abc import Sequence
from contextlib import closing
from functools import partial

from cleantext.chain.sites import Sites
from cleantext.documents.rows import ACCOUNT
from cleantext.engines import Options, Source, start
from cleantext.files import formats, streams
from cleantext.files.formats import JSONL, PARQUET
from cleantext.learn.counts import Frequent
from cleantext.learn.occurrences import Line
from cleantext.model import UsageError

from .defaults import DEFAULTS, LEARN_DEFAULTS
from .exit_codes import FAILED, FINE
from .flags import CLEAN, LEARN, Flag, flags_of

AFTER = {"eol": "errors", "dry_run": "max_errors"}  # of several flags, a message names the first


def _unsupported() -> list[Flag]:
    """Return the flags that do not go with --engine, in the order in which messages name them."""
    flags = list(dict.fromkeys(flag for flag in flags_of((*CLEAN, *LEARN)) if not flag.engine))
    names = [flag.name for flag in flags]
    return sorted(flags, key=lambda flag: (names.index(AFTER.get(flag.name, flag.name)), flag.name in AFTER))


def clean_on_engine(paths: Sequence[str], sites: Sites, options: Options) -> int:
    """Clean what the paths name on an engine, and give the exit code. Raises UsageError and CleantextError."""
    source = _source(paths, options)
    if not options["output"]:
        raise UsageError("--engine needs an --output, a folder that is not there yet")
    if sites.named and not sites.whose.is_told:
        raise UsageError("the profile has rules for sites: --site, --site-field or --url-field must say whose a row is")
    account = ACCOUNT if options["explain"] else None
    with closing(start(options["engine"])) as engine:
        from cleantext.engines import batches  # with pyarrow, which is there by now

        how = batches.clean_lines if source.format == JSONL else batches.clean_rows
        settings = {"field": options["field"], "sites": sites, "account": account, "max_size": options["max_size"]}
        failed, reason = engine.clean(source, options["output"], partial(how, **settings), account)
    if failed:
        rows = f"{failed:,} row{'s' * (failed > 1)} failed and {'are' if failed > 1 else 'is'} left out"
        streams.say(f"cleantext: {rows}; one of them: {reason}")
    return FAILED if failed else FINE


def learn_on_engine(paths: Sequence[str], sites: Sites, options: Options) -> tuple[list[Line], Frequent]:
    """Count the lines of what the paths name on an engine, and look at the frequent ones.

    Raises as `clean_on_engine` does.
    """
    source = _source(paths, options)
    if not sites.whose.is_told:
        raise UsageError("of which site the rows are, --site, --site-field or --url-field must say")
    with closing(start(options["engine"])) as engine:
        from cleantext.engines import batches  # with pyarrow, which is there by now

        how = partial(batches.learn, field=options["field"], sites=sites, as_lines=source.format == JSONL)
        enough = {"min_docs": options["min_docs"], "min_share": options["min_share"]}
        frequent = engine.count(source, partial(how, frequent=None), **enough)
        return engine.look(source, partial(how, frequent=frequent)), frequent


def _source(paths: Sequence[str], options: Options) -> Source:
    defaults = {**DEFAULTS, **LEARN_DEFAULTS}
    for flag in _unsupported():
        default, origin = defaults[flag.name], options["origins"].get(flag.name)
        if options.get(flag.name, default) != default:
            said = f"{flag.key} of {origin}" if origin else f"--{flag.key}"
            raise UsageError(f"{said} does not go with --engine")
    if not paths or "-" in paths:
        raise UsageError("--engine reads files and folders, no standard input")
    found = {options["input_format"] or _format_of(path) for path in paths}
    form = next(iter(found))
    if len(found) > 1 or form not in (PARQUET, JSONL):
        raise UsageError("--engine reads Parquet or JSON Lines, one of them at a time; --input-format says which it is")
    return Source(tuple(paths), form, options["field"], options["site_field"] or options["url_field"])


def _format_of(path: str) -> str | None:
    """Tell the format of a file by its name, and that of a folder of this machine by those of its files.

    Raises UsageError for a folder with files of several formats: engines read all that is in it.
    """
    named = formats.format_of(path)[0]
    if named or not os.path.isdir(path):
        return named
    names = (name for _, _, names in os.walk(path) for name in names if not name.startswith((".", "_")))
    found = {formats.format_of(name)[0] for name in names}
    if len(found) > 1:
        raise UsageError(f"{path} has files of several formats, and --engine reads all that is in a folder")
    return next(iter(found), None)
