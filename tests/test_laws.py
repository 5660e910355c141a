"""The promises, on random text: mixes of Vietnamese, marks, controls, mojibake, entities, chrome and repeats."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor

from hypothesis import assume, example, given
from hypothesis import strategies as st
from unicodedata2 import category, normalize

from cleantext import Chain, clean, explain
from cleantext.chain.misread_lines import MisreadLines
from cleantext.chain.run import may_change, run_repairs
from cleantext.filters import DECODERS, FILTER_NAMES, LOOKS_FOR, REPAIRS, pairs
from cleantext.filters.repeated_captions import repeated_captions
from cleantext.text.lines import join_lines, split_lines, unify_line_ends
from cleantext.text.scan import find_rare_characters
from tests.helpers.broken_texts import CAPTION, CHAINS, SENTENCE, TEXTS


def ladder(steps: int) -> str:
    """Interlock pairs of copies: one seems to come within reach only when the pair below has lost a line."""
    rows = [f"dòng {row}" for row in range(3 * steps + 2)]
    for step in range(steps):
        top = 3 * (steps - 1 - step)
        rows[top] = f"{CAPTION} lần thứ {step}"
        rows[top + (4 if step else 3)] = f"{CAPTION} lần thứ {step}. Ảnh: Trần Lực"
    return "\n".join(rows)


def repaired(text: str) -> str:
    """Replay the repairs alone, until they settle."""
    chain = Chain(strips=())
    return chain.clean(text)


def misread_lines(text: str) -> list[int]:
    """Return the indexes of the lines that were decoded wrongly, and are not restored by the default chain."""
    text = unify_line_ends(text)
    repaired, _ = run_repairs(text, Chain().repairs)
    whole = "\n".join(repaired) + "\n" if len(repaired) else ""
    misread = MisreadLines()
    for name, repair in Chain().repairs:
        if name in DECODERS:
            misread.run(name, repair, whole, ())
    return sorted(misread.found_in(whole, find_rare_characters(whole)))


def in_order(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(item in rest for item in part)


@given(TEXTS)
@example("a\r\n\r\n\r\nb")
@example("\n")
@example("")
def test_every_line_is_kept_or_removed_once(text: str) -> None:
    result = explain(text)
    source = split_lines(repaired(text))
    assert len(source) == len(split_lines(unify_line_ends(text)))
    gone = {removal.line: removal.text for removal in result.removals}
    assert len(gone) == len(result.removals)
    kept = iter(split_lines(result.text))
    woven = [gone[n] if n in gone else next(kept) for n in range(1, len(source) + 1)]
    assert woven == source
    assert next(kept, None) is None


@given(TEXTS)
def test_every_removal_says_why_and_its_twin_stays(text: str) -> None:
    removals = explain(text).removals
    gone = {removal.line for removal in removals}
    last = len(split_lines(unify_line_ends(text)))
    for removal in removals:
        assert removal.filter in FILTER_NAMES
        assert removal.kind
        assert removal.reason
        if removal.twin is not None:
            assert 1 <= removal.twin <= last
            assert removal.twin not in gone
            assert removal.reason.endswith(f"line {removal.twin}")


@given(TEXTS)
@example("ĐÁ”… â”… xã ‘á–’")
@example(" a")
@example("a \n")
def test_a_repair_changes_nothing_where_nothing_it_looks_for_occurs(text: str) -> None:
    """So the chain may pass it over."""
    text = unify_line_ends(text)
    rare = find_rare_characters(text)
    for name, repair in pairs(REPAIRS):
        if not may_change(repair, rare):
            assert repair(text) == text, name


def test_what_a_repair_looks_for_is_rare() -> None:
    rare = find_rare_characters("".join(map(chr, range(0xE0200))) + "  hòan")
    for repair, looks_for in LOOKS_FOR.items():
        assert looks_for <= rare, repair


@given(TEXTS)
def test_nothing_is_added(text: str) -> None:
    def content(text: str) -> list[str]:
        return [c for c in text if category(c)[0] in "LN"]

    assert in_order(content(clean(text)), content(repaired(text)))
    assert in_order(split_lines(clean(text)), split_lines(repaired(text)))
    same_letters = Chain().without(
        "mojibake", "legacy", "entities", "ligatures", "lookalikes"
    )  # these put others in their place
    bare = normalize("NFD", unify_line_ends(text)).replace("ı", "i")
    assert in_order(content(normalize("NFD", same_letters.clean(text)).replace("ı", "i")), content(bare))


@given(TEXTS)
@example(f"{CAPTION}\n\nVideo\n\n{CAPTION}\n\nVideo\n")
@example(ladder(40))
@example("Mưa lúa ơi à\n" * 100 + CAPTION)
@example(f"{CAPTION}\nMưa đồng xóm Đông\n" + "".join(f"Mưa đồng xóm Đông {i}\n" for i in range(100)))
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert clean(once + "\n") == once or once.endswith("\n")


@given(TEXTS, CHAINS)
def test_every_choice_of_filters_settles(text: str, names: tuple[str, ...]) -> None:
    chain = Chain().only(*names)
    once = chain.clean(text)
    assert chain.clean(once) == once


@given(TEXTS)
def test_a_clean_article_is_left_alone(text: str) -> None:
    article = clean(text)
    result = explain(article + "\n") if article else explain("")
    assert result.text == article
    assert not result.removals
    assert not result.repairs


@given(TEXTS)
def test_clean_is_the_text_of_explain(text: str) -> None:
    assert clean(text) == explain(text).text


@given(TEXTS)
def test_what_repairs_did_is_counted(text: str) -> None:
    """Each repair that ran is named; none is named that changed no line."""
    repairs = explain(text).repairs
    assert bool(repairs) == (repaired(text) != join_lines(split_lines(unify_line_ends(text))))
    for name, count, examples in repairs:
        assert name in dict(pairs(REPAIRS))
        assert count >= len(examples) > 0
        assert all(before != after for _, before, after in examples)


@given(TEXTS)
def test_equal_text_in_other_forms_comes_out_equal(text: str) -> None:
    lf = unify_line_ends(text)
    assert clean(lf) == clean(text)
    assert clean(lf.replace("\n", "\r\n")) == clean(text)
    assume(not misread_lines(text))
    assert clean("\ufeff" + text) == clean(text)
    plain = re.sub("[\u0300-\u036f\u200b-\u206f\u00ad\ufe0f\ufeff\x00-\x1f\x7f-\x9f\ud800]", "", lf)
    decoders = Chain(strips=()).only(*DECODERS)
    assume(not misread_lines(plain) and decoders.clean(plain) == plain)  # NFD takes mojibake apart
    assert clean(normalize("NFD", plain)) == clean(normalize("NFC", plain))


@given(TEXTS)
def test_no_control_and_no_odd_space_comes_out(text: str) -> None:
    misread = misread_lines(text)
    kept, _ = run_repairs(unify_line_ends(text), Chain().repairs)
    others = "\n".join(line for index, line in enumerate(kept) if index not in misread)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u2028\u2029\ufeff]", others)
    assert normalize("NFC", others) == others


@given(TEXTS, st.sets(st.sampled_from([name for name in FILTER_NAMES if name not in DECODERS]), min_size=1))
@example("Tiáº¿ng Viá»‡t 🎉\u00adÃ\xa0", {"invisibles", "whitespace"})
@example("Hµn Quèc vµ n\xadíc ViÖt Nam\n®Ñp  l¾m\u200b", {"invisibles", "whitespace", "lookalikes"})
def test_what_was_decoded_wrongly_can_be_restored_after_any_other_filter(text: str, names: set[str]) -> None:
    decoders = Chain(strips=()).only(*DECODERS)
    text = "\n".join(run_repairs(unify_line_ends(text), Chain().only("entities").repairs)[0]) + "\n"
    others, _ = run_repairs(text, Chain(strips=()).only(*names).repairs)
    at_once = decoders.clean(text).split("\n")
    later = decoders.clean("\n".join(others) + "\n").split("\n")
    for before, now, then in zip(text.split("\n"), at_once, later, strict=False):
        assert now in (before, then)


def test_other_documents_and_threads_do_not_matter() -> None:
    samples = [f"{CAPTION}\n\n{CAPTION}\n\n{SENTENCE}\n\nPhản hồi\n" * n for n in range(1, 20)]
    alone = [clean(text) for text in samples]
    start = threading.Barrier(4)

    def work(_: int) -> list[str]:
        start.wait()
        return [clean(text) for text in samples]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, range(4))) == [alone] * 4


def test_removing_copies_brings_no_other_copies_near() -> None:
    """Distances are counted in lines that have no copy, so that one pass finds all there is."""
    rows = split_lines(ladder(40))
    gone = {hit.index for hit in repeated_captions(rows)}
    assert len(gone) == 40
    assert not list(repeated_captions([row for index, row in enumerate(rows) if index not in gone]))
