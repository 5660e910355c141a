"""What is doubtful, and what looks like it and is not: two documents of each kind at least, and two near misses."""

import pytest

import cleantext.vietnamese.codecs  # noqa: F401 - makes TCVN3 known
from cleantext import Chain, explain
from cleantext.model import DOUBTS

PARAGRAPHS = """
Sáng mùng sáu, bà con thôn Hạ kéo nhau ra bến Soi xem lễ hạ thủy con đò gỗ mít dài mười hai mét, do ba người thợ già \
trong thôn đóng suốt hai tháng mùa khô. Con đò thay cho chiếc phà sắt đã nằm bờ từ năm ngoái.
Ông Lường Văn Kiên, trưởng thôn, cho biết mỗi hộ góp hai ngày công và một cây tre đực. Phần gỗ lấy từ hai cây mít đổ \
trong trận bão năm kia, ngâm bùn ở ao đình đủ một năm mới đem lên xẻ.
Từ nay học sinh qua sông không phải vòng bảy cây số lên cầu treo. Đò chạy từ năm giờ sáng đến sáu giờ tối, mỗi chuyến \
chở mười hai người, trẻ em và người già không mất tiền.
""".strip().split("\n")
TITLE = "Bến Soi hạ thủy con đò gỗ mít do ba người thợ già trong thôn đóng"
ARTICLE = "\n\n".join([TITLE, *PARAGRAPHS])


def kinds(text: str) -> list[str]:
    """Return the kinds of the reasons to doubt a text."""
    return [note.kind for note in explain(text).notes if note.kind in DOUBTS]


def wrapped(text: str, width: int) -> str:
    """Return a text with each paragraph wrapped at a column."""
    import textwrap

    return "\n".join(textwrap.fill(line, width) for line in text.split("\n"))


def pieces(text: str) -> str:
    """Return a text as `get_text` leaves one in which every fourth word is a link."""
    words = text.replace("\n\n", "\n").replace("\n", " \n ").split(" ")
    return "".join(f"\n{word}\n" if n % 4 == 3 and word.islower() else f"{word} " for n, word in enumerate(words))


