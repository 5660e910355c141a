"""Configuration: settings in files, which of them holds, and what a file that is only found must not do."""

import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from tests.conftest import MESSY, SENTENCE, TIDY, Done, Run

Configured = Callable[..., Done]


@pytest.fixture
def configured(run: Run, tmp_path: Path) -> Configured:
    """Run the command in a folder with configuration: that of the folder, and the user's own."""

    def start(*arguments: str, project: str = "", user: str = "") -> Done:
        own = tmp_path / "own/cleantext/config.toml"
        own.parent.mkdir(parents=True, exist_ok=True)
        for path, text in ((tmp_path / "cleantext.toml", project), (own, user)):
            path.unlink(missing_ok=True)
            if text:
                path.write_text(text, encoding="utf-8")
        return run(*arguments, env={"XDG_CONFIG_HOME": str(tmp_path / "own")})

    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    return start


def where(page: bytes, key: str) -> str:
    """Give what `cleantext config` says of a key: its line, spaces made one."""
    (line,) = [line for line in page.decode().splitlines() if re.match(rf"#? ?{key} =", line)]
    return " ".join(line.split())


def test_flags_hold_before_the_project_and_that_before_the_user(configured: Configured) -> None:
    project, user = 'skip = ["site-chrome"]\neol = "crlf"', 'skip = ["whitespace"]\nerrors = "replace"\neol = "lf"'
    done = configured("config", "--eol", "keep", project=project, user=user)
    assert where(done.out, "skip") == 'skip = ["site-chrome"] # cleantext.toml'
    assert where(done.out, "eol") == 'eol = "keep" # --eol'
    assert where(done.out, "errors").startswith('errors = "replace" # ')
    assert where(done.out, "errors").endswith("own/cleantext/config.toml")
    assert where(done.out, "field") == 'field = "text" # default'
    assert where(done.out, "jobs") == "# jobs = # not set"
    assert configured("a.txt", project=project, user=user).out == f"Mưa\r\n\r\n{SENTENCE}\r\nPhản hồi\r\n".encode()


def test_rules_of_all_places_add_up(configured: Configured) -> None:
    done = configured("a.txt", "--drop", "Phản hồi", project=f'drop = ["{SENTENCE}"]', user='drop = ["Mưa"]')
    assert done.out == b""
    done = configured("config", "--drop", "một", project='drop = ["hai"]', user='drop = ["ba"]')
    assert sorted(tomllib.loads(done.out.decode())["drop"]) == ["ba", "hai", "một"]


