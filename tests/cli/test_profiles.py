"""Users' own rules, through the command: --drop, --keep, --profile, --site, and configuration that is found."""

import csv
import json
import pickle
import subprocess
from pathlib import Path

import pytest
from unicodedata2 import normalize

from cleantext import Chain, CleantextError, Profile, clean
from cleantext.chain.patterns import RuleEntry
from cleantext.chain.profiles import read_tables
from tests.conftest import COMMAND, Run

ARTICLE = """Bản Pọng dựng lại nhà sau lũ
Nước rút, cả bản kéo nhau ra suối nhặt lại từng tấm ván.
Mua báo giấy!
Bản tin số 12
Chuyên trang bản làng
In bài viết
"""
PROFILE = r"""
drop = [{text = "mua báo giấy", why = "learned from suoimo.example: 40 of 42 documents", documents = 40}]
keep = ["In bài viết"]
drop-patterns = ['Bản tin số \d+']

[sites."suoimo.example"]
drop = ["Chuyên trang bản làng"]

[sites."khac.example"]
keep-patterns = ["Bản .*"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "sites.toml").write_text(PROFILE, encoding="utf-8")
    return tmp_path


def without(*lines: int) -> bytes:
    return "".join(line + "\n" for number, line in enumerate(ARTICLE.splitlines(), 1) if number not in lines).encode()


def test_lines_are_dropped_and_kept_by_flags(folder: Path, run: Run) -> None:
    assert run("a.txt").out == without(6)
    assert run("--drop", "MUA BÁO GIẤY", "--drop", "Bản tin số 12", "a.txt").out == without(3, 4, 6)
    assert run("--keep", "in bài viết", "a.txt").out == without()
    both = run("--drop", "Mua báo giấy", "--keep", "Mua báo giấy", "a.txt")
    assert both.out == without(6), "what is in both is kept"


def test_a_profile_drops_and_keeps_and_says_why(folder: Path, run: Run) -> None:
    done = run("--profile", "sites.toml", "--explain", "a.txt")
    assert done.out == without(3, 4)
    assert done.err.splitlines() == [
        "a.txt:3: profile: learned from suoimo.example: 40 of 42 documents",
        r"a.txt:4: profile: “Bản tin số \d+” of sites.toml: drop-patterns, entry 1",
    ]


def test_rules_of_a_site_are_added_when_it_is_named(folder: Path, run: Run) -> None:
    assert run("--profile", "sites.toml", "--site", "suoimo.example", "a.txt").out == without(3, 4, 5)
    assert run("--profile", "sites.toml", "--site", "khac.example", "a.txt").out == without(3)
    wrong = run("--profile", "sites.toml", "--site", "suoimo.exampl", "a.txt")
    assert wrong == (
        2,
        b"",
        "cleantext: no profile has rules for the site 'suoimo.exampl'; did you mean suoimo.example?\n",
    )
    assert run("--site", "suoimo.example", "a.txt").err == "cleantext: --site needs a profile (--profile FILE)\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('drop = ["a"', "not valid TOML: Unclosed array (at end of document)"),
        ('drop = "a"', "drop must be a list of texts"),
        ("drop = [1]", "drop, entry 1: must be a text, or a table with text (or lines, a list of texts) and why"),
        ('drop = ["a", " "]', "drop, entry 2: an empty text matches nothing"),
        ('keep = [{text = ""}]', "keep, entry 1: an empty text matches nothing"),
        ('dropp = ["a"]', "unknown key 'dropp'; did you mean drop?"),
        ('keep-patterns = ["a", "(b"]', "keep-patterns, entry 2: bad pattern '(b': missing ) at position 2"),
        ('[sites.a]\ndrops = ["a"]', "sites.\"a\": unknown key 'drops'; did you mean drop?"),
        ('sites = ["a"]', "sites must hold a table for each site"),
        (
            'keep-patterns = ["(?V0)(?V1)a"]',
            "keep-patterns, entry 1: bad pattern '(?V0)(?V1)a': VERSION0 and VERSION1 flags are mutually incompatible",
        ),
        (r'drop = ["a\nb"]', r"drop, entry 1: a text of several lines matches none: 'a\nb'"),
    ],
)
def test_a_bad_profile_is_a_clear_error(folder: Path, run: Run, text: str, message: str) -> None:
    (folder / "bad.toml").write_text(text, encoding="utf-8")
    assert run("--profile", "bad.toml", "a.txt") == (2, b"", f"cleantext: bad.toml: {message}\n")


def test_a_missing_profile_is_named(folder: Path, run: Run) -> None:
    assert run("--profile", "no.toml", "a.txt") == (2, b"", "cleantext: --profile no.toml: No such file or directory\n")


def test_a_pattern_that_takes_too_long_fails_the_document_alone(folder: Path, run: Run) -> None:
    (folder / "slow.toml").write_text("drop-patterns = ['(a|aa)+b']", encoding="utf-8")
    (folder / "slow.txt").write_text("a" * 60 + "c\n", encoding="utf-8")
    done = run("--profile", "slow.toml", "slow.txt", "a.txt")
    assert done.code == 2
    assert done.out == without(6)
    assert done.err == (
        "cleantext: slow.txt: slow.toml: drop-patterns, entry 1: the pattern '(a|aa)+b' takes more than 0.1 s on the "
        f"line “{'a' * 40}…”\n"
    )


def test_configuration_is_found_upward_and_named(folder: Path, run: Run) -> None:
    (folder / "cleantext.toml").write_text('drop = ["Mua báo giấy"]', encoding="utf-8")
    said = "cleantext: using cleantext.toml, which drops lines or files: drop (1 rule)\n"
    assert run("a.txt") == run("-q", "a.txt") == (0, without(3, 6), said)
    assert run("--isolated", "a.txt") == (0, without(6), "")
    (folder / "cleantext.toml").rename(folder / "pyproject.toml")
    assert run("a.txt") == (0, without(6), ""), "a pyproject.toml without our table is not ours"
    (folder / "pyproject.toml").write_text('[tool.cleantext-other]\ndrop = ["Mua báo giấy"]\n', encoding="utf-8")
    assert run("a.txt") == (0, without(6), "")
    (folder / "pyproject.toml").write_text('[tool.cleantext]\ndrop = ["Mua báo giấy"]\n', encoding="utf-8")
    assert run("a.txt").out == without(3, 6)
    (folder / "pyproject.toml").write_text("[tool.cleantext\n", encoding="utf-8")
    assert run("a.txt").err.startswith("cleantext: pyproject.toml: not valid TOML: ")


def test_the_library_takes_rules_too() -> None:
    chain = Chain().with_profile(Profile(drop=["Mua báo giấy"], keep_patterns=["In .*"]))
    assert chain.strips[-1][0] == "profile", "other strips see what is dropped"
    assert chain.clean(ARTICLE) == without(3).decode().rstrip("\n")
    assert chain.without("tones").clean(ARTICLE) == chain.clean(ARTICLE)
    assert pickle.loads(pickle.dumps(chain)).clean(ARTICLE) == chain.clean(ARTICLE)
    assert chain.with_profile(Profile()).clean(ARTICLE) == clean(ARTICLE)
    with pytest.raises(CleantextError, match="--keep: an empty text"):
        Profile(keep=[RuleEntry("", "--keep")])
    with pytest.raises(CleantextError, match="must be texts"):
        Profile(drop=[1])  # type: ignore[list-item]
    assert Profile(drop="Mua báo giấy").dropped.rule_for("Mua báo giấy!")
    with pytest.raises(CleantextError, match="bad pattern"):
        Profile(drop_patterns=["("])


def test_phrases_are_compared_with_mended_lines(folder: Path, run: Run) -> None:
    for raw in (normalize("NFD", "Mua báo giấy"), "Mua b&aacute;o giấy", "Mua\u200b báo giâý"):
        assert run("--drop", raw, "a.txt").out == without(3, 6), raw
    (folder / "nfd.toml").write_text(
        "\ufeffdrop-patterns = ['Mua " + normalize("NFD", "báo") + " .*']", encoding="utf-8"
    )
    assert run("--profile", "nfd.toml", "a.txt").out == without(3, 6)


def test_what_is_dropped_shows_where_chrome_is_and_what_is_kept_does_not(folder: Path, run: Run) -> None:
    (folder / "b.txt").write_text(
        "Bản Pọng dựng lại nhà sau lũ\n"
        "Nước rút, cả bản kéo nhau ra suối nhặt lại từng tấm ván, từng viên ngói còn nguyên.\n"
        "Tin liên quan\n"
        "Hạn mặn đến sớm ở cửa sông Ba Lai\n"
        "Xã Suối Mơ nhận thêm ba tấn gạo cứu trợ từ miền xuôi gửi lên\n"
        "Trưởng bản nói chỉ lo mùa mưa tới, vì bờ kè mới đắp được một nửa.\n",
        encoding="utf-8",
    )
    assert "Hạn mặn".encode() not in run("--drop", "Tin liên quan", "b.txt").out
    assert "Tin liên quan\nHạn mặn".encode() in run("--keep", "Tin liên quan", "b.txt").out


def test_many_phrases_are_looked_up_not_tried_one_by_one() -> None:
    rules = read_tables([("x", {"drop": [f"Dòng thừa {number}" for number in range(50_000)]})])
    profile = rules.profile_for(None)
    assert [hit.index for hit in profile.drop(["Dòng thừa 49999", "Dòng thật"] * 10_000)] == list(range(0, 20_000, 2))


def test_folders_say_what_the_site_is(folder: Path, run: Run) -> None:
    """The innermost that has rules, as far as the path says; where the path says nothing, the working directory."""
    text = (folder / "a.txt").read_bytes()
    for place in (
        "crawl/suoimo.example/2024/a.txt",
        "crawl/khac.example/a.txt",
        "crawl/suoimo.example/khac.example/a.txt",
    ):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(text)
    profile = ("--profile", "sites.toml")
    assert run(*profile, "crawl", "-o", "out").code == 0
    assert (folder / "out/suoimo.example/2024/a.txt").read_bytes() == without(3, 4, 5)
    assert (folder / "out/khac.example/a.txt").read_bytes() == without(3)
    assert (folder / "out/suoimo.example/khac.example/a.txt").read_bytes() == without(3)
    assert run(*profile, "crawl/suoimo.example/2024/a.txt").out == without(3, 4, 5)
    assert run(*profile, "--site", "khac.example", "crawl/suoimo.example/2024/a.txt").out == without(3)
    where = folder / "crawl/suoimo.example/2024"
    command = [*COMMAND, "--profile", "../../../sites.toml", "a.txt"]
    assert subprocess.run(command, cwd=where, capture_output=True, check=True).stdout == without(3, 4, 5)


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize(
    ("flag", "value"), [("--site-field", "suoimo.example"), ("--url-field", "https://www.SUOIMO.example:80/a?b")]
)
def test_a_field_says_what_the_site_is(folder: Path, run: Run, form: str, flag: str, value: str) -> None:
    rows: list[dict[str, str | None]] = [
        {"of": value, "text": ARTICLE},
        {"of": "other.example", "text": ARTICLE},
        {"of": None, "text": ARTICLE},
    ]
    if form == "jsonl":
        (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    else:
        with (folder / "in.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ["of", "text"])
            writer.writeheader()
            writer.writerows(rows)
    done = run("--profile", "sites.toml", flag, "of", f"in.{form}", "-f", "jsonl", "-o", "out.jsonl")
    assert done == (0, b"", "")
    cleaned = [json.loads(line)["text"] for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert cleaned == [without(*lines).decode().rstrip() for lines in ((3, 4, 5), (3, 4), (3, 4))]
    wrong = run("--profile", "sites.toml", flag, "off", f"in.{form}", "-o", "no.jsonl", "-f", "jsonl")
    if form == "csv":
        near = "did you mean 'of'? There are 'of', 'text'"
        assert f"no field 'off'; {near}: say which with --site-field or --url-field" in wrong.err


def test_what_is_said_of_sites_is_held_together(folder: Path, run: Run) -> None:
    for flags in (("--site", "a", "--url-field", "b"), ("--site-field", "a", "--url-field", "b")):
        refused = run("--profile", "sites.toml", *flags, "a.txt")
        assert refused == (
            2,
            b"",
            f"cleantext: {flags[0]} and {flags[2]} cannot be combined; give one of them\n",
        )
    assert run("--url-field", "u", "a.txt").err == "cleantext: --url-field needs a profile (--profile FILE)\n"
    (folder / "named.toml").write_text(
        '[sites.x]\ndocuments = 9\nbuilt-in = [{text = "a"}]\ndrop = ["b"]\n', encoding="utf-8"
    )
    hint = (
        "cleantext: no document is of a site that the profile names; --site, --site-field or --url-field says which\n"
    )
    assert run("--profile", "named.toml", "a.txt") == (0, without(6), hint)
    assert run("--profile", "named.toml", "-q", "a.txt").err == ""
    (folder / "bad.toml").write_text('[sites.x]\ndrop-patterns = ["("]\n', encoding="utf-8")
    assert run("--profile", "bad.toml", "a.txt").err.startswith(
        'cleantext: bad.toml: sites."x": drop-patterns, entry 1: '
    )
