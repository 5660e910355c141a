"""An article that several tests put on a page."""

TITLE = "Gặt lúa sớm ở xóm Đông"
PARAGRAPHS = [
    "Sáng nay bà con xóm Đông ra đồng từ lúc trời còn tối để gặt nốt mấy sào lúa chín sớm trước khi mưa về.",
    "Gần trưa thì công việc xong xuôi, ai nấy ngồi nghỉ dưới bóng tre đầu làng và kể chuyện mùa màng năm cũ.",
    "Cụ Khoan, người già nhất xóm, bảo năm nào sấu rụng sớm thì năm ấy lúa chắc hạt, cụ chưa thấy sai bao giờ.",
    "Chiều đến, thóc đã rải kín sân đình, lũ trẻ chạy quanh đuổi gà, còn người lớn thì trông trời mà cào thóc.",
    "Tối ấy nhà nào cũng thổi một nồi cơm gạo mới, bưng sang biếu hàng xóm một bát rồi mới dọn mâm nhà mình.",
    "Đến khuya, mưa xuống thật, và xóm Đông ngủ yên, vì không còn một bông lúa nào ở ngoài đồng nữa.",
]
ARTICLE = [TITLE, *PARAGRAPHS]
