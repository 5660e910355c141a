"""Read the bytes of a table: as UTF-8, in an encoding that the user named, or in charsets that are detected."""

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from itertools import chain, takewhile
from typing import BinaryIO, NamedTuple

from cleantext.model import CleantextError
from cleantext.vietnamese.legacy.capitals import restore_capitals

from .decode import AUTO, BYTE_ORDER_MARKS, REPLACE, Decoded, advice_on, decode, decode_by_lines, utf16_by_nuls
from .items import BATCH_BYTES, Reading

UTF_8 = "utf-8"
LONGEST_MARK = 4  # bytes of a byte order mark, in GB18030 and UTF-32
SAMPLE_BYTES = 1 << 16  # the first bytes of a table, by which its charsets are detected
PARTS_OF_ROWS = re.compile(rb'["\t;\n]|\\[nrt]')  # what stands between these may be in a charset of its own
PIECES_OF_JSON = re.compile(rb'("|\\[nrt])')
SURROGATE = re.compile("[\ud800-\udfff]")
# encodings of which a character may hold the byte of any sign of ASCII, or only of letters, "[", "\\", "{", "|" and "}"
USING_ASCII_SIGNS = ("hz", "iso2022", "johab")
USING_ASCII_LETTERS = ("big5", "cp932", "cp949", "cp950", "gb", "shift_jis")
WIDE = ("utf-16", "utf-32")  # their bytes are no lines: they are turned into UTF-8 first


class TableEncoding(NamedTuple):
    """How to read the bytes of a table: as `name`, or where they are no UTF-8, in the charsets that were detected.

    With `is_auto`, the charsets of a row are detected where those of the table were not. `wide` is the UTF-16 or UTF-32
    in which the table came, if it did.
    """

    name: str
    charsets: tuple[str, ...] = ()
    is_auto: bool = False
    wide: str = ""

    @property
    def detected(self) -> str:
        """What a user is told that the table was read as; "" if it is UTF-8, or if nothing was to be detected."""
        found = ", ".join(self.charsets) or self.wide
        return found if self.is_auto and found != UTF_8 else ""

    def of_row(self, row: bytes) -> "TableEncoding":
        """Return the encoding of a row: with its own charsets if those of the table are unknown."""
        if self.charsets or not self.is_auto:
            return self
        return self._replace(charsets=_charsets_of(row) or ((UTF_8,) if self.wide else ()))

    def decode_field(self, data: bytes | memoryview, *, font_capitals: bool = False) -> Decoded:
        """Decode a field. Bytes that cannot be decoded become lone surrogates; with charsets, U+FFFD."""
        if self.charsets:
            return decode_by_lines(BytesIO(data), self.charsets, font_capitals=font_capitals)
        text = str(data, self.name, "surrogateescape")
        return Decoded(restore_capitals(text, self.name) if font_capitals else text, self.name)

    def decode_row(self, data: bytes, reading: Reading, *, font_capitals: bool = True) -> Decoded:
        """Decode a row that is one text, as `decode` does. Raise CleantextError."""
        name = reading.encoding if reading.encoding in (None, AUTO) else self.name
        return decode(data, name, reading.errors, font_capitals=font_capitals)

    def decode_json(self, line: bytes) -> Decoded:
        """Decode a row of JSON in its charsets."""
        return decode_by_lines(PIECES_OF_JSON.split(line), self.charsets, font_capitals=False)


def checked(fields: Iterable[Decoded], errors: str, *, is_advised: bool = True) -> list[Decoded]:
    """Return the fields of a row with U+FFFD, and counted, for what TableEncoding.decode_field made surrogates.

    Raise CleantextError for it unless `errors` is "replace"; with `is_advised`, it says which encoding is likely.
    """
    found = []
    for number, field in enumerate(fields, 1):
        lost = SURROGATE.findall(field.text)
        if lost and errors != REPLACE:
            reason = f"not {field.encoding.upper()} text: byte 0x{ord(lost[0]) - 0xDC00:02x} in field {number}"
            is_advised &= field.encoding == UTF_8
            advice = advice_on(field.text.encode(UTF_8, "surrogateescape")) if is_advised else ""
            raise CleantextError(f"{reason}; {advice}" if advice else reason)
        text = SURROGATE.sub("\ufffd", field.text) if lost else field.text
        found.append(field._replace(text=text, replaced=field.replaced + len(lost)))
    return found


