"""What a person sees: usage, colours, and nothing raw."""

import os
import pty
from pathlib import Path

import pytest

from tests.conftest import COMMAND, MESSY, SENTENCE, Run


def in_terminal(*arguments: str, cwd: Path) -> tuple[int, str]:
    """Run the command on a terminal; give its exit code and all that it printed."""
    process, terminal = pty.fork()
    if not process:
        os.chdir(cwd)
        os.environ["TERM"] = "xterm"
        for name in ("NO_COLOR", "FORCE_COLOR"):
            os.environ.pop(name, None)
        os.execvp(COMMAND[0], [*COMMAND, *arguments])
    shown = b""
    while True:
        try:
            shown += os.read(terminal, 65536)
        except OSError:  # as Linux says that the other end is closed
            break
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.decode()


def test_on_a_terminal_without_arguments_it_says_how_to_use_it(tmp_path: Path) -> None:
    code, shown = in_terminal(cwd=tmp_path)
    assert code == 2
    assert shown.startswith("cleantext: nothing to clean; name a file or a folder")


@pytest.mark.parametrize(
    "arguments", [(), ("--explain",), ("--diff",), ("--only", "whitespace"), ("--check",), ("-f", "json")]
)
def test_no_text_reaches_a_terminal_raw(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Escape sequences, C1 controls, direction marks and markup, in the text and in the name of the file."""
    name = "e\x1b[31m\x07\n[b]\udce9.txt"
    hostile = "\x1b]0;own\x07 \x9b31m [/b] [link=x] \u202eabc  \x08 \r"
    (tmp_path / name).write_bytes(f"{SENTENCE}\n{hostile}\n{hostile}{SENTENCE}\n".encode())
    _, shown = in_terminal(*arguments, name, cwd=tmp_path)
    ours = shown
    for style in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m-", "\x1b[32m+", "\x1b[36m@"):
        ours = ours.replace(style, "")
    assert not [c for c in ours if (c < " " and c not in "\r\n\t") or "\x7f" <= c <= "\x9f" or c in "\u202e\udce9"]
    assert "[/b]" in shown or "--check" in arguments


def test_a_diff_is_coloured_on_a_terminal_only(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    assert "\x1b[31m-Phản hồi\x1b[0m" in in_terminal("--diff", "a.txt", cwd=tmp_path)[1]
    assert "\x1b" not in in_terminal("--diff", "--color", "never", "a.txt", cwd=tmp_path)[1]
    assert b"\x1b" not in run("--diff", "a.txt").out
    assert b"\x1b[31m-" in run("--diff", "--color", "always", "a.txt").out
    assert b"\x1b" not in run("--diff", "a.txt", env={"NO_COLOR": "1"}).out
