"""Configuration: settings in files, and which of them holds."""

import os
import tomllib
from pathlib import Path
from threading import Thread

import pytest

from cleantext.cli.flags import CLEAN, flags_of
from cleantext.cli.settings.keys import SETTINGS
from tests.conftest import SENTENCE, TIDY, Configured, Run, where


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
    with_file = configured("--config", "elsewhere/all.toml", "a.txt", process=True)  # the timeout takes a worker
    found = configured("--site", "a b", "--explain", "a.txt", project=project, process=True)
    said = "cleantext: using cleantext.toml, which drops lines or files: drop (1 rule), with (bylines)\n"
    assert found == with_file._replace(err=said + with_file.err)
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
    (tmp_path / "cleantext.toml").unlink()
    in_other_words = ('[tool]\ncleantext = {eol = "crlf"}', '[tool."cleantext"]\neol = "crlf"')
    for text in (*in_other_words, '\ufefftool.cleantext.eol = "crlf"'):
        (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
        assert run("a.txt").out == TIDY.replace("\n", "\r\n").encode()
    for text in ('x = """\n[tool.cleantext]\n"""\n', "[tool.other]\ncleantext = 1\n", "# [tool.cleantext]\n"):
        (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
        assert run("a.txt") == (0, TIDY.encode(), "")
    (tmp_path / "pyproject.toml").write_text("[tool.cleantex]\n", encoding="utf-8")
    done = run("--config", "pyproject.toml", "a.txt")
    assert done == (2, b"", "cleantext: pyproject.toml: there is no [tool.cleantext]\n")


def test_a_tone_style_on_the_command_line_wants_its_filter(configured: Configured) -> None:
    asked, user = ("--tone-style", "old"), 'skip = ["tones"]'
    assert configured("a.txt", *asked, user=user).code == 0
    assert tomllib.loads(configured("config", *asked, user=user).out.decode())["skip"] == []


def test_a_users_own_file_that_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own/cleantext/config.toml"
    own.mkdir(parents=True)
    done = run("a.txt", env={"XDG_CONFIG_HOME": str(tmp_path / "own")})
    assert done == (2, b"", f"cleantext: {own}: Is a directory\n")


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
    'skip = ["tonse"]': "no filter named 'tonse'; did you mean tones?",
    'jobs = "4"': "jobs: must be a whole number",
    "jobs = 0": "jobs: '0' is not a whole number of 1 or more",
    "explain = 1": "explain: must be true or false",
    'max-size = "huge"': "max-size: 'huge' is not a size; write 500KB, 50MB or 1GB",
    'eol = "cr"': "eol: 'cr' is not one of 'lf', 'crlf', 'keep'",
    "timeout = -1": "timeout: '-1' is not a time",
    'encoding = "tcnv3"': "encoding: ",
    'site = "a"\nurl-field = "b"': "cannot be combined",
    'site = "a"\n[sites.b]\ndrop = ["x"]': "site: no profile has rules for the site 'a'; there are b",
    '[sites.b]\nskip = ["x"]': "unknown key 'skip'; there are chrome, drop, ",
    'profile = "none.toml"': "profile: ",
    'profile = ""': "profile: ",
    "in_place = true": "in-place cannot be set in a file",
    "paths = 1": "unknown key 'paths'; `cleantext config --isolated` lists them",
    'with = ["stars"]': "with: a file can name built-in filters only; no filter named 'stars'",
    "skip = [": "not valid TOML",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_named_with_file_key_and_what_would_be_right(configured: Configured, text: str) -> None:
    for done in (configured("a.txt", project=text), configured("config", user=text)):
        assert (done.code, done.out) == (2, b"")
        assert len(done.err.splitlines()) == 1
        assert WRONG[text] in done.err
        assert "cleantext.toml: " in done.err or "config.toml: " in done.err


def test_config_reads_well_in_eighty_columns(configured: Configured) -> None:
    page = configured("config", project='skip = ["tones"]').out.decode()
    assert max(len(line) for line in page.splitlines() if "own/cleantext" not in line) <= 80
    assert page.startswith("# What holds here, from the nearest place to the farthest:\n#   cleantext.toml: in use\n")


def test_a_flag_that_is_marked_for_files_is_a_setting_or_a_rule() -> None:
    """Those below a heading that `cleantext config` does not know would be lost."""
    marked = {flag.key for flag in flags_of(CLEAN) if flag.in_files}
    assert marked == {*SETTINGS, "drop", "keep"}
