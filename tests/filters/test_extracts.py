"""What extractors leave around an article: the same thing in many words, and what is none.

The lines are written for this project, by kind; words of buttons and forms are as programs for web sites have them.
"""

import pytest

from cleantext import explain

ARTICLE = [
    "Hợp tác xã Đồng Vọi thu hoạch vụ dưa đầu tiên",
    "Sáng 12/4, hơn hai mươi hộ của hợp tác xã Đồng Vọi ra đồng từ năm giờ để cắt lứa dưa đầu tiên của vụ xuân.",
    "Ông Kiều Văn Sét, tổ trưởng, cho biết mỗi sào cho khoảng bảy tạ quả, cao hơn vụ trước chừng một phần mười.",
    "Theo hợp tác xã, toàn bộ số dưa đã được một chợ đầu mối đặt mua từ đầu tháng với giá như năm ngoái.",
]

BELOW = {
    "related": """
        Các tin bài khác; Tin, bài liên quan; CÁC TIN ĐÃ ĐƯA (15); Những bài viết cũ hơn; Tin tức cùng chuyên mục
        Bài đăng gần đây; Danh sách bài đã xem; Xem thêm các bài viết khác; Quý độc giả có thể quan tâm
        Đừng bỏ lỡ bài viết này; Mời bạn đọc xem thêm; Tin nổi bật trong tuần; Các văn bản liên quan
        Các thông tin khác; Bài viết của tác giả; Bài gốc: https://dua.example/a1
        Mời quý độc giả gửi hình ảnh về tòa soạn theo địa chỉ bandoc@dua.example.
        Bấm vào đây để xem toàn bộ hình ảnh
        """,
    "comments": """
        Độc giả bình luận; Ý kiến của bạn đọc; Chưa có phản hồi; Không có bình luận; Hãy để lại ý kiến của bạn
        Viết nhận xét; Nhận xét của bạn; Gửi bình luận của bạn về bài viết; Bình luận của bạn đang chờ xét duyệt
        Bình luận đã bị đóng.; Chức năng bình luận bị tắt ở bài viết này; Comments are closed.; Ký tự còn lại: 1000
        Nhập các ký tự bạn nhìn thấy trong hình; Vui lòng đăng nhập hoặc đăng ký để gửi bình luận
        Tên * Email * Trang web; Save my name, email, and website in this browser.
        Địa chỉ email của bạn sẽ không được công bố. Các trường bắt buộc được đánh dấu *
        Tôi không phải là người máy
        Trang này sử dụng Akismet để giảm spam. Tìm hiểu cách dữ liệu bình luận của bạn được xử lý.
        This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.
        Độc giả chia sẻ video đến video@dua.example hoặc gửi thông tin, câu hỏi tại đây.
        """,
    "views": """
        Lượt xem: 37; Số lần đọc: 321; Đã đọc: 123 lần; 15 lượt xem | 0 bình luận; 4 phút đọc; Thời gian đọc: 5 phút
        0 Thích
        """,
    "share": """
        Share this story, choose your platform!; FacebookTwitterLinkedInRedditEmail
        Hãy chia sẻ bài viết này đến bạn bè nhé.
        """,
    "follow": """
        117k người theo dõi; Hãy theo dõi kênh YouTube của hợp tác xã để xem video mới.; Đừng quên đăng ký kênh nhé!
        """,
    "newsletter": """
        Đăng ký ngay để nhận bản tin; Luôn cập nhật tin tức, sự kiện mới nhất
        Toà soạn sẽ gửi đến bạn những tin tức nổi bật
        """,
    "account": """
        Đã có lỗi xảy ra, mời bạn quay lại trang trước và thử lại; Bài viết này chỉ dành cho thành viên đăng ký
        Vui lòng đăng nhập để tiếp tục đọc bài viết; Tài khoản dùng đến ngày | Bạn đang có 0 trong tài khoản
        """,
    "template": """
        {keywords}; {{ title }}; ${title}; [caption]; leftcenterrightdel; IMG_0669 (1)
        12994338_10209004938298371_36_n; anh-bia-1
        """,
    "tags": """
        This entry was posted in Tin tức. Bookmark the permalink.; Danh mục: Tin tức; Đăng trong mục Tin hoạt động
        """,
}

ABOVE = """
    Cổng thông tin điện tử huyện Sơn Mạ; TRANG THÔNG TIN ĐIỆN TỬ TỔNG HỢP; Báo Suối Mơ Online
    Đài Phát thanh - Truyền hình Sơn Mạ; Cơ quan ngôn luận của Đảng bộ tỉnh Sơn Mạ
    Diễn đàn của giới trí thức trẻ; Nhanh - Chính xác - Tin cậy; Vì bình yên cuộc sống; Tin trong tỉnh
    Tin các huyện, thành phố; Hoạt động của ngành; Kinh tế - Xã hội; Hội thảo, tọa đàm khoa học
    Văn hóa – Thể thao; Trang chủ » Tin tức » Tin trong tỉnh; Tin tức / Tin hoạt động; Chi tiết bài viết
    Bạn đang ở đây; Học tập và làm theo lời Bác
    """


