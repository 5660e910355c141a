"""The page `man cleantext` says what the help says, reads well everywhere, and is printed by a command."""

import re
import subprocess
import sys

from cleantext import __version__
from cleantext.cli.defaults import SUBCOMMANDS
from cleantext.cli.manual import Roff, manual
from tests.conftest import Run, needs
from tests.helpers.paths import ROOT


def _shown(page: str, *options: str) -> str:
    """Read a page as man shows it, on lines that break nothing."""
    command = ["man", "--warnings", "-l", "-", *options]
    environment = {"LC_ALL": "C.UTF-8", "MANWIDTH": "400", "PATH": "/usr/bin:/bin", "MANROFFOPT": "-c"}
    done = subprocess.run(command, input=page.encode(), capture_output=True, env=environment, check=True)
    assert done.stderr == b""
    return re.sub(".\b", "", done.stdout.decode())


def test_the_page_names_every_flag_and_example_of_the_help(run: Run) -> None:
    needs("man")
    shown = _shown(manual())
    words = re.sub(r"\s+", " ", shown)
    assert f"cleantext {__version__}" in words
    assert "hòa and hoà" in words
    for command in ((), *((name,) for name in SUBCOMMANDS)):
        helped = run(*command, "--help").out.decode()
        assert " ".join(("cleantext", *command, "[OPTIONS]")) in words
        flags = re.findall(r"(?m)^  (-.+?)(?:  |$)", helped)
        assert flags
        for flag in flags:
            assert re.search(rf"(?m)^ +{re.escape(flag)}(?: |$)", shown), flag
        examples = re.findall(r"(?m)^ +(?:\w+ \S+ \| )?cleantext .*$", helped)
        for example in examples:
            assert re.sub(r"\s+", " ", example.strip()) in words, example


def test_the_page_is_good_roff() -> None:
    needs("groff")
    done = subprocess.run(
        ["groff", "-k", "-man", "-ww", "-z"], input=manual().encode(), capture_output=True, check=True
    )
    assert done.stderr == b""


def test_what_roff_would_act_on_is_shown_as_it_is() -> None:
    needs("man")
    page = Roff()
    page.write('.TH A 1 "" "" ""\n.SH NAME\na \\- b\n')
    page.write_text("'quoted' \\n back\\slash ~/.x ^ `y`\n\n.dotted\n\n\b\n'kept  as\n.it is\n\nTitle: none here")
    page.titled = True
    page.write_text("Exit codes: 0 fine.\n\n\b\nExamples:\n  a --b   c\n")
    page.write_dl([("-a, --all.b [x|y]", ".what\nit does")])
    shown = _shown(page.getvalue())
    for text in (
        "'quoted' \\n back\\slash ~/.x ^ `y`\n", " .dotted\n", " 'kept  as\n", " .it is\n", "Title: none here\n",
        "\nEXIT CODES\n       0 fine.\n", "\nEXAMPLES\n       a --b   c\n",
        "       -a, --all.b [x|y]\n              .what it does\n",
    ):  # fmt: skip
        assert text in shown, shown


def test_packagers_print_the_page_with_a_command() -> None:
    """The one that CONTRIBUTING tells them."""
    told = re.search(r"`python -m (\S+) > cleantext\.1`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert told
    done = subprocess.run([sys.executable, "-m", told[1]], cwd=ROOT, capture_output=True, check=True)
    assert (done.stdout.decode(), done.stderr) == (manual(), b"")


def test_help_and_filters_are_described_where_python_drops_docstrings(run: Run, run_process: Run) -> None:
    for arguments in (("--help",), *((name, "--help") for name in SUBCOMMANDS), ("filters",), ("show", "site-chrome")):
        described = run_process(*arguments, env={"PYTHONOPTIMIZE": "2"})
        assert described == run(*arguments)
        assert described.code == 0
