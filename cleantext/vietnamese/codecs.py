"""Python codecs for the charsets of legacy/charsets.py: importing this module makes b"...".decode("tcvn3") work.

The names are those in CODEC_NAMES and ALIASES. The codecs work on whole strings, incrementally and on streams, with any
error handler. Encoding expects composed letters (NFC).

TCVN3 and VIETWARE-F have no capitals with tones, and BKHCM1 has no Ỵ: encoding them is an error, unless the error
handler "lowercase", also registered here, replaces them by the lower-case letter: "Ắ".encode("tcvn3", "lowercase").
The handler "cleantext.windows" decodes undefined bytes as Windows-1252, and what that does not define to U+FFFD, as a
control would be lost; "cleantext.signs" takes only signs between words from it, for UTF-8.
"""

import codecs
import re
from functools import cache
from typing import TYPE_CHECKING

from .legacy import charsets
from .letters import ACCENTED

if TYPE_CHECKING:
    from typing_extensions import Buffer

CODEC_NAMES = (*charsets.SINGLE_BYTE, *charsets.DOUBLE_BYTE)
ALIASES = {
    "abc": "tcvn3",
    "tcvn": "tcvn3",
    "tcvn-3": "tcvn3",
    "vni-win": "vni",
    "x-viet-vni": "vni",
    "x-viet-vps": "vps",
}
UNDEFINED = "\ufffd"  # marks an undefined byte in a table of 256 characters


def decoding_table(encoding: str) -> list[str]:
    """Return the characters of the 256 bytes in a single-byte encoding, UNDEFINED for undefined bytes."""
    return [*bytes(range(256)).decode(encoding, "replace")]


CP1252 = decoding_table("cp1252")
SIGNS = "€‚„…‹‘’“”•–—™›"  # of Windows-1252, in bytes 80-9F
WITHIN_WORD = re.compile(rb"[A-Za-z\x80-\xff].[A-Za-z\xc2-\xff]", re.DOTALL)


class SingleByteCodec:
    """Decodes and encodes a charset with one byte per letter."""

    lead_bytes = b""  # bytes that a mark may follow

    def __init__(self, charset: charsets.SingleByte) -> None:
        table = [UNDEFINED if character in ACCENTED else character for character in CP1252]
        for byte, letter in (*enumerate(charset.high, 0x80), *charset.low.items()):
            if letter != "·":
                table[byte] = letter
        self._decoding_table = "".join(table).replace(UNDEFINED, "\ufffe")  # which marks it for Python's charmap codec
        self._encoding_map = {ord(character): byte for byte, character in enumerate(table) if character != UNDEFINED}

    def decode(self, data: "Buffer", errors: str = "strict", /) -> tuple[str, int]:
        """Return the text of `data`, and the number of bytes."""
        return codecs.charmap_decode(data, errors, self._decoding_table)

    def encode(self, text: str, errors: str = "strict", /) -> tuple[bytes, int]:
        """Return the bytes of `text`, and the number of characters."""
        return codecs.charmap_encode(text, errors, self._encoding_map)


