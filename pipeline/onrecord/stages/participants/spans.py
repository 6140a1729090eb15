"""The extent of a name: without determiner, possessive 's, stray punctuation or the next line."""

from __future__ import annotations

import re

from onrecord.values.places import keeps_article, place_label, place_of

_DETERMINER = re.compile(r"(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)\s?(?:['’‘´]\s?s|['’]|['’]S)$")
_LINE_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]")
_LEAD = re.compile(
    r"(?:[^,]*\b(?:city|town|village|state|province|district|suburb|region|island|port|area|county) of"
    r"|[^\W\d_][\w ]*['’]s)\s+(?=[^\W\d_])"
)
# "U.S.-backed"
_ATTACHED = re.compile(r"[-–][a-z]{3,}$")
_EDGE = " \t\u00a0\u00ad\u200b\ufeff,;:!?…—–-*•|/\\"
_OPENING = {"(": ")", "[": "]", "“": "”", "‘": "’", "«": "»"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
_ABBREVIATION = re.compile(r"(?:\b\w\.|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|Bros|Mt|Dept|Univ)\.)$")


def tighten(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the name inside ``start:end``; an empty span where there is none.

    Only the first line counts: recognisers sometimes run on from a headline into a dateline.
    """
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = _LINE_BREAK.split(piece.lstrip(), maxsplit=1)[0]
    while True:
        trimmed = _trim_right(piece).rstrip(_EDGE)
        kept = _trim_left(trimmed).lstrip(_EDGE)
        start += len(trimmed) - len(kept)
        if kept == piece or not kept:
            break
        piece = kept
    if kept.count("(") > kept.count(")"):
        closes = text.startswith(")", start + len(kept))
        kept = kept + ")" if closes else kept[: kept.rindex("(")].rstrip()
    determiner = _DETERMINER.match(kept)
    if determiner is not None and not keeps_article(kept):
        start += determiner.end()
        kept = kept[determiner.end() :]
    return start, start + len(kept)


def place_parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places inside one recognised span: two for *Lagos, Nigeria*, one for *the city of Pune*.

    A name that is known with its comma stays whole (Washington, D.C.).
    """
    if place_label(text[start:end]) is not None and "," in text[start:end] and place_of(text[start:end]):
        return [(start, end)]
    parts = []
    for piece in re.finditer(r"[^,]+", text[start:end]):
        first, last = tighten(text, start + piece.start(), start + piece.end())
        attached = _ATTACHED.search(text, first, last)
        if attached is not None:
            last = attached.start()
        lead = _LEAD.match(text, first, last)
        if lead is not None:
            first, last = tighten(text, lead.end(), last)
        if last > first and any(c.isalnum() for c in text[first:last]):
            parts.append((first, last))
    return parts


def _trim_right(piece: str) -> str:
    last = piece[-1:]
    unpaired = last in _OPENING or (last == '"' and piece.count('"') == 1)
    if last in _CLOSING and last != "’":
        unpaired = _CLOSING[last] not in piece
    if unpaired or (last == "." and not _ABBREVIATION.search(piece)):
        return piece[:-1]
    return _POSSESSIVE.sub("", piece)


def _trim_left(piece: str) -> str:
    first = piece[:1]
    unpaired = first in _OPENING and _OPENING[first] not in piece
    if unpaired or first in _CLOSING or first in {"'", "."} or (first == '"' and piece.count('"') == 1):
        return piece[1:]
    if first in _OPENING and piece.endswith(_OPENING[first]) and piece.count(first) == 1:
        return piece[1:-1]
    return piece
