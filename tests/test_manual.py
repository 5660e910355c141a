"""The page `man cleantext` says what the help says, reads well everywhere, and is in the wheel."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

from cleantext import __version__
from cleantext.cli.defaults import OTHERS
from cleantext.cli.manual import Roff, manual
from tests.conftest import Run, needs, needs_package

ROOT = Path(__file__).parent.parent


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
    for command in ((), *((name,) for name in OTHERS)):
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


def test_the_wheel_brings_the_page(tmp_path: Path) -> None:
    needs_package("hatchling")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        data = f"cleantext_vi-{__version__}.data/data/share/man/man1/cleantext.1"
        assert archive.read(data).decode() == manual()
        assert "cleantext/py.typed" in archive.namelist()
