"""What is in a folder and is not taken is said, with the way to take it; patterns that no shell has expanded."""

from pathlib import Path

from cleantext.files.globs import expanded, no_match
from tests.conftest import Run


def fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Tin vui.\n", encoding="utf-8")


def test_what_is_passed_over_is_said_in_one_line(run: Run, tmp_path: Path) -> None:
    fill(
        tmp_path / "in", "a.txt", "p.pdf", "s/q.PDF", "s/r.pdf", "x.log", "y.log", "README", ".hidden.log", "old/z.doc"
    )
    done = run("in", "-f", "jsonl", "--exclude", "old")
    listing = "3 .pdf, 2 .log (--include '*.log'), 1 without suffix (--include '*')"
    assert (done.code, done.err) == (0, f"cleantext: passed over: {listing}\n")
    assert run("in", "-q").err == ""
    assert run("in", "--include", "*.log", "--include", "*.txt").err == ""


def test_many_kinds_are_counted_together(run: Run, tmp_path: Path) -> None:
    fill(tmp_path / "in", "a.txt", *(f"{letter}.{letter}{letter}" for letter in "bcdefgh"))
    assert run("in").err.endswith(".ff (--include '*.ff'), 2 of other kinds\n")


def test_a_folder_of_which_nothing_can_be_taken_is_a_failure(run: Run, tmp_path: Path) -> None:
    fill(tmp_path / "in", "p.pdf", "x.log")
    fill(tmp_path / "good", "a.txt")

    for arguments in (["in"], ["in", "-q"]):
        done = run(*arguments)
        assert (done.code, done.out) == (2, b"")
        assert "no file in this folder can be cleaned; it has 1 .pdf, 1 .log (--include '*.log')" in done.err
    done = run("in", "good")
    assert (done.code, done.out) == (2, b"Tin vui.\n")
    done = run("in", "--include", "*.zip")
    assert (done.code, done.err) == (
        2, "cleantext: in: no file in this folder matches --include; it has 1 .pdf, 1 .log\n",
    )  # fmt: skip


def test_a_pattern_in_quotes(run: Run, tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a.txt", "s/c.txt", "[x].txt")
    pattern = str(tmp_path / "?.txt")
    assert expanded(pattern, by_shell=False) == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert str(tmp_path / "s/c.txt") in expanded(str(tmp_path / "**/*.txt"), by_shell=False)
    assert expanded(pattern, by_shell=True) == [pattern]
    assert expanded(str(tmp_path / "*.md"), by_shell=False) == [str(tmp_path / "*.md")]
    assert no_match(str(tmp_path / "*.md"), by_shell=False) == "no file matches this pattern"
    assert run("*.md").err == "cleantext: *.md: no file has this name; a shell expands * and ? only outside quotes\n"
    assert run("no.md").err == "cleantext: no.md: No such file or directory\n"


def test_links_to_folders_are_not_followed_and_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other/a.txt").write_text("Mưa", encoding="utf-8")
    for name in ("today", "b.txt"):
        (tmp_path / "in" / name).symlink_to(tmp_path / "other", target_is_directory=True)
    links = "2 links to folders (name them as PATH)"
    assert run("in", "-o", "out") == (2, b"", f"cleantext: in: no file in this folder can be cleaned; it has {links}\n")
    (tmp_path / "in/c.txt").write_text("Mưa", encoding="utf-8")
    assert run("in", "-o", "out").err == f"cleantext: passed over: {links}\n"
    assert run("in/today", "-o", "out").err == ""
