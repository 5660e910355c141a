"""Frequent lines that are the articles' own: who wrote it, whose it is, when, and what reports consist of.

Frequency alone would take the names of authors for chrome. In doubt a line is told to the user, and not proposed: it is
listed here by what it says, in whatever place it stands.
"""

import re

from cleantext.filters.bylines import could_be_a_byline
from cleantext.filters.credit_lines import could_be_a_credit
from cleantext.filters.datelines import is_a_date
from cleantext.filters.site_chrome.match import rule_for
from cleantext.filters.site_chrome.rules import agencies
from cleantext.text.keys import EDGE_SIGNS, fold

END = r"(?=$|\s*[^\w\s]|\s*\d| trúng| trùng)"
WEATHER = (
    r"nhiệt độ|độ ẩm|(?:có |nhiều |ít )?(?:mưa|dông|gió|nắng|mây|sương mù)\b|sóng biển|vùng biển|trong mưa dông|"
    r"trời (?:nắng|mưa|lạnh|rét|nóng|nhiều|ít|có)|khu vực (?:bắc|trung|nam|tây|đông|miền|hà nội|các tỉnh)|"
    r"(?:các tỉnh|phía) .*(?:bộ|đến)|.*(?:°c|độ c\b)"
)
LOTTERY = (
    rf"(?:giải |g\.?\s?)(?:đặc biệt|đb|nhất|nhì|ba|tư|năm|sáu|bảy|tám|khuyến khích|an ủi|phụ|\d){END}|đặc biệt$|"
    r"(?:đầu|đuôi)(?: \d|$)|jackpot|mã đb|lô ?tô|"
    r".*\b(?:xổ số|vé số|xs(?:mb|mn|mt)|kqxs\w*|vietlott|(?:trúng|mở|quay) thưởng)"
)
MATCH = (
    r"đội hình (?:ra sân|xuất phát|thi đấu|dự kiến|chính thức|hai đội)|đội hình$|thủ môn|hậu vệ|tiền vệ|tiền đạo|dự bị|"
    r"huấn luyện viên|hlv\b|trọng tài|ghi bàn|bàn thắng|thẻ (?:vàng|đỏ)|sân (?:vận động|nhà|khách)|svđ|hiệp \d|"
    r"vòng \d+$|bảng [a-h]\b|lượt (?:đi|về|trận)|t[ỷỉ] số|chung cuộc|toàn trận|thay người|kiểm soát bóng|"
    r"phong độ|(?:kết quả|lịch sử) đối đầu|phạt góc|việt vị|sút |phạm lỗi|.*\(\d(?:-\d){2,}\)"
)
OFFICIAL = (
    r"cộng h(?:òa|oà) xã hội chủ nghĩa|độc lập\W+tự do|nơi nhận|kt\.|tm\.|tl\.|tuq\.|kính gửi(?: ?:|$)|căn cứ|"
    r"xét đề nghị|lưu ?:|như trên|như điều|[uủ][yỷ] ban nhân dân|hội đồng nhân dân|(?:phó )?(?:chủ tịch|giám đốc)|"
    r"(?:phó )?trưởng phòng|chánh |(?:bộ|thứ) trưởng|(?:quyết định|thông báo|tờ trình|nghị quyết|chỉ thị)$|đã ký|"
    r"trân trọng|(?:điều|khoản|chương|mục|phụ lục) (?:\d+|[ivxlc]+)\b"
)
CLOSING = r"thân mến|kính thư|còn tiếp|a ?men$|nam mô|xem tiếp kỳ sau"
SCHEDULE = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật) ?:"
MATTERS = (
    (re.compile(WEATHER), "a row of a weather report"),
    (re.compile(LOTTERY), "a row of lottery results"),
    (re.compile(MATCH), "a row of a match report"),
    (re.compile(OFFICIAL), "a part of an official document (decree 30/2020/NĐ-CP)"),
    (re.compile(CLOSING), "the close of a letter, a prayer or a part"),
    (re.compile(SCHEDULE), "a row of a schedule"),
)

LONGEST_SIGNATURE, LONGEST_IN_CAPITALS = 80, 4  # letters, words
BETWEEN_NAMES = re.compile(r"\s*(?:[/|,;&+•@]| - | – | và | theo )\s*")
TITLES = (
    r"(?i)(?:(?:bác sĩ|bs|luật sư|ls|nhà báo|nhà thơ|nhà văn|bạn đọc|phóng viên|pv|ctv|tiến sĩ|ts|thạc sĩ|ths|pgs|gs|"
    r"dịch giả|người dịch|lược dịch|biên dịch|dịch|linh mục|lm|thượng tọa|hòa thượng)\b[.:\s]*)+"
)
DEEDS = r"(?i)\s+(?:ghi|dịch|thực hiện|tổng hợp|lược dịch|biên dịch|biên soạn|sưu tầm|lược thuật)$"
REMARK = re.compile(r"\s*\([^()]*\)$")
SOURCE = re.compile(r"(?i)\(?(?:theo(?! dõi\b)|nguồn|tổng hợp từ)\b|.*\(theo ")
EDITORS = re.compile(
    r"(?i)(?:tổng hợp|sưu tầm|bbt|ban (?:biên tập|thời sự)|tòa soạn|(?:theo )?thông tấn xã .*|tạp chí [^|–-]*)$|"
    r"(?i:báo|đài) (?-i:[A-ZĐ])[^|–-]*$"
)
PUBLISHERS = ("báo", "tạp chí", "đài", "trang", "cổng", "công ty", "bản quyền", "tòa soạn", "địa chỉ", "cơ quan")


def whose_own(text: str) -> str:
    """Say what a line of an article's own may be; nothing where it is none that is known."""
    key = fold(text)
    for pattern, reason in MATTERS:
        if pattern.match(key):
            return reason
    if is_a_date(text):
        return "a date"
    if rule_for(text):
        return ""
    if could_be_a_credit(text) or (len(text) <= LONGEST_SIGNATURE and SOURCE.match(text)):
        return "reads like a credit"
    return "may be a byline or an agency" if _is_signature(text) else ""


def _is_signature(text: str) -> bool:
    """Whether a line is a name, or begins with one: "Lò Hoa/Báo Tin tức", "Bác sĩ Lò Văn Páo (bệnh viện huyện)".

    No name announces, and none has as many capitals as a heading in capitals. What begins as a publisher does is more
    than a name if it goes on.
    """
    core = text.strip(EDGE_SIGNS)
    if text.endswith(":") or len(core) > LONGEST_SIGNATURE:
        return False
    if core.isupper() and len(core.split()) > LONGEST_IN_CAPITALS:
        return False
    if could_be_a_byline(core) or EDITORS.match(core):
        return True
    bare = REMARK.sub("", text.strip()).strip(EDGE_SIGNS) or core
    first, *_ = BETWEEN_NAMES.split(re.sub(TITLES, "", bare, count=1))
    first = re.sub(DEEDS, "", first)
    if fold(first) in {fold(mark) for mark in agencies()}:
        return True
    return " " in first and could_be_a_byline(first) and not fold(first).startswith(PUBLISHERS)
