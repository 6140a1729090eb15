"""Datelines: where, when and for which agency a report was filed, before its first sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.text.offsets import at_line_starts

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_DATELINE = re.compile(
    rf"^[ \t]*(?P<place>[A-Z][\w.’'-]+(?: \w[\w.’'-]*){{0,3}}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)*?){{0,2}})"
    rf"(?:,? {_DATE})?(?: ?[(\[](?P<agency>[A-Z][^()\[\]\d\n]{{1,40}})[)\]])?[ \t]*(?:--?|[–—:])[ \t]",
    re.MULTILINE,
)


class Dateline(NamedTuple):
    """A dateline.

    Attributes:
        start: First code point, that of the place.
        end: One past the dash that closes it.
        place: Code points of the place.
        agency: Code points of the agency, None where none is given.
    """

    start: int
    end: int
    place: tuple[int, int]
    agency: tuple[int, int] | None


def datelines(text: str) -> list[Dateline]:
    """Return the datelines of a text: a place in capitals at the head of a line, or one with an agency in brackets."""
    found = []
    for match in at_line_starts(_DATELINE, text):
        city = match["place"].split(",")[0]
        if not (match["agency"] or (city.isupper() and len(city) > 2)) or ":" in match[0] and not match["agency"]:
            continue
        agency = match.span("agency") if match["agency"] else None
        found.append(Dateline(match.start("place"), match.end(), match.span("place"), agency))
    return found
