"""Where a report and the list of doubtful documents may be: in no other file of the run, and not among inputs."""

import os
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.helpers.contract import tree
from tests.helpers.doubtful import ERROR, NOT_FOUND, OFFICIAL, lay


@pytest.mark.parametrize("dry", [(), ("-n",)])
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("in/a.txt", "this run reads that file; name another one"),
        ("link.txt", "this run reads that file; name another one"),
        ("list", "this run reads that file; name another one"),
        ("rules.toml", "this run reads that file; name another one"),
        ("config.toml", "this run reads that file; name another one"),
        ("out/a.txt", "this run writes something else to that file; name another one"),
        ("r.jsonl", "this run writes something else to that file; name another one"),
        ("in/new.txt", "the folder in is read; name a file outside of it"),
        ("into.txt", "the folder in is read; name a file outside of it"),
    ],
)
def test_what_would_destroy_something_is_refused(
    run: Run, tmp_path: Path, name: str, reason: str, dry: tuple[str, ...]
) -> None:
    lay(tmp_path / "in")
    (tmp_path / "link.txt").symlink_to("in/a.txt")
    (tmp_path / "into.txt").symlink_to("in/new.txt")
    (tmp_path / "list").write_text("link.txt\n", encoding="utf-8")
    for settings in ("rules.toml", "config.toml"):
        (tmp_path / settings).write_text('drop = ["Tin vui"]\n', encoding="utf-8")
    before = tree(tmp_path)
    flag = {"list": "--files-from", "rules.toml": "--profile", "config.toml": "--config"}.get(name)
    more = (flag, name) if flag else ()
    done = run("in", *more, "-o", "out/", "--report", "r.jsonl", "--doubtful", name, *dry)
    assert (done.code, done.out, done.err) == (2, b"", f"cleantext: --doubtful {name}: {reason}\n")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", ["r.html", "r.csv", "r.json.gz", "folder/", "-"])
def test_a_list_is_text_or_lines_of_json(run: Run, tmp_path: Path, name: str) -> None:
    lay(tmp_path / "in")
    reason = "--doubtful needs a name that ends in .txt (a line for each document) or .jsonl (a record for each)"
    assert run("in", "--check", "--doubtful", name) == (2, b"", f"cleantext: {reason}\n")


@pytest.mark.parametrize("flag", ["--doubtful", "--report", "--output"])
def test_no_file_is_written_where_the_next_run_reads_it(run: Run, tmp_path: Path, flag: str) -> None:
    lay(tmp_path / "in")
    (tmp_path / "in/sub").mkdir()
    (tmp_path / "linked").symlink_to("in/sub")
    before = tree(tmp_path)
    for folder in ("in", "./in/", str(tmp_path)):
        for name in ("in/new.jsonl", "in/sub/new.jsonl.gz", "linked/new.jsonl"):
            done = run("--include", "*.jsonl*", "-f", "jsonl", folder, flag, name)
            reason = f"{flag} {name}: the folder {folder} is read; name a file outside of it"
            assert (done.code, done.out, done.err) == (2, b"", f"cleantext: {reason}\n")
            done = run("--include", "*.jsonl*", "-f", "jsonl", "--files-from", "-", flag, name, stdin=folder.encode())
            assert (done.code, done.out, done.err) == (2, b"", f"cleantext: {reason}\n")
    assert tree(tmp_path) == before


def test_an_output_folder_may_not_be_in_a_folder_that_a_list_names(run: Run, tmp_path: Path) -> None:
    lay(tmp_path / "in")
    done = run("--files-from", "-", "-o", "in/out/", stdin=b"in\n")
    assert done.err == "cleantext: the output folder in/out/ lies in in, which is read; choose one outside\n"
    assert (done.code, (tmp_path / "in/out").exists()) == (2, False)


def test_what_no_run_reads_there_may_be_written(run: Run, tmp_path: Path) -> None:
    lay(tmp_path / "in")
    for name in (".d.txt", "d", ".h/d.txt", "sub/d.txt"):
        (tmp_path / "in" / name).parent.mkdir(exist_ok=True)
        assert run("in", "--check", "--exclude", "sub", "--doubtful", f"in/{name}").code == 1
        assert (tmp_path / "in" / name).read_bytes().count(b"\n") == 3
        assert run("in", "--check", "--hidden", "--include", "*d*", "--doubtful", f"in/{name}").code == 2
    assert run(".", "--include", "*", "-f", "jsonl", "-o", "-").code == 0


@pytest.mark.skipif(os.name == "nt", reason="no shell")
@pytest.mark.parametrize(
    ("redirected", "name", "stream"),
    [
        ("> s.txt", "s.txt", "standard output"),
        (">> s.txt", "s.txt", "standard output"),
        ("| cat", "/dev/stdout", "standard output"),
        ("2> s.txt > t.txt", "s.txt", "standard error"),
        ("", "/dev/stderr", "standard error"),
    ],
)
def test_a_list_is_not_mixed_with_a_standard_stream(
    run_process: Run, tmp_path: Path, redirected: str, name: str, stream: str
) -> None:
    """Nor does it replace the file that the shell has opened for the stream."""
    lay(tmp_path / "in")
    prefix = ["sh", "-c", f'"$@" {redirected}', "sh"]
    done = run_process("in", "-f", "jsonl", "--doubtful", name, prefix=prefix)
    said = (tmp_path / "s.txt").read_text(encoding="utf-8") if "2>" in redirected else done.err
    assert (done.out, said) == (b"", f"cleantext: --doubtful {name}: this is {stream}; name a file\n")


@pytest.mark.skipif(os.name == "nt", reason="no shell")
def test_a_list_goes_to_a_pipe_or_nowhere(run_process: Run, tmp_path: Path) -> None:
    lay(tmp_path / "in")
    prefix = ["sh", "-c", '"$@" 3>&1 > s.txt | cat', "sh"]
    done = run_process("in", "-f", "jsonl", "--doubtful", "/dev/fd/3", prefix=prefix)
    assert done.out.decode() == f"in/d.txt\t{OFFICIAL}\nin/e.txt\t{ERROR}\nin/t.jsonl:3\t{ERROR}\n"
    assert (tmp_path / "s.txt").read_bytes().count(b"\n") == 8
    quiet = ["sh", "-c", '"$@" > /dev/null 2> /dev/null', "sh"]
    assert run_process("in", "-f", "jsonl", "--doubtful", "/dev/null", prefix=quiet).code == 0


@pytest.mark.skipif(os.name == "nt", reason="no shell")
def test_an_input_on_stdin_is_not_written_over(run_process: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOT_FOUND, encoding="utf-8")
    done = run_process("--doubtful", "a.txt", prefix=["sh", "-c", '"$@" < a.txt', "sh"])
    assert done == (2, b"", "cleantext: --doubtful a.txt: this run reads that file; name another one\n")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == NOT_FOUND