def test_what_config_shows_can_be_given_back(configured: Configured, tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text('keep = ["Phản hồi"]', encoding="utf-8")
    project = (
        'profile = "rules.toml"\nmax-size = 2000\ntimeout = 2.5\nwith = ["bylines"]\n[sites."a b"]\ndrop = ["\\"x\\""]'
    )
    done = configured("config", "--site", "a b", project=project, user="explain = true")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/all.toml").write_bytes(done.out)
    again = configured("config", "--config", "elsewhere/all.toml")
    assert tomllib.loads(again.out.decode()) == tomllib.loads(done.out.decode())
    with_file = configured("--config", "elsewhere/all.toml", "a.txt")
    assert with_file == configured("--site", "a b", "-q", "--explain", "a.txt", project=project)
    assert "Phản hồi" in with_file.out.decode()


def test_a_file_is_read_once(configured: Configured, tmp_path: Path) -> None:
    """What a shell gives for <(...) can be read no second time."""
    os.mkfifo(tmp_path / "pipe.toml")
    for flag, text, shown in (
        ("--config", 'eol = "crlf"', 'eol = "crlf" # pipe.toml'),
        ("--profile", 'keep = ["a"]', "# rules in pipe.toml: 1"),
    ):
        writer = Thread(target=(tmp_path / "pipe.toml").write_text, args=[text])
        writer.start()
        assert shown in " ".join(configured("config", flag, "pipe.toml").out.decode().split())
        writer.join()


def test_isolated_and_config_leave_out_what_is_found(configured: Configured, tmp_path: Path) -> None:
    project = user = 'skip = ["site-chrome"]'
    assert "Phản hồi" in configured("a.txt", project=project).out.decode()
    assert configured("--isolated", "a.txt", project=project, user=user) == (0, TIDY.encode(), "")
    (tmp_path / "own.toml").write_text('eol = "crlf"', encoding="utf-8")
    done = configured("--config", "own.toml", "a.txt", project=project, user=user)
    assert done == (0, TIDY.replace("\n", "\r\n").encode(), "")
    both = configured("--config", "own.toml", "--isolated", "a.txt")
    assert (both.code, "give one of them" in both.err) == (2, True)
    assert configured("--config", "none.toml", "a.txt").err == "cleantext: none.toml: No such file or directory\n"


def test_stderr_names_the_file_that_was_found_but_not_ones_own(configured: Configured) -> None:
    assert configured("a.txt", project='eol = "lf"').err == "cleantext: using cleantext.toml\n"
    assert configured("-q", "a.txt", project='eol = "lf"').err == ""
    assert configured("a.txt", user='eol = "lf"').err == ""
    assert configured("a.txt", project='eol = "lf"', user="quiet = true").err == ""


def test_a_flag_takes_back_what_a_file_switches_on(configured: Configured) -> None:
    assert "comments" in configured("a.txt", project="explain = true").err
    assert "comments" not in configured("--no-explain", "a.txt", project="explain = true").err
    done = configured("--max-errors", "9", "gone.txt", "gone2.txt", project="fail-fast = true")
    assert done.err.count("No such file") == 2


def test_pyproject_counts_where_it_has_our_table(configured: Configured, run: Run, tmp_path: Path) -> None:
    configured("a.txt")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n', encoding="utf-8")
    assert run("a.txt").err == ""
    (tmp_path / "pyproject.toml").write_text('[tool.cleantext]\neol = "crlf"\n', encoding="utf-8")
    assert run("a.txt").out == TIDY.replace("\n", "\r\n").encode()
    (tmp_path / "pyproject.toml").write_text('[tool.cleantext]\n# skip = ["tones"]\n', encoding="utf-8")
    assert run("a.txt").out == TIDY.encode()
    (tmp_path / "cleantext.toml").write_text('eol = "lf"', encoding="utf-8")
    assert run("a.txt").err == "cleantext: using cleantext.toml\n"
    (tmp_path / "pyproject.toml").write_text("[tool.cleantex]\n", encoding="utf-8")
    done = run("--config", "pyproject.toml", "a.txt")
    assert done == (2, b"", "cleantext: pyproject.toml: there is no [tool.cleantext]\n")


def test_learn_uses_settings_but_no_rules(configured: Configured, tmp_path: Path) -> None:
    rows = "".join(
        f'{{"body": "Tin {i}\\n{SENTENCE}\\nLần {i}: {SENTENCE}\\n\\nBản tin thôn Hạ"}}\n' for i in range(30)
    )
    (tmp_path / "t.jsonl").write_text(rows, encoding="utf-8")
    project = 'field = "body"\nkeep = ["Bản tin thôn Hạ"]\neol = "crlf"'
    done = configured("learn", "--site", "a", "t.jsonl", project=project)
    assert done.code == 0
    assert "cleantext learn: using cleantext.toml" in done.err
    assert "Bản tin thôn Hạ" in done.out.decode()
    assert configured("learn", "--isolated", "--site", "a", "t.jsonl", project=project).code == 2


WRONG = {
    'skp = ["tones"]': "unknown key 'skp'; did you mean skip?",
    'skip = "tones"': 'skip: must be a list of texts, as ["a", "b"]',
    'skip = ["tonse"]': "skip: no filter named 'tonse'; did you mean tones?",
    'jobs = "4"': "jobs: must be a whole number",
    "jobs = 0": "jobs: '0' is no number of them; write 1 or more",
    "explain = 1": "explain: must be true or false",
    'max-size = "huge"': "max-size: 'huge' is no size; write 500KB, 50MB or 1GB",
    'eol = "cr"': "eol: 'cr' is not one of 'lf', 'crlf', 'keep'",
    "timeout = -1": "timeout: '-1' is no time",
    'encoding = "tcnv3"': "encoding: ",
    'site = "a"\nurl-field = "b"': "both say what the site is",
    "skip = [": "no TOML",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_named_with_file_key_and_what_would_be_right(configured: Configured, text: str) -> None:
    for done in (configured("a.txt", project=text), configured("config", user=text)):
        assert (done.code, done.out) == (2, b"")
        assert len(done.err.splitlines()) == 1
        assert WRONG[text] in done.err
        assert "cleantext.toml: " in done.err or "config.toml: " in done.err


ON_THE_COMMAND_LINE = (
    "output in-place report dry-run resume files-from null engine config isolated check diff version help merge"
).split()


@pytest.mark.parametrize("key", ON_THE_COMMAND_LINE)
def test_no_file_names_what_is_written_or_started(configured: Configured, tmp_path: Path, key: str) -> None:
    for value in ("true", '"x.txt"'):
        done = configured("a.txt", project=f"{key} = {value}")
        assert done.err == f"cleantext: cleantext.toml: {key} goes on the command line, as --{key}, and in no file\n"
        assert (done.code, done.out) == (2, b"")
        assert not (tmp_path / "x.txt").exists()


def test_a_file_that_is_found_reads_nothing_elsewhere(configured: Configured, tmp_path: Path) -> None:
    """By a path, or by a link; it could be a place that tells who reads it, or one that never ends."""
    (tmp_path / "link.toml").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.toml")
    for name, reason in (
        ("/etc/passwd", "is not below the folder of this file"),
        ("../x.toml", "is not below the folder of this file"),
        ("link.toml", "is not below the folder of this file"),
        ("pipe.toml", "not a regular file"),
    ):
        done = configured("a.txt", project=f'profile = "{name}"')
        assert (done.code, done.out) == (2, b"")
        assert reason in done.err
        assert "root:" not in done.err


def test_a_file_that_is_found_raises_no_limit_and_hides_nothing(configured: Configured) -> None:
    assert "can lower the limit, and not raise it" in configured("a.txt", project='max-size = "1GB"').err
    assert configured("a.txt", user='max-size = "1GB"').code == 0
    assert "cannot silence what is said" in configured("a.txt", project="quiet = true").err
    assert configured("a.txt", project="quiet = false").code == 0
    assert (
        where(configured("config", project="jobs = 100000").out, "jobs")
        == f"jobs = {len(os.sched_getaffinity(0))} # cleantext.toml"
    )


@pytest.mark.parametrize(
    "said",
    ['include = ["*"]', "hidden = true", 'input-format = "text"', 'encoding = "utf-16-le"', 'errors = "replace"'],
)
def test_a_file_that_is_found_has_no_more_files_written_over_in_place(
    configured: Configured, tmp_path: Path, said: str
) -> None:
    (tmp_path / "in").mkdir()
    files = {"notes.md": MESSY.encode(), ".hidden.txt": MESSY.encode(), "tcvn3.txt": b"N\255\355c \256\267 v\322\n"}
    for name, data in files.items():
        (tmp_path / "in" / name).write_bytes(data)
    done = configured("-i", "in", project=said)
    assert (
        f"{said.split(maxsplit=1)[0]} of cleantext.toml does not hold with --in-place; what is written over, --"
        in done.err
    )
    assert {path.name: path.read_bytes() for path in (tmp_path / "in").iterdir()} == files


WOULD_TAKE_ALL_MEMORY = {
    "nested": ("[" * 5000, "no TOML"),
    "long key": (f"{'a.' * 4000}b = 1", "a key of more than 32 parts"),
    "pattern": ('drop-patterns = ["(x{9999}){9999}"]', "drop-patterns"),
    "large": ("drop = ['" + "x" * 11_000_000 + "']", "larger than 10,000,000 bytes"),
    "number": (f"jobs = 0x{'f' * 9000}", "a number of more than 64 bits"),
    "number in a rule": (f"drop = [{{text = 'a', x = 0x{'f' * 9000}}}]", "a number of more than 64 bits"),
}


@pytest.mark.parametrize("case", WOULD_TAKE_ALL_MEMORY)
def test_a_file_that_would_take_all_memory_is_refused(configured: Configured, case: str) -> None:
    text, reason = WOULD_TAKE_ALL_MEMORY[case]
    for done in (configured("a.txt", project=text), configured("config", project=text)):
        assert (done.code, done.out) == (2, b"")
        assert reason in done.err
        assert len(done.err) < 400


def test_no_file_loads_what_packages_offer(configured: Configured, tmp_path: Path) -> None:
    """A filter of a package is code: only a flag has it imported."""
    (tmp_path / "evil.py").write_text(
        "open('ran', 'w')\ndef stars(text: str) -> str:\n    return text\n", encoding="utf-8"
    )
    info = tmp_path / "evil-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[cleantext.filters]\nstars = evil:stars\n", encoding="utf-8")
    for key in ("with", "only", "skip"):
        done = configured("a.txt", project=f'{key} = ["stars"]')
        assert (done.code, "no filter named 'stars'" in done.err) == (2, True)
    assert not (tmp_path / "ran").exists()


def test_config_reads_well_in_eighty_columns(configured: Configured) -> None:
    page = configured("config", project='skip = ["tones"]').out.decode()
    assert max(len(line) for line in page.splitlines() if "own/cleantext" not in line) <= 80
    assert page.startswith("# What holds here, from the nearest place to the farthest:\n#   cleantext.toml: in use\n")
