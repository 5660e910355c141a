"""The recipes work as they stand: each block of RECIPES.md is run on pages and tables that are made here."""

import csv
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pytest
import yaml
from pyarrow import parquet

from cleantext import clean
from tests.conftest import COMMAND, MESSY, SENTENCE, TIDY, needs, needs_package
from tests.helpers.paths import ROOT
from tests.helpers.recipes import BLOCKS, PAGE

GUIDE = (ROOT / "GUIDE.md").read_text(encoding="utf-8")
HEADING = "Bến Soi mở lại lớp dạy đan lưới"
CAPTION = "Bà Phùng Thị Nhạn dạy các em thôn Hạ đan mắt lưới đầu tiên."
FIRST = (
    "Sau sáu năm bỏ không, gian nhà kho bên bến Soi lại sáng đèn. Tối thứ ba và thứ sáu hằng tuần, mười bốn em học "
    "sinh thôn Hạ đến học đan lưới với bà Nhạn, năm nay bảy mươi hai tuổi."
)
SECOND = (
    "Mỗi tấm lưới ngang hai sải tay mất chừng ba buổi. Các em được giữ lại tấm đầu tiên, còn từ tấm thứ hai thì bán ở "
    "chợ phiên để mua thêm sợi."
)
THIRD = "Trưởng thôn Lường Văn Kiên cho biết, lớp sẽ học đến hết mùa nước, rồi nghỉ cho các em theo cha mẹ đi gặt."
HTML = f"""<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{HEADING} | Bản tin Bến Soi</title></head><body>
<nav><a href="/">Trang chủ</a> <a href="/thoi-su">Thời sự</a> <a href="/lang-nghe">Làng nghề</a></nav>
<article><h1>{HEADING}</h1>
<p>{CAPTION}</p>
<figure><img src="lop.jpg" alt="{CAPTION}"><figcaption>{CAPTION} Ảnh: Mai Lành</figcaption></figure>
<p>{FIRST}</p><p>{SECOND.replace("lưới ngang", "l&#432;ới ngang&nbsp;&nbsp;")}</p><p>{THIRD}</p>
<p>Phản hồi</p><p>Các tin khác</p><p>Đò ngang bến Soi chạy lại từ sáng nay</p><p>Thôn Thượng góp ngày công sửa mương</p>
</article><footer><p>Bản tin Bến Soi, nhà văn hóa thôn Hạ</p></footer></body></html>
"""
ARTICLE = f"{HEADING}\n{CAPTION}\n{FIRST}\n{SECOND}\n{THIRD}\n"
TEXTS = [MESSY, f"Tin  vui\n{SENTENCE}\nPhản hồi", SENTENCE]
DOUBTFUL = "404 Not Found\nnginx"


