"""Pages of made sites, whose chrome is known: what `learn` is tested on; and what it writes, read again."""

import json
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.articles import sentence

SITE = "suoimo.example"
OWN = "Đọc Báo Suối Mơ trên điện thoại mỗi sáng"  # lines of the site, which no rule knows
INVITATION = "Bà con có tin hay xin gọi về tòa soạn, số máy 0208.555.0101, máy có người trực cả đêm."
MENU = "Chuyên trang bản làng"
BUILT_IN = "Phản hồi"
CHROME = sorted([MENU, OWN, INVITATION, BUILT_IN, "Các tin khác"])  # all that is proposed
NOT_CHROME = {
    "Giải đặc biệt": "stands beside figures, as rows of tables do",
    "Lò Thị Thắm": "may be a byline or an agency",
    "TTXVN/Vietnam+": "may be a byline or an agency",
    "Theo Báo Suối Mơ": "reads like a credit",
    "Ảnh: TTXVN": "reads like a credit",
    "Gió nhẹ, trời không mưa": "a row of a weather report",
    "Đội hình xuất phát của đội chủ nhà": "a row of a match report",
    "Nơi nhận:": "a part of an official document (decree 30/2020/NĐ-CP)",
    "Thứ bảy, 06/01/2024 07:30": "a date",
}
RUBRIC = "Trả lời của bà con"  # stands between paragraphs
PAGES = 30


def pages(count: int = PAGES, *, seed: int = 1) -> Iterator[str]:
    """Make pages of one site: menu, title, date, prose, what is no chrome although it is frequent, the site's lines."""
    pick = random.Random(seed)
    for number in range(count):
        prose = [f"{sentence(pick, 14, 24)} Việc thứ {number}.{part} đã xong." for part in range(4)]
        lines = [MENU, f"Tin số {number} của bản", "Thứ bảy, 06/01/2024 07:30", *prose[:2], RUBRIC, *prose[2:]]
        lines += [line for line in NOT_CHROME if line not in lines]
        lines.insert(lines.index("Giải đặc biệt"), f"{pick.randrange(100_000):05}")
        lines += [OWN] if number % 10 else [OWN.upper() + "!"]
        lines += [INVITATION] if number % 5 else []
        yield "\n".join([*lines, BUILT_IN, "Các tin khác", ""])


def lay(folder: Path, *sites: str, count: int = PAGES) -> None:
    """Write the pages of sites into folders, a file each."""
    for seed, site in enumerate(sites):
        (folder / site / "2024").mkdir(parents=True)
        for number, page in enumerate(pages(count, seed=seed)):
            (folder / site / "2024" / f"{number:03}.txt").write_text(page, encoding="utf-8")


def table(path: Path, *sites: str, count: int = PAGES) -> None:
    """Write the same pages as JSON Lines, with site and address."""
    rows = [
        {"id": f"{site}/{number}", "site": site, "url": f"https://www.{site}/{number}.html", "text": page}
        for seed, site in enumerate(sites)
        for number, page in enumerate(pages(count, seed=seed))
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def profile(path: Path) -> dict[str, Any]:
    """Read a profile."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def texts(entries: list[dict[str, Any]]) -> list[str]:
    """Return the lines of entries, sorted: those of a run are together."""
    return sorted(text for entry in entries for text in entry.get("lines", [entry.get("text")]))


def counts_by_line(entries: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return what was counted of each line, without the example, by which entries may be other ones."""
    return {
        text: {key: value for key, value in entry.items() if key not in ("text", "lines", "example")}
        for entry in entries
        for text in texts([entry])
        if entry["example"]
    }
