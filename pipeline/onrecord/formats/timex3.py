"""TIMEX3 annotations, as TimeML and the CAT files of MEANTIME have them, as date claims.

The attributes are those of TimeML 1.2.1 (Saurí et al. 2006). The value is taken as it stands; the days it covers
are not worked out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from onrecord.formats import corpus
from onrecord.formats.conversion import Conversion
from onrecord.schema import Date, Document, Link

TYPES = ("DATE", "TIME", "DURATION", "SET")
_APPROX = {"START": "early", "MID": "mid", "END": "late", "APPROX": "about"}


class Timex(NamedTuple):
    """One annotation: its key in the file, the stretches of text it covers, and its attributes."""

    key: str
    pieces: Sequence[corpus.Span]
    attributes: Mapping[str, str]


def claims(document: Document, found: Sequence[Timex], creation: str | None, conversion: Conversion) -> list[Date]:
    """Return date claims, each linked to the one its value is counted from.

    Args:
        document: The document.
        found: Its annotations.
        creation: Key of the annotation of the document's own date.
        conversion: Takes the notes.
    """
    made: dict[str, Date] = {}
    for timex in found:
        if timex.attributes.get("type") not in TYPES:
            conversion.note("time expressions without a type of TIMEX3; they are left out")
            continue
        claim = _claim(document, timex, creation)
        if claim is None:
            conversion.note("time expressions that cover no text; they are left out")
        else:
            made[timex.key] = claim
    return [_anchored(made[t.key], t.attributes.get("anchorTimeID"), made) for t in found if t.key in made]


def _claim(document: Document, timex: Timex, creation: str | None) -> Date | None:
    given = timex.attributes
    return corpus.make(
        Date,
        document,
        timex.pieces,
        parts=timex.pieces,
        type=given["type"],
        value=given.get("value") or None,
        approx=_APPROX.get(given.get("mod", ""), "none"),
        basis=_basis(given, creation),
    )


def _basis(given: Mapping[str, str], creation: str | None) -> str:
    """Return how the annotator came by the value: ``anchorTimeID`` names what it is counted from."""
    value, anchor = given.get("value", ""), given.get("anchorTimeID")
    if not value or value.endswith("_REF"):
        return "unresolved"
    if anchor:
        return "published" if anchor == creation else "mention"
    return "published" if given.get("temporalFunction") == "true" else "explicit"


def _anchored(claim: Date, anchor: str | None, made: Mapping[str, Date]) -> Date:
    if not anchor or anchor not in made or made[anchor].id == claim.id:
        return claim
    return msgspec.structs.replace(claim, links=[Link("anchor", made[anchor].id)])
