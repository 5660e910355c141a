"""`cleantext --learn`: a folder's chrome learned and removed in one run; the profile, and what goes wrong."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.helpers import sites
from tests.helpers.paths import ROOT
from tests.helpers.sites import SITE, profile, texts

IN_A_PROFILE = "in clean.profile.toml, which --profile takes; what is removed depends on all of them"
GONE = (sites.MENU, sites.OWN, sites.INVITATION, sites.BUILT_IN)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    sites.lay(tmp_path / "crawl", SITE)
    return tmp_path


def test_a_folder_is_cleaned_by_what_it_teaches(crawl: Path, run: Run) -> None:
    done = run("--learn", "crawl", "-o", "clean/")
    assert (done.code, done.out) == (0, b"")
    assert done.err.splitlines()[0] == (f"cleantext: learned 5 lines from 30 documents of 1 site, {IN_A_PROFILE}")
    cleaned = contents(crawl / "clean")
    assert len(cleaned) == 30, "and no other file in the folder"
    assert not any(line in text.decode().splitlines() for text in cleaned.values() for line in GONE)
    assert all(line in next(iter(cleaned.values())).decode() for line in (*sites.NOT_CHROME, sites.RUBRIC))
    assert texts(profile(crawl / "clean.profile.toml")["sites"][SITE]["chrome"]) == sites.CHROME


def test_it_is_learning_and_then_cleaning_by_the_profile(crawl: Path, run: Run, run_process: Run) -> None:
    assert run("--learn", "crawl", "-o", "a/", "-q") == (0, b"", "")
    assert run("learn", "crawl", "-o", "sites.toml", "-q").code == 0
    assert (crawl / "a.profile.toml").read_bytes() == (crawl / "sites.toml").read_bytes()
    assert run("--profile", "sites.toml", "crawl", "-o", "b/", "-q").code == 0
    assert contents(crawl / "a") == contents(crawl / "b")
    assert run_process("--learn", "crawl", "-o", "c/", "-j2", "-q").code == 0
    assert contents(crawl / "a") == contents(crawl / "c")


def test_several_sites_are_told_by_folders_and_small_ones_are_cleaned_by_the_rules_alone(crawl: Path, run: Run) -> None:
    sites.lay(crawl / "crawl", "small.example", count=19)
    done = run("--learn", "crawl", "-o", "clean/")
    assert done.err.splitlines()[:2] == [
        "cleantext: small.example: too few documents to learn from: 19, of 20",
        f"cleantext: learned 5 lines from 49 documents of 2 sites, {IN_A_PROFILE}",
    ]
    assert [*profile(crawl / "clean.profile.toml")["sites"]] == [SITE]
    small = (crawl / "clean/small.example/2024/001.txt").read_text(encoding="utf-8")
    assert (sites.OWN in small, sites.BUILT_IN in small) == (True, False)


def test_where_nothing_can_be_learned_it_says_so_and_cleans(tmp_path: Path, run: Run) -> None:
    sites.lay(tmp_path / "crawl", SITE, count=3)
    done = run("--learn", "--site", "a", "crawl", "-o", "clean/")
    assert (done.code, len(contents(tmp_path / "clean"))) == (0, 3)
    assert done.err.splitlines()[:2] == [
        "cleantext: a: too few documents to learn from: 3, of 20",
        "cleantext: nothing was learned from 3 documents of 1 site; only the rules for all sites hold",
    ]
    assert not (tmp_path / "clean.profile.toml").exists()


@pytest.mark.parametrize("flags", [("--site-field", "site"), ("--url-field", "url"), ("--site", SITE)])
def test_a_table_needs_the_site_of_its_rows(tmp_path: Path, run: Run, flags: tuple[str, str]) -> None:
    sites.table(tmp_path / "all.jsonl", SITE)
    refused = run("--learn", "all.jsonl", "-o", "clean.jsonl")
    assert (refused.code, refused.err) == (
        2,
        "cleantext: of which site the rows of all.jsonl are, --site, --site-field or --url-field must say\n",
    )
    assert [*tmp_path.iterdir()] == [tmp_path / "all.jsonl"]
    assert run("--learn", *flags, "all.jsonl", "-o", "clean.jsonl", "-q").code == 0
    rows = [json.loads(line) for line in (tmp_path / "clean.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 30
    assert not any(sites.OWN in row["text"] for row in rows)
    assert (tmp_path / "clean.jsonl.profile.toml").exists()


def test_files_in_place_have_the_profile_beside_their_folder(crawl: Path, run: Run) -> None:
    assert run("--learn", "-i", "crawl", "-q").code == 0
    assert {path.name for path in crawl.iterdir()} == {"crawl", "crawl.profile.toml"}
    assert not any(sites.OWN in text.decode() for text in contents(crawl / "crawl").values())


def test_a_profile_that_was_reviewed_is_not_written_over(crawl: Path, run: Run) -> None:
    first = run("--learn", "crawl", "-o", "clean/")
    assert run("--learn", "crawl", "-o", "clean/") == first, "the same again is no other profile"
    path = crawl / "clean.profile.toml"
    reviewed = path.read_text(encoding="utf-8").replace(f'"{sites.BUILT_IN}",\n', "")
    path.write_text(reviewed, encoding="utf-8")
    before = contents(crawl)
    for more in ((), ("--dry-run",)):
        refused = run("--learn", "crawl", "-o", "clean/", *more)
        assert (refused.code, refused.out) == (2, b"")
        assert refused.err == (
            "cleantext: clean.profile.toml is there, and these documents teach other lines: --profile "
            "clean.profile.toml cleans by it; once it is removed, --learn writes it anew\n"
        )
    assert contents(crawl) == before


def test_a_profile_stays_where_files_were_cleaned_in_place(crawl: Path, run: Run) -> None:
    """A run that was cut short has cleaned some files, which teach less: what was learned from all of them is kept."""
    files = sorted(path for path in (crawl / "crawl").rglob("*") if path.is_file())
    before = {path: path.read_bytes() for path in files}
    assert run("--learn", "crawl", "-i", "-q").code == 0
    for path in files[1:]:  # as if the run had been cut short behind the first
        path.write_bytes(before[path])
    refused = run("--learn", "crawl", "-i")
    assert refused.code == 2
    assert refused.err == (
        "cleantext: crawl.profile.toml is there, and these documents teach other lines: --profile "
        "crawl.profile.toml cleans by it\n"
    )


def test_rules_of_the_user_add_up_with_what_is_learned(crawl: Path, run: Run) -> None:
    (crawl / "mine.toml").write_text(f'keep = ["{sites.OWN}"]\ndrop = ["{sites.RUBRIC}"]\n', encoding="utf-8")
    assert run("--learn", "--profile", "mine.toml", "crawl", "-o", "clean/", "-q").code == 0
    text = (crawl / f"clean/{SITE}/2024/001.txt").read_text(encoding="utf-8")
    assert [line in text for line in (sites.OWN, sites.RUBRIC, sites.MENU)] == [True, False, False]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--learn",),
            "--learn cannot use standard input, because it reads the documents twice; name files or folders",
        ),
        (
            ("--learn", "-", "-o", "x/"),
            "--learn cannot use standard input, because it reads the documents twice; name files or folders",
        ),
        (
            ("--learn", "crawl"),
            "--learn needs --output, --in-place, --diff or --check; it writes its profile beside the output",
        ),
        (
            ("--learn", "crawl", "-o", "-"),
            "--learn needs --output, --in-place, --diff or --check; it writes its profile beside the output",
        ),
        (("--learn", "crawl", "-o", "crawl/clean"), "the output folder crawl/clean lies in crawl, which is read; "),
        (("--learn", "x.jsonl", "--engine", "spark", "-o", "x/"), "--learn does not go with --engine"),
    ],
)
def test_what_cannot_be_is_refused_and_writes_nothing(
    crawl: Path, run: Run, arguments: tuple[str, ...], message: str
) -> None:
    (crawl / "x.jsonl").write_text('{"text": "a"}\n', encoding="utf-8")
    before = contents(crawl)
    done = run(*arguments, stdin=b"a\n")
    assert (done.code, done.out, done.err.count("\n")) == (2, b"", 1)
    assert done.err.startswith(f"cleantext: {message}")
    assert contents(crawl) == before


def test_a_run_that_writes_no_output_writes_no_profile(crawl: Path, run: Run) -> None:
    before = contents(crawl)
    dry = run("--learn", "crawl", "-o", "clean/", "-n")
    assert dry.err.startswith(
        "cleantext: learned 5 lines from 30 documents of 1 site, as clean.profile.toml would hold; "
    )
    assert dry.out.count(b" -> ") == 30
    check = run("--learn", "crawl", "--check")
    assert check.code == 1
    assert check.err.startswith("cleantext: learned 5 lines from 30 documents of 1 site; what is removed depends on ")
    assert f"-{sites.OWN}\n".encode() in run("--learn", "crawl", "--diff").out
    assert contents(crawl) == before


def test_what_fails_is_named_once(crawl: Path, run: Run) -> None:
    (crawl / "crawl" / SITE / "x.txt").write_bytes(b"\xff")
    done = run("--learn", "crawl", "-o", "clean/")
    assert done.code == 2
    assert sum("x.txt" in line for line in done.err.splitlines()) == 1
    assert len(contents(crawl / "clean")) == 30


SLOW = """
import sys, time
from cleantext.cli.main import run
from cleantext.learn import corpus
from cleantext.batch import worker
module, name = (corpus, "find_occurrences") if sys.argv[1] == "learning" else (worker, "clean_document")
function = getattr(module, name)
def slow(*arguments):
    print("begun", flush=True)
    time.sleep(0.2)
    return function(*arguments)
