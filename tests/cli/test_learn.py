"""`cleantext learn`: what it proposes, what it does not, and what its profile does."""

import random
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.helpers import sites
from tests.helpers.sites import SITE, profile, texts


def test_lines_of_the_site_are_proposed_and_those_of_articles_are_not(tmp_path: Path, run: Run) -> None:
    sites.lay(tmp_path / "crawl", SITE)
    done = run("learn", "crawl", "-o", "sites.toml")
    assert (done.code, done.out) == (0, b"")
    found = profile(tmp_path / "sites.toml")["sites"][SITE]
    assert found["documents"] == 30
    everywhere = {
        "documents": 30, "share": 1.0, "position": "after the article", "example": f"crawl/{SITE}/2024/000.txt",
        "why": f"learned from {SITE}: 30 of 30 documents",
    }  # fmt: skip
    assert found["chrome"] == [
        {**everywhere, "text": sites.MENU, "position": "first on the page"},
        {**everywhere, "built-in": True, "lines": ["Các tin khác", sites.BUILT_IN]},
        {**everywhere, "text": sites.OWN},
        {
            "text": sites.INVITATION, "documents": 24, "share": 0.8, "position": "after the article",
            "example": f"crawl/{SITE}/2024/001.txt", "why": f"learned from {SITE}: 24 of 30 documents",
        },
    ]  # fmt: skip
    left = dict(
        line.split(": not proposed: “")[1].split("” (30 of 30 documents): ") for line in done.err.splitlines()[:-1]
    )
    assert left == {
        **sites.NOT_CHROME,
        sites.RUBRIC: "stands inside articles",
        "Tin số 00 của bản": "has other numbers in other documents, as titles have",
    }
    assert done.err.splitlines()[-1] == (
        "cleantext learn: documents 30, sites 1, lines proposed 3, removed by built-in rules 2"
    )
    assert run("learn", "crawl", "-q").err == ""


def test_the_profile_removes_what_it_proposes_and_says_why(tmp_path: Path, run: Run) -> None:
    sites.lay(tmp_path / "crawl", SITE)
    run("learn", "crawl", "-o", "sites.toml")
    path = f"crawl/{SITE}/2024/010.txt"
    plain, done = run(path), run("--profile", "sites.toml", "--explain", path)
    gone = set(plain.out.decode().splitlines()) - set(done.out.decode().splitlines())
    assert gone == {sites.MENU, sites.OWN.upper() + "!"}
    assert f"{path}:18: site-chrome: profile: learned from {SITE}: 30 of 30 documents" in done.err.splitlines()
    for line in (*sites.NOT_CHROME, sites.RUBRIC):
        assert line in done.out.decode()
    elsewhere = run("--profile", "sites.toml", "-", stdin=(tmp_path / path).read_bytes())
    assert elsewhere.out == plain.out
    assert "no document is of a site that the profile names" in elsewhere.err


def test_the_order_of_the_input_and_the_processes_change_nothing(tmp_path: Path, run: Run, run_process: Run) -> None:
    sites.lay(tmp_path / "crawl", SITE, "other.example")
    sites.table(tmp_path / "all.jsonl", SITE, "other.example")
    wanted = run("learn", "crawl", "-j1").out
    assert wanted.count(b"[sites.") == 2
    folders = [f"crawl/{SITE}", "crawl/other.example"]
    assert run_process("learn", "crawl", "-j2").out == wanted
    assert run("learn", "crawl", "--max-memory", "1KB").out == wanted
    named = [run("learn", *(f"{folder}/2024/{n:03}.txt" for folder in order for n in range(30)), "--site", "x").out
             for order in (folders, folders[::-1])]  # fmt: skip
    assert named[0] == named[1]
    by_field = run("learn", "all.jsonl", "--site-field", "site", "-o", "a.toml")
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    random.Random(3).shuffle(lines)
    (tmp_path / "all.jsonl").write_text("".join(lines), encoding="utf-8")
    assert run("learn", "all.jsonl", "--url-field", "url", "-o", "b.toml").code == by_field.code == 0
    first, second = (profile(tmp_path / name)["sites"][SITE]["chrome"] for name in ("a.toml", "b.toml"))
    assert sites.counts_by_line(first) == sites.counts_by_line(second), "but for the example, a line of the file"


def test_few_documents_and_small_shares_need_the_flags(tmp_path: Path, run: Run) -> None:
    sites.lay(tmp_path / "crawl", SITE, count=19)
    done = run("learn", "crawl")
    assert b"[sites." not in done.out
    assert done.err.splitlines()[0] == f"cleantext learn: {SITE}: too few documents to learn from: 19, of --min-docs 20"
    assert sites.INVITATION.encode() in run("learn", "crawl", "--min-docs", "19").out
    assert sites.INVITATION.encode() not in run("learn", "crawl", "--min-docs", "19", "--min-share", "0.9").out
    for flags in (("--min-share", "0"), ("--min-share", "1.1"), ("--min-docs", "0")):
        assert run("learn", "crawl", *flags).code == 2


