"""Read XML and know where its elements begin and end: other bytes can be put there, and all else stays."""

from collections.abc import Iterator
from xml.parsers import expat

from cleantext.model import CleantextError

CHUNK = 1 << 16  # bytes


class XmlReader:
    """Reads XML in pieces. Subclasses have what begins, ends and stands in elements, named without their prefix."""

    def __init__(self, xml: bytes) -> None:
        self.xml, self._parser = xml, expat.ParserCreate()
        self._ending = ""  # the element that ends now, with its prefix
        self._parser.buffer_text = True
        self._parser.StartElementHandler = lambda name, attributes: self.begin(
            name.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in attributes.items()}
        )
        self._parser.EndElementHandler = self._finish
        self._parser.CharacterDataHandler = self.add
        self._parser.StartDoctypeDeclHandler = _refuse_doctype
        self._parser.XmlDeclHandler = _check_encoding

    def pieces(self) -> Iterator[None]:
        """Read on, a piece at a time."""
        for start in range(0, len(self.xml), CHUNK):
            self._parser.Parse(self.xml[start : start + CHUNK])
            yield
        self._parser.Parse(b"", True)  # noqa: FBT003 - as it is declared
        yield

    def read(self) -> None:
        """Read to the end."""
        for _ in self.pieces():
            pass

    @property
    def position(self) -> int:
        """Where the element that begins now begins in the XML."""
        return self._parser.CurrentByteIndex

    @property
    def end(self) -> int:
        """Where the element that ends now ends in the XML: behind its end tag, or where it is if its tag was empty."""
        has_end_tag = self.xml.startswith(f"</{self._ending}".encode(), self.position)
        return self.xml.index(b">", self.position) + 1 if has_end_tag else self.position

    def _finish(self, name: str) -> None:
        self._ending = name
        self.finish(name.rpartition(":")[2])

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""

    def finish(self, name: str) -> None:
        """Take the end of an element."""

    def add(self, text: str) -> None:
        """Take text."""


def _refuse_doctype(*_: object) -> None:
    raise CleantextError("unreadable Excel workbook: its XML has a document type, which none needs")


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
        raise CleantextError(f"unreadable Excel workbook: its XML is in {encoding}, not in UTF-8")
