"""TimeML 1.2.1: one ``.tml`` file for a document, its time expressions as date claims.

The text is what stands in ``TEXT``, white space and all; headers beside it are left out. The document's date is its
creation time (``DCT``). Events and their relations have no place in a claim record.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import InputError
from onrecord.formats import corpus
from onrecord.formats.conversion import Article, Conversion, Format
from onrecord.formats.timex3 import Timex, claims
from onrecord.schema import make_document

PATTERN = "*.tml"


def detect(path: Path) -> bool:
    """Tell whether a path is a TimeML file, or a folder with some."""
    return corpus.holds(path, PATTERN)


def read(path: Path, conversion: Conversion) -> Iterator[Article]:
    """Yield the documents of a folder, or of a file, by name."""
    for file in corpus.files(path, PATTERN):
        article = conversion.attempt(_read_one, file, conversion)
        if article is not None:
            yield article


def parsed(file: Path) -> ET.Element:
    """Return the root of an XML file.

    Raises:
        InputError: naming the line that is not XML.
    """
    try:
        return ET.fromstring(file.read_bytes())
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror})", "check the path") from None
    except ET.ParseError as error:
        line, column = error.position
        raise InputError(
            f"{file}:{line}: not XML (column {column + 1}: {error.msg})", "is the file complete?"
        ) from None


def _read_one(file: Path, conversion: Conversion) -> Article:
    root = parsed(file)
    body = root.find("TEXT")
    if root.tag != "TimeML" or body is None:
        raise InputError(f"{file}: no TimeML document with a TEXT", "name the files of the corpus")
    created = root.find("DCT/TIMEX3")
    title = root.find("TITLE")
    text = _Text()
    text.take(body)
    document = make_document(
        "".join(text.pieces),
        doc_id=file.stem,
        published=corpus.published_of(None if created is None else created.get("value"), conversion),
        title=None if title is None else "".join(title.itertext()).strip() or None,
        language="en",
    )
    conversion.lose("events and their relations", text.events)
    return Article(
        document, [*claims(document, text.found, None if created is None else created.get("tid"), conversion)]
    )


class _Text:
    """The text of an element, with what is annotated in it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.found: list[Timex] = []
        self.events = 0
        self._length = 0

    def take(self, element: ET.Element) -> None:
        """Add an element with all it holds."""
        start = self._length
        self._add(element.text)
        for child in element:
            self.take(child)
            self._add(child.tail)
        if element.tag == "TIMEX3":
            key = element.get("tid") or f"#{len(self.found)}"
            self.found.append(Timex(key, [(start, self._length)], element.attrib))
        self.events += element.tag == "EVENT"

    def _add(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            self._length += len(text)


FORMAT = Format(
    name="timeml",
    title="TimeML: .tml files, time expressions as dates",
    detect=detect,
    read=read,
    lossy=("events and temporal relations are left out",),
)
