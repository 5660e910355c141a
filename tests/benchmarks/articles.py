"""The text that is measured: articles made here, with the shapes of scraped ones, and corpora of others."""

import gzip
import json
import random
from pathlib import Path
from typing import NamedTuple

from unicodedata2 import normalize

WORDS = (
    "xã bản hồ nước mùa khô người dân công trình đường ruộng đồng lúa chợ ghe sông làng trường học trò thầy cô khánh "
    "thành họp phát biểu cho biết trong năm nay của và các được những với một hai ba đến từ khi đã sẽ vẫn đang không "
    "còn nhiều ít lớn nhỏ mới cũ cao thấp sáng chiều tối đêm ngày tháng tuần giờ phút mưa nắng gió bão lũ hạn mặn ngọt "
    "cây trái vườn rừng biển đảo thuyền cá tôm muối gạo bánh giá hàng bán mua tiền vốn vay lãi chi thu ngân sách "
    "huyện tỉnh phố phường quận khu ấp tổ đội hội đoàn ban ngành sở phòng viện bệnh thuốc bác sĩ y tế giáo dục lớp "
    "sách vở đọc viết nghe nói nhìn thấy biết hiểu nhớ quên yêu thương giúp đỡ làm việc nghỉ ngơi đi về lên xuống ra "
    "vào qua lại trước sau trên dưới giữa bên cạnh gần xa nhanh chậm đầu cuối vì nên nếu thì mà nhưng cũng chỉ đều "
    "rất khá hơn nhất như vậy thế này kia đó đây cần phải muốn có thể tiếp tục bắt kết quả dự án kế hoạch xây dựng "
    "sửa chữa mở rộng nâng cấp bảo vệ môi kinh xã doanh nghiệp hợp tác sản xuất chất lượng thị khách du lịch thủy lợi"
).split()
FAMILIES = "Nguyễn Trần Lê Phạm Huỳnh Phan Vũ Đặng Bùi Đỗ".split()
GIVEN = "Văn Thị Minh Ngọc Quang Hồng Đức Thu Thanh Hải An Bình Lan Sơn Thảo Tuấn Yến".split()
SHORT = "UBND HĐND TP.HCM NN-PTNT ĐBSCL THPT WHO".split()
UNITS = ("triệu đồng", "tỷ đồng", "ha", "km", "hộ dân", "tấn", "%", "học sinh")
MENU = (
    "Trang chủ,Thời sự,Thế giới,Kinh doanh,Giáo dục,Sức khỏe,Thể thao,Giải trí,Pháp luật,Đời sống,Du lịch,Công nghệ,"
    "Video,Podcast,Đăng nhập,Đăng ký,Mới nhất,Xem nhiều nhất,Liên hệ quảng cáo"
).split(",")
SHARE = "Chia sẻ,Facebook,Zalo,Sao chép liên kết,Lưu bài viết,Aa".split(",")
BELOW = "Bình luận (12),Gửi bình luận,Phản hồi,Ý kiến bạn đọc,Quan tâm nhất".split(",")
FOOTER = "Liên hệ tòa soạn,Quảng cáo,Điều khoản sử dụng,Chính sách bảo mật,RSS".split(",")
ODD = ("\u00a0", "  ") * 5 + (" \u200b", "\u3000")  # nearly all odd spaces are of the first two kinds
STRAY = ("Chia sẻ", "Bình luận (3)", "Xem thêm", "Phản hồi")


class Corpus(NamedTuple):
    """Texts to measure on; of messy ones less is demanded."""

    name: str
    texts: list[str]
    messy: bool

    @property
    def described(self) -> str:
        """How many they are, and of what size."""
        size = sum(len(text.encode()) for text in self.texts) / len(self.texts) / 1000
        return f"{len(self.texts):,} {self.name} of {size:.1f} KB"

    def at_most(self, count: int) -> int:
        """Return the number of texts of a round: so many, or as many as there are."""
        return min(count, len(self.texts))

    def part(self, number: int, count: int) -> tuple[int, int]:
        """Return where the texts of a round begin and end; they start where those of the round before ended."""
        count = self.at_most(count)
        begin = number * count % len(self.texts)
        return begin, begin + count


def article(seed: int, *, messy: bool) -> str:
    """Make an article of 3 to 4 KB.

    An ordinary one needs next to nothing; one in seven has a line of chrome or a caption twice. A messy one has
    chrome at both ends, a caption twice and odd spaces; one in ten has decomposed letters.
    """
    pick = random.Random(seed)
    paragraphs = body(pick)
    if messy:
        return page(pick, paragraphs)
    if seed % 14 == 3:
        paragraphs.append(pick.choice(STRAY))
    elif seed % 14 == 10:
        paragraphs[4:4] = [caption(pick)] * 2
    gaps = pick.choices(("\n\n", "\n\n\n\n"), (12, 1), k=len(paragraphs))
    return "".join(part + gap for part, gap in zip(paragraphs, gaps, strict=True)).strip() + "\n"