def entries(text: str) -> list[str]:
    return [entry.strip() for line in text.strip().split("\n") for entry in line.split(";")]


def removed(*lines: str) -> list[tuple[str, str]]:
    return [(removal.text, removal.kind) for removal in explain("\n".join(lines)).removals]


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, text in BELOW.items() for line in entries(text)])
def test_a_line_below_an_article_goes_and_says_what_it_is(kind: str, line: str) -> None:
    assert removed(*ARTICLE, line) == [(line, kind)]


@pytest.mark.parametrize("line", entries(ABOVE))
def test_the_name_of_a_site_or_section_above_a_title_goes(line: str) -> None:
    assert removed(line, *ARTICLE) == [(line, "navigation")]


@pytest.mark.parametrize(
    "line",
    [
        "Bài dự thi gửi về hộp thư của hợp tác xã trước ngày 5/5, mỗi người không quá ba bài.",
        "Bạn đọc dự thi gửi bài dự thi về địa chỉ duavang@dua.example trước ngày 5/5.",
        "Hãy theo dõi lượng nước trong ruộng mỗi sáng để kịp tháo khi mưa lớn kéo dài.",
        "Đăng ký nhận giống tại nhà kho từ 7 giờ 30",
        "Giấy phép bán thuốc bảo vệ thực vật số 12 hết hạn từ tháng hai, và đại lý chưa xin lại.",
        "Xem thêm: Điều 5 của quy chế hợp tác xã",
        "Cổng TTĐT huyện Sơn Mạ",
        "(Bạn đọc: Kiều Sét)",
        "Theo Báo Suối Mơ",
    ],
)
def test_what_an_article_ends_with_stays(line: str) -> None:
    assert removed(*ARTICLE, line) == []


@pytest.mark.parametrize(
    "line", ["Ý kiến của bạn đọc", "Kinh tế - Xã hội", "Các thông tin khác", "4 phút đọc", "Hoạt động của ngành"]
)
def test_between_paragraphs_a_label_of_the_page_may_be_the_article_s(line: str) -> None:
    assert removed(*ARTICLE[:2], line, *ARTICLE[2:]) == []


@pytest.mark.parametrize(
    "line", ["{keywords}", "Xem thêm: Dưa xuống phố", "Bình luận đã bị đóng.", "catdua1", "Ruộng dưa.JPG"]
)
def test_what_no_article_says_goes_between_paragraphs_too(line: str) -> None:
    assert [text for text, _ in removed(*ARTICLE[:2], line, *ARTICLE[2:])] == [line]


def test_the_address_of_another_article_stays() -> None:
    own, other = (
        "https://dua.example/hop-tac-xa-dong-voi-thu-hoach-vu-dua-12.html",
        "https://dua.example/gia-lac-tang-12.html",
    )
    assert removed(*ARTICLE, own, other) == [(own, "share")]
    assert removed(*ARTICLE, "Bài đã đăng ở:", own) == []


def test_stories_with_ages_are_the_latest_first() -> None:
    stories = [
        "Giá lạc ở chợ Mường tăng ba nghìn đồng một cân.",
        "Đoàn khách lạc sáu giờ trong rừng Khe Lầy đã về bản.",
    ]
    below = ["24 phút trước 11:53 8/6/2026", stories[0], "2 giờ trước 10:26 8/6/2026", stories[1]]
    assert [text for text, _ in removed(*ARTICLE, *below)] == below
    assert removed(*ARTICLE, *below[2:], *below[:2]) == []


def test_a_first_line_in_small_letters_above_prose_is_no_title() -> None:
    name, prose, below = "cổng thông tin điện tử xã đồng vọi", ARTICLE[1:], "Bình luận đã bị đóng."
    assert (name, "navigation") in removed(name, *prose, below)
    assert removed(name, *prose) == [], "nothing else is of a page: it may be the title of a letter"
    assert len(removed(name.capitalize(), *prose, below)) == 1, "it may be the title"
    assert len(removed(name, *(line.lower() for line in prose), below)) == 1, "all is in small letters"


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("Dưa xuân Đồng Vọi Kiều Văn Sét Chợ đầu mối Dưa xuân", True),
        ("Dưa xuân Đồng Vọi Kiều Văn Sét Chợ đầu mối", False),
        ("Mưa đá Mường Sại Lò Thị Inh Mưa đá", False),  # no words of the article
    ],
)
def test_tags_in_one_line_between_chrome_go(line: str, goes: bool) -> None:  # noqa: FBT001
    between = [*ARTICLE, "Bình luận đã bị đóng.", line, "Comments are closed."]
    assert (line in [text for text, _ in removed(*between)]) == goes
    assert line not in [text for text, _ in removed(*ARTICLE[:2], line, *ARTICLE[2:])]
