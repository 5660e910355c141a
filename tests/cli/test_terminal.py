"""What a person sees: usage, colours, and nothing raw."""

import os
import pty
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from rich.cells import cell_len

from cleantext.chain.results import Result
from cleantext.files.streams import MAX_MESSAGE
from cleantext.filters import FILTER_NAMES
from cleantext.model import Example, Note, Removal, Repaired
from cleantext.report.screen import Screen
from cleantext.report.terminal_reasons import format_reasons
from tests.conftest import COMMAND, MESSY, SENTENCE, TIDY, Run
from tests.helpers.paths import ROOT

OURS = [f"\x1b[{style}m" for style in ("0", "1", "2", "7", "27", "33", "36", "2;9", "7;31", "7;32")]
OURS += ["\x1b[31m-", "\x1b[32m+"]  # and not red alone, which a hostile text below has
TITLE = "Xã Suối Mơ khánh thành hồ chứa nước"
PAGE = f"{TITLE}\n\n{SENTENCE}\u00a0 Ai cũng nghi\u0309 ngơi.\n\nPhản hồi\nXem thêm\n"


def in_terminal(
    *arguments: str, cwd: Path, env: Mapping[str, str] | None = None, command: Sequence[str] = COMMAND
) -> tuple[int, str]:
    """Run the command on a terminal; return its exit code and all that it printed."""
    process, terminal = pty.fork()
    if not process:
        os.chdir(cwd)
        os.environ["TERM"] = "xterm"
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            os.environ.pop(name, None)
        os.environ.update(env or {})
        os.execvp(command[0], [*command, *arguments])
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
    for style in OURS:
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


def test_reasons_on_a_terminal_stand_in_columns_below_the_document_by_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TIDY, encoding="utf-8")
    _, shown = in_terminal("--explain", "--check", "-q", "--color", "never", "a.txt", "b.txt", cwd=tmp_path)
    assert shown.replace("\r", "").split("\n") == [
        "a.txt  3 removed, 2 repaired",
        "  3  unicode      - …ua.<U+00A0> Ai cũng nghi<U+0309> ngơi.",
        "                  + …ua.<U+00A0> Ai cũng nghỉ ngơi.",
        "  3  whitespace   - …ờ chiều hôm qua.<U+00A0> Ai cũng nghỉ ngơi.",
        "                  + …ờ chiều hôm qua. Ai cũng nghỉ ngơi.",
        "  4  blank-lines  blank at the end",
        "  5  site-chrome  comments: “Phản hồi” after the article",
        "                  - Phản hồi",
        "  6  site-chrome  related: “Xem thêm” after the article",
        "                  - Xem thêm",
        "",
        "",
    ]


def test_reasons_are_in_colours_where_they_may_be(tmp_path: Path) -> None:
    """What was removed is struck, and what differs is in reverse; --color, NO_COLOR and a dumb terminal are heard."""
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    colored = in_terminal("--explain", "--check", "a.txt", cwd=tmp_path)[1]
    assert "- \x1b[2;9mPhản hồi\x1b[0m" in colored
    assert "hôm qua.\x1b[7;31m<U+00A0> \x1b[0m" in colored
    for flags, env in (
        (("--color", "never"), {}), ((), {"NO_COLOR": "1"}), ((), {"TERM": "dumb"}),
    ):  # fmt: skip
        plain = in_terminal("--explain", "--check", *flags, "a.txt", cwd=tmp_path, env=env)[1]
        assert "\x1b" not in plain
        assert "hôm qua.<U+00A0><U+0020>" in plain


