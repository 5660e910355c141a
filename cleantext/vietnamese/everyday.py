"""Words of everyday Vietnamese, and places: what tells where words were run together.

The inventory (syllables.py) says what is possible, these lists what is usual. Syllables that loan words and
transcriptions are made of (ba lô, xi măng, đô la, Kitô) and given names are not among the everyday words.
"""

EVERYDAY = frozenset(
    """
    và của là có được cho trong không với các một những người này đã để khi từ đến ra vào năm về cũng tại trên ở theo
    nhiều như đó hay hoặc phải nhưng còn vì sẽ lại chỉ sau trước qua đi nên thì mà nếu rất bị do đang hơn nhất cùng
    giữa dưới ngoài nhằm bởi đều vẫn chưa mới cả mỗi mọi từng vừa ngay đây đấy kia ấy nào sao thế vậy rồi nữa lên
    xuống tới bằng nhau mình tôi chúng họ ông bà anh chị em nó ai gì đâu khác cứ luôn thường đôi ít vài hai bốn sáu
    bảy tám chín mười trăm nghìn triệu nửa đầu cuối thứ lần lúc ngày tháng tuần giờ phút sáng trưa chiều tối đêm mai
    thời gian hiện nay xưa sớm muộn nhà nước công việc làm xã hội quốc gia chính phủ quyền luật pháp định nghị quyết
    thông tư hành tổ chức cơ quan ngành cấp tỉnh thành phố huyện quận phường thôn xóm làng dân tộc đảng đoàn ủy ban bộ
    sở phòng trường lớp học sinh viên thầy giáo dục trẻ con cháu cha mẹ vợ chồng gái trai bạn đồng đội quân đất biển
    đảo sông núi rừng trời nắng mưa gió bão lũ lửa khí nhiệt điện đường xe máy bay tàu thuyền cầu bến cảng chợ hàng
    hóa giá tiền bán mua bạc trả vay vốn lãi thuế phí kinh tế doanh nghiệp sản xuất thương mại dịch vụ tài sách kế
    hoạch dự thầu xây dựng triển phát khai thực thi hiểu biết thấy nghe nói đọc viết nghĩ nhớ quên muốn cần thể tin
    yêu thích sợ lo mừng buồn vui khóc cười giúp đỡ giữ gìn bảo vệ chăm sóc sống chết khỏe bệnh thuốc bác viện chữa
    đau mất cơm bánh thịt rau quả cây hoa lúa gạo nông thủy nuôi trồng thu chế biến lớn nhỏ cao thấp dài ngắn rộng hẹp
    sâu nặng nhẹ nhanh chậm mạnh yếu tốt xấu đẹp đúng sai thật giả khó dễ đủ thiếu thừa đầy gần già cũ trắng đen đỏ
    xanh vàng nam nữ bắc đông phía bên mặt lòng tay chân mắt miệng tiếng lời câu chữ tên số phần điểm mức độ loại kiểu
    dạng cách điều vấn đề nguyên nhân kết luận mục đích nội dung hình thức chất lượng trình quy tiêu chuẩn biện chương
    khoản văn bản giấy hồ đơn ký kiểm tra giám sát xử lý phạt tội án tòa bắt giam chứng đưa lấy đặt mở đóng bước chạy
    đứng ngồi nằm ngủ dậy ăn uống mặc mang chở gửi nhận trao tặng gặp tìm chọn dùng sử dụng áp thay đổi tăng giảm nâng
    hạ tiếp tục dừng chuyển hướng dẫn nhập khẩu khách du lịch châu giới vùng khu vực miền địa phương trung tâm kỳ giai
    đoạn quá khứ tương trận bàn thắng thua bóng vòng giải sân thủ môn ghi chơi đấu cuộc sự nỗi niềm cái chiếc quyển
    bức tấm ngôi căn mảnh miếng cặp loạt nhóm đám khoảng gồm thuộc liên hệ hợp tác cộng riêng chung toàn đặc biệt
    trọng chủ thân thiết mật nơi rằng hết thêm kể gây khiến đạt chiếm giành buộc xin bỏ chia xét lập tạo xem hoạt
    nhiệm năng lực quản tổng tự đối báo đại phạm vị giao tập thống đạo đăng phép diễn tham trưởng liệu tuyển hạn trực
    tính truyền bất đánh hoàn kiến danh tuổi tích xác tử đình phẩm vận trợ mùa sĩ chuyên trái nhiên tiết trí thưởng
    nghệ trách lễ hòa cảnh lưu cứu vật tiến thần sức lợi cập bài biểu đảm hạng khả hậu mạng tất phân lượt lệ chấp cục
    phụ thẩm lãnh tranh góp phối dữ thuận môi vọng nghiệm hữu đáng cán xếp nguồn trạng trò rõ trú tạm nghỉ quý trúng
    tuyên độc soát khối kỹ cực nổi dứt màn lưới thúc hồi khăn cạnh tuyến truy nguy tải kèm cấm nền nộp nghề luyện phản
    phá chỉnh dành thuyết toán ngừng lạ chặt ràng lẽ dựa việt ý nghĩa trị tình cảm xúc hạnh phúc ảnh hưởng động ứng
    phó chống chịu khắc phục sửa vượt hiệu thị cáo nghiện trở cổ thư tiên hôm kiện cá chí bảng tịch diện tức cô đào
    tây tượng vô biên chúc bí niên hộ thuật bổ sắc kỷ tấn hiệp lĩnh mẫu cụ địch hiểm tướng cố đời trì ưu thất cường cử
    chú miễn sút đoán nghiên suất thiên nạn hại khán thoại lương chuyện tín phiên hỏi xảy trải phiếu họp dấu cửa cải
    tiện kính khám đón lạc đáp chấn mời gọi nhạc góc khóa trừ đẩy khởi cựu tết khảo tái thiện lược trật niệm dõi chắc
    tưởng nghiêm nguyện khiếu hè siêu khá thẻ trụ càng khuyến đãi nhìn dưỡng lựa khỏi sóng buổi bật màu tờ kiếm chứa
    tỏ sắp nhờ chuyền huống ổn dạy thăm phổ bày chuyến mối quà khẳng trữ lỗi nêu thú tiểu sàn thí ngữ dịp mãi vững bồi
    hãy suốt kéo tận vẻ tốc chấm phóng chạm bầu chóng thử cầm thậm nóng hút ngược sẵn kích hôn tuyệt cận chào thượng
    rời món sổ chắn mạch lệnh gói đột rào tầm chờ gắn dàng giống nhấn mắc mềm cột ngăn kém tạp quán kịp nhượng liệt
    lâu thiểu kiên ích chặn đợt chụp trùng giật thuê thôi dòng cháy tránh thẳng kiệm thách đỉnh hủy tầng táo nổ thác
    duyệt chốt thải đền bối hát quỹ chuỗi chỗ tiềm hãng tồn giảng giác dư nắm gắng nhắc đàm kịch chiếu hộp nợ tỷ
    bãi dường trang chi bao cung phong khoa quay mong tai
    """.split()
)
"""Words of everyday Vietnamese, by syllables."""

