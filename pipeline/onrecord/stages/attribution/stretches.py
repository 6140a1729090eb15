"""Stretches of text in quote marks, looked up by place, and spans fitted to them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.stages.attribution.model import Range
from onrecord.text.quotemarks import QuotedSpan, pair

_LOOSE = " \t\r\n\x0b\x0c\x85\xa0\u2009\u202f\u2028\u2029\u200b\ufeff,;:.!?…–—-―"
_INITIALS = re.compile(r"(?:\b[A-Za-z]\.){2,}$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|a\.m|p\.m)\.$")
_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029.?!](?:(?<=[^.?!])|(?<=[a-z0-9)%].)[”\"'’)]*\s+(?=[A-Z“\"‘']))")
_LAST_WORD = re.compile(r"[a-z0-9)%]+$")
_LONGEST = 5
"""Characters of the longest abbreviation."""
_ABBREVIATIONS = frozenset(
    ["mr", "mrs", "ms", "dr", "prof", "sen", "gov", "rep", "gen", "col", "lt", "st", "jr", "sr", "inc", "corp", "co"]
    + ["ltd", "vs", "no", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "r", "s"]
)
COORDINATORS = frozenset({"and", "but", "or", "yet"})
_CLOSERS = frozenset("\"'”’»›」』")
_FINAL = frozenset(",.?!…—–-")


class Stretches:
    """The outermost quotations of a text in order."""

    def __init__(self, text: str, spans: Sequence[QuotedSpan] | None = None) -> None:
        """Pair the marks of ``text``, or take ``spans`` as already paired."""
        self.text = text
        found = pair(text) if spans is None else spans
        self.outer = [span for span in found if span.level == 0 and span.inner_end > span.inner_start]
        self._starts = [span.start for span in self.outer]
        self._all = {(span.start, span.end) for span in found}
        self._nested = {trimmed(text, s.inner_start, s.inner_end): (s.start, s.end) for s in found if s.level}
        self._begun = {trimmed(text, s.inner_start, s.inner_end)[0]: s for s in found if s.level}
        self._opens = sorted(span.start for span in found)
        self._breaks = [m.end() for m in _BREAK.finditer(text) if not _is_abbreviated(text, m)]

    def is_quotation(self, start: int, end: int) -> bool:
        """Whether a span is a quotation at any level, from mark to mark."""
        return (start, end) in self._all

    def holds_quotation(self, start: int, end: int) -> bool:
        """Whether a quotation at any level opens inside a span."""
        return bisect_left(self._opens, start) < bisect_left(self._opens, end)

    def clip(self, start: int, end: int, place: int) -> Range:
        """Return the part of ``start:end`` around a place that no line break or full stop outside marks divides.

        Parsers miss boundaries; what a reader sees as two sentences is never one clause.
        """
        index = bisect_right(self._breaks, place)
        for found in reversed(self._breaks[max(0, index - 8) : index]):
            if found <= start:
                break
            if self._divides(found, place):
                start = found
                break
        for found in self._breaks[index : index + 8]:
            if found >= end:
                break
            if self._divides(found, place):
                end = found
                break
        return start, end

    def _divides(self, found: int, place: int) -> bool:
        """Whether a break counts at a place: not if it lies in marks the place lies outside of."""
        inside = self.at(found - 1)
        return inside is None or inside is self.at(place) or inside.end <= found

    def at(self, offset: int) -> QuotedSpan | None:
        """Return the stretch a character lies in, its marks included."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self.outer[index].start <= offset < self.outer[index].end:
            return self.outer[index]
        return None

    def between(self, start: int, end: int) -> list[QuotedSpan]:
        """Return the stretches that open inside ``start:end``."""
        return self.outer[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def ending_at(self, end: int) -> QuotedSpan | None:
        """Return the stretch whose closing mark ends at a place."""
        found = self.at(end - 1)
        return found if found is not None and found.end == end else None

    def next_from(self, offset: int) -> QuotedSpan | None:
        """Return the first stretch that opens at or after a place."""
        index = bisect_left(self._starts, offset)
        return self.outer[index] if index < len(self.outer) else None

    def index(self, stretch: QuotedSpan) -> int:
        """Return the position of a stretch among the outermost ones."""
        return bisect_left(self._starts, stretch.start)

    def joined_end(self, end: int) -> int:
        """Return the end of the stretches joined by a coordinator to one that ends here: "useful" but "difficult"."""
        last = self.ending_at(end)
        for following in self.outer[self.index(last) + 1 :] if last is not None else ():
            if self.text[end : following.start].strip(" \xa0,") not in COORDINATORS:
                break
            end = following.end
        return end

    def fit(self, start: int, end: int, cue: int) -> Range:
        """Return content without loose punctuation and with the stretches it cuts made whole.

        A span that begins or ends inside a stretch comes from a parse that read a mark or a stop in it as a
        boundary. Where the cue itself stands in marks the content stays within the same marks.
        """
        start, end = trimmed(self.text, start, end)
        around = self.at(cue)
        if around is not None:
            start, end = trimmed(self.text, max(start, around.inner_start), min(end, around.inner_end))
            held = self._begun.get(start)
            if held is not None and held.end < end and is_utterance(self.text, held):
                # In “He told me, ‘Leave,’ and I left,” what he told ends with its own marks.
                return held.start, held.end
            return self._nested.get((start, end), (start, end))
        first = self.at(start)
        start = first.start if first is not None else start
        last = self.at(end - 1)
        if last is None and self.text[end : end + 1] in _CLOSERS:
            last = self.at(end)
            last = last if last is not None and last.start >= start else None
        return start, last.end if last is not None else end


def _is_abbreviated(text: str, found: re.Match[str]) -> bool:
    """Whether the stop of a break belongs to an abbreviation, with or without a capital letter."""
    stop = found.start()
    if text[stop] not in ".?!":
        return False
    before = text[max(0, stop - _LONGEST - 1) : stop]
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    return word[0] in _ABBREVIATIONS or before[max(0, word.start() - 1) :].lower() in _ABBREVIATIONS


def trimmed(text: str, start: int, end: int) -> Range:
    """Return a span without white space and punctuation at its edges; quote marks and brackets stay."""
    while start < end and text[start] in _LOOSE:
        start += 1
    while end > start and text[end - 1] in _LOOSE and not _INITIALS.search(text, max(start, end - 12), end):
        end -= 1
    return start, end


def is_utterance(text: str, stretch: QuotedSpan) -> bool:
    """Whether a stretch ends as speech does, with punctuation inside its marks or right after them."""
    inner = text[stretch.inner_start : stretch.inner_end].rstrip()
    return bool(inner) and (inner[-1] in _FINAL or text[stretch.end : stretch.end + 1] in {",", "."})
