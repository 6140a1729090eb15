"""Which claim a mark was written from."""

from __future__ import annotations

from collections import defaultdict

from onrecord.formats import shape
from onrecord.formats.page import Mark, Page, Span, pieces_of
from onrecord.schema import Claim


def match(marks: list[Mark], page: Page) -> None:
    """Give every mark the record it was written from, None if it is new.

    A record the format kept with the mark is taken as long as the mark has not become another kind of claim.
    Otherwise a mark takes a record of its kind over the same span; and where the tool gives spans new keys, so
    that nothing else tells a moved span from a new one, the record of its kind that it overlaps most.
    """
    free = {claim.id: claim for claim in page.records}
    for mark in marks:
        if mark.record is not None:
            kind = shape.kind_of(mark.label)
            mark.record = free.pop(mark.record.id, None) if mark.record.kind == kind else None
    by_span: dict[tuple[str, tuple[Span, ...]], list[Claim]] = defaultdict(list)
    for claim in free.values():
        by_span[_span_key(claim.kind, page.cut(page.document.text, pieces_of(claim)))].append(claim)
    for mark in marks:
        same = by_span.get(_span_key(shape.kind_of(mark.label), mark.pieces)) if mark.record is None else None
        if same:
            found = next((claim for claim in same if shape.label_of(claim) == mark.label), same[0])
            same.remove(found)
            mark.record = free.pop(found.id)
    if not page.stable:
        _by_overlap([mark for mark in marks if mark.record is None], list(free.values()))


def _span_key(kind: str | None, pieces: list[Span]) -> tuple[str, tuple[Span, ...]]:
    return kind or "", tuple(pieces)


def _by_overlap(marks: list[Mark], claims: list[Claim]) -> None:
    """Pair marks with claims, the pair with the greatest overlap first."""
    pairs = sorted(
        (
            (-_overlap(mark.pieces[0][0], mark.pieces[-1][1], claim), number, index)
            for number, mark in enumerate(marks)
            for index, claim in enumerate(claims)
            if shape.kind_of(mark.label) == claim.kind
        ),
    )
    paired: set[int] = set()
    for overlap, number, index in pairs:
        if overlap < 0 and marks[number].record is None and index not in paired:
            marks[number].record = claims[index]
            paired.add(index)


def _overlap(start: int, end: int, claim: Claim) -> float:
    """Return the Jaccard overlap of two spans."""
    common = min(end, claim.end) - max(start, claim.start)
    return max(common, 0) / (max(end, claim.end) - min(start, claim.start))
