"""What a file of configuration that was found must not do: a stranger may have written it."""

import os
from functools import partial
from pathlib import Path
from pwd import getpwuid

import pytest

from tests.conftest import MESSY, TIDY, Configured, Run, start, where
from tests.helpers.contract import lacks

ON_THE_COMMAND_LINE = (
    "output in-place report doubtful dry-run resume files-from null engine config isolated check diff version help "
    "merge"
).split()


@pytest.mark.parametrize("key", ON_THE_COMMAND_LINE)
def test_no_file_names_what_is_written_or_started(configured: Configured, tmp_path: Path, key: str) -> None:
    for value in ("true", '"x.txt"'):
        done = configured("a.txt", project=f"{key} = {value}")
        assert (
            done.err
            == f"cleantext: cleantext.toml: {key} cannot be set in a file; give it on the command line, as --{key}\n"
        )
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
    done = configured("config", project='max-size = "50MB"\ntimeout = 9', user='max-size = "1KB"\ntimeout = 1')
    assert where(done.out, "max-size").startswith('max-size = "1KB" # ')
    assert where(done.out, "timeout").startswith("timeout = 1")
    project, user = "max-errors = 9\nfail-fast = false\nexplain = false", "explain = true\nfail-fast = true"
    for mine in (user, user.replace("fail-fast = true", "max-errors = 1")):
        done = configured("gone.txt", "gone2.txt", "a.txt", project=project, user=mine)
        assert done.err.count("No such file") == 1
    assert "site-chrome: comments" in configured("a.txt", project=project, user=user).err
    assert "cannot colour what programs read" in configured("a.txt", project='color = "always"').err
    assert configured("a.txt", project='color = "never"', user='color = "always"').code == 0
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
    files = {"notes.rst": MESSY.encode(), ".hidden.txt": MESSY.encode(), "tcvn3.txt": b"N\255\355c \256\267 v\322\n"}
    for name, data in files.items():
        (tmp_path / "in" / name).write_bytes(data)
    done = configured("-i", "in", project=said)
    assert (
        f"{said.split(maxsplit=1)[0]} of cleantext.toml is ignored with --in-place; if it is wanted, give --"
        in done.err
    )
    assert {path.name: path.read_bytes() for path in (tmp_path / "in").iterdir()} == files


