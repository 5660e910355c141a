"""Find the block in which a publisher tells its editors, licence, rights and office, at either end of a document."""

import re
from collections.abc import Iterator, Sequence

from cleantext.text.prose import is_running_text

from .layout import PageLayout
from .rules import Verdict

LONGEST_BLOCK, LONGEST_GAP = 16, 2  # lines; the latter between two that begin with something of a publisher
FEWEST_FACTS, FEWEST_TELLING = 3, 2  # different ones in a block, and those among them that no advertiser has
FACTS = re.compile(
    r"""(?ix)\W*(?:
    (?P<editors>(?:quyền\ |phó\ )?tổng\ biên\ tập|thư\ ký\ t(?:òa|oà)\ soạn|trưởng\ ban\ biên\ tập
        |(?:người\ |cơ\ quan\ )?chịu\ trách\ nhiệm(?:\ (?:về\ )?(?:quản\ lý\ )?(?:nội\ dung|xuất\ bản|chính))?\s*:)
    |(?P<licence>(?:số\ )?giấy\ phép\b.{0,60}(?:số|:)|issn\b)
    |(?P<rights>©|®|bản\ quyền\b|copyright\b|all\ rights\ reserved|(?:vui\ lòng\ |đề\ nghị\ )?ghi\ rõ\ nguồn
        |(?:mọi\ hình\ thức\ |cấm\ |không\ được\ )sao\ chép)
    |(?P<owner>(?:cơ\ quan|đơn\ vị)\ (?:chủ\ quản|quản\ lý)
        |(?:báo|tạp\ chí|trang|cổng|website)\ (?:thông\ tin\ )?(?:điện\ tử|tttt?đt)
        |cơ\ quan\ (?:ngôn\ luận\ )?của)
    |(?P<office>(?:địa\ chỉ\ )?t(?:òa|oà)\ soạn|trụ\ sở|văn\ phòng|địa\ chỉ|đ/c)
    |(?P<contact>(?:số\ )?điện\ thoại|đt\b|tel\b|fax\b|e-?mail\b|hotline|đường\ dây\ nóng|website\b)
    |(?P<advertising>(?:liên\ hệ|phòng|hợp\ tác)\ (?:đặt\ )?quảng\ cáo)
    )"""
)
OF_THE_PRESS = re.compile(
    r"(?i)\b(?:báo điện tử|báo chí|tạp chí|t(?:òa|oà) soạn|tổng biên tập|(?:trang|cổng) thông tin|ghi rõ nguồn"
    r"|quảng cáo|ttđt)\b"
)
LABELLED = re.compile(".{2,60}:")
BEGINS_SENTENCES = frozenset({"owner", "office", "contact", "advertising"})
TELLING = frozenset({"editors", "licence", "rights", "owner"})
BEFORE = Verdict("footer", "in the publisher's block before the article")
AFTER = Verdict("footer", "in the publisher's block after the article")


def publishers_blocks(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield the lines of a publisher's block before or after the article."""
    lines = page.lines
    first, last = lines[:LONGEST_BLOCK], lines[: -LONGEST_BLOCK - 1 : -1]
    size = _size_of_block(first)
    if any(page.prose[size:]):
        yield from ((index, BEFORE) for index in range(size))
    size = _size_of_block(last)
    if any(page.prose[: len(lines) - size]):
        yield from ((index, AFTER) for index in range(len(lines) - size, len(lines)))


def _size_of_block(lines: Sequence[str]) -> int:
    """Return how many of the lines, from an end of a document on, are a publisher's block; 0 if there is none."""
    facts: set[str] = set()
    size = 0
    for number, line in enumerate(lines, start=1):
        fact = _fact_of(line)
        if fact:
            facts.add(fact)
            size = number
        elif number - size > LONGEST_GAP or is_running_text(line):
            break
    if len(facts) < FEWEST_FACTS or len(facts & TELLING) < FEWEST_TELLING:
        return 0
    return size if any(map(OF_THE_PRESS.search, lines[:size])) else 0


def _fact_of(line: str) -> str | None:
    """Return which fact of a publisher a line begins with; None for a sentence that only begins like one."""
    fact = FACTS.match(line)
    if fact is None or (fact.lastgroup in BEGINS_SENTENCES and is_running_text(line) and not LABELLED.match(line)):
        return None
    return fact.lastgroup