class DoubleByteCodec:
    """Decodes and encodes a charset that writes a letter and then its mark."""

    def __init__(self, charset: charsets.DoubleByte) -> None:
        base_encoding, forms = charset.base_encoding, charsets.letter_forms(charset)
        characters = decoding_table(base_encoding)
        self._decoding_table = "".join(characters)
        self._letter_by_form = {form: letter for letter, form in forms.items()}
        pairs = [form for form in self._letter_by_form if len(form) > 1]
        for form in pairs:  # typists leave the mark of a capital in lower case
            self._letter_by_form.setdefault(form[0].upper() + form[1], self._letter_by_form[form].upper())
        longest_first = "|".join(sorted(self._letter_by_form, key=len, reverse=True))
        self._form_or_undefined = re.compile(f"{longest_first}|[{''.join(ACCENTED)}{UNDEFINED}]")
        self._encoding_map: dict[int, int | bytes] = {ord(c): i for i, c in enumerate(characters) if c not in ACCENTED}
        self._encoding_map |= {ord(letter): form.encode(base_encoding) for letter, form in forms.items()}
        self.lead_bytes = bytes({form.encode(base_encoding)[0] for form in pairs})

    def decode(self, data: "Buffer", errors: str = "strict", /) -> tuple[str, int]:
        """Return the text of `data`, and the number of bytes."""
        text, length = codecs.charmap_decode(data, "strict", self._decoding_table)
        parts, start = [], 0
        while match := self._form_or_undefined.search(text, start):
            parts.append(text[start : match.start()])
            letter: str | bytes | None = self._letter_by_form.get(match[0])
            start = match.end()
            if letter is None:
                error = UnicodeDecodeError("charmap", bytes(data), *match.span(), "no letter of this charset")
                letter, start = codecs.lookup_error(errors)(error)
                start += length if start < 0 else 0  # handlers may count from the end
                if not 0 <= start <= length:
                    raise IndexError(f"position {start} from the error handler {errors} is out of bounds")
            parts.append(str(letter))
        return "".join((*parts, text[start:])), length

    def encode(self, text: str, errors: str = "strict", /) -> tuple[bytes, int]:
        """Return the bytes of `text`, and the number of characters."""
        return codecs.charmap_encode(text, errors, self._encoding_map)


@cache
def _codec(name: str) -> codecs.CodecInfo:
    single = name in charsets.SINGLE_BYTE
    codec = SingleByteCodec(charsets.SINGLE_BYTE[name]) if single else DoubleByteCodec(charsets.DOUBLE_BYTE[name])

    class Encoder(codecs.IncrementalEncoder):
        """Encodes incrementally; needs no state between calls."""

        def encode(self, text: str, final: bool = False) -> bytes:  # noqa: ARG002, FBT001, FBT002 - as Python declares it
            return codec.encode(text, self.errors)[0]

    class Decoder(codecs.BufferedIncrementalDecoder):
        """Decodes incrementally; keeps back a letter at the end of the input, as a mark may follow."""

        def _buffer_decode(self, data: "Buffer", errors: str, final: bool) -> tuple[str, int]:  # noqa: FBT001 - as above
            piece = bytes(data)
            if not final and piece and piece[-1] in codec.lead_bytes:
                piece = piece[:-1]
            return codec.decode(piece, errors)

    class Reader(codecs.StreamReader):
        """Decodes a stream; reads on while the data end in a letter that a mark may follow."""

        def decode(self, data: bytes, errors: str = "strict") -> tuple[str, int]:
            while data[-1:] and data[-1] in codec.lead_bytes and (more := self.stream.read(1)):
                data += more
            return codec.decode(data, errors)

    class Writer(codecs.StreamWriter):
        """Encodes to a stream."""

        def encode(self, text: str, errors: str = "strict") -> tuple[bytes, int]:
            return codec.encode(text, errors)

    return codecs.CodecInfo(
        name=name,
        encode=codec.encode,
        decode=codec.decode,
        incrementalencoder=Encoder,
        incrementaldecoder=Decoder,
        streamreader=Reader,
        streamwriter=Writer,
    )


def _find_codec(name: str) -> codecs.CodecInfo | None:
    name = name.replace("_", "-")  # Python passes underscores
    name = ALIASES.get(name, name)
    return _codec(name) if name in CODEC_NAMES else None


def _encode_lowercase(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeEncodeError):
        unencodable = error.object[error.start : error.end]
        if unencodable.lower() != unencodable:
            return unencodable.lower(), error.end
    raise error


def _decode_as_windows(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        data = error.object[error.start : error.end]
        return "".join(CP1252[byte] for byte in data), error.end
    raise error


def _decode_signs(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, start = error.object, error.start
    sign, is_in_word = CP1252[data[start]], WITHIN_WORD.fullmatch(data[max(0, start - 1) : start + 2])
    return sign if error.end == start + 1 and sign in SIGNS and not is_in_word else UNDEFINED, error.end


codecs.register(_find_codec)
codecs.register_error("lowercase", _encode_lowercase)
codecs.register_error("cleantext.windows", _decode_as_windows)
codecs.register_error("cleantext.signs", _decode_signs)
