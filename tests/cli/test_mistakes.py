"""Wrong command lines: each is answered by one line that names the mistake and says what to do."""

from pathlib import Path

import pytest

from tests.conftest import MESSY, Run

LISTS = "cleantext --help lists all flags"
ALONE = "--report - needs stdout for itself: write the text with --output or --in-place, or name a file"
UNREAD = "--stdin-filename names what comes through stdin, which is not read here; add - to the paths"
KEPT = "--backup keeps the old bytes of files that --in-place replaces; it goes with nothing else"
MANY = "9" * 5000
FIRST = "a command comes first: cleantext config ..."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--skp tones a.txt", "cleantext: there is no flag --skp; did you mean --skip?"),
        ("--outpt x a.txt", "cleantext: there is no flag --outpt; did you mean --output?"),
        ("--max-err 1 a.txt", "cleantext: there is no flag --max-err; did you mean --max-errors?"),
        ("--zzz a.txt", f"cleantext: there is no flag --zzz; {LISTS}"),
        ("-z a.txt", f"cleantext: there is no flag -z; {LISTS}"),
        ("learn --in-place d", "cleantext learn: there is no flag --in-place; cleantext learn --help lists all flags"),
        ("learn --min-doc 5 d", "cleantext learn: there is no flag --min-doc; did you mean --min-docs?"),
        ("--skip tonnes a.txt", "cleantext: no filter named 'tonnes'; did you mean tones?"),
        ("-f jsn a.txt", "cleantext: --format cannot be 'jsn'; did you mean json?"),
        ("-f xml a.txt", "cleantext: --format cannot be 'xml'; choose text, json or jsonl"),
        ("--color=yes a.txt", "cleantext: --color cannot be 'yes'; choose auto, always or never"),
        ("--no-hiden a.txt", "cleantext: there is no flag --no-hiden; did you mean --no-hidden?"),
        ("--no-quiet=1 a.txt", "cleantext: --no-quiet takes no value; write it alone"),
        ("--explain=yes a.txt", "cleantext: --explain takes no value; write it alone"),
        ("a.txt -o", "cleantext: -o needs a value; write: -o PATH"),
        ("a.txt --format", "cleantext: --format needs a value; write: --format text|json|jsonl"),
        ("--jobs 0 a.txt", "cleantext: --jobs: '0' is not a whole number of 1 or more, in digits"),
        ("--jobs two a.txt", "cleantext: --jobs: 'two' is not a whole number of 1 or more, in digits"),
        ("--max-size big a.txt", "cleantext: --max-size: 'big' is not a size; write 500KB, 50MB or 1GB"),
        (f"--jobs {MANY} a.txt", f"cleantext: --jobs: '{MANY}' is not a whole number of 1 or more, in digits"),
        ("a.txt -o --diff", "cleantext: --output: '--diff' looks like a flag; write ./--diff for a file of that name"),
        ("--only tones --skip tones a.txt", "cleantext: no filter is left: --skip skips all that --only wants"),
        ("--eol LF a.txt", "cleantext: --eol cannot be 'LF'; did you mean lf?"),
        ("--only tones,, a.txt", "cleantext: --only: one name is empty; separate names with commas, as tones,unicode"),
        ("no.txt", "cleantext: no.txt: No such file or directory"),
        ("filter", "cleantext: filter: No such file or directory; did you mean: cleantext filters"),
        ("lear", "cleantext: lear: No such file or directory; did you mean: cleantext learn"),
        ("--isolated config", f"cleantext: config: No such file or directory; {FIRST}"),
        ("help", "cleantext: help: No such file or directory; did you mean: cleantext --help"),
        ("clean", "cleantext: clean: No such file or directory; leave the word out: cleantext alone cleans"),
        ("--profile no.toml a.txt", "cleantext: --profile no.toml: No such file or directory"),
        ("learn --merge no.toml", "cleantext learn: --merge no.toml: No such file or directory"),
        ("--files-from no.txt", "cleantext: --files-from no.txt: No such file or directory"),
        ("show", "cleantext show: FILTER is missing; write: cleantext show FILTER"),
        ("show tonse", "cleantext show: no filter named 'tonse'; did you mean tones?"),
        ("show tones unicode", "cleantext show: unicode is one argument too many; write: cleantext show FILTER"),
        ("filters all", "cleantext filters: all is one argument too many; write: cleantext filters"),
        ("completion", "cleantext completion: SHELL is missing; write: cleantext completion SHELL"),
        ("completion tcsh", "cleantext completion: shell cannot be 'tcsh'; choose bash, zsh or fish"),
        (
            "a.txt a.jsonl",
            "cleantext: inputs are jsonl and text; --format says what to write, or --output names a folder",
        ),
        ("-o a.txt/b.txt a.txt", "cleantext: cannot write a.txt/b.txt: a.txt is a file, not a folder"),
        ("-o b.txt --report a.txt/r.csv a.txt", "cleantext: cannot write a.txt/r.csv: a.txt is a file, not a folder"),
        ("--report - a.txt", "cleantext: " + ALONE),
        ("--stdin-filename b.txt a.txt", "cleantext: " + UNREAD),
        ("--backup .bak a.txt", "cleantext: " + KEPT),
        ("-i --backup .txt a.txt", "cleantext: --backup .txt: the next run would clean a.txt.txt too; take .bak, say"),
        ("-i --backup .gz a.txt", "cleantext: --backup .gz: the next run would clean a.txt.gz too; take .bak, say"),
        ("-i --backup /b a.txt", "cleantext: --backup /b: a suffix has no slash; backups stand beside their files"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_what_to_do(run: Run, tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n', encoding="utf-8")
    assert run(*line.split()) == (2, b"", f"{said}\n")


def test_what_is_like_a_command_has_no_other_path_touched(run: Run, tmp_path: Path) -> None:
    (tmp_path / "crawl").mkdir()
    (tmp_path / "crawl/a.txt").write_text(MESSY, encoding="utf-8")
    for line in ("lern crawl -o sites.toml", "-q learn crawl -o sites.toml", "-i clean crawl"):
        done = run(*line.split())
        assert (done.code, done.out, len(done.err.splitlines())) == (2, b"", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["crawl"]
    assert (tmp_path / "crawl/a.txt").read_text(encoding="utf-8") == MESSY


def test_several_texts_go_to_no_file(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("a\n", encoding="utf-8")
    done = run("a.txt", "b.txt", "-o", "out.txt")
    assert (
        done.err == "cleantext: several inputs go to a folder: write -o out.txt/, or for one file -f jsonl -o a.jsonl\n"
    )
    assert not (tmp_path / "out.txt").exists()
    assert run("a.txt", "b.txt", "-o", "out.txt/").code == 0


def test_json_lines_that_are_taken_for_text_are_told(run: Run) -> None:
    done = run(stdin=b'{"text": "a  b"}\n')
    assert (done.code, done.out) == (0, b'{"text": "a b"}\n')
    assert (
        done.err
        == "cleantext: -: read as text, but begins like JSON Lines; --input-format jsonl cleans a field of it\n"
    )
    for flags in (("-q",), ("--input-format", "jsonl")):
        assert run(*flags, stdin=b'{"text": "a  b"}\n').err == ""


def test_names_of_filters_are_set_apart_by_commas(run: Run) -> None:
    said = "cleantext: --skip: 'tones unicode' is not the name of a filter; separate names with commas: tones,unicode\n"
    assert run("--skip", "tones unicode", "a.txt").err == said


def test_a_file_of_the_name_of_no_command_is_cleaned(run: Run, tmp_path: Path) -> None:
    (tmp_path / "filter").write_text("a\n", encoding="utf-8")
    assert run("filter") == (0, b"a\n", "")


def test_what_is_like_a_command_is_no_hint_for_the_name_of_a_file(run: Run) -> None:
    assert run("./filter").err == "cleantext: ./filter: No such file or directory\n"
    assert run("show.txt").err == "cleantext: show.txt: No such file or directory\n"