setattr(module, name, slow)
sys.exit(run(sys.argv[2:]))
"""


@pytest.mark.parametrize(("phase", "left"), [("learning", []), ("cleaning", ["clean.profile.toml"])])
def test_an_interrupted_run_leaves_a_whole_profile_or_none(crawl: Path, run: Run, phase: str, left: list[str]) -> None:
    command = [sys.executable, "-c", SLOW, phase, "--learn", "crawl", "-o", "clean/", "-j1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=crawl, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as job:
        assert job.stdout
        job.stdout.readline()
        job.send_signal(signal.SIGINT)
        _, err = job.communicate(timeout=60)
    assert (job.returncode, b"interrupted" in err, b"Traceback" in err) == (130, True, False)
    files = sorted(path.name for path in crawl.iterdir() if path.is_file())
    assert files == left
    assert run("--learn", "crawl", "-o", "clean/", "-q", *(["--resume"] if left else [])).code == 0
    assert texts(profile(crawl / "clean.profile.toml")["sites"][SITE]["chrome"]) == sites.CHROME
    assert len(contents(crawl / "clean")) == 30


def test_a_file_that_is_named_twice_counts_once(crawl: Path, run: Run) -> None:
    done = run("--learn", "crawl", f"crawl/{SITE}/2024/001.txt", "--site", SITE, "-o", "clean/")
    assert (done.code, " 30 documents " in done.err) == (0, True)


def test_names_in_a_list_are_learned_from(crawl: Path, run: Run) -> None:
    names = "".join(f"crawl/{SITE}/2024/{number:03}.txt\n" for number in range(30))
    assert run("--learn", "--files-from", "-", "--site", SITE, "-o", "clean/", "-q", stdin=names.encode()).code == 0
    assert not any(sites.OWN in text.decode() for text in contents(crawl / "clean").values())


def test_a_run_without_it_does_not_import_what_learns() -> None:
    code = "import sys; from cleantext.cli import clean; sys.exit('cleantext.learn' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