ATTESTED_WITHOUT_ONSET = frozenset(
    """
    à á ạ ác ách ai ái ải am ám ảm an án ang áng anh ánh ảnh ao ào áo ảo áp át ăn ắc ắt ấm ẩm âm ân ấn ẩn ấp ập ất âu
    ấu ẩu ấy em ém én eo éo ép ế êm ếch im ít ích ì ỉ ỉu oan oán oai oanh óc ong óng ô ồ ố ổ ốc ôi ối ổi ôm ốm ôn ồn ổn
    ông ống ốp ờ ở ơi ơn ớn ớt ùa úa ủa úc ục ủi ung ủng úng uốn uống úp út ưa ứa ưng ứng ưu ước ươm ướp ướt ương yên
    yến yếm yếu yêu y ý ỷ
    """.split()
)
"""Syllables without a consonant in front that occur in words; most others that the inventory allows do not."""

PLACES = tuple(
    """
    Hà Nội|TP HCM|TP Huế|Hải Phòng|Đà Nẵng|Cần Thơ|An Giang|Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh
    Bến Tre|Bình Dương|Bình Định|Bình Phước|Bình Thuận|Cà Mau|Cao Bằng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp
    Gia Lai|Hà Giang|Hà Nam|Hà Tĩnh|Hải Dương|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu
    Lạng Sơn|Lào Cai|Lâm Đồng|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam
    Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên Huế
    Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái|Việt Nam|Anh|Mỹ|Pháp|Đức|Nga|Italy|Tây Ban Nha
    Bồ Đào Nha|Bỉ|Hà Lan|Thụy Sĩ|Thụy Điển|Áo|Na Uy|Đan Mạch|Phần Lan|Ba Lan|Hy Lạp|Thổ Nhĩ Kỳ|Ukraine|Trung Quốc
    Hong Kong|Đài Loan|Nhật Bản|Hàn Quốc|Triều Tiên|Ấn Độ|Thái Lan|Lào|Campuchia|Myanmar|Malaysia|Singapore
    Indonesia|Philippines|Arab Saudi|Qatar|UAE|Iran|Iraq|Israel|Australia|New Zealand|Canada|Mexico|Brazil|Argentina
    Ai Cập|Nam Phi
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
"""Provinces, as they were before July 2025, and countries: news agencies print them before a lead, as its place."""