def test_the_site_of_a_document_is_said_by_folders_fields_or_the_user(tmp_path: Path, run: Run) -> None:
    sites.lay(tmp_path / "crawl", SITE)
    assert f'[sites."{SITE}"]'.encode() in run("learn", f"crawl/{SITE}/2024", "--site", SITE).out
    assert b'[sites."2024"]' in run("learn", f"crawl/{SITE}").out, "the first folder below the path"
    assert b'[sites."2024"]' in run("learn", *(f"crawl/{SITE}/2024/{n:03}.txt" for n in range(30))).out
    sites.table(tmp_path / "crawl" / "all.jsonl", SITE)
    refused = run("learn", "crawl/all.jsonl")
    assert refused.err == (
        "cleantext learn: of which site the rows of crawl/all.jsonl are, --site, --site-field or --url-field must say\n"
    )
    assert run("learn", "-").err == "cleantext learn: documents are read twice, and stdin cannot be\n"
    nothing = "cleantext learn: nothing to learn from; name folders or tables of articles, or profiles to --merge\n"
    assert run("learn") == (2, b"", nothing)


def test_what_fails_is_named_once_and_the_rest_is_learned(tmp_path: Path, run: Run) -> None:
    sites.table(tmp_path / "all.jsonl", SITE)
    with (tmp_path / "all.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"text": "a", "site": null}\n{"text": \n')
    done = run("learn", "all.jsonl", "--site-field", "site", "-o", "sites.toml", "-q")
    assert done.code == 2
    assert done.err.splitlines() == [
        "cleantext: all.jsonl:31: no site in the field 'site'",
        "cleantext: all.jsonl:32: not a JSON object: Expecting value at column 10",
    ]
    assert texts(profile(tmp_path / "sites.toml")["sites"][SITE]["chrome"]) == sites.CHROME
    (tmp_path / "x.txt").write_text("a", encoding="utf-8")
    assert "x.txt: text has no field for its site" in run("learn", "x.txt", "--site-field", "site").err
    refused = run("learn", "all.jsonl", "--site", "x", "-o", "all.jsonl")
    assert (refused.code, "all.jsonl would be written over" in refused.err) == (2, True)


def test_profiles_are_merged_with_new_findings_and_with_each_other(tmp_path: Path, run: Run) -> None:
    sites.lay(tmp_path / "crawl", SITE)
    run("learn", "crawl", "-o", "learned.toml")
    (tmp_path / "mine.toml").write_text(
        'keep = ["Chung cho mọi trang"]\n'
        f'[sites."{SITE}"]\ndocuments = 400\nkeep = [{{text = "{sites.MENU.upper()}", who = "Hoa"}}]\n'
        f'drop = ["Của tôi", {{text = "{sites.OWN.upper()}", documents = 2, why = "bought by Lan"}},'
        f'{{text = "{sites.OWN}", documents = 390, why = "learned from x", seen = 2024-01-06}}]\n'
        'drop-patterns = [\'Số \\d+\']\n[sites.b]\ndrop = ["\\u007f\\"x\\\\"]\n',
        encoding="utf-8",
    )
    merged = run("learn", "--merge", "mine.toml", "learned.toml", "-o", "both.toml")
    assert merged == (0, b"", "")
    both = profile(tmp_path / "both.toml")
    assert both["keep"] == ["Chung cho mọi trang"]
    assert both["sites"]["b"] == {"drop": ['\x7f"x\\']}
    site = both["sites"][SITE]
    assert site["documents"] == 400
    assert site["keep"] == [{"text": sites.MENU.upper(), "who": "Hoa"}]
    assert [entry if isinstance(entry, str) else entry["text"] for entry in site["drop"]] == [sites.OWN, "Của tôi"]
    assert texts(site["chrome"]) == sorted({*sites.CHROME} - {sites.OWN, sites.MENU}), "neither kept nor dropped"
    own = site["drop"][0]
    assert (own["documents"], str(own["seen"]), own["why"]) == (390, "2024-01-06", "bought by Lan"), (
        "what people add stays"
    )
    assert site["drop-patterns"] == [r"Số \d+"]
    assert run("learn", "learned.toml", "mine.toml").out == (tmp_path / "both.toml").read_bytes(), "in any order"
    assert run("learn", "--merge", "both.toml", "mine.toml").out == (tmp_path / "both.toml").read_bytes(), "and again"
    assert run("learn", "crawl", "--merge", "mine.toml", "-q").out == (tmp_path / "both.toml").read_bytes()
    assert run("learn", "crawl", "--merge", "mine.toml", "-o", "mine.toml", "-q") == (0, b"", "")
    assert (tmp_path / "mine.toml").read_bytes() == (tmp_path / "both.toml").read_bytes()
    (tmp_path / "bad.toml").write_text("dropp = []", encoding="utf-8")
    assert run("learn", "bad.toml").err.startswith("cleantext learn: bad.toml: unknown key 'dropp'")


@pytest.mark.parametrize("flag", ["--engine", "--max-memory"])
def test_wrong_values_are_refused(run: Run, flag: str) -> None:
    done = run("learn", "x", flag, "flink")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert flag in done.err