def _charsets_of(data: bytes) -> tuple[str, ...]:
    try:
        data.decode()
    except UnicodeDecodeError:
        from cleantext.vietnamese.legacy.decoding import detect_charsets  # slow to import

        return tuple(detect_charsets(PARTS_OF_ROWS.split(data)) or detect_charsets(data.splitlines()))
    return ()


def encoding_of_table(reading: Reading) -> str:
    """Return the encoding in which rows come: UTF-8 unless the user named one of which they can be found."""
    if reading.encoding in (None, AUTO) or _is_wide(reading.encoding):
        return UTF_8
    return UTF_8 if codecs.lookup(reading.encoding).name == UTF_8 else reading.encoding


def _is_wide(encoding: str) -> bool:
    return codecs.lookup(encoding).name.startswith(WIDE)


def open_table(stream: BinaryIO, reading: Reading) -> tuple[TableEncoding, Iterator[bytes]]:
    """Return the encoding of a table, and its bytes as they come, those of UTF-16 and UTF-32 as UTF-8.

    Raise CleantextError for other encodings in which a line end is not that of ASCII.
    """
    name = encoding_of_table(reading)
    if not "\n".encode(name).endswith(b"\n"):  # before it may be a byte order mark
        raise CleantextError(f"a table cannot be read as {name.upper()}: convert it to UTF-8 first")
    read_some = getattr(stream, "read1", stream.read)  # a raw stream has no read1; its read is the same
    start = read_some(BATCH_BYTES)
    enough = SAMPLE_BYTES if reading.encoding == AUTO else LONGEST_MARK
    while 0 < len(start) < enough and (more := read_some(BATCH_BYTES)):
        start += more
    pieces = takewhile(bool, chain([start], iter(partial(read_some, BATCH_BYTES), None)))
    if wide := _wide_encoding(start, reading):
        return TableEncoding(UTF_8, is_auto=reading.encoding == AUTO, wide=wide), _as_utf8(pieces, wide, reading)
    if reading.encoding != AUTO:
        return TableEncoding(name), pieces
    return TableEncoding(name, _charsets_of(start[: start.rfind(b"\n") + 1] or start), is_auto=True), pieces


def _wide_encoding(start: bytes, reading: Reading) -> str | None:
    """Return the name of the UTF-16 or UTF-32 that a table is in, else None."""
    if reading.encoding not in (None, AUTO):
        return reading.encoding if _is_wide(reading.encoding) else None
    for mark, name in BYTE_ORDER_MARKS:
        if start.startswith(mark):
            return name[: len(WIDE[0])] if name.startswith(WIDE) else None
    return utf16_by_nuls(start, is_wanted=reading.encoding == AUTO)


def _as_utf8(pieces: Iterable[bytes], wide: str, reading: Reading) -> Iterator[bytes]:
    """Yield UTF-8. Halves of characters stay, as no UTF-8: they are for the rows to refuse or to replace."""
    decoder = codecs.getincrementaldecoder(wide)("surrogatepass")
    size, line = 0, 1
    try:
        for piece in chain(pieces, [b""]):
            size += len(piece)
            if text := decoder.decode(piece, final=not piece):
                line += text.count("\n")
                yield text.encode(UTF_8, "surrogatepass")
    except UnicodeDecodeError as error:
        if reading.errors != REPLACE and reading.encoding != AUTO:
            offset = size - len(error.object) + error.start
            position = f"byte 0x{error.object[error.start]:02x} at offset {offset}, line {line}"
            raise CleantextError(f"not {wide.upper()} text: {position}") from None
        yield b"\xff"  # which is no UTF-8
    except UnicodeError:  # of a mark that is wanted and not there
        name = codecs.lookup(wide).name
        raise CleantextError(
            f"not {wide.upper()} text: it begins with no byte order mark; name {name}-le or {name}-be, if it is that"
        ) from None
