"""What a file of configuration that was found must not do: a stranger may have written it."""

import os
from pathlib import Path

import pytest

from tests.conftest import MESSY, Configured, where

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
