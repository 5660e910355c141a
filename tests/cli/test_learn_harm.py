"""`cleantext learn` and profiles under odd input: what is lost is named, and what a person reviewed is not harmed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cleantext.chain.sites import SiteSource, host_of
from cleantext.learn.article_lines import why_editorial
from tests.conftest import Run
from tests.helpers import sites
from tests.helpers.paths import ROOT
from tests.helpers.sites import SITE, profile, texts


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Báo.example:80/a?b", "báo.example"),
        ("vnexpress.example/r?u=http://x.example/1", "vnexpress.example"),
        ("\ufeff//a.example./x", "a.example"),
        ("http://user:pass@a.example/", "a.example"),
        ("a.example:8080/x", "a.example"),
        ("http://xn--bo-8ja.example", "bôo.example"),
        ("http://[::1]:80/", "::1"),
        ("http://www.vn", "www.vn"),
        *(
            (no, None)
            for no in ("javascript:alert(1)", "mailto:a@b.example", "about:blank", "http:/x.example/", "//", "")
        ),
    ],
)
def test_the_host_of_a_url_is_the_site(url: str, host: str | None) -> None:
    assert host_of(url) == host
    assert SiteSource(field="u", is_url=True).site_from_value(url) == host


@pytest.mark.parametrize("value", [None, True, 1.5, ["a"], {"a": 1}, " ", "\ud800"])
def test_what_is_no_name_is_no_site(value: object) -> None:
    assert SiteSource(field="s").site_from_value(value) is None
    assert SiteSource(field="s").site_from_value(7) == "7"


@pytest.mark.parametrize(
    "line",
    [
        "Thông tấn xã Việt Nam", "Hà Nội (TTXVN)", "Theo Sức khỏe & Đời sống", "Minh Anh (tổng hợp)",
        "Minh Anh, theo BBC", "Lò Thị Hoa (từ Quảng Bình)", "TS. Nguyễn Sĩ, nguyên Phó Chủ nhiệm", "Bác sĩ Lò Văn Páo",
        "Thu Hà, ảnh: Minh Anh", "Đông Phong dịch", "Ngọc Ánh • VnExpress", "Dịch giả: Vũ Biển", "NGUYỄN VĂN AN",
        "Lò Hoa/Báo Tin tức", "Nhiều mây, có mưa rào và dông", "Hà Nội: 25-32 độ C", "Giải khuyến khích",
        "Kết quả xổ số miền Bắc",
        "MU (4-2-3-1): Onana; Dalot", "HLV: Kim Sang-sik", "Kiểm soát bóng", "Thứ hai: TP HCM, Cà Mau", "Kính gửi:",
        "ỦY BAN NHÂN DÂN XÃ SUỐI MƠ", "Điều 3.", "Nam mô A Di Đà Phật", "06/01/2024 07:30",
    ],
)  # fmt: skip
def test_lines_of_articles_are_told_by_what_they_say(line: str) -> None:
    assert why_editorial(line)


@pytest.mark.parametrize(
    "line",
    [
        "Theo dõi Báo Suối Mơ trên Zalo", "Mục liên quan", "Điều lệ tòa báo", "Giải Năm Châu tài trợ", "Tải ứng dụng",
        "Báo Suối Mơ - Cơ quan của Đảng bộ", "Hà Nội: 48 Hai Bà Trưng", "Ghi rõ nguồn Suối Mơ khi phát hành lại",
        "Kính gửi bạn đọc thân mến", "Báo giá quảng cáo", "Giấy phép số 12/GP-BTTTT", "© 2024 Báo Suối Mơ",
    ],
)  # fmt: skip
def test_chrome_is_not_taken_for_them(line: str) -> None:
    assert why_editorial(line) == ""


def test_a_run_that_learns_nothing_leaves_the_profile_as_it_is(tmp_path: Path, run: Run) -> None:
    (tmp_path / "mine.toml").write_text("# reviewed\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad/x.txt").write_bytes(b"\xff")
    for arguments in (["typo"], ["empty"], ["bad"], ["typo", "--merge", "mine.toml"]):
        done = run("learn", *arguments, "-o", "mine.toml")
        assert done.code == 2, arguments
        assert done.err.endswith("cleantext learn: nothing was learned, and nothing is written\n")
    assert (tmp_path / "mine.toml").read_text(encoding="utf-8") == "# reviewed\n"
    assert "typo: No such file or directory" in run("learn", "typo", "-q").err


def test_outputs_that_cannot_be_are_refused_before_any_work(tmp_path: Path, run: Run) -> None:
    sites.lay(tmp_path / "crawl", SITE)
    for output, message in (
        ("no/x.toml", "cannot write no/x.toml: no is not a folder that can be written to"),
        ("crawl", "cannot write crawl: it is a folder"),
        ("", "--output: the name is empty; write: --output FILE"),
        ("p.toml.gz", "--output needs the name of a file that is not compressed"),
    ):
        done = run("learn", "crawl", "-o", output)
        assert (done.code, done.err.startswith(f"cleantext learn: {message}")) == (2, True), done.err
        assert done.err.count("\n") == 1


def test_each_file_is_counted_once_by_whatever_names(tmp_path: Path, run: Run) -> None:
    sites.lay(tmp_path / "crawl", SITE)
    os.symlink("000.txt", tmp_path / f"crawl/{SITE}/2024/link.txt")
    done = run("learn", "crawl", "crawl", str(tmp_path / f"crawl/{SITE}/2024/001.txt"), "--site", "a", "-o", "p.toml")
    assert "documents 30, sites 1," in done.err
    assert profile(tmp_path / "p.toml")["sites"]["a"]["chrome"][0]["documents"] == 30


SLOW_AT_LAST = """
import sys, time
from cleantext.cli.main import run
from cleantext.learn import corpus
find_occurrences = corpus.find_occurrences
def slow(text, *arguments):
    time.sleep(30 if "rất dài" in text else 0)
    return find_occurrences(text, *arguments)
