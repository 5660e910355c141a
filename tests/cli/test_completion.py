"""What bash, zsh and fish complete, asked of the shells themselves."""

import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cleantext.filters import FILTER_NAMES, OPT_IN_NAMES
from tests.conftest import COMMAND, Run, needs
from tests.helpers.paths import ROOT

Complete = Callable[[str], list[str]]

BASH = """
eval "$(cleantext completion bash)"
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_cleantext_completion cleantext
complete -p cleantext >/dev/null && for word in "${{COMPREPLY[@]}}"; do printf '%s\\n' "$word"; done
"""
# a terminal of zsh's own, in which a line is typed, Tab is pressed, and a key of ours prints what it has become;
# what is waited for is not written in one piece, because a slow shell still echoes what it is told
ZSH = """
zmodload zsh/zpty
zpty shell zsh -f
zpty -w shell 'PS1= ; unsetopt zle; autoload -Uz compinit; compinit -u -D; setopt zle'
zpty -w shell 'eval "$(cleantext completion zsh)"; stty -echo; PS1='
zpty -w shell 'show() {{ print -r -- "<""<$BUFFER>"">"; exit }}; zle -N show; bindkey "^X" show'
zpty -w shell 'zstyle ":completion:*" menu no; print READ''Y'
zpty -r shell said '*READY*'
zpty -n -w shell {line}$'\\t\\x18'
zpty -r shell said '*>>*'
print -r -- "$said"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with files, and with the command in its `bin`."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/cleantext"
    sources = "" if "CLEANTEXT" in os.environ else f"PYTHONPATH={shlex.quote(str(ROOT))} "  # a wheel brings its own
    program.write_text(f'#!/bin/sh\n{sources}exec {shlex.join(COMMAND)} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    for name in ("learned.txt", "my file.txt", "st*r.txt", "sub/in.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    return tmp_path


def _shell(folder: Path, *command: str) -> str:
    environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "HOME": str(folder), "TERM": "xterm"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=60, check=True)
    assert done.stderr == b""
    return done.stdout.decode()


def bash(folder: Path, *words: str) -> list[str]:
    """Return what bash offers for the last of these words."""
    quoted = shlex.join(("cleantext", *words))
    return _shell(folder, "bash", "--norc", "-c", BASH.format(words=quoted)).splitlines()


def fish(folder: Path, line: str) -> list[str]:
    """Return what fish offers for the last word of a line, without the descriptions."""
    needs("fish")
    asked = f"cleantext completion fish | source; complete -C {shlex.quote(line)}"
    return [offer.partition("\t")[0] for offer in _shell(folder, "fish", "--no-config", "-c", asked).splitlines()]


def zsh(folder: Path, line: str) -> str:
    """Return the line as zsh completes it when Tab is pressed at its end."""
    return zsh_screen(folder, line).rpartition("<<")[2].partition(">>")[0]


def zsh_screen(folder: Path, line: str) -> str:
    """Return all that zsh shows when Tab is pressed at the end of a line."""
    needs("zsh")
    return _shell(folder, "zsh", "-f", "-c", ZSH.format(line=shlex.quote(line)))


def test_bash_completes_commands_flags_values_filters_and_files(folder: Path) -> None:
    assert bash(folder, "le") == ["learned.txt", "learn"]
    assert set(bash(folder, "")) == {
        "bin", "learned.txt", "my file.txt", "st*r.txt", "sub", "learn", "filters", "show", "config", "completion"
    }  # fmt: skip
    assert bash(folder, "--sk") == ["--skip"]
    assert bash(folder, "-f", "js") == ["json", "jsonl"]
    assert bash(folder, "--skip", "to") == ["tones"]
    assert bash(folder, "--skip", "tones,si") == ["tones,site-chrome"]
    assert bash(folder, "--skip", "tones,to") == []
    assert bash(folder, "--skip", "=", "to") == ["tones"]  # as it cuts --skip=to
    assert bash(folder, "--only", "=") == list(FILTER_NAMES)
    assert set(bash(folder, "--with", "")) == OPT_IN_NAMES
    assert bash(folder, "show", "si") == ["site-chrome"]
    assert bash(folder, "completion", "") == ["bash", "zsh", "fish"]
    assert bash(folder, "--field", "") == []
    assert bash(folder, "--stats", "") == ["text", "json"]
    assert bash(folder, "--stats", "lea") == ["learned.txt"]  # its value can be left out


@pytest.mark.parametrize("flag", ["-o", "--output", "--profile", "--files-from", "--report"])
def test_bash_completes_files_where_they_are_taken(folder: Path, flag: str) -> None:
    assert bash(folder, flag, "s") == ["sub", "st*r.txt"] or bash(folder, flag, "s") == ["st*r.txt", "sub"]
    assert bash(folder, flag, "sub/") == ["sub/in.txt"]
    assert bash(folder, flag, "my\\ f") == ["my file.txt"]


def test_bash_completes_the_flags_of_learn(folder: Path) -> None:
    assert bash(folder, "learn", "--me") == ["--merge"]
    assert bash(folder, "--me") == []
    assert bash(folder, "learn", "--merge", "lea") == ["learned.txt"]
    assert bash(folder, "learn", "le") == ["learned.txt"]


def test_fish_completes_commands_flags_values_filters_and_files(folder: Path) -> None:
    assert fish(folder, "cleantext le") == ["learn", "learned.txt"]
    assert fish(folder, "cleantext --sk") == ["--skip"]
    assert fish(folder, "cleantext -f js") == ["json", "jsonl"]
    assert fish(folder, "cleantext --skip to") == ["tones"]
    assert fish(folder, "cleantext --skip tones,si") == ["tones,site-chrome"]
    assert fish(folder, "cleantext --skip=to") == ["--skip=tones"]
    assert fish(folder, "cleantext show si") == ["site-chrome"]
    assert fish(folder, "cleantext -o s") == ["st*r.txt", "sub/"]
    assert fish(folder, "cleantext --output=su") == ["--output=sub/"]
    assert fish(folder, "cleantext learn --merge my") == ["my file.txt"]
    assert fish(folder, "cleantext --site ") == []


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("cleantext filt", "cleantext filters "),
        ("cleantext --sk", "cleantext --skip "),
        ("cleantext --skip to", "cleantext --skip tones "),
        ("cleantext --skip tones,si", "cleantext --skip tones,site-chrome "),
        ("cleantext --skip=to", "cleantext --skip=tones "),
        ("cleantext show si", "cleantext show site-chrome "),
        ("cleantext --output=su", "cleantext --output=sub/"),
        ("cleantext --profile my", "cleantext --profile my\\ file.txt "),
        ("cleantext learned", "cleantext learned.txt "),
    ],
)
def test_zsh_completes_commands_flags_filters_and_files(folder: Path, typed: str, completed: str) -> None:
    assert zsh(folder, typed) == completed


def test_zsh_shows_commands_where_nothing_is_written_yet(folder: Path) -> None:
    shown = zsh_screen(folder, "cleantext ")
    assert all(f"{name} " in shown for name in ("learn", "filters", "show", "config", "completion"))


def test_fish_reads_what_stands_for_a_folder_and_odd_names(folder: Path) -> None:
    (folder / "-dash.txt").write_text("", encoding="utf-8")
    assert fish(folder, "cleantext ~/lea") == ["~/learned.txt"]
    assert fish(folder, "cleantext $HOME/lea") == ["$HOME/learned.txt"]
    assert fish(folder, "cleantext --report=~/su") == ["--report=~/sub/"]
    assert fish(folder, "cleantext learn --merge my\\ f") == ["my file.txt"]
    assert fish(folder, "cleantext lea") == ["learn", "learned.txt"]


def test_the_variable_of_a_shell_that_is_not_known_is_refused(run: Run) -> None:
    done = run("a.txt", env={"_CLEANTEXT_COMPLETE": "nu_complete"})
    assert (done.code, done.out) == (2, b"")
    assert done.err == "cleantext: _CLEANTEXT_COMPLETE is 'nu_complete', which no shell asks; unset it\n"
    done = run("a.txt", env={"_CLEANTEXT_COMPLETE": "bash_complete"})  # and not what goes with it
    assert (done.code, done.out) == (2, b"")
    assert "_CLEANTEXT_COMPLETE is for what `cleantext completion bash` prints; unset it" in done.err


@pytest.mark.parametrize("line", ["--help", "--version", "--encoding nope", "--jobs 0", "--profile nope", "--wrong"])
def test_a_mistake_before_the_word_does_not_show_while_it_is_completed(run: Run, line: str) -> None:
    words = f"cleantext {line} --sk"
    env = {"_CLEANTEXT_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    assert run(env=env) == (0, b"plain,--skip\n", "")