def test_reasons_that_go_to_a_program_stay_lines_to_search(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    for environment in ({}, {"FORCE_COLOR": "1"}):
        lines = run("--explain", "--check", "-q", "a.txt", env=environment).err.splitlines()
        assert "a.txt:5: site-chrome: comments: “Phản hồi” after the article" in lines
        assert all(line.startswith("a.txt:") for line in lines)
    for environment in ({}, {"NO_COLOR": "1"}, {"TERM": "dumb"}):
        shown = run("--explain", "--check", "-q", "--color", "always", "a.txt", env=environment).err  # as for less -R
        assert "- \x1b[2;9mPhản hồi\x1b[0m" in shown
        assert "hôm qua.\x1b[7;31m<U+00A0> \x1b[0m" in shown


@pytest.mark.parametrize("width", [20, 36, 40, 60, 80, 120])
def test_nothing_is_wider_than_the_terminal(tmp_path: Path, width: int) -> None:
    wide = "Nhà thơ 李白 " * 30
    (tmp_path / "a.txt").write_text(f"{wide}\n\n{wide}\n\n{SENTENCE}\u00a0x\nPhản hồi\n", encoding="utf-8")
    pages = [["filters"], ["show", "tones"], ["--explain", "--check", "-q", "a.txt"]]
    if width >= 40:
        pages += [["--help"], ["learn", "--help"], ["filters", "--help"]]
    for arguments in pages:
        shown = in_terminal(*arguments, cwd=tmp_path, env={"COLUMNS": str(width), "NO_COLOR": "1"})[1]
        lines = shown.replace("\r", "").split("\n")
        assert len(lines) > 3
        too_wide = [line for line in lines if cell_len(line) > width and len(line.split()) > 1]
        assert not too_wide


@pytest.mark.parametrize("letter", ["x ", "\u0301", "\x1b", "李"])
@pytest.mark.timeout(30)
def test_what_has_no_end_is_shown_as_far_as_a_person_reads(letter: str) -> None:
    """Some ten times the time that this takes is allowed; what lays out all of it would take for ever."""
    line = f"a{letter * 2_000_000}"
    repair = Repaired("whitespace", 1, (Example(1, f"\u00a0{line}\u00a0", line),))
    result = Result("", (repair,), (Removal(2, line, "own", "own", line),), (Note("lost-much", line, 3),))
    for width in (20, 80, 200):
        text = format_reasons(line, result, Screen(width, color=True))
        assert text
        assert len(text) < 5 * len("\\x1b") * MAX_MESSAGE


def test_reasons_above_a_progress_bar_keep_their_colours(tmp_path: Path) -> None:
    """The bar comes after a second; what is said above it later is as what was said before."""
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(MESSY, encoding="utf-8")
    program = (
        "import sys, cleantext.cli.progress as p\n"
        "assert p.DELAY and p.INTERVAL\n"
        "p.DELAY = p.INTERVAL = 0\n"
        "from cleantext.cli.main import run\n"
        "sys.exit(run(['--explain', '-n', '-o', 'out', '0.txt', '1.txt', '2.txt', '-j2']))\n"
    )
    _, shown = in_terminal(cwd=tmp_path, command=[sys.executable, "-c", program], env={"PYTHONPATH": str(ROOT)})
    assert "documents" in shown  # the bar
    assert shown.count("- \x1b[2;9mPhản hồi\x1b[0m") == 3


def test_filters_are_a_table_on_a_terminal_and_tabs_in_a_pipe(run: Run, tmp_path: Path) -> None:
    shown = in_terminal("filters", cwd=tmp_path, env={"NO_COLOR": "1"})[1].replace("\r", "")
    assert shown.startswith("filter             kind    default  what it does\nentities           repair  on       Put")
    assert "\x1b[1mfilter" in in_terminal("filters", cwd=tmp_path)[1]
    assert "\x1b" not in in_terminal("filters", "--color", "never", cwd=tmp_path)[1]
    rows = [line.split("\t") for line in run("filters").out.decode().splitlines()]
    assert [row[0] for row in rows] == list(FILTER_NAMES)
    assert {len(row) for row in rows} == {4}


def test_the_page_of_a_filter_is_wrapped_and_without_markup_on_a_terminal(run: Run, tmp_path: Path) -> None:
    piped = run("show", "tones").out.decode()
    assert "**Leaves alone:** the style" in piped
    assert "`style`" in piped
    narrow = in_terminal("show", "tones", cwd=tmp_path, env={"COLUMNS": "50", "NO_COLOR": "1"})[1]
    assert "Leaves alone: the style" in narrow
    assert "*" not in narrow + in_terminal("show", "tones", cwd=tmp_path)[1]
    assert "\x1b[1mLeaves alone:\x1b[0m" in in_terminal("show", "tones", cwd=tmp_path)[1]


def test_a_diff_in_colours_marks_what_changed_in_a_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{SENTENCE}\u00a0 Ông nói.\nPhản\u00a0hồi\n", encoding="utf-8")
    shown = run("--diff", "--color", "always", "a.txt").out.decode()
    assert f"\x1b[31m-{SENTENCE}\x1b[7m<U+00A0>\x1b[27m Ông nói.\x1b[0m\n" in shown
    assert f"\x1b[32m+{SENTENCE} Ông nói.\x1b[0m\n" in shown
    assert "\x1b[31m-Phản<U+00A0>hồi\x1b[0m\n" in shown
    assert f"\n-{SENTENCE}\u00a0 Ông nói.\n+{SENTENCE} Ông nói.\n" in run("--diff", "a.txt").out.decode()


def test_a_diff_on_a_terminal_without_colours_writes_out_what_cannot_be_seen(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tin\u00a0vui  cho mu\u0303 xanh\n", encoding="utf-8")
    shown = in_terminal("--diff", "a.txt", cwd=tmp_path, env={"NO_COLOR": "1"})[1].replace("\r", "")
    assert "\n-Tin<U+00A0>vui <U+0020>cho mu<U+0303> xanh\n+Tin<U+0020>vui cho mũ xanh\n" in shown
    assert "\x1b" not in shown


def test_a_line_of_the_text_is_no_heading_of_a_diff(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tin vui\n-- tin\u00a0\n", encoding="utf-8")
    shown = run("--diff", "--color", "always", "a.txt").out.decode()
    assert "\x1b[31m--- tin\x1b[7m<U+00A0>\x1b[27m\x1b[0m\n" in shown


def test_help_has_colours_where_they_are_asked_for(run: Run) -> None:
    assert b"\x1b[1mOutput:\x1b[0m" in run("--help", env={"FORCE_COLOR": "1"}).out
    assert b"\x1b" not in run("--help").out
    for columns in ("1", "9" * 5000, "x"):
        assert run("--help", env={"COLUMNS": columns}).code == run("filters", env={"COLUMNS": columns}).code == 0


def test_help_pages_have_their_flags_in_groups_and_examples_in_columns(run: Run) -> None:
    for command in ((), ("learn",)):
        page = run(*command, "--help", env={"COLUMNS": "80"}).out.decode()
        headings = [line for line in page.splitlines() if line.endswith(":") and not line.startswith(" ")]
        assert headings[-1] == "Examples:"
        assert {"Input:", "Cleaning:", "Running:"} <= set(headings)
        examples = page.partition("Examples:\n")[2].partition("\n\n")[0].splitlines()
        assert len({len(line) - len(line.lstrip()) for line in examples}) <= 2  # a command, or the rest of what it does
        columns = {line.rindex("  ") for line in examples if line.startswith("  cleantext")}
        assert len(columns) == 1
