"""The document record: a text as ingested, never altered afterwards, and what is known about it."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from onrecord.errors import InputError

Sha256 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]

_PUBLISHED = re.compile(
    r"\d{4}(-\d{2}(?P<day>-\d{2}(?P<time>T\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(?P<offset>Z|[+-]\d{2}(:?\d{2})?)?)?)?)?",
    re.ASCII,
)
_SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


class Participant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of a gold document's inventory, the target of a link ``entity:<id>``."""

    id: str
    name: str
    label: str
    aliases: list[str] = []


class Document(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One article.

    Attributes:
        doc_id: Name of the document, unique in its run.
        text: The text all offsets count in, in Unicode code points.
        sha256: Hash of the UTF-8 text (lone surrogates encoded with ``surrogatepass``).
        published: ISO 8601 date (at least the year), or date-time with offset; null if unknown.
        title: Headline, if it is known apart from the text.
        url: Where the article was published.
        publisher: Who published it; helps to tell currencies apart.
        language: BCP 47 code as given at ingest; not detected.
        entities: Inventory of the participants, in gold documents only: gold links point into it instead of
            at entity claims. The pipeline never writes it.
    """

    doc_id: str
    text: str
    sha256: Sha256
    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    entities: list[Participant] | UnsetType = UNSET


def make_document(
    text: str,
    *,
    doc_id: str | None = None,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
) -> Document:
    """Ingest a text: hash it, name it and check its metadata.

    A surrogate pair (two code points where Unicode has one character) is joined here, before any offset is
    counted, because JSON cannot tell the two apart; nothing else of the text changes.

    Args:
        text: The article.
        doc_id: Its name; by default derived from the text.
        published: ISO 8601 date (at least the year), or date-time with offset.
        title: Headline.
        url: Address.
        publisher: Who published it.
        language: BCP 47 code.

    Raises:
        InputError: if ``published`` is not ISO 8601.
    """
    text = _SURROGATE_PAIR.sub(lambda m: m[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    sha256 = sha256_of(text)
    return Document(
        doc_id=doc_id if doc_id is not None else sha256[:16],
        text=text,
        sha256=sha256,
        published=published if published is None else check_published(published),
        title=title,
        url=url,
        publisher=publisher,
        language=language,
    )


def check_published(published: str) -> str:
    """Return a publication date unchanged if it is an ISO 8601 date, or a date-time with offset.

    A date may stop at the month or the year, as ISO 8601 allows, where no more is known.

    Raises:
        InputError: if it is not, with what would be.
    """
    shape = _PUBLISHED.fullmatch(published)
    tip = "write 2025-03-05, or 2025-03-05T14:00:00+01:00 with the offset"
    if shape is None:
        raise InputError(f"published {published!r} is not an ISO 8601 date", tip)
    if shape["time"] and not shape["offset"]:
        raise InputError(f"published {published!r} has a time but no offset", f"{tip}, or leave the time out")
    try:
        if shape["time"]:
            datetime.fromisoformat(published)
        else:
            date.fromisoformat(f"{published}-01-01"[:10] if shape["day"] is None else published)
    except ValueError as error:
        raise InputError(f"published {published!r} is no date of the calendar ({error})", tip) from None
    return published


def sha256_of(text: str) -> str:
    """Return the hex SHA-256 of the text's UTF-8 bytes; lone surrogates do not raise."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
