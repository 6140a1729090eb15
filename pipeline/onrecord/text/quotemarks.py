"""Pair quotation marks of every style, nested, re-opened and unclosed ones included, in one pass.

``pair('He said "go".')`` is one span over ``"go"``. A quotation that runs over paragraphs and opens each of
them with a mark again but closes only once gives one span for each paragraph, all but the last ``continued``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import NamedTuple

from onrecord.text.marks import Facing, Family, Mark, Style, find_marks
from onrecord.text.offsets import paragraphs, strip

NEAR = 12
"""Marks of a family looked at for the partner of one."""
REACH = 3
"""Paragraphs a quotation may run on without being re-opened before it counts as unclosed."""


class QuotedSpan(NamedTuple):
    """A quotation in marks.

    Attributes:
        start: First code point, the opening mark's.
        end: One past the closing mark, or past the last word of an unclosed quotation.
        inner_start: First code point after the opening mark.
        inner_end: One past the last code point before the closing mark.
        style: How the opening mark is written.
        level: 0 for a quotation that stands in no other, else how deep it is nested.
        closed: Whether a closing mark was found.
        continued: Whether the quotation goes on in the next paragraph, which opens with a mark again.
        single: Whether its marks are single ones.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    style: Style
    level: int
    closed: bool
    continued: bool
    single: bool


def pair(text: str) -> list[QuotedSpan]:
    """Return the quotations of a text in order of their opening marks.

    Runs in linear time and takes any text. A stray closing mark is passed over; an opening mark without
    partner gives an unclosed quotation up to the next opening mark or the end of its paragraph, unless it
    is a single mark, which then counts as an apostrophe.
    """
    pairing = _Pairing(text)
    pairing.run()
    return _with_levels(pairing.found)


def _with_levels(found: list[QuotedSpan]) -> list[QuotedSpan]:
    ends: list[int] = []
    placed = []
    for span in sorted(found):
        while ends and ends[-1] <= span.start:
            ends.pop()
        placed.append(span._replace(level=len(ends)))
        ends.append(span.end)
    return placed


def _role(mark: Mark) -> Facing:
    """Return which way a mark faces as far as that shows without knowing what is open."""
    return mark.looks if mark.glyph == "either" else mark.glyph


