"""Python codecs for the charsets of `vietnamese.charsets`: importing this module makes b"...".decode("tcvn3") work.

The names are those of NAMES and ALIASES. The codecs decode and encode whole, in pieces and through files, with
any error handler. Encoding wants letters composed (NFC).

TCVN3 and VIETWARE-F have no capitals with tones, BKHCM1 has no Ỵ: to encode them is an error, or with the error handler
"lowercase", which is registered too, their small letter, as in "Ắ".encode("tcvn3", "lowercase"). The handler
"cleantext.windows" reads a byte that stands for nothing as Windows-1252 does.
"""

import codecs
import re
from functools import cache
from typing import TYPE_CHECKING

from . import charsets
from .letters import ACCENTED

if TYPE_CHECKING:
    from typing_extensions import Buffer

NAMES = (*charsets.SINGLE_BYTE, *charsets.DOUBLE_BYTE)
ALIASES = {
    "abc": "tcvn3",
    "tcvn": "tcvn3",
    "tcvn-3": "tcvn3",
    "vni-win": "vni",
    "x-viet-vni": "vni",
    "x-viet-vps": "vps",
}
NOTHING = "\ufffd"  # in a table of 256 characters: this byte stands for none


def characters_of(encoding: str) -> list[str]:
    """Give what the 256 bytes stand for in an encoding of a byte a character: NOTHING where they stand for none."""
    return [*bytes(range(256)).decode(encoding, "replace")]


CP1252 = characters_of("cp1252")


class SingleByte:
    """Reads and writes a charset with a byte a letter."""

    before_marks = b""  # bytes behind which a mark may follow

    def __init__(self, charset: charsets.SingleByte) -> None:
        table = [NOTHING if character in ACCENTED else character for character in CP1252]
        for byte, letter in (*enumerate(charset.high, 0x80), *charset.low.items()):
            if letter != "·":
                table[byte] = letter
        self._decoding = "".join(table).replace(NOTHING, "\ufffe")  # as Python's charmap codec marks it
        self._encoding = {ord(character): byte for byte, character in enumerate(table) if character != NOTHING}

    def decode(self, data: "Buffer", errors: str = "strict", /) -> tuple[str, int]:
        """Decode all of `data`; give the text and the number of bytes."""
        return codecs.charmap_decode(data, errors, self._decoding)

    def encode(self, text: str, errors: str = "strict", /) -> tuple[bytes, int]:
        """Encode all of `text`; give the bytes and the number of characters."""
        return codecs.charmap_encode(text, errors, self._encoding)


class DoubleByte:
    """Reads and writes a charset with a letter and then its mark."""

    def __init__(self, charset: charsets.DoubleByte) -> None:
        carrier, written = charset.carrier, charsets.written(charset)
        characters = characters_of(carrier)
        self._decoding = "".join(characters)
        self._letter_of = {form: letter for letter, form in written.items()}
        pairs = [form for form in self._letter_of if len(form) > 1]
        for form in pairs:  # typists leave the mark of a capital small
            self._letter_of.setdefault(form[0].upper() + form[1], self._letter_of[form].upper())
        longest_first = "|".join(sorted(self._letter_of, key=len, reverse=True))
        self._written = re.compile(f"{longest_first}|[{''.join(ACCENTED)}{NOTHING}]")
        self._encoding: dict[int, int | bytes] = {ord(c): i for i, c in enumerate(characters) if c not in ACCENTED}
        self._encoding |= {ord(letter): form.encode(carrier) for letter, form in written.items()}
        self.before_marks = bytes({form.encode(carrier)[0] for form in pairs})

    def decode(self, data: "Buffer", errors: str = "strict", /) -> tuple[str, int]:
        """Decode all of `data`; give the text and the number of bytes."""
        text, length = codecs.charmap_decode(data, "strict", self._decoding)
        parts, start = [], 0
        while match := self._written.search(text, start):
            parts.append(text[start : match.start()])
            letter: str | bytes | None = self._letter_of.get(match[0])
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
        """Encode all of `text`; give the bytes and the number of characters."""
        return codecs.charmap_encode(text, errors, self._encoding)


@cache
def _codec(name: str) -> codecs.CodecInfo:
    single = name in charsets.SINGLE_BYTE
    codec = SingleByte(charsets.SINGLE_BYTE[name]) if single else DoubleByte(charsets.DOUBLE_BYTE[name])

    class Encoder(codecs.IncrementalEncoder):
        """Encodes in pieces, each by itself."""

        def encode(self, text: str, final: bool = False) -> bytes:  # noqa: ARG002, FBT001, FBT002 - as Python declares it
            return codec.encode(text, self.errors)[0]

    class Decoder(codecs.BufferedIncrementalDecoder):
        """Decodes in pieces; a letter at the end of one waits for the mark that may follow."""

        def _buffer_decode(self, data: "Buffer", errors: str, final: bool) -> tuple[str, int]:  # noqa: FBT001 - as above
            piece = bytes(data)
            if not final and piece and piece[-1] in codec.before_marks:
                piece = piece[:-1]
            return codec.decode(piece, errors)

    class Reader(codecs.StreamReader):
        """Decodes a stream, read on while a piece ends in a letter that a mark may follow."""

        def decode(self, data: bytes, errors: str = "strict") -> tuple[str, int]:
            while data[-1:] and data[-1] in codec.before_marks and (more := self.stream.read(1)):
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


def _find(name: str) -> codecs.CodecInfo | None:
    plain = name.replace("_", "-")  # Python asks with underscores
    plain = ALIASES.get(plain, plain)
    return _codec(plain) if plain in NAMES else None


def _lowercase(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeEncodeError):
        lacking = error.object[error.start : error.end]
        if lacking.lower() != lacking:
            return lacking.lower(), error.end
    raise error


def _windows(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        data = error.object[error.start : error.end]
        return "".join(CP1252[byte] if CP1252[byte] != NOTHING else chr(byte) for byte in data), error.end
    raise error


codecs.register(_find)
codecs.register_error("lowercase", _lowercase)
codecs.register_error("cleantext.windows", _windows)
