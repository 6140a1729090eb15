"""The extent of a name: without determiner, possessive 's, stray punctuation or the next line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.values.places import is_known_place, keeps_article, place_label, place_of, takes_of

_DETERMINER = re.compile(r"(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)\s?(?:['’‘´]\s?s|['’]|['’]S)$")
_DANGLING = re.compile(r"\s+(?:of|for|and|the|of the)$")
_JOINABLE = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
_LINE_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]")
_LEAD = re.compile(
    r"(?:[^,]*\b(?:city|town|village|state|province|district|suburb|region|island|port|area|county) of"
    r"|[^\W\d_][\w ]*['’]s)\s+(?=[^\W\d_])"
)
# "U.S.-backed"
_ATTACHED = re.compile(r"[-–][a-z]{3,}$")
_PLAIN = re.compile(r"(?!(?:the|a|an) )[^\W_]++(?: (?!(?:of|for|and|the)$)[^\W_]++)*+", re.IGNORECASE)
"""Words of letters and digits alone, none of which could be left out at an edge: most names."""
_EDGE = " \t\u00a0\u00ad\u200b\ufeff,;:!?…—–-*•|/\\"
_OPENING = {"(": ")", "[": "]", "“": "”", "‘": "’", "«": "»"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
_ABBREVIATION = re.compile(r"(?:\b\w\.|\b(?:Inc|Corp|Cos?|Ltd|Jr|Sr|Bros|Mt|Dept|Univ)\.)$")


def combined(text: str, spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Join recognised spans that are pieces of one name: *New* and *Delhi*, *Gulf* and *Aqaba* over *of*.

    Args:
        text: The text.
        spans: (start, end, label) in text order.

    Returns:
        Spans of the same form; a joined one has the label of its first piece, GPE where it is a known place.
    """
    found: list[tuple[int, int, str]] = []
    for start, end, label in spans:
        if found:
            first, last, before = found[-1]
            if _is_one_name(text, (first, last), (start, end), same=label == before and label in _JOINABLE):
                known = is_known_place(text[first:end])
                found[-1] = (first, end, "GPE" if known and before not in {"GPE", "LOC"} else before)
                continue
        found.append((start, end, label))
    return found


def _is_one_name(text: str, one: tuple[int, int], other: tuple[int, int], *, same: bool) -> bool:
    gap = text[one[1] : other[0]]
    if gap == " ":
        capitals = text[one[0]].isupper() and text[other[0]].isupper()
        of = text[one[0] : one[1]].endswith((" of", " of the"))
        return of or (capitals and same) or is_known_place(text[one[0] : other[1]])
    if gap not in {" of ", " of the "}:
        return False
    head = text[one[0] : one[1]].split()[-1]
    return head[:1].isupper() and takes_of(head) and text[other[0]].isupper()


def tighten(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the name inside ``start:end``; an empty span where there is none.

    Only the first line counts: recognisers sometimes run on from a headline into a dateline.
    """
    if _PLAIN.fullmatch(text, start, end):
        return start, end
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
    name = text[start:end]
    if "," in name and place_label(name) is not None and place_of(name):
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
    return _POSSESSIVE.sub("", _DANGLING.sub("", piece))


def _trim_left(piece: str) -> str:
    first = piece[:1]
    unpaired = first in _OPENING and _OPENING[first] not in piece
    if unpaired or first in _CLOSING or first in {"'", "."} or (first == '"' and piece.count('"') == 1):
        return piece[1:]
    if first in _OPENING and piece.endswith(_OPENING[first]) and piece.count(first) == 1:
        return piece[1:-1]
    return piece