DECISION = """ỦY BAN NHÂN DÂN
XÃ BẾN SOI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/QĐ-UBND
QUYẾT ĐỊNH
Về việc thành lập tổ đò ngang bến Soi
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Điều 1. Thành lập tổ đò ngang bến Soi gồm năm người.
Điều 2. Tổ đò có trách nhiệm giữ đò, thu tiền và ghi sổ.
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
(Đã ký)
Lường Văn Kiên"""
LAW = "\n".join(
    f"Điều {n}. Người qua sông bằng đò ngang\n1. Người qua đò phải mặc áo phao trong suốt chuyến đi.\n"
    "2. Người lái đò không cho đò rời bến khi có người chưa mặc áo phao."
    for n in range(1, 5)
)
TERMS = "ĐIỀU KHOẢN THUÊ ĐÒ\n" + "\n".join(
    f"1.{n}. Người thuê trả đò đúng bến và đúng giờ đã hẹn với tổ đò ngang." for n in range(1, 13)
)
ATTACHED = "SỔ THU TIỀN\n(Ban hành kèm theo Quyết định số 12/QĐ-UBND)\n" + "\n".join(
    f"Chuyến buổi sáng ngày thứ {n} của tháng" for n in ("nhất", "hai", "ba", "tư")
)
FORM = """ĐƠN XIN THUÊ ĐÒ
Họ và tên: ..............................
Ngày sinh: ..............................
Nơi ở: ..................................
Điện thoại: .............................
Tôi xin thuê đò từ ngày ................. đến ngày ................."""
OTHER_FORM = FORM.replace("..............................", "______________").replace(
    ".................", "____________"
)
PRICES = "BẢNG GIÁ CÁ CHỢ BẾN SOI\n" + "\n".join(
    f"{n}\tCá {name}\t{price}.000"
    for n, (name, price) in enumerate(zip("lóc trê rô diếc chép".split(), range(60, 110, 10), strict=True), 1)
)
MARKS = "| STT | Họ và tên | Toán | Văn |\n|---|---|---|---|\n" + "\n".join(
    f"| {n} | Lò Văn {name} | {n}.5 | 7.0 |" for n, name in enumerate("An Bình Chung Dũng Em".split(), 1)
)
CELLS = "STT\nTên hộ\nSố ngày công\n" + "\n".join(f"{n}\nHộ ông Lò Văn {n * 3}\n{n + 1}" for n in range(1, 9))
ERROR_IN_FULL = "Bạn hãy xem lại đường dẫn, vì trang đã đổi tên.\n" * 5
HTML = "<div class='a'>\n" + "\n".join(f"<p>{line}</p>" for line in PARAGRAPHS) + "\n</div>"
TWO = "\n".join(f"{TITLE} {n}\nThứ ba, 0{n}/04/2024, 08:1{n} (GMT+7)\n" + "\n".join(PARAGRAPHS) for n in (1, 2, 3))
LOST = "".join("\ufffd" if n % 9 == 4 and letter != "\n" else letter for n, letter in enumerate(ARTICLE))
PRIVATE = "".join("\ue012" if n % 30 == 4 and letter != "\n" else letter for n, letter in enumerate(ARTICLE))
TCVN3 = "\n".join(line.encode("tcvn3").decode("latin-1") for line in ARTICLE.split("\n") if line)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("official", DECISION),
        ("official", LAW),
        ("official", TERMS),
        ("official", ATTACHED),
        ("official", "Tên đơn vị: Tổ đò ngang   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBáo cáo tháng ba\nSố chuyến: 120"),
        ("form", FORM),
        ("form", OTHER_FORM),
        ("table", PRICES),
        ("table", MARKS),
        ("table", CELLS),
        ("wrapped", wrapped(ARTICLE, 72)),
        ("wrapped", wrapped(ARTICLE, 58)),
        ("pieces", pieces(ARTICLE)),
        ("pieces", pieces("\n\n".join(PARAGRAPHS))),
        ("html", HTML),
        ("html", f"<!DOCTYPE html>\n<html><body><h1>{TITLE}</h1>\n<p>{PARAGRAPHS[0]}</p></body></html>"),
        ("error-page", "404 Not Found\nnginx"),
        ("error-page", "Báo Bến Soi\nTrang chủ\nThời sự\nLàng nghề\nKhông tìm thấy trang\nVề trang chủ"),
        ("error-page", "Just a moment...\nEnable JavaScript and cookies to continue"),
        ("error-page", "Access Denied\nYou don't have permission to access this page on this server."),
        ("error-page", "Trang bạn tìm kiếm không tồn tại hoặc đã bị xóa\nQuay lại trang chủ"),
        ("error-page", "Xác minh bạn là con người\nHoàn tất thao tác bên dưới"),
        ("error-page", "Lỗi\nTrang này không tồn tại\nĐường dẫn có thể đã đổi. Vui lòng kiểm tra lại, hoặc về nhà."),
        ("error-page", f"404 Not Found\n{ERROR_IN_FULL}"),
        ("error-page", "Báo Bến Soi\n404\n2024"),
        ("several", TWO),
        ("several", TWO.replace("Thứ ba, ", "")),
        ("empty", ""),
        ("empty", " \n\n\u00a0\n"),
        ("no-article", "Trang chủ\nThời sự\nĐăng nhập\nĐăng ký\nChia sẻ\nBình luận\nTin liên quan\nLiên hệ"),
        ("no-article", "Báo Bến Soi\nTrang chủ\nĐăng nhập\nThể thao\nGiải trí\nXem thêm\nMới nhất\nChợ phiên\nHội"),
        ("broken", LOST),
        ("broken", PRIVATE),
    ],
)  # fmt: skip
def test_what_is_no_article_is_doubtful(kind: str, text: str) -> None:
    assert kind in kinds(text)