class _Pairing:
    """One pass over the marks: what is open, what was found, and what lies ahead."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks = list(find_marks(text))
        self.paragraphs = list(paragraphs(text))
        starts = [start for start, _ in self.paragraphs]
        self.paragraph = [max(0, bisect_right(starts, mark.start) - 1) for mark in self.marks]
        self.open: list[Mark] = []
        self.depth: Counter[Family] = Counter()
        self.of_family: dict[Family, list[int]] = {}
        for index, mark in enumerate(self.marks):
            self.of_family.setdefault(mark.family, []).append(index)
        self.found: list[QuotedSpan] = []
        self._look_ahead()

    def _look_ahead(self) -> None:
        """Note for each mark the next of its family and how many of each facing are left in its paragraph."""
        size = len(self.marks)
        self.openers, self.closers = [0] * size, [0] * size
        self.following: list[int | None] = [None] * size
        latest: dict[Family, int] = {}
        for index in range(size - 1, -1, -1):
            family = self.marks[index].family
            after = latest.get(family)
            self.following[index] = after
            if after is not None and self.paragraph[after] == self.paragraph[index]:
                opens = _role(self.marks[after]) == "open"
                self.openers[index] = self.openers[after] + opens
                self.closers[index] = self.closers[after] + (not opens)
            latest[family] = index

    def run(self) -> None:
        if not self.marks:
            return
        here = self.paragraph[0]
        for index, mark in enumerate(self.marks):
            while here < self.paragraph[index]:
                if self.open:
                    self._end_paragraph(here, index)
                here = here + 1 if self.open else self.paragraph[index]
            self._visit(index, mark)
        self._abandon(0, self.paragraphs[here][1])

    def _visit(self, index: int, mark: Mark) -> None:
        if mark.style == "doubled" and not self._is_double(index, mark):
            middle = mark.start + 1
            for start, end in ((mark.start, middle), (middle, mark.end)):
                self._visit_single(index, Mark(start, end, "single", "straight", "either", mark.looks, False))
        elif mark.family == "single":
            self._visit_single(index, mark)
        elif not self._is_open(mark.family):
            if mark.looks == "open" or (mark.looks == "either" and mark.glyph != "close"):
                self._push(mark)
        elif self._closes(index, mark):
            self._close(mark)
        else:
            self._open_again(index, mark)

    def _is_double(self, index: int, mark: Mark) -> bool:
        """Whether two apostrophes are one double mark: they close one, or open with a partner ahead."""
        if self._is_open("double") and self.open[-1].family != "single":
            return True
        return mark.looks == "open" and self.closers[index] > 0

    def _closes(self, index: int, mark: Mark) -> bool:
        if mark.glyph == "close":
            return True
        if mark.glyph == "open":
            return mark.looks == "close"
        after = self._next_here(index)
        inches = self.text[mark.start - 1 : mark.start].isdigit() and after is not None
        if inches and after is not None and _role(after) == "close":
            return False
        return mark.looks != "open"

    def _visit_single(self, index: int, mark: Mark) -> None:
        top = self.open[-1] if self.open else None
        if top is not None and top.family == "single":
            if mark.looks == "close" or (mark.looks == "either" and mark.glyph != "open"):
                after = self._next_here(index)
                apostrophe = mark.weak and after is not None and _role(after) == "close" and not after.weak
                if not apostrophe and not self._has_partner(index, top):
                    self._close(mark)
            elif mark.glyph != "close":
                self._open_again(index, mark)
        elif mark.glyph != "close" and mark.looks != "close" and not self._is_open("single"):
            leads = mark.start == self.paragraphs[self.paragraph[index]][0]
            opens = mark.looks == "open" or mark.glyph == "open"
            if opens and (self.closers[index] > 0 or leads):
                self._push(mark)

    def _has_partner(self, index: int, opening: Mark) -> bool:
        """Whether a mark is an apostrophe because one drawn like the opening mark closes later: ‘goin' home,’."""
        mark: Mark | None = self.marks[index]
        if mark is None or opening.style != "curly" or mark.style == "curly":
            return False
        at: int | None = index
        for _ in range(NEAR):
            at = self.following[at] if at is not None else None
            if at is None or self.paragraph[at] != self.paragraph[index]:
                return False
            if self.marks[at].style == "curly" and self.marks[at].glyph == "close" and not self.marks[at].weak:
                return True
        return False

    def _open_again(self, index: int, mark: Mark) -> None:
        """Open a mark of a family that is open already: nested if enough closing marks are left for both."""
        if mark.looks == "close":
            return
        if self.closers[index] < self.openers[index] + 2:
            self._abandon(self._topmost(mark.family), mark.start)
        self._push(mark)

    def _push(self, mark: Mark) -> None:
        self.open.append(mark)
        self.depth[mark.family] += 1

    def _topmost(self, family: Family) -> int:
        return next(i for i in range(len(self.open) - 1, -1, -1) if self.open[i].family == family)

    def _close(self, mark: Mark) -> None:
        self._abandon(self._topmost(mark.family) + 1, mark.start)
        opening = self.open.pop()
        self.depth[opening.family] -= 1
        self._add(opening, mark.start, mark.end, closed=True)

    def _abandon(self, at: int, end: int, *, continued: bool = False) -> None:
        """Give up on what is open from stack position ``at`` on; only the first of these can be continued."""
        for opening in self.open[at:]:
            if continued or opening.family != "single":
                end_here = strip(self.text, opening.end, end)[1]
                self._add(opening, end_here, end_here, closed=False, continued=continued)
            continued = False
            self.depth[opening.family] -= 1
        del self.open[at:]

    def _add(self, opening: Mark, inner_end: int, end: int, *, closed: bool, continued: bool = False) -> None:
        if not self.text[opening.end : inner_end].strip():
            return
        single = opening.family in {"single", "single_guillemet"}
        self.found.append(
            QuotedSpan(opening.start, end, opening.end, inner_end, opening.style, 0, closed, continued, single)
        )

    def _end_paragraph(self, here: int, index: int) -> None:
        """Decide what happens to open quotations where a paragraph ends; ``index`` is the next mark."""
        outer, end = self.open[0], self.paragraphs[here][1]
        start = self.paragraphs[here + 1][0]
        ahead = self.marks[index]
        if ahead.start == start and ahead.family == outer.family and ahead.looks == "open":
            self._abandon(0, end, continued=True)
        elif self._is_wrapped(end, start):
            return
        elif not self._closes_ahead(here, index, outer):
            self._abandon(0, end)

    def _is_wrapped(self, end: int, start: int) -> bool:
        """Whether a line break stands inside a sentence."""
        gap = self.text[end:start]
        return len(gap.splitlines()) < 2 and self.text[end - 1] not in '.!?:…"”’' and self.text[start].islower()

    def _closes_ahead(self, here: int, index: int, outer: Mark) -> bool:
        """Whether the next mark of the family closes, and does so within reach."""
        # A mark may have been read as another family than it was found with.
        same = self.of_family.get(outer.family, [])
        position = bisect_left(same, index)
        if position == len(same) or self.paragraph[same[position]] > here + REACH:
            return False
        mark = self.marks[same[position]]
        return _role(mark) == "close" and mark.looks == "close" and not mark.weak

    def _is_open(self, family: Family) -> bool:
        return self.depth[family] > 0

    def _next_here(self, index: int) -> Mark | None:
        after = self.following[index]
        if after is None or self.paragraph[after] != self.paragraph[index]:
            return None
        return self.marks[after]