corpus.find_occurrences = slow
sys.exit(run(sys.argv[1:]))
"""


def test_what_fails_in_the_second_reading_is_named_too(tmp_path: Path) -> None:
    """What looks at the lines of a document, which comes after they are counted, is made slow for one."""
    sites.lay(tmp_path / "crawl", SITE, count=22)
    long = next(sites.pages(1)) + "Đoạn văn của một bài rất dài, dài đến khi hết giờ.\n"
    (tmp_path / f"crawl/{SITE}/2024/long.txt").write_text(long, encoding="utf-8")
    command = [sys.executable, "-c", SLOW_AT_LAST, "learn", "crawl", "--timeout", "1", "-j1", "-q", "-o", "p.toml"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"cleantext: crawl/{SITE}/2024/long.txt: timed out after 1 s\n"
    assert texts(profile(tmp_path / "p.toml")["sites"][SITE]["chrome"]) == sites.CHROME


def test_odd_names_of_sites_are_one_on_both_sides(tmp_path: Path, run: Run) -> None:
    for name in (b"b\xe1o.example", "ba\u0301o.example".encode(), b'a"b\\c'):
        folder = os.fsencode(tmp_path / "crawl") + b"/" + name
        os.makedirs(folder)
        for number, page in enumerate(sites.pages(20)):
            Path(os.fsdecode(folder + b"/%d.txt" % number)).write_text(page, encoding="utf-8")
    assert run("learn", "crawl", "-o", "p.toml", "-q").code == 0
    assert profile(tmp_path / "p.toml")["sites"].keys() == {r"b\xe1o.example", "báo.example", 'a"b\\c'}
    assert run("--profile", "p.toml", "crawl", "-o", "out").code == 0
    cleaned = [path.read_text(encoding="utf-8") for path in (tmp_path / "out").rglob("*.txt")]
    assert len(cleaned) == 60
    assert not any(sites.MENU in text for text in cleaned)


def test_profiles_with_mistakes_are_refused_in_one_line(tmp_path: Path, run: Run) -> None:
    for text, message in (
        ("built-in = 5", "built-in must be a list of texts"),
        ("[sites.x]\ndocuments = true", 'sites."x": documents must be a number'),
        ('[sites.vnexpress.net]\ndrop = ["a"]', "unknown key 'net'; a site's name with dots needs quotation marks"),
    ):
        (tmp_path / "bad.toml").write_text(text, encoding="utf-8")
        for arguments in (("learn", "bad.toml"), ("--profile", "bad.toml", "-")):
            done = run(*arguments)
            assert (done.code, message in done.err, done.err.count("\n")) == (2, True, 1), done.err
    assert run("learn", "bad.toml", "--site", " ").err.count("\n") == 1
    for share in ("nan", "0", "1.5", "half"):
        assert "is not a share" in run("learn", "x", "--min-share", share).err


def test_rows_with_odd_sites_fail_alone(tmp_path: Path, run: Run) -> None:
    sites.table(tmp_path / "all.jsonl", SITE)
    with (tmp_path / "all.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"site": "a\\udc80", "text": "x"}\n{"site": true, "text": "x"}\n')
    done = run("learn", "all.jsonl", "--site-field", "site", "-o", "p.toml", "-q")
    assert [line.split(": ", 1)[1] for line in done.err.splitlines()] == [
        "all.jsonl:31: no site in the field 'site'", "all.jsonl:32: no site in the field 'site'"
    ]  # fmt: skip
    assert texts(profile(tmp_path / "p.toml")["sites"][SITE]["chrome"]) == sites.CHROME


def test_a_low_share_still_proposes_what_a_high_one_does(tmp_path: Path, run: Run) -> None:
    sites.lay(tmp_path / "crawl", SITE)
    run("learn", "crawl", "--min-share", "0.01", "-o", "p.toml", "-q")
    assert {*sites.CHROME} <= {*texts(profile(tmp_path / "p.toml")["sites"][SITE]["chrome"])}


def test_what_is_kept_in_any_spelling_or_by_a_pattern_is_not_proposed_again(tmp_path: Path, run: Run) -> None:
    sites.lay(tmp_path / "crawl", SITE)
    decomposed = "Chuye\u0302n trang ba\u0309n la\u0300ng"
    rules = {"keep": f"keep = [{json.dumps(decomposed)}]", "pattern": "keep-patterns = ['Chuyên trang .*']"}
    for name, text in rules.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        done = run("learn", "crawl", "--merge", f"{name}.toml", "-o", "p.toml", "-q")
        assert done.code == 0
        assert texts(profile(tmp_path / "p.toml")["sites"][SITE]["chrome"]) == sorted({*sites.CHROME} - {sites.MENU})