def test_a_text_in_an_old_charset_is_doubtful_if_it_is_not_repaired() -> None:
    repaired = Chain().explain(TCVN3)
    assert (repaired.text, repaired.doubts) == (Chain().clean(ARTICLE.replace("\n\n", "\n")), ())
    assert [note.kind for note in Chain().without("legacy").explain(TCVN3).doubts] == ["broken"]


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        "Tin vui",
        "Tin vui\nđã về",
        # speaks of a decision, quotes a law
        f"{TITLE}\nTheo Quyết định số 12/QĐ-UBND ngày 3/4, tổ đò ngang có năm người.\n{PARAGRAPHS[0]}",
        f"{TITLE}\nĐiều 5 của Luật Giao thông đường thủy nói rõ việc này.\n{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}",
        # a recipe and a list in numbers, an answer in letters
        "Cách kho cá lóc\n" + "\n".join(f"{n}. Cho cá vào nồi đất, đun lửa nhỏ thêm mười phút." for n in range(1, 13)),
        "Đò chạy giờ nào?\na. Năm giờ sáng.\nb. Sáu giờ sáng.\nc. Bảy giờ sáng.\nd. Tám giờ sáng.",
        # a pause and a blank in what people say
        f"{TITLE}\n- Con đò ấy..... tôi nhớ mãi.....\n{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}",
        "Mời bạn điền tiếp\nChiều chiều ra đứng bờ .....\nTrông về quê mẹ ruột đau chín chiều.\nCâu này có mấy chữ?",
        # what lynx makes of the boxes of a page
        f"Tìm kiếm: ____________________\n{TITLE}\n{PARAGRAPHS[0]}\n" + "____________________\n" * 6,
        # a row of bars, a short table in an article
        f"Trang chủ | Thời sự | Làng nghề\n{ARTICLE}",
        ARTICLE + "\n\nGiá vé\n" + "\n".join(f"{n} chuyến: {n * 4}.000 đồng" for n in range(1, 5)),
        "Trang chủ\nThời sự\nCháy chợ\nChợ đã cháy đêm qua.\nChia sẻ\nFacebook\nBình luận\nVideo",
        # results of a draw, and a match minute by minute
        "Kết quả xổ số\n404\n12\n33\n45",
        "Kết quả xổ số\nGiải năm\n1375\nGiải sáu\n404\n112\n315",
        "Kết quả xổ số\nGiải đặc biệt\n123456\nGiải nhất\n98765\n" + "\n".join(PARAGRAPHS),
        # verse and a dialogue go on in the next line
        "Chiều bến Soi\n" + "Con đò nằm đợi khách sang ngang,\nKhói bếp nhà ai toả nhẹ nhàng.\n" * 4,
        f"{ARTICLE}\n\nXem thêm\nbến Soi\nthôn Hạ\nđò ngang",
        # a few words linked in a long article
        f"{TITLE}\nTheo\nbáo Bến Soi\n, bà con\nthôn Hạ\nđã xong việc.\n" + "\n".join(PARAGRAPHS * 3),
        # a sign or two of markup, and comparisons
        f"{TITLE}\nThẻ <b> và </b> in đậm một chữ.\n{PARAGRAPHS[0]}",
        f"{TITLE}\nNếu 3 < 5 và 5 < 8 thì 3 < 8, mà 8 < 9 nên 3 < 9, thầy giảng.\n{PARAGRAPHS[0]}",
        # about error pages
        "Lỗi 404 là gì\nLỗi 404 báo rằng trang không còn.\n" + "\n".join(PARAGRAPHS),
        f"404 Not Found\n{ERROR_IN_FULL * 2}",
        "Trang web của thôn không tồn tại quá ba ngày\n" + "\n".join(PARAGRAPHS),
        f"404 trang sách cổ còn trong cột đình\n{PARAGRAPHS[0][:90]}.\nSách nay ở bảo tàng huyện.",
        f"Bài viết của ca sĩ Lò Thị An đã bị xóa\n{PARAGRAPHS[0][:90]}.\nĐêm nhạc đông người xem nhất từ đầu năm.",
        # chapters of a novel, entries of a menu beside what decisions say, points of one chapter
        "Sông quê\n" + "\n".join(f"Chương {n}\nCon đò nằm đợi khách bên bến {n}." for n in range(1, 10)),
        f"Trang chủ\nHướng dẫn\nLuật\n{TITLE}\nCăn cứ kết quả đo nước, xã cho bà con thả cá sớm.\n{PARAGRAPHS[0]}",
        "Thuê đò\n" + "\n".join(f"4.{n}. Người thuê trả đò đúng bến." for n in range(1, 13)),
        # one dateline, and dates of other articles
        f"{TITLE}\nThứ ba, 02/04/2024, 08:12 (GMT+7)\n" + "\n".join(PARAGRAPHS),
        f"{TITLE}\n02/04/2024\n" + "\n".join(PARAGRAPHS) + "\nTin khác\nĐò ngang chạy lại\n01/04/2024\nMương mới đào\n",
        # names, and some that are the names of sections too
        "Danh sách lớp chữ Braille\nLò Văn An\nLò Thị Bình\nThể thao\nQuàng Văn Chung\nGiải trí\nLường Thị Dung",
        f"Trang chủ\nThời sự\nĐăng nhập\nĐăng ký\nChia sẻ\nBình luận\n{TITLE}\n{PARAGRAPHS[0]}",
        # two lost letters
        ARTICLE.replace("bến", "b\ufffdn").replace("Hạ", "H\ufffd"),
        ARTICLE.replace("Sáng", "\ue012 Sáng"),
    ],
)  # fmt: skip
def test_an_article_is_not(text: str) -> None:
    assert explain(text).doubtful == ()


@pytest.mark.parametrize(("names", "is_doubtful"), [(8, True), (16, False)])
def test_a_third_of_a_page_without_an_article_is_known(names: int, is_doubtful: object) -> None:
    page = ["Trang chủ", "Thời sự", "Đăng nhập", "Chia sẻ", "Tin liên quan", *(f"Nhà số {n}" for n in range(names))]
    assert kinds("\n".join(page)) == ["no-article"] * bool(is_doubtful)


def test_each_kind_has_a_name_for_one_and_for_several() -> None:
    assert all(one and several for one, several in DOUBTS.values())