def body(pick: random.Random) -> list[str]:
    """Make a title and what stands below it: paragraphs of one to three sentences, captions and subheadings."""
    kinds = pick.choices((paragraph, caption, heading), (16, 2, 1), k=13)
    return [sentence(pick, 9, 14)[:-1], paragraph(pick), *(kind(pick) for kind in kinds), paragraph(pick)]


def paragraph(pick: random.Random) -> str:
    """Make one to three sentences."""
    return " ".join([sentence(pick, 10, 30) for _ in range(pick.choice((1, 2, 2, 3)))])


def caption(pick: random.Random) -> str:
    """Make the text under a picture, with its photographer."""
    return f"{sentence(pick, 8, 18)} Ảnh: {name(pick)}"


def heading(pick: random.Random) -> str:
    """Make a subheading."""
    return sentence(pick, 4, 8)[:-1]


def sentence(pick: random.Random, shortest: int, longest: int) -> str:
    """Make a sentence: words in any order, often with a name, a number, a date or a quotation."""
    words = pick.choices(WORDS, k=pick.randint(shortest, longest))
    words[pick.randrange(1, len(words) - 1)] += ","
    if pick.random() < 0.6:
        words[pick.randrange(len(words))] = detail(pick)
    if pick.random() < 0.15:
        middle = len(words) // 2
        words[middle] = "“" + words[middle]
        words[-1] += "”"
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."


def detail(pick: random.Random) -> str:
    """Make a name, a date, an amount or an abbreviation."""
    kind = pick.randrange(4)
    if kind == 0:
        return f"ông {name(pick)}"
    if kind == 1:
        return f"ngày {pick.randint(1, 28)}/{pick.randint(1, 12)}/{pick.randint(2009, 2024)}"
    if kind == 2:
        return f"{pick.randint(2, 950)},{pick.randint(1, 9)} {pick.choice(UNITS)}"
    return pick.choice(SHORT)


def name(pick: random.Random) -> str:
    """Make the name of a person."""
    return " ".join([pick.choice(FAMILIES), *pick.sample(GIVEN, 2)])


def page(pick: random.Random, paragraphs: list[str]) -> str:
    """Put an article on a page as a careless scrape gives it."""
    twice, related = caption(pick), [sentence(pick, 9, 14)[:-1] for _ in range(pick.randint(3, 6))]
    date = f"Thứ hai, {pick.randint(1, 28)}/{pick.randint(1, 12)}/2023, {pick.randint(6, 22)}:15 (GMT+7)"
    title, *rest = paragraphs[:-4]
    place = pick.randrange(1, len(rest))
    rest[place:place] = [twice, twice]
    for i in pick.sample(range(len(rest)), 4):
        rest[i] = rest[i].replace(" ", pick.choice(ODD), 3) + pick.choice(("", " ", "\t"))
    if pick.random() < 0.1:
        rest[0] = normalize("NFD", rest[0])
    tags = ["Từ khóa:", *(heading(pick).lower() for _ in range(3))]
    head = [*MENU[: pick.randint(8, len(MENU))], "", title, date, *SHARE[: pick.randint(2, 6)], ""]
    tail = [*tags, *SHARE[:3], "", *BELOW[: pick.randint(2, 5)], "", "Tin liên quan", *related, "", *FOOTER]
    return "\n".join([*head, *"\n\n".join(rest).split("\n"), *tail, "Trở lại đầu trang"]) + "\n"


def made(count: int) -> list[Corpus]:
    """Make the two corpora that need no file."""
    return [
        Corpus("ordinary articles", [article(seed, messy=False) for seed in range(count)], messy=False),
        Corpus("messy articles", [article(seed, messy=True) for seed in range(count)], messy=True),
    ]


def read(path: Path, *, messy: bool) -> Corpus:
    """Read the field "text" of JSON Lines, which may be compressed with gzip."""
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode().split("\n")
    return Corpus(f"articles of {path.name}", [json.loads(line)["text"] for line in lines if line.strip()], messy)


def document(size: int) -> str:
    """Make one document of about so many bytes, all of it text of articles without a line twice."""
    parts, seed = [], 0
    while size > 0:
        parts.append("\n\n".join(body(random.Random(f"document {seed}"))))
        size -= len(parts[-1].encode()) + 2
        seed += 1
    return "\n\n".join(parts)
