"""The heading of the page of the report: what run this was, and of which site a document is."""

import json
from datetime import datetime
from pathlib import Path

from tests.conftest import MESSY, Run
from tests.helpers.report_page import documents_of, summary_of


def test_the_page_says_what_run_this_was(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in/suoimo.example/2024").mkdir(parents=True)
    (tmp_path / "in/suoimo.example/2024/a.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "cleantext.toml").write_text('eol = "crlf"\nkeep = ["Mưa"]\n', encoding="utf-8")
    (tmp_path / "my sites.toml").write_text('[sites."suoimo.example"]\nkeep = ["Phản hồi"]\n', encoding="utf-8")
    assert (
        run("in", "-o", "out/", "--skip", "tones,legacy", "--profile", "my sites.toml", "--report", "r.html").code == 0
    )
    about = summary_of(tmp_path / "r.html")["run"]
    assert datetime.fromisoformat(about.pop("date")).tzinfo is not None
    assert about.pop("version")
    assert about.pop("id")
    assert about == {
        "command": "cleantext in -o out/ --skip tones,legacy --profile 'my sites.toml' --report r.html",
        "inputs": ["in"],
        "output": "out/",
        "in_place": False,
        "site": None,
        "settings": [["--eol", "crlf", "cleantext.toml"], ["--skip", "tones, legacy", ""]],
        "profiles": ["cleantext.toml", "my sites.toml"],
    }


def test_a_page_of_a_bare_run_has_no_settings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    assert run("-i", "a.txt", "--report", "r.html").code == 0
    about = summary_of(tmp_path / "r.html")["run"]
    assert (about["inputs"], about["in_place"], about["settings"], about["profiles"]) == (["a.txt"], True, [], [])


def test_a_record_has_the_site_that_a_profile_would_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in/suoimo.example/2024").mkdir(parents=True)
    (tmp_path / "in/suoimo.example/2024/a.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "in/b.txt").write_text(MESSY, encoding="utf-8")
    assert run("in", "-o", "out/", "--report", "r.html").code == 0
    assert [record.get("site") for record in documents_of(tmp_path / "r.html")] == [None, "suoimo.example"]
    row = {"url": "https://www.namcang.example/1", "text": MESSY}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    arguments = ["a.jsonl", "-o", "b.jsonl", "--url-field", "url"]
    assert run(*arguments).err == "cleantext: --url-field needs a profile (--profile FILE)\n"
    assert run(*arguments, "--report", "r.html").code == 0
    assert [record.get("site") for record in documents_of(tmp_path / "r.html")] == ["namcang.example"]
    assert summary_of(tmp_path / "r.html")["documents"][0]["site"] == "namcang.example"
