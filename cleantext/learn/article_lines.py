"""Recognize frequent lines that are content, not chrome: bylines, credits, dates, weather and results tables.

By frequency alone, the names of authors would be chrome. A doubtful line is reported to the user and not proposed. Only
the words of a line decide here, and for names in title case and dates whether it stands in a menu.
"""

import re
from functools import lru_cache

from cleantext.filters.bylines import reads_like_a_byline
from cleantext.filters.credit_lines import reads_like_a_credit
from cleantext.filters.datelines import is_dateline
from cleantext.filters.repeated_captions.titles import FAMILY_NAMES
from cleantext.filters.site_chrome.match import rule_for
from cleantext.filters.site_chrome.rules import agencies
from cleantext.text.keys import EDGE_PUNCTUATION, fold

WORD_END = r"(?=$|\s*[^\w\s]|\s*\d| trúng| trùng)"
WEATHER = (
    r"nhiệt độ|độ ẩm|(?:có |nhiều |ít )?(?:mưa|dông|gió|nắng|mây|sương mù)\b|sóng biển|vùng biển|trong mưa dông|"
    r"trời (?:nắng|mưa|lạnh|rét|nóng|nhiều|ít|có)|khu vực (?:bắc|trung|nam|tây|đông|miền|hà nội|các tỉnh)|"
    r"(?:các tỉnh|phía) .*(?:bộ|đến)|.*(?:°c|độ c\b)"
)
LOTTERY = (
    r"(?:\d[\d.]* )?(?:giải |g\.?\s?)"
    rf"(?:đặc biệt|đb|nhất|nhì|ba|tư|năm|sáu|bảy|tám|khuyến khích|an ủi|phụ|\d){WORD_END}|đặc biệt(?:$|\s?:)|"
    r"(?:đầu|đuôi)(?: \d|$)|jackpot|mã đb|(?:bao )?lô (?:\d|tô)|lôtô|"
    r".*\b(?:xổ số|vé số|xs(?:mb|mn|mt)|kqxs\w*|vietlott|(?:trúng|mở|quay) thưởng)"
)
SPORTS_MATCH = (
    r"đội hình (?:ra sân|xuất phát|thi đấu|dự kiến|chính thức|hai đội)|đội hình$|thủ môn|hậu vệ|tiền vệ|tiền đạo|dự bị|"
    r"huấn luyện viên|hlv\b|trọng tài|ghi bàn|bàn thắng|thẻ (?:vàng|đỏ)|sân (?:vận động|nhà|khách)|svđ|hiệp \d|"
    r"vòng \d+$|bảng [a-h]\b|lượt (?:đi|về|trận)|t[ỷỉ] số|chung cuộc|toàn trận|thay người|kiểm soát bóng|"
    r"phong độ|(?:kết quả|lịch sử) đối đầu|phạt góc|việt vị|sút |phạm lỗi|.*\(\d(?:-\d){2,}\)"
)
OFFICIAL_DOCUMENT = (
    r"cộng h(?:òa|oà) xã hội chủ nghĩa|độc lập\W+tự do|nơi nhận|kt\.|tm\.|tl\.|tuq\.|kính gửi(?: ?:|$)|căn cứ|"
    r"xét đề nghị|lưu ?:|như trên|như điều|[uủ][yỷ] ban nhân dân|hội đồng nhân dân|(?:phó )?(?:chủ tịch|giám đốc)|"
    r"(?:phó )?trưởng phòng|chánh |(?:bộ|thứ) trưởng|(?:quyết định|thông báo|tờ trình|nghị quyết|chỉ thị)$|đã ký|"
    r"trân trọng|(?:điều|khoản|chương|mục|phụ lục) (?:\d+|[ivxlc]+)\b"
)
CLOSE_OF_A_TEXT = r"thân mến|kính thư|còn tiếp|a ?men$|nam mô|xem tiếp kỳ sau"
SCHEDULE = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật) ?:"
TOPICS = (
    (re.compile(WEATHER), "a row of a weather report"),
    (re.compile(LOTTERY), "a row of lottery results"),
    (re.compile(SPORTS_MATCH), "a row of a match report"),
    (re.compile(OFFICIAL_DOCUMENT), "a part of an official document (decree 30/2020/NĐ-CP)"),
    (re.compile(CLOSE_OF_A_TEXT), "the close of a letter, a prayer or a part"),
    (re.compile(SCHEDULE), "a row of a schedule"),
)

