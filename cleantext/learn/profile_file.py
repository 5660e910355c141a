"""Write learned lines as a profile (TOML) for a person to review, and merge several profiles into one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cleantext.chain.profiles import BUILT_IN, DOCUMENTS, KEYS, SITES, Profile
from cleantext.chain.sites import nfc
from cleantext.files.toml import to_toml
from cleantext.text.keys import fold

from .proposals import LEARNED, Proposal

Table = Mapping[str, Any]

HEADER = """\
# Lines that many documents of a site have, as `cleantext learn` has counted them. Nothing is removed before you say so:
# read them, take out what articles need, and run: cleantext --profile THIS-FILE ...
# A line that must stay, and shall not be proposed again, goes under keep. What stands under built-in is removed already
# without this file, where the rules of cleantext find that it is around the article.
"""
MEASURED_KEYS = {"text", "documents", "share", "position", "example", "why"}


def profile_table(proposed: Iterable[Proposal], totals: Mapping[str, int]) -> dict[str, Any]:
    """Return the table of a profile with the proposals; `totals` are the numbers of documents of each site."""
    sites: dict[str, dict[str, Any]] = {}
    for proposal in proposed:
        line = proposal.line
        if not proposal.reason_against:
            site = sites.setdefault(line.site, {DOCUMENTS: totals[line.site], "drop": [], BUILT_IN: []})
            site[BUILT_IN if proposal.built_in else "drop"].append(
                {
                    "text": line.text,
                    "documents": line.documents,
                    "share": round(line.documents / proposal.of, 3),
                    "position": proposal.position,
                    "example": line.example,
                    "why": proposal.why,
                }
            )
    return {SITES: sites}


def merge_profiles(tables: Sequence[Table]) -> dict[str, Any]:
    """Return the union of profiles, for all sites and for each; the order of the tables does not matter.

    Of two entries for one line, the counts from more documents are kept, and all that people added to either. A line
    that any profile keeps is not dropped. Raise CleantextError if a pattern is invalid.
    """
    tables = [{**table, SITES: {nfc(name): rules for name, rules in table.get(SITES, {}).items()}} for table in tables]
    names = sorted({name for table in tables for name in table[SITES]})
    general = _merge_rules(tables, {})
    sites = {name: _merge_rules([t[SITES][name] for t in tables if name in t[SITES]], general) for name in names}
    return {**general, SITES: sites}


def _merge_rules(tables: Sequence[Table], general: Table) -> dict[str, Any]:
    joined: dict[str, Any] = {}
    counted = [table[DOCUMENTS] for table in tables if DOCUMENTS in table]
    if counted:
        joined[DOCUMENTS] = max(counted)
    for key in (*KEYS, BUILT_IN):
        same: dict[str, list[object]] = {}
        for entry in (entry for table in tables for entry in table.get(key, ())):
            text = _text_of(entry)
            same.setdefault(text if key.endswith("patterns") else fold(text), []).append(entry)
        joined[key] = sorted(
            map(_merge_entries, same.values()), key=lambda entry: (-_documents_of(entry), _text_of(entry))
        )
    kept = Profile(
        keep=[_text_of(entry) for table in (joined, general) for entry in table.get("keep", ())],
        keep_patterns=[_text_of(entry) for table in (joined, general) for entry in table.get("keep-patterns", ())],
    )
    dropped = {fold(_text_of(entry)) for entry in joined["drop"]}
    joined["drop"] = [entry for entry in joined["drop"] if not kept.keeps(_text_of(entry))]
    joined[BUILT_IN] = [e for e in joined[BUILT_IN] if fold(_text_of(e)) not in dropped and not kept.keeps(_text_of(e))]
    return joined


def _merge_entries(entries: Sequence[object]) -> object:
    """Return one entry for the several of one line."""
    as_tables: list[Table] = [entry if isinstance(entry, Mapping) else {"text": entry} for entry in entries]
    counted = [{key: value for key, value in entry.items() if key in MEASURED_KEYS} for entry in as_tables]
    merged_entry = max(counted, key=lambda entry: (_documents_of(entry), to_toml(entry)))
    own_reasons = [entry["why"] for entry in as_tables if "why" in entry and not entry["why"].startswith(LEARNED)]
    if own_reasons:
        merged_entry["why"] = max(own_reasons)
    for key in sorted({key for entry in as_tables for key in entry} - MEASURED_KEYS):
        merged_entry[key] = max((entry[key] for entry in as_tables if key in entry), key=to_toml)
    return merged_entry["text"] if merged_entry.keys() == {"text"} else merged_entry


def _text_of(entry: object) -> str:
    return nfc(str(entry["text"] if isinstance(entry, Mapping) else entry))


def _documents_of(entry: object) -> int:
    documents = entry.get("documents") if isinstance(entry, Mapping) else None
    return documents if isinstance(documents, int) else 0


def profile_as_toml(table: Table) -> str:
    """Return a profile as TOML 1.0, one entry per line, with whatever a person added to an entry."""
    blocks = [HEADER, *_lists(table)]
    for name, rules in table.get(SITES, {}).items():
        lists = _lists(rules)
        if DOCUMENTS in rules:
            lists.insert(0, f"{DOCUMENTS} = {rules[DOCUMENTS]}\n")
        blocks.append(f"[{SITES}.{to_toml(name)}]\n" + "".join(lists))
    return "\n".join(blocks)


def _lists(rules: Table) -> list[str]:
    return [
        f"{key} = [\n" + "".join(f"  {to_toml(entry)},\n" for entry in rules[key]) + "]\n"
        for key in (*KEYS, BUILT_IN)
        if rules.get(key)
    ]
