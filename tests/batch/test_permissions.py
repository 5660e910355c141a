"""Who may not read an input may not read what is made from it."""

import os
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cleantext.batch.writers import OutputFile
from tests.conftest import MESSY, needs, start, start_process
from tests.helpers.contract import lacks

ROW = '{"text": "a  b"}\n'


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def lay(path: Path, mode: int, text: str = MESSY) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


MODES = {0o600: 0o600, 0o640: 0o640, 0o644: 0o644, 0o664: 0o644, 0o444: 0o644, 0o604: 0o604, 0o400: 0o600, 0o755: 0o644}


def test_a_file_of_its_own_for_each_input(tmp_path: Path) -> None:
    for mode in MODES:
        lay(tmp_path / f"in/{mode:o}.txt", mode)
        lay(tmp_path / f"in/{mode:o}.jsonl", mode, ROW)
    assert start(tmp_path, "in", "-o", "out") == (0, b"", "")
    for mode, expected in MODES.items():
        assert mode_of(tmp_path / f"out/{mode:o}.txt") == expected
        assert mode_of(tmp_path / f"out/{mode:o}.jsonl") == expected


@pytest.mark.parametrize(
    ("modes", "expected"), [((0o600, 0o644), 0o600), ((0o640, 0o644), 0o640), ((0o640, 0o604), 0o600)]
)
def test_what_is_made_from_several(tmp_path: Path, modes: tuple[int, int], expected: int) -> None:
    for number, mode in enumerate(modes):
        lay(tmp_path / f"in/{number}.txt", mode)
    for report in ("r.jsonl", "r.html"):
        assert start(tmp_path, "in", "-o", "all.jsonl", "--report", report).code == 0
        assert mode_of(tmp_path / "all.jsonl") == mode_of(tmp_path / report) == expected
        (tmp_path / report).unlink()
        (tmp_path / "all.jsonl").unlink()
    assert start(tmp_path, "in", "-o", "out", "--report", "r.jsonl").code == 0
    assert mode_of(tmp_path / "r.jsonl") == expected
    assert start(tmp_path, "learn", "in", "-o", "p.toml", "--min-docs", "1").code == 0
    assert mode_of(tmp_path / "p.toml") == expected
    assert start(tmp_path, "learn", "--merge", "p.toml", "-o", "q.toml").code == 0
    assert mode_of(tmp_path / "q.toml") == expected


def test_a_pipe_hides_nothing_and_a_file_at_standard_input_does(tmp_path: Path) -> None:
    assert start(tmp_path, "-o", "a.txt", stdin=MESSY.encode()).code == 0
    assert mode_of(tmp_path / "a.txt") == 0o644
    lay(tmp_path / "secret", 0o600)
    from_file = ["bash", "-c", 'exec "$@" < secret', "-"]
    assert start_process(tmp_path, "-o", "b.txt", prefix=from_file) == (0, b"", "")
    assert mode_of(tmp_path / "b.txt") == 0o600


@pytest.mark.parametrize(
    ("source", "old", "expected"),
    [(0o600, 0o644, 0o600), (0o644, 0o600, 0o600), (0o644, 0o640, 0o640), (0o640, 0o666, 0o660), (0o644, 0o666, 0o666)],
)
def test_an_output_that_is_there_keeps_its_mode_but_for_that(
    tmp_path: Path, source: int, old: int, expected: int
) -> None:
    lay(tmp_path / "in/a.txt", source)
    lay(tmp_path / "out/a.txt", old)
    lay(tmp_path / "b.txt", old)
    assert start(tmp_path, "in", "-o", "out").code == 0
    assert start(tmp_path, "in/a.txt", "-o", "b.txt").code == 0
    assert mode_of(tmp_path / "out/a.txt") == mode_of(tmp_path / "b.txt") == expected


def test_an_access_control_list_lets_nobody_read_what_its_source_hides(tmp_path: Path) -> None:
    needs("setfacl")
    for mode, is_kept in ((0o640, True), (0o600, False)):
        lay(tmp_path / "in/a.txt", mode)
        lay(tmp_path / "out/a.txt", 0o640, "older")
        if subprocess.run(["setfacl", "-m", "u:4321:r", tmp_path / "out/a.txt"], check=False).returncode:
            lacks("this file system has no access control lists")
        assert start(tmp_path, "in", "-o", "out").code == 0
        shown = subprocess.run(["getfacl", "-cn", tmp_path / "out/a.txt"], capture_output=True, check=True).stdout
        assert (b"user:4321:r" in shown) == is_kept
        assert mode_of(tmp_path / "out/a.txt") == mode


def test_nobody_can_read_it_while_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unfinished files are no more readable than finished ones, from their first moment."""
    seen: list[tuple[str, int]] = []

    def watched(change: Callable[..., object]) -> Callable[..., object]:
        def changing(*given: object, **named: object) -> object:
            result = change(*given, **named)
            seen.extend((path.name, mode_of(path)) for path in tmp_path.rglob(".cleantext*"))
            return result

        return changing

    for name in ("write", "fchmod", "setxattr", "replace"):
        monkeypatch.setattr(os, name, watched(getattr(os, name)))
    lay(tmp_path / "in/a.txt", 0o600)
    lay(tmp_path / "in/t.jsonl", 0o600, ROW)
    lay(tmp_path / "out/a.txt", 0o644, "older")
    for output in ("out", "all.jsonl"):
        assert start(tmp_path, "in", "-o", output, "--report", "r.html").code == 0
    assert {name[:11] for name, _ in seen} == {".cleantext-", ".cleantext."}
    assert {mode for _, mode in seen} == {0o600}


def test_a_part_that_is_kept_is_no_more_readable(tmp_path: Path) -> None:
    file = OutputFile(str(tmp_path / "a"), part=str(tmp_path / ".cleantext.0.part"), mode=0o640)
    file.write(b"half")
    file.abort(keep=True)
    assert mode_of(tmp_path / ".cleantext.0.part") == 0o640
