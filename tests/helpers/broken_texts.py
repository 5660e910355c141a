"""Random texts of all that goes wrong: marks, controls, mojibake, entities, chrome, repeats, among right words."""

from hypothesis import strategies as st
from unicodedata2 import normalize

from cleantext.filters import FILTER_NAMES

WORDS = ["nước", "về", "đồng", "nghĩa", "Đường", "ĐÃ", "hoà", "thủy", "quý", "2024", "12,5", "m²", "São", "со", "Ð"]
BROKEN = [normalize("NFD", word) for word in WORDS[:8]]
BROKEN += ["tie\u0301\u0302ng", "biế\u0301t", "đá\u0300", "o\u031b\u0323", "Tiáº¿ng", "Ä‘á»“ng", "&nbsp;", "&amp;nbsp;"]
BROKEN += ["&#7879;", "ｖｉệｔ", "h\u200bọc", "thủy\u00adlợi", "a\u200db", "👩\u200d👧", "ក\u200bខ", "\u202eđảo\u202c"]
BROKEN += ["Hµn Quèc vµ n\xadíc ViÖt", "n\xadíc", "Haøn Quoác vieát ñuùng", "Tiáº¿ng Viá»‡t", "TiÃ¡ÂºÂ¿ng", "Ã\xa0"]
BROKEN += ["HÃ  Ná»™i", "hoÃ n", "Ch·ª£", "√†", "Viß╗çt", "ã░", "Äáº£ng", "má»i", "â€œ", "nÆ°\u200b", "Â", "»", "«"]
BROKEN += ["&amp;#160;", "&am&#112;;", "https://a.vn/?b&amp;c", "nghịêm", "hòan", "qúy", "aí", "nghiệр", "hǎn", "ð"]
BROKEN += ["Hà\u200bNội", "lợi\u00adích", "HÐND", "7/QÐ", "5.000ð", "hoc\u0323", "toań", "𝐯𝐢𝐞\u0323\u0302𝐭", "ℎà"]
BROKEN += ["&nbsp\u200b;", "&#16\xad0;", "ﬁ", "ı\u0301", "a´", "la \u0300"]
BROKEN += ["đóvà", "vềSơn", "Hà NộiÔng ", "năm.Sau", "đông,người", "tay(theo báo x)", "ngườ i", " t ừ ng à y"]
MARKS = ["\u0300", "\u0301", "\u0302", "\u0303", "\u0306", "\u0309", "\u031b", "\u0323", "\u0308", "\ufe0f", "\u200c"]
SPACES = [" ", "  ", "\t", "\u00a0", "\u2009", "\u3000", "\x0b", "\x0c", "\x85", "\x1c"]
ODD = [
    "\x00",
    "\x07",
    "\x1e5",
    "\x1f",
    "\u034f",
    "\u3164",
    "\U000e0041",
    "🏴\U000e0067\U000e007f",
    "\x1b[31m",
    "\x81",
    "\u200b",
    "\ufeff",
    "\u2060",
    "\u200f",
    "א",
    "\ufffd",
    "\ud800",
    "[/b]",
    "<p>",
]
ENDS = ["\n", "\n", "\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029"]
CAPTION = "Bà con xóm Đông gặt lúa sớm trên cánh đồng Bàu Sen"
SENTENCE = "Trận mưa đầu mùa đổ xuống cánh đồng Bàu Sen lúc ba giờ chiều, bà con mừng như bắt được vàng."
LINES = [CAPTION, f"{CAPTION}.", f"{CAPTION}. Ảnh: Trần Lực", f"“{CAPTION}”", SENTENCE, f"{SENTENCE} {SENTENCE}"]
LINES += ["Phản hồi", "Các tin khác", "Mới nhất", "Tin liên quan:", "Bình luận (12)", "3 giờ trước", "Về đầu trang"]
LINES += [
    f"# {CAPTION}",
    "* [Mới nhất](/moi)",
    f"![{CAPTION}](/anh.jpg)",
    "[![](/a.jpg)](/b)",
    "| Video |",
    "***",
    "===",
]
LINES += ["[Video", "Xem thêm](/c)", "**Source:** https://a.vn", "**Crawler:** bot", "---", "(BUTTON) Gửi", ",", "."]
LINES += ["Xem thêm", "Video", "© 2024 Bản quyền", "", " ", "\u200b", "&nbsp;", "Kính thưa quý vị đại biểu và bà con!"]

bits = st.sampled_from([*WORDS, *BROKEN, *MARKS, *SPACES, *ODD])
noisy = st.lists(bits, max_size=8).map("".join)
lines = st.one_of(st.sampled_from(LINES), noisy, st.builds(lambda a, b: f"{a} {b}", st.sampled_from(LINES), noisy))
articles = st.lists(st.tuples(lines, st.sampled_from(ENDS)), max_size=14).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)
TEXTS = st.one_of(articles, articles.map(lambda text: text.rstrip("\n")), st.text(max_size=60))
CHAINS = st.one_of(
    st.sampled_from([(name,) for name in FILTER_NAMES]), st.sets(st.sampled_from(FILTER_NAMES), min_size=1).map(tuple)
)
