"""Documents that are doubtful, and what is said of them."""

import json
from pathlib import Path

from tests.conftest import MESSY, SENTENCE, TIDY

DECISION = """XÃ BẾN SOI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/QĐ-UBND
QUYẾT ĐỊNH
Điều 1. Thành lập tổ đò ngang gồm năm người.
"""
NOT_FOUND = "404 Not Found\n"
OFFICIAL, ERROR = "an official document, a law, or text in numbered points", "an error page, “404 Not Found”"
COUNTS = "3 doubtful: 2 error pages, 1 official document"


def lay(folder: Path) -> None:
    """Write a decision, an error page, articles, and a table with an error page in its third row."""
    folder.mkdir(exist_ok=True)
    texts = {"a": MESSY, "d": DECISION, "e": NOT_FOUND, "g": TIDY}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = [{"id": n, "text": text} for n, text in enumerate((TIDY, MESSY, NOT_FOUND, SENTENCE))]
    (folder / "t.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
