"""Profiles as files: what was learned as TOML that a person reviews, and several profiles made one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cleantext.chain.profiles import BUILT_IN, DOCUMENTS, KEYS, SITES, Profile
from cleantext.chain.sites import nfc
from cleantext.files.toml import in_toml
from cleantext.text.keys import fold

from .proposals import LEARNED, Proposal

Table = Mapping[str, Any]

HEAD = """\
# Lines that many documents of a site have, as `cleantext learn` has counted them. Nothing is removed before you say so:
# read them, take out what articles need, and run: cleantext --profile THIS-FILE ...
# A line that must stay, and shall not be proposed again, goes under keep. What stands under built-in is removed already
# without this file, where the rules of cleantext find that it is around the article.
"""
COUNTED = {"text", "documents", "share", "position", "example", "why"}


def table_of(proposed: Iterable[Proposal], totals: Mapping[str, int]) -> dict[str, Any]:
    """Make the table of a profile of what is proposed; `totals` are the documents of each site."""
    sites: dict[str, dict[str, Any]] = {}
    for proposal in proposed:
        line = proposal.line
        if not proposal.against:
            site = sites.setdefault(line.site, {DOCUMENTS: totals[line.site], "drop": [], BUILT_IN: []})
            site[BUILT_IN if proposal.built_in else "drop"].append(
                {
                    "text": line.text,
                    "documents": line.documents,
                    "share": round(line.documents / proposal.of, 3),
                    "position": proposal.place,
                    "example": line.example,
                    "why": proposal.why,
                }
            )
    return {SITES: sites}


def merged(tables: Sequence[Table]) -> dict[str, Any]:
    """Join profiles: what is in any of them, for all sites and for each. In whatever order, the result is the same.

    Of two entries for one line, the numbers of that which was counted in more documents stay, with all that people have
    added to either. What one of them keeps, none drops. Raises CleantextError for a pattern that is none.
    """
    tables = [{**table, SITES: {nfc(name): rules for name, rules in table.get(SITES, {}).items()}} for table in tables]
    names = sorted({name for table in tables for name in table[SITES]})
    general = _joined(tables, {})
    sites = {name: _joined([t[SITES][name] for t in tables if name in t[SITES]], general) for name in names}
    return {**general, SITES: sites}


def _joined(tables: Sequence[Table], general: Table) -> dict[str, Any]:
    joined: dict[str, Any] = {}
    counted = [table[DOCUMENTS] for table in tables if DOCUMENTS in table]
    if counted:
        joined[DOCUMENTS] = max(counted)
    for key in (*KEYS, BUILT_IN):
        same: dict[str, list[object]] = {}
        for entry in (entry for table in tables for entry in table.get(key, ())):
            text = _text(entry)
            same.setdefault(text if key.endswith("patterns") else fold(text), []).append(entry)
        joined[key] = sorted(map(_one, same.values()), key=lambda entry: (-_documents(entry), _text(entry)))
    stays = Profile(
        keep=[_text(entry) for table in (joined, general) for entry in table.get("keep", ())],
        keep_patterns=[_text(entry) for table in (joined, general) for entry in table.get("keep-patterns", ())],
    )
    dropped = {fold(_text(entry)) for entry in joined["drop"]}
    joined["drop"] = [entry for entry in joined["drop"] if not stays.keeps(_text(entry))]
    joined[BUILT_IN] = [e for e in joined[BUILT_IN] if fold(_text(e)) not in dropped and not stays.keeps(_text(e))]
    return joined


def _one(entries: Sequence[object]) -> object:
    """Make one entry of those for one line."""
    as_tables: list[Table] = [entry if isinstance(entry, Mapping) else {"text": entry} for entry in entries]
    counted = [{key: value for key, value in entry.items() if key in COUNTED} for entry in as_tables]
    made = max(counted, key=lambda entry: (_documents(entry), in_toml(entry)))
    own_reasons = [entry["why"] for entry in as_tables if "why" in entry and not entry["why"].startswith(LEARNED)]
    if own_reasons:
        made["why"] = max(own_reasons)
    for key in sorted({key for entry in as_tables for key in entry} - COUNTED):
        made[key] = max((entry[key] for entry in as_tables if key in entry), key=in_toml)
    return made["text"] if made.keys() == {"text"} else made


def _text(entry: object) -> str:
    return nfc(str(entry["text"] if isinstance(entry, Mapping) else entry))


def _documents(entry: object) -> int:
    documents = entry.get("documents") if isinstance(entry, Mapping) else None
    return documents if isinstance(documents, int) else 0


def written(table: Table) -> str:
    """Write a profile as TOML 1.0, an entry a line. What a person has added to an entry stays."""
    parts = [HEAD, *_lists(table)]
    for name, rules in table.get(SITES, {}).items():
        lists = _lists(rules)
        if DOCUMENTS in rules:
            lists.insert(0, f"{DOCUMENTS} = {rules[DOCUMENTS]}\n")
        parts.append(f"[{SITES}.{in_toml(name)}]\n" + "".join(lists))
    return "\n".join(parts)


def _lists(rules: Table) -> list[str]:
    return [
        f"{key} = [\n" + "".join(f"  {in_toml(entry)},\n" for entry in rules[key]) + "]\n"
        for key in (*KEYS, BUILT_IN)
        if rules.get(key)
    ]
