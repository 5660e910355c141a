"""Write learned lines as a profile (TOML) for a person to review, and merge several profiles into one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cleantext.chain.profiles import ANY_NUMBER, BUILT_IN, CHROME, DOCUMENTS, KEYS, LINES, SITES, Profile, lines_of
from cleantext.files.selection import nfc
from cleantext.files.toml import to_toml
from cleantext.text.keys import fold, site_key, without_numbers

from .proposals import LEARNED, Proposal

Table = Mapping[str, Any]

HEADER = """\
# Lines that many documents of a site have, as `cleantext learn` has counted them; those of the same documents are
# together. Read them, take out what articles need, and run: cleantext --profile THIS-FILE ... It removes them around
# articles. A line that must stay, and shall not be proposed again, goes under keep, and one that is to go wherever it
# stands under drop. With built-in = true, most documents lose the lines without this file, by the rules of cleantext.
"""
MEASURED_KEYS = {"text", "documents", "share", "times", ANY_NUMBER, "position", BUILT_IN, "example", "why"}


def profile_table(proposed: Iterable[Proposal], totals: Mapping[str, int]) -> dict[str, Any]:
    """Return the table of a profile with the proposals; `totals` are the numbers of documents of each site."""
    sites: dict[str, dict[str, Any]] = {}
    for proposal in proposed:
        line = proposal.line
        if not proposal.reason_against:
            site = sites.setdefault(line.site, {DOCUMENTS: totals[line.site], CHROME: []})
            site[CHROME].append(
                {
                    "text": line.text,
                    "documents": line.documents,
                    "share": round(line.documents / proposal.of, 3),
                    **({"times": proposal.times} if proposal.times > 1 else {}),
                    **({ANY_NUMBER: True} if line.any_number else {}),
                    "position": proposal.position,
                    **({BUILT_IN: True} if proposal.built_in else {}),
                    "example": line.example,
                    "why": proposal.why,
                }
            )
    return {SITES: sites}


def merge_profiles(tables: Sequence[Table]) -> dict[str, Any]:
    """Return the union of profiles, for all sites and for each; the order of the tables does not matter.

    Of two entries for one line, the counts from more documents are kept, and all that people added to either. A line
    that any profile keeps is not dropped, and one that is dropped is no other chrome. Raise CleantextError if a pattern
    is invalid.
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
    for key in KEYS:
        same: dict[str, list[object]] = {}
        for entry in (single for table in tables for each in table.get(key, ()) for single in _singles(each)):
            same.setdefault(_key_of(key, entry), []).append(entry)
        joined[key] = sorted(map(_merge_entries, same.values()), key=_order_of)
    kept = Profile(
        keep=[_text_of(entry) for table in (joined, general) for entry in table.get("keep", ())],
        keep_patterns=[_text_of(entry) for table in (joined, general) for entry in table.get("keep-patterns", ())],
    )
    dropped = {fold(_text_of(entry)) for entry in joined["drop"]}
    joined["drop"] = [entry for entry in joined["drop"] if not kept.keeps(_text_of(entry))]
    chrome = [e for e in joined[CHROME] if fold(_text_of(e)) not in dropped and not kept.keeps(_text_of(e))]
    joined[CHROME] = list(_grouped(chrome))
    return joined


def _order_of(entry: object) -> tuple[int, str, str]:
    return -_documents_of(entry), _text_of(entry), to_toml(entry)


def _key_of(kind: str, entry: object) -> str:
    """Return the key that entries for the same lines share."""
    text = _text_of(entry)
    if kind != CHROME:
        return text if kind.endswith("patterns") else fold(text)
    any_number = isinstance(entry, Mapping) and entry.get(ANY_NUMBER) is True
    return f"{ANY_NUMBER} {without_numbers(site_key(text))}" if any_number else site_key(text)


def _singles(entry: object) -> Iterator[object]:
    """Yield the entries of single lines that one stands for."""
    if isinstance(entry, Mapping) and LINES in entry:
        rest = {key: value for key, value in entry.items() if key not in (LINES, "text")}
        yield from ({"text": text, **rest} for text in lines_of(entry))
    else:
        yield entry


def _grouped(entries: Iterable[object]) -> Iterator[object]:
    """Yield the entries of lines, with those that differ in their text alone as one, where the first of them stands."""
    groups: dict[str, list[object]] = {}
    for entry in entries:
        rest = {key: value for key, value in entry.items() if key != "text"} if isinstance(entry, Mapping) else {}
        groups.setdefault(to_toml(rest), []).append(entry)
    for group in groups.values():
        first = group[0]
        if len(group) > 1 and isinstance(first, Mapping):
            rest = {key: value for key, value in first.items() if key != "text"}
            yield {**rest, LINES: [_text_of(entry) for entry in group]}
        else:
            yield from group


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
        f"{key} = [\n" + "".join(f"  {_entry_as_toml(entry)},\n" for entry in rules[key]) + "]\n"
        for key in KEYS
        if rules.get(key)
    ]


def _entry_as_toml(entry: object) -> str:
    """Return an entry as TOML: on one line, but for a list of lines, each of which has its own."""
    if not isinstance(entry, Mapping) or LINES not in entry:
        return to_toml(entry)
    rest = to_toml({key: value for key, value in entry.items() if key != LINES})[1:-1]
    lines = "".join(f"    {to_toml(line)},\n" for line in entry[LINES])
    return f"{{{rest}{', ' * bool(rest)}{LINES} = [\n{lines}  ]}}"