COUNTER = re.compile(r"\b(?:lượt|online|trực tuyến|truy cập)\b")

LONGEST_BYLINE = 80  # characters
MAX_WORDS_IN_CAPITALS = 4  # of a name; more are a heading
BETWEEN_NAMES = re.compile(r"\s*(?:[/|,;&+•@]| - | – | và | theo )\s*")
PERSONAL_TITLES = (
    r"(?i)(?:(?:bác sĩ|bs|luật sư|ls|nhà báo|nhà thơ|nhà văn|bạn đọc|phóng viên|pv|ctv|tiến sĩ|ts|thạc sĩ|ths|pgs|gs|"
    r"dịch giả|người dịch|lược dịch|biên dịch|dịch|linh mục|lm|thượng tọa|hòa thượng)\b[.:\s]*)+"
)
ROLES = r"(?i)\s+(?:ghi|dịch|thực hiện|tổng hợp|lược dịch|biên dịch|biên soạn|sưu tầm|lược thuật)$"
REMARK = re.compile(r"\s*\([^()]*\)$")
SOURCE = re.compile(r"(?i)\(?(?:theo(?! dõi\b)|nguồn|tổng hợp từ)\b|.*\(theo ")
EDITORIAL_OFFICES = re.compile(
    r"(?i)(?:tổng hợp|sưu tầm|bbt|ban (?:biên tập|thời sự)|tòa soạn|(?:theo )?thông tấn xã .*|tạp chí [^|–-]*)$|"
    r"(?i:báo|đài) (?-i:[A-ZĐ])[^|–-]*$"
)
FAMILY_NAME = re.compile(rf"(?i)(?:{FAMILY_NAMES}) ")
PUBLISHERS = ("báo", "tạp chí", "đài", "trang", "cổng", "công ty", "bản quyền", "tòa soạn", "địa chỉ", "cơ quan")


def names_a_counter(text: str) -> bool:
    """Check whether a line is the label of a counter of visitors, with figures beside it that tell nothing."""
    return COUNTER.search(fold(text)) is not None


@lru_cache(maxsize=4096)  # the same lines are in every document of a site
def why_editorial(text: str, *, in_menu: bool = False) -> str:
    """Return why a line may be content of articles, as a phrase for users, or "" if it seems not to be.

    In a menu, title case makes no name ("Life at JVN"), and a date is that of a clock.
    """
    key = fold(text)
    for pattern, reason in TOPICS:
        if pattern.match(key):
            return reason
    if is_dateline(text) and not in_menu:
        return "a date"
    if rule_for(text):
        return ""
    if reads_like_a_credit(text) or (len(text) <= LONGEST_BYLINE and SOURCE.match(text)):
        return "reads like a credit"
    return "may be a byline or an agency" if _is_byline(text, in_menu=in_menu) else ""


def _is_byline(text: str, *, in_menu: bool) -> bool:
    """Check whether a line is a name, or begins with one: "Lò Hoa/Báo Tin tức", "Bác sĩ Lò Văn Páo (bệnh viện huyện)".

    A name does not end in a colon, and is not an all-capitals heading of more than four words. A line that begins with
    a kind of publisher ("Báo ...") is not a person's name. In a menu, a name begins with a family name.
    """
    core = text.strip(EDGE_PUNCTUATION)
    if text.endswith(":") or len(core) > LONGEST_BYLINE:
        return False
    if core.isupper() and len(core.split()) > MAX_WORDS_IN_CAPITALS:
        return False
    if EDITORIAL_OFFICES.match(core) or ((":" in core or not in_menu) and reads_like_a_byline(core)):
        return True
    bare = REMARK.sub("", text.strip()).strip(EDGE_PUNCTUATION) or core
    first, *_ = BETWEEN_NAMES.split(re.sub(PERSONAL_TITLES, "", bare, count=1))
    first = re.sub(ROLES, "", first)
    if fold(first) in {fold(mark) for mark in agencies()}:
        return True
    if in_menu and not FAMILY_NAME.match(first):
        return False
    return " " in first and reads_like_a_byline(first) and not fold(first).startswith(PUBLISHERS)