WOULD_TAKE_ALL_MEMORY = {
    "nested": ("[" * 5000, "not valid TOML"),
    "long key": (f"{'a.' * 4000}b = 1", "a key of more than 32 parts"),
    "pattern": ('drop-patterns = ["(x{9999}){9999}"]', "drop-patterns"),
    "copies of a long pattern": (f"drop-patterns = ['(?:{'[ab]' * 1000}){{9999}}']", "it repeats something too often"),
    "long pattern": (f"drop-patterns = ['{'(a|b)' * 500_000}']", "it is too long"),
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


STRANGER = 65534  # the number of a user who is neither root nor who runs the tests
EMPTIES = "drop-patterns = ['.*']"


def give_away(path: Path, *, follow: bool = True) -> str:
    """Give a file to another user, and return the name of that; skip the test where only root can do so."""
    if os.geteuid() != 0:
        lacks("only root can give files away")
    os.chown(path, STRANGER, STRANGER, follow_symlinks=follow)
    try:
        return getpwuid(STRANGER).pw_name
    except KeyError:
        return f"user {STRANGER}"


@pytest.mark.parametrize("flags", [["a.txt"], ["-q", "a.txt"], ["-q", "-i", "a.txt"], ["learn", "a.txt"], ["config"]])
@pytest.mark.parametrize("name", ["cleantext.toml", "pyproject.toml"])
def test_a_file_of_another_user_is_not_used(tmp_path: Path, flags: list[str], name: str) -> None:
    path = tmp_path / name
    path.write_text(EMPTIES if name == "cleantext.toml" else f"[tool.cleantext]\n{EMPTIES}\n", encoding="utf-8")
    owner = give_away(path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/a.txt").write_text(MESSY, encoding="utf-8")
    here = partial(start, tmp_path / "mine")
    said = f"cleantext: ignored, because another user owns it: ../{name} ({owner}); --config FILE uses it anyway\n"
    done = here(*flags)
    assert done.err.startswith(said)
    assert done.err.count("another user") == 1
    (tmp_path / "mine/a.txt").write_text(MESSY, encoding="utf-8")
    isolated = here(*flags, "--isolated")
    assert isolated.err == done.err.removeprefix(said)
    assert isolated.code == done.code
    assert isolated.out == done.out or flags == ["config"]
    emptied = here("--config", f"../{name}", "a.txt")
    assert (emptied.code, emptied.out) == (0, b"")
    assert emptied.err.startswith("cleantext: a.txt: doubtful: no text is left of ")


def test_a_file_of_another_user_does_not_hide_ones_own(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "cleantext.toml").write_text('eol = "crlf"', encoding="utf-8")
    (tmp_path / "in/cleantext.toml").write_text('eol = "keep"', encoding="utf-8")
    (tmp_path / "in/pyproject.toml").write_text('[tool.other]\neol = "keep"', encoding="utf-8")
    owner = give_away(tmp_path / "in/cleantext.toml")
    done = start(tmp_path / "in", stdin=b"a\n")
    assert (done.code, done.out) == (0, b"a\r\n")
    assert done.err == (
        f"cleantext: ignored, because another user owns it: cleantext.toml ({owner}); --config FILE uses it anyway\n"
        "cleantext: using ../cleantext.toml\n"
    )


def test_a_link_of_another_user_and_a_file_behind_ones_own_link_are_not_used(run: Run, tmp_path: Path) -> None:
    link, target = tmp_path / "cleantext.toml", tmp_path / "x.toml"
    target.write_text(EMPTIES, encoding="utf-8")
    link.symlink_to(target)
    assert run(stdin=b"a\n").out == b"", "both are of this user"
    give_away(link, follow=False)
    assert run(stdin=b"a\n").out == b"a\n"
    os.chown(link, 0, 0, follow_symlinks=False)
    give_away(target)
    assert run(stdin=b"a\n").out == b"a\n"


def test_ones_own_place_and_a_profile_are_held_to_it_too(configured: Configured, tmp_path: Path) -> None:
    user = tmp_path / "own/cleantext/config.toml"
    assert configured("a.txt", user=EMPTIES).out == b""
    give_away(user)
    again = start(tmp_path, "a.txt", env={"XDG_CONFIG_HOME": str(tmp_path / "own")})
    assert (again.out, "ignored, because another user owns it" in again.err) == (TIDY.encode(), True)
    (tmp_path / "rules.toml").write_text(EMPTIES, encoding="utf-8")
    owner = give_away(tmp_path / "rules.toml")
    refused = configured("a.txt", project='profile = "rules.toml"')
    reason = f"belongs to another user ({owner}); name it with --config or --profile"
    assert refused == (2, b"", f"cleantext: cleantext.toml: profile: rules.toml: {reason}\n")
    assert configured("--profile", "rules.toml", "a.txt").out == b""


@pytest.mark.parametrize(("caller", "is_used"), [(str(STRANGER), True), ("1", False), ("x", False), ("", False)])
def test_root_acts_for_the_user_who_called_sudo(run: Run, tmp_path: Path, caller: str, is_used: bool) -> None:  # noqa: FBT001
    (tmp_path / "cleantext.toml").write_text(EMPTIES, encoding="utf-8")
    give_away(tmp_path / "cleantext.toml")
    assert run(stdin=b"a\n", env={"SUDO_UID": caller}).out == (b"" if is_used else b"a\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('drop = ["a", "b"]', "drop (2 rules)"),
        (EMPTIES, "drop-patterns (1 rule)"),
        ('sites.a.drop = ["a"]\nsites.b.drop = ["b"]\ndrop-patterns = ["b"]', "drop (2 rules), drop-patterns (1 rule)"),
        ('profile = "rules.toml"\ndrop = ["a"]', "drop (2 rules)"),
        ('with = ["bylines", "fullwidth", "glued-chrome"]', "with (bylines, glued-chrome)"),
        ('only = ["whitespace", "tag-lines"]', "only (tag-lines)"),
        ('exclude = ["*.md"]\ninclude = ["b*", "a*"]', "include (b*, a*), exclude (*.md)"),
        ('keep = ["a"]\neol = "lf"\nskip = ["tones"]\nwith = ["fullwidth"]\ndrop = []', ""),
    ],
)  # fmt: skip
def test_what_a_file_that_is_found_drops_is_said_even_when_quiet(
    configured: Configured, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "rules.toml").write_text('drop = ["a"]', encoding="utf-8")
    loud, quiet = (configured(*flags, "a.txt", project=text).err.splitlines() for flags in ([], ["-q"]))
    line = (
        f"cleantext: using cleantext.toml, which drops lines or files: {said}"
        if said
        else "cleantext: using cleantext.toml"
    )
    assert loud[0] == line
    assert quiet == ([line] if said else [])
    assert configured("-q", "a.txt", user=text.replace("rules.toml", str(tmp_path / "rules.toml"))).err == ""
    assert configured("-q", "--isolated", "a.txt", project=text).err == ""
