"""The year a month or day without one takes from the story it stands in, or from the range it opens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.stages.date_rules.anchors import FAR, SENTENCE_END, Mention, is_yearless
from onrecord.stages.date_rules.verbs import head_of, is_pluperfect, nearest_verb
from onrecord.values.dates.model import Point, Timex

_FRAMED = re.compile(r"(?:^|[.!?\u201d\"] |\n)(?:Back )?[Ii]n (?:early |mid-|late |the \w+ of )?$")
_OPENS = re.compile(r"[.!?\u201d\"] (?:In|By|That) (?:early |mid-|late )?$")
# "The last strike was in May 2019", "founded in March 1989": what is told next need not be of that time.
_BACKGROUND = re.compile(r"\b(?:last|latest|previous|since|founded|established|set up|formed|launched|born)\b")
_RANGE = re.compile(r"(?:,? (?:to|through|until|till) (?:the )?| ?[-\u2013\u2014] ?| and )")


def told_year(text: str, point: Point, start: int, earlier: Sequence[Mention]) -> Mention | None:
    """Return the date of an earlier year in whose story a bare month stands.

    That is a month with its year in the same sentence (*flooded in February 2015 and was dry by April*), or a year
    that opens this sentence or the one before (*In 2011 the army seized power. Elections followed in October.*).
    """
    for other, resolution in reversed(earlier):
        between = text[other.end : start] if start - other.end < FAR else "\n"
        ends = len(SENTENCE_END.findall(between))
        if "\n" in between or ends > 1:
            return None
        named = other.expression
        if not isinstance(named, Point) or named.year is None or resolution.basis != "explicit":
            continue
        if named.unit == "year" and named.month is None:
            return (other, resolution) if _FRAMED.search(text, max(0, other.start - 24), other.start) else None
        if text[max(0, other.start - 6) : other.start].lower() == "since ":
            # What has gone on since then is no story of that year.
            return None
        same = not ends and named.month is not None and point.month is not None and named.month < point.month
        return (other, resolution) if same else None
    return None


def story(doc: Doc, text: str, timex: Timex, point: Point, earlier: Sequence[Mention]) -> tuple[Mention, Point] | None:
    """Return the day or month of a story told in the sentence before, and the month that goes on with it.

    In *The wall came down on 9 November 1989. In December the shops opened.* the month is the next one after that
    day; where the verb is a pluperfect (*who had resigned in September*) it is the last one before.
    """
    for other, resolution in reversed(earlier):
        between = text[other.end : timex.start] if timex.start - other.end < FAR else "\n"
        if "\n" in between or len(SENTENCE_END.findall(between)) != 1:
            return None
        named, first = other.expression, resolution.first
        if not isinstance(named, Point) or named.year is None or named.month is None or first is None:
            return None
        head = head_of(doc, timex) if doc.has_annotation("DEP") else None
        verb = nearest_verb(head) if head is not None else None
        month = point.month or 0
        if verb is not None and is_pluperfect(verb):
            return (other, resolution), replace(point, year=first.year - (month > first.month))
        begun = _BACKGROUND.search(text, max(0, other.start - 60), other.start)
        if begun is None and _OPENS.search(text, max(0, timex.start - 12), timex.start):
            return (other, resolution), replace(point, year=first.year + (month < first.month))
        return None
    return None


def closing(text: str, timex: Timex, following: Timex | None) -> Point | None:
    """Return the end of a range over New Year that an expression opens ("from December 28 to January 3")."""
    point = timex.expression
    if following is None or not isinstance(point, Point) or not is_yearless(point):
        return None
    end, gap = following.expression, text[timex.end : following.start]
    turns = isinstance(end, Point) and is_yearless(end) and end.unit == point.unit
    if not turns or len(gap) > 16 or _RANGE.fullmatch(gap) is None:
        return None
    assert isinstance(end, Point)
    return end if (end.month or 0) < (point.month or 0) else None
