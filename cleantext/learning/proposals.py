"""Which frequent lines are proposed as chrome, and which are left alone although they are frequent, and why."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..chrome import EDGE_SIGNS, agencies, fold
from ..chrome.matching import rule_for
from ..filters.bylines import could_be_a_byline
from ..filters.credit_lines import could_be_a_credit
from ..filters.datelines import is_a_date
from .counts import enough
from .sightings import AFTER, BEFORE, INSIDE, Line

WEATHER = (
    r"nhiệt độ|độ ẩm|(?:có )?(?:mưa|dông|gió|nắng|mây|sương mù)\b|trời |sóng biển|vùng biển|"
    r"khu vực (?:bắc|trung|nam|tây|đông|miền|hà nội|các tỉnh)|(?:các tỉnh|phía) .*(?:bộ|đến)|.*(?:°c|độ c\b)"
)
LOTTERY = (
    r"(?:giải |g\.?\s?)(?:đặc biệt|đb|nhất|nhì|ba|tư|năm|sáu|bảy|tám|khuyến khích|an ủi|phụ|\d)|đặc biệt$|"
    r"(?:đầu|đuôi)(?: \d|$)|jackpot|mã đb|lô ?tô|"
    r".*\b(?:xổ số|vé số|xs(?:mb|mn|mt)|kqxs\w*|vietlott|(?:trúng|mở|quay) thưởng)"
)
MATCH = (
    r"đội hình|thủ môn|hậu vệ|tiền vệ|tiền đạo|dự bị|huấn luyện viên|hlv|trọng tài|ghi bàn|bàn thắng|thẻ (?:vàng|đỏ)|"
    r"sân (?:vận động|nhà|khách)|svđ|(?:hiệp|vòng) \d|bảng [a-h]\b|lượt (?:đi|về|trận)|t[ỷỉ] số|"
    r"chung cuộc|toàn trận|thay người"
)
OFFICIAL = (
    r"cộng h(?:òa|oà) xã hội chủ nghĩa|độc lập\W+tự do|nơi nhận|kt\.|tm\.|tl\.|tuq\.|kính gửi|căn cứ|xét đề nghị|"
    r"lưu ?:|như trên|như điều|(?:phó )?(?:chủ tịch|giám đốc|chánh văn phòng|bộ trưởng|thứ trưởng|trưởng phòng)$|"
    r"quyết định$|(?:điều|khoản|chương|mục|phụ lục) [\divxlc]+"
)
MATTERS = (
    (re.compile(WEATHER), "a row of a weather report"),
    (re.compile(LOTTERY), "a row of lottery results"),
    (re.compile(MATCH), "a row of a match report"),
    (re.compile(OFFICIAL), "a part of an official document (decree 30/2020/NĐ-CP)"),
)
LONGEST_IN_CAPITALS = 4  # words
BETWEEN_NAMES = re.compile(r"\s*(?:[/,;&+]| - | – | và )\s*")


class Proposal(NamedTuple):
    """A line of a site that is chrome, or seems so.

    `built_in` says that the rules of the package remove it already, from most documents; `against`, if it is not
    empty, why it is not proposed although it is frequent.
    """

    line: Line
    of: int
    built_in: bool
    against: str

    @property
    def why(self) -> str:
        """Say what was counted; with this reason the line is removed."""
        return f"learned from {self.line.site}: {self.line.documents} of {self.of} documents"

    @property
    def place(self) -> str:
        """Say where the line stands in most documents."""
        return _place(self.line)


def proposals(lines: Iterable[Line], totals: Mapping[str, int], *, min_docs: int, min_share: float) -> list[Proposal]:
    """Judge the lines of all sites, `totals` being the documents of each; the same lines give the same list."""
    judged = []
    for line in _joined_by_key(lines):
        of = totals[line.site]
        if enough(line.documents, of, min_docs=min_docs, min_share=min_share):
            built_in = 2 * line.removed > line.documents
            judged.append(Proposal(line, of, built_in, "" if built_in else _against(line)))
    return sorted(judged, key=lambda p: (p.line.site, -p.line.documents, p.line.text))


def _joined_by_key(lines: Iterable[Line]) -> Iterator[Line]:
    """Join the spellings of a line that one phrase matches; the commonest stands for all."""
    by_key: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        by_key.setdefault((line.site, fold(line.text)), []).append(line)
    for spellings in by_key.values():
        first, *others = sorted(spellings, key=lambda line: (-line.documents, line.text))
        for other in others:
            first = first.and_also(other)
        yield first


def _place(line: Line) -> str:
    return max((line.inside, INSIDE), (line.after, AFTER), (line.before, BEFORE), key=lambda pair: pair[0])[1]


def _against(line: Line) -> str:
    """Say why a frequent line may be the article's own; nothing where it is not."""
    if 2 * line.inside >= line.documents:
        return "stands inside articles"
    if not any(map(str.isalpha, line.text)):
        return "has no letters"
    if rule_for(line.text):
        return ""
    if is_a_date(line.text):
        return "a date"
    if could_be_a_credit(line.text):
        return "reads like a credit"
    if _could_be_names(line.text):
        return "may be a byline or an agency"
    if 2 * line.in_figures > line.documents:
        return "stands beside figures, as rows of tables do"
    return "" if _place(line) == BEFORE and not _is_official(line) else _matter(line)


def _could_be_names(text: str) -> bool:
    """Whether a line is a name, several, or a name and what its owner writes for: "Lò Hoa/Báo Tin tức".

    No name announces, and none has as many capitals as a heading in capitals.
    """
    core = text.strip(EDGE_SIGNS)
    if text.endswith(":") or (core.isupper() and len(core.split()) > LONGEST_IN_CAPITALS):
        return False
    marks = {fold(mark) for mark in agencies()}
    parts = BETWEEN_NAMES.split(core)
    are_names = [fold(part) in marks or could_be_a_byline(part.strip(EDGE_SIGNS)) for part in parts]
    return could_be_a_byline(core) or all(are_names) or ("/" in core and are_names[0])


def _is_official(line: Line) -> bool:
    return re.match(OFFICIAL, fold(line.text)) is not None


def _matter(line: Line) -> str:
    key = fold(line.text)
    return next((reason for pattern, reason in MATTERS if pattern.match(key)), "")
