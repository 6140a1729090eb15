"""Finding the words of an annotation in its article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from authoring.notation import AnnotationError

Span = tuple[int, int]


def paragraphs(text: str) -> list[Span]:
    """Return the spans of the non-empty lines of an article."""
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def paragraph_named(text: str, opening: str) -> Span:
    """Return the one paragraph that begins with these words."""
    found = [span for span in paragraphs(text) if text.startswith(opening, span[0])]
    if len(found) != 1:
        raise AnnotationError(f"{len(found)} paragraphs begin with {opening!r}")
    return found[0]


def fragments_of(text: str, scope: Span, written: str) -> list[Span]:
    """Return the fragments of a written span; the first begins in ``scope``, the others follow it."""
    spans: list[Span] = []
    for part in written.split(" ++ "):
        if not spans:
            spans.append(_first(text, scope, part))
        else:
            spans.append(next(candidates(text, (spans[-1][1], len(text)), part)))
    return spans


def nearest(text: str, scope: Span, written: str, anchors: Sequence[Span]) -> Span:
    """Return the occurrence in ``scope`` that is closest to any of the anchors and overlaps none."""
    plain, _, ordinal = _ordinal(written)
    found = list(candidates(text, scope, plain))
    if ordinal:
        return found[ordinal - 1]
    free = [span for span in found if not any(span[0] < b and a < span[1] for a, b in anchors)]
    ranked = sorted((min(_gap(span, anchor) for anchor in anchors), span) for span in free)
    if not ranked:
        raise AnnotationError(f"{plain!r} not found near {[text[a:b] for a, b in anchors]}")
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        raise AnnotationError(f"{plain!r} stands twice at the same distance; pick one with @")
    return ranked[0][1]


def candidates(text: str, scope: Span, written: str) -> Iterator[Span]:
    """Yield the spans that begin in ``scope`` and read as written; whole words only."""
    first, _, last = written.partition("~")
    for start in _occurrences(text, scope[0], scope[1], first):
        end = start + len(first)
        if last:
            tail = next(_occurrences(text, end, len(text), last), None)
            if tail is None:
                raise AnnotationError(f"{last!r} does not follow {first!r}")
            end = tail + len(last)
        yield start, end


def _first(text: str, scope: Span, written: str) -> Span:
    plain, marked, ordinal = _ordinal(written)
    found = list(candidates(text, scope, plain))
    if len(found) < max(ordinal, 1):
        raise AnnotationError(f"{plain!r} not found in paragraph {text[scope[0] : scope[0] + 40]!r}")
    if len(found) > 1 and not marked:
        raise AnnotationError(f"{plain!r} stands {len(found)} times in its paragraph; pick one with @")
    return found[max(ordinal, 1) - 1]


def _ordinal(written: str) -> tuple[str, bool, int]:
    plain, mark, number = written.rpartition("@")
    return (plain, True, int(number)) if mark and number.isdecimal() else (written, False, 0)


def _occurrences(text: str, start: int, end: int, words: str) -> Iterator[int]:
    head = r"(?<!\w)" if words[0].isalnum() else ""
    tail = r"(?!\w)" if words[-1].isalnum() else ""
    for match in re.compile(f"{head}{re.escape(words)}{tail}").finditer(text, start):
        if match.start() >= end:
            return
        yield match.start()


def _gap(one: Span, other: Span) -> int:
    return max(other[0] - one[1], one[0] - other[1], 0)