class Kitchen(NamedTuple):
    """A folder where recipes are run, as in a shell that finds the command and the tools."""

    folder: Path
    environment: dict[str, str]

    def run(self, program: str, *arguments: str) -> str:
        """Run a block, and return what it prints."""
        done = subprocess.run(
            [program, *arguments], cwd=self.folder, env=self.environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def shell(self, commands: str) -> str:
        """Run a block of commands, as CI does: the first that fails ends it."""
        return self.run("bash", "-euo", "pipefail", "-c", commands)

    def python(self, program: str) -> None:
        """Run a block of Python, as a file, from which processes can start."""
        self.write("recipe.py", program)
        self.run(sys.executable, "recipe.py")

    def write(self, name: str, text: str) -> None:
        """Make a file."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        """Read a file."""
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    """Return an empty folder, and an environment with the command and the tools on PATH."""
    programs, folder = tmp_path / "bin", tmp_path / "work"
    programs.mkdir()
    folder.mkdir()
    (programs / "cleantext").write_text(f'#!/bin/sh\nexec {shlex.join(COMMAND)} "$@"\n', encoding="utf-8")
    (programs / "cleantext").chmod(0o755)
    path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])
    offline = {"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path / "hf"), "HOME": str(tmp_path)}
    return Kitchen(folder, {**os.environ, **offline, "PATH": path, "PYTHONPATH": str(ROOT)})


def test_all_recipes_are_tested() -> None:
    tests = Path(__file__).read_text(encoding="utf-8") + (ROOT / "tests/cli/test_pre_commit.py").read_text(
        encoding="utf-8"
    )
    assert set(re.findall(r'BLOCKS\["(.+?)"\]', tests)) == BLOCKS.keys() == set(re.findall(r"(?m)^## (.+)$", PAGE))


def test_a_page_becomes_an_article(kitchen: Kitchen) -> None:
    needs("trafilatura")
    kitchen.write("page.html", HTML)
    kitchen.shell(BLOCKS["A page from the web: trafilatura"])
    assert kitchen.read("article.txt") == ARTICLE


def _another(text: str) -> str:
    return text.replace("mở lại lớp", "mở thêm lớp").replace("sáu năm", "bảy năm")


def test_a_folder_of_pages_becomes_articles(kitchen: Kitchen) -> None:
    needs("trafilatura")
    kitchen.write("pages/1.html", HTML)
    kitchen.write("pages/2.html", _another(HTML))
    kitchen.shell(BLOCKS["A folder of pages: trafilatura"])
    articles = [path.read_text(encoding="utf-8") for path in (kitchen.folder / "clean").rglob("*.txt")]
    assert sorted(articles) == sorted([ARTICLE, _another(ARTICLE)])
    removed = [json.loads(line)["text"] for line in kitchen.read("removed.jsonl").splitlines()]
    assert removed.count("Phản hồi") == 2


def test_pandas(kitchen: Kitchen) -> None:
    needs_package("pandas")
    with (kitchen.folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "text"), *enumerate(TEXTS), (7, None)])
    kitchen.python(BLOCKS["pandas"])
    with (kitchen.folder / "clean.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [["id", "text"], *([str(i), clean(text)] for i, text in enumerate(TEXTS)), ["7", ""]]


def _write_crawl(kitchen: Kitchen, texts: list[str | None]) -> None:
    rows = [json.dumps({"id": number, "text": text}) for number, text in enumerate(texts)]
    kitchen.write("crawl.jsonl", "\n".join(rows) + "\n")


def test_polars(kitchen: Kitchen) -> None:
    needs_package("polars")
    _write_crawl(kitchen, [*TEXTS, None])
    kitchen.python(BLOCKS["Polars"])
    table = parquet.read_table(kitchen.folder / "clean.parquet")
    assert table["id"].to_pylist() == [0, 1, 2, 3]
    assert table["text"].to_pylist() == [*map(clean, TEXTS), None]


def test_hugging_face_datasets(kitchen: Kitchen) -> None:
    needs_package("datasets")
    _write_crawl(kitchen, [*TEXTS, DOUBTFUL])
    kitchen.python(BLOCKS["Hugging Face datasets"])
    rows = [json.loads(line) for line in kitchen.read("clean.jsonl").splitlines()]
    assert rows == [{"id": number, "text": clean(text)} for number, text in enumerate(TEXTS)]


def test_the_lines_for_data_frames_in_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them, with what its library holds the same rows in."""
    for package in ("dask", "datasets", "duckdb", "polars"):
        needs_package(package)
    import dask.dataframe
    import datasets
    import duckdb
    import pandas as pd
    import polars as pl

    monkeypatch.chdir(tmp_path)
    rows = [{"site": "a", "text": f"Dòng riêng\n{text}"} for text in TEXTS]
    table = pa.Table.from_pylist(rows)
    parquet.write_table(table, "articles.parquet")
    (tmp_path / "sites.toml").write_text('[sites.a]\ndrop = ["Dòng riêng"]\n', encoding="utf-8")
    frames = {"Polars": pl.DataFrame(rows), "Dask": dask.dataframe.from_pandas(pd.DataFrame(rows), npartitions=2)}
    names = {"table": table, "dataset": datasets.Dataset.from_list(rows), "pl": pl, "pa": pa, "duckdb": duckdb}
    block = re.search(r"## Data frames and clusters.*?```python\n(.*?)```", GUIDE, re.DOTALL)
    assert block
    imports, _, lines = block[1].partition("\n\n")
    exec(imports, names)
    for line in lines.splitlines():
        code, _, comment = line.partition("  # ")
        done = eval(code, {**names, "frame": frames.get(comment)})
        texts = list(done.compute()["text"] if comment == "Dask" else done["text"])
        wanted = [clean(row["text"]) for row in rows] if "rules" not in code else [clean(text) for text in TEXTS]
        assert [str(text) for text in texts] == wanted, code
    assert lines.count("clean_batch") == 6


def test_jq(kitchen: Kitchen) -> None:
    needs("jq")
    for number, text in enumerate(TEXTS):
        kitchen.write(f"crawl/{number}.txt", text)
    assert kitchen.shell(BLOCKS["What was removed most: jq"]).split() == ["2", "Phản", "hồi"]


def test_make(kitchen: Kitchen) -> None:
    needs("make")
    kitchen.write("Makefile", BLOCKS["Only what is new: make"])
    for name in ("a", "b"):
        kitchen.write(f"crawl/{name}.txt", MESSY)
    assert kitchen.run("make").count("cleantext crawl/") == 2
    assert kitchen.read("clean/a.txt") == kitchen.read("clean/b.txt") == TIDY
    assert "Nothing to be done" in kitchen.run("make")
    kitchen.write("crawl/b.txt", SENTENCE)
    later = (kitchen.folder / "clean/b.txt").stat().st_mtime + 1
    os.utime(kitchen.folder / "crawl/b.txt", (later, later))
    assert kitchen.run("make").split() == ["cleantext", "crawl/b.txt", "-o", "clean/b.txt"]
    assert kitchen.read("clean/b.txt") == f"{SENTENCE}\n"


def test_github_actions(kitchen: Kitchen) -> None:
    (job,) = yaml.safe_load(BLOCKS["In continuous integration: GitHub Actions"])["jobs"].values()
    install, check = [step["run"] for step in job["steps"] if "run" in step]
    assert install == "pip install cleantext-vi", "the command is there already"
    kitchen.write("articles/a.txt", TIDY)
    assert kitchen.shell(check) == ""
    kitchen.write("articles/b.txt", MESSY)
    done = subprocess.run(
        ["bash", "-e", "-c", check], cwd=kitchen.folder, env=kitchen.environment, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert "-Phản hồi\n" in done.stdout.decode()
