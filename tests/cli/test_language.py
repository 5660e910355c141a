"""The language of the command: that of --lang, of a file of settings, or of the environment; data is in none."""

import json
from pathlib import Path

import pytest

from tests.conftest import MESSY, TIDY, Configured, Run

BLANK, LEER = "blank after a blank line", "dòng trống sau một dòng trống"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "vi_VN.UTF-8"}, "không có tệp hoặc thư mục này"),
        ({"LC_ALL": "C.UTF-8", "LC_MESSAGES": "vi_VN", "LANG": "vi_VN"}, "No such file or directory"),
    ],
)
def test_the_environment_says_which(run_process: Run, environment: dict[str, str], message: str) -> None:
    done = run_process("missing.txt", env=environment)
    assert (done.code, done.out, done.err) == (2, b"", f"cleantext: missing.txt: {message}\n")


def test_the_flag_holds_for_mistakes_in_others_wherever_they_stand(run: Run) -> None:
    wrong = "cleantext: không có cờ --chekc; ý bạn là --check?\n"
    assert run("--lang", "vi", "--chekc", "a.txt").err == wrong
    assert run("--chekc", "a.txt", "--lang=vi").err == wrong
    assert run("--chekc", "a.txt").err == "cleantext: there is no flag --chekc; did you mean --check?\n"
    assert run("a.txt", "--lang").err == "cleantext: --lang needs a value; write: --lang en|vi\n"
    assert run("a.txt", "--lang", "fr").err == "cleantext: --lang cannot be 'fr'; choose en or vi\n"


def test_a_file_of_settings_may_set_it_and_a_flag_overrides_that(configured: Configured) -> None:
    assert "đọc" not in configured("missing.txt", project='lang = "vi"', process=False).out.decode()
    assert "không có tệp" in configured("missing.txt", project='lang = "vi"').err
    assert "No such file" in configured("missing.txt", "--lang", "en", project='lang = "vi"').err


def test_reasons_summaries_and_doubts_are_in_the_language(run: Run) -> None:
    done = run("--lang", "vi", "--explain", "--stats", "text", "a.txt", "empty.txt", "-o", "out")
    assert f"a.txt:3: blank-lines: {LEER}\n" in done.err
    assert "empty.txt: cần xem lại: không có nội dung\n" in done.err
    assert "cleantext: 2 bài: 2 đã ghi, 0 không đổi, 0 bỏ qua, 0 lỗi; bỏ " in done.err
    assert done.err.endswith("; 1 cần xem lại: 1 trống\n")


def test_on_a_terminal_too(run: Run) -> None:
    done = run("--lang", "vi", "--explain", "--color", "always", "a.txt", env={"COLUMNS": "120"})
    assert done.out == TIDY.encode()
    assert LEER in done.err
    assert "bỏ" in done.err.splitlines()[0]
    assert BLANK not in done.err


def test_data_is_the_same_in_each_language(run: Run, tmp_path: Path) -> None:
    wanted: dict[str, list[bytes]] = {}
    for language in ("en", "vi"):
        flags = ("--lang", language, "--report", "r.jsonl", "--doubtful", "d.txt", "--stats", "json")
        done = run("a.txt", "empty.txt", "-f", "json", *flags)
        stats = json.loads(done.err.splitlines()[-1])
        del stats["seconds"]
        files = [(tmp_path / name).read_bytes() for name in ("r.jsonl", "d.txt")]
        wanted[language] = [done.out, json.dumps(stats).encode(), *files]
    assert wanted["en"] == wanted["vi"]
    assert BLANK in wanted["vi"][2].decode()
    assert run("--help").out == run("--help", "--lang", "vi").out


def test_a_run_can_be_resumed_in_another_language(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"\xff")
    assert run("a.txt", "b.txt", "empty.txt", "-o", "out/", "--fail-fast", "--lang", "en").code == 2
    done = run("a.txt", "b.txt", "empty.txt", "-o", "out/", "--resume", "--lang", "vi")
    assert "--lang" not in done.err
    assert "không phải văn bản UTF-8" in done.err
