"""Run `cleantext` and `cleantext learn` on a cluster engine (--engine)."""

import os
from collections.abc import Sequence
from contextlib import closing
from functools import partial

from cleantext.batch.preflight import Options
from cleantext.chain.sites import Sites
from cleantext.documents.rows import DETAILS_FIELD
from cleantext.engines import EngineInput, start
from cleantext.files import formats, streams
from cleantext.files.formats import JSONL, PARQUET
from cleantext.learn.counts import Frequent, share_in_menus
from cleantext.learn.occurrences import LineCounts
from cleantext.model import UsageError

from .defaults import DEFAULTS, LEARN_DEFAULTS
from .exit_codes import ERROR, SUCCESS
from .flag import Flag
from .flags import CLEAN, LEARN, flags_of

AFTER = {"eol": "errors", "dry_run": "max_errors"}  # checked after these; the first wrong flag is the one reported


def _unsupported() -> list[Flag]:
    """Return the flags that do not go with --engine, in the order in which they are checked."""
    flags = list(dict.fromkeys(flag for flag in flags_of((*CLEAN, *LEARN)) if not flag.engine))
    names = [flag.name for flag in flags]
    return sorted(flags, key=lambda flag: (names.index(AFTER.get(flag.name, flag.name)), flag.name in AFTER))


def clean_on_engine(paths: Sequence[str], sites: Sites, options: Options) -> int:
    """Clean the tables that the paths name, and return the exit code. Raise UsageError and CleantextError."""
    source = _engine_source(paths, options)
    if not options["output"]:
        raise UsageError("--engine needs an --output, a folder that is not there yet")
    if sites.named and not sites.whose.is_set:
        raise UsageError("the profile has rules for sites: --site, --site-field or --url-field must say whose a row is")
    details_field = DETAILS_FIELD if options["explain"] else None
    with closing(start(options["engine"])) as engine:
        from cleantext.engines import batches  # imports pyarrow, which every engine has

        clean = batches.clean_lines if source.format == JSONL else batches.clean_rows
        settings = {
            "field": options["field"],
            "sites": sites,
            "details": details_field,
            "max_size": options["max_size"],
        }
        failed, reason = engine.clean(source, options["output"], partial(clean, **settings), details_field)
    if failed:
        rows = f"{failed:,} rows failed and are left out" if failed > 1 else "1 row failed and is left out"
        streams.print_error(f"cleantext: {rows}; one of them: {reason}")
    return ERROR if failed else SUCCESS


def learn_on_engine(paths: Sequence[str], sites: Sites, options: Options) -> tuple[list[LineCounts], Frequent]:
    """Return the frequent lines of the tables that the paths name, with where they occur, and their counts.

    Raise as `clean_on_engine` does.
    """
    source = _engine_source(paths, options)
    if not sites.whose.is_set:
        raise UsageError("of which site the rows are, --site, --site-field or --url-field must say")
    with closing(start(options["engine"])) as engine:
        from cleantext.engines import batches  # imports pyarrow, which every engine has

        learn = partial(batches.learn, field=options["field"], sites=sites, as_lines=source.format == JSONL)
        thresholds = {"min_docs": options["min_docs"], "min_share": share_in_menus(options["min_share"])}
        frequent = engine.count(source, partial(learn, frequent=None), **thresholds)
        return engine.look(source, partial(learn, frequent=frequent)), frequent


def _engine_source(paths: Sequence[str], options: Options) -> EngineInput:
    defaults = {**DEFAULTS, **LEARN_DEFAULTS}
    for flag in _unsupported():
        default, origin = defaults[flag.name], options["origins"].get(flag.name)
        if options.get(flag.name, default) != default:
            name = f"{flag.key} of {origin}" if origin else f"--{flag.key}"
            raise UsageError(f"{name} does not go with --engine")
    if not paths or "-" in paths:
        raise UsageError("--engine reads files and folders, no standard input")
    found = {options["input_format"] or _find_format(path) for path in paths}
    form = next(iter(found))
    if len(found) > 1 or form not in (PARQUET, JSONL):
        raise UsageError("--engine reads Parquet or JSON Lines, one of them at a time; --input-format says which it is")
    return EngineInput(tuple(paths), form, options["field"], options["site_field"] or options["url_field"])


def _find_format(path: str) -> str | None:
    """Return the format of a file by its name, and of a local folder by the files in it.

    Raise UsageError for a folder with files of several formats: engines read all its files.
    """
    by_name = formats.input_format_of(path)[0]
    if by_name or not os.path.isdir(path):
        return by_name
    names = (name for _, _, names in os.walk(path) for name in names if not name.startswith((".", "_")))
    found = {formats.input_format_of(name)[0] for name in names}
    if len(found) > 1:
        raise UsageError(f"{path} has files of several formats, and --engine reads all that is in a folder")
    return next(iter(found), None)
