"""What a trained tagger adds: content the rules have missed, and doubt about content they found on thin evidence.

The encoder marks sources, cues and contents as separate spans, not linked to each other, after a guideline that
counts intentions and attitudes as attribution. So its spans make a quote only where their cue is a reporting
verb, and they decide nothing that marks or grammar have already shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from onrecord.stages import store
from onrecord.stages.attribution.confidence import LEAST, likely
from onrecord.stages.attribution.cues import cue_of
from onrecord.stages.attribution.lexicon import sense_of
from onrecord.stages.attribution.model import Attribution, Cue, Range, Source
from onrecord.stages.attribution.sources import RELATIVE, holds_clause, is_passive, source_of
from onrecord.stages.attribution.stretches import Stretches
from onrecord.stages.attribution.tagger import GROUP, Nearby

ADJACENT = 8
"""Tokens that may stand between the content of an attitude and its cue."""
FAR = 200
"""Characters that may stand between a cue and its content."""
FAMILIES = frozenset({"say", "write", "announce", "ask", "deny", "promise", "think"})


def consider(
    doc: Doc,
    found: list[Attribution],
    marks: Stretches,
    spans: Nearby,
    *,
    attitudes: bool = False,
    least: float = LEAST,
) -> list[Attribution]:
    """Return ``found`` without thin findings the tagger does not share, and with what only the tagger saw.

    Args:
        doc: A parsed document; without a tagger's spans ``found`` is returned as it is.
        found: What the rules have found.
        marks: The quote marks of the document.
        spans: What the tagger has marked.
        attitudes: Whether intentions, wishes and stances that are tagged as somebody's count as well.
        least: Confidence that each needs.
    """
    if GROUP not in doc.spans:
        return found
    kept = likely(doc, [_with_tagged_source(a, spans) for a in found], spans, least)
    covered = _mask(doc, [f for a in kept for f in a.fragments])
    cued = {a.cue.token.i for a in kept if a.cue is not None}
    added = []
    for content in spans.all("content"):
        if any(covered[content.start_char : content.end_char]):
            continue
        attribution = _built(content, spans, cued, marks)
        if attribution is None and attitudes:
            attribution = _attitude(content, spans, cued, marks)
        if attribution is not None and attribution.cue is not None:
            cued.add(attribution.cue.token.i)
            added.append(attribution)
    return [*kept, *added]


def _with_tagged_source(attribution: Attribution, spans: Nearby) -> Attribution:
    """Return an attribution with the source tagged right beside its cue where grammar has found another one."""
    cue, source = attribution.cue, attribution.source
    if cue is None or cue.sense is None or source is None:
        return attribution
    sentence = store.sentence_of(cue.token)
    sources = [s for s in spans.to(cue.token.i, "source") if sentence.start <= s.start < sentence.end]
    if not sources or any(s.start_char < source.end and source.start < s.end_char for s in sources):
        return attribution
    if is_passive(cue.token):
        return attribution
    for span in sources:
        if 0 <= cue.token.i - span.end <= 2 or span.start - cue.token.i == 1:
            found = Source(span.start_char, span.end_char, (span.root,))
            return replace(attribution, source=found, cue=replace(cue, source=found))
    return attribution


def _mask(doc: Doc, spans: Sequence[Range]) -> bytearray:
    """Return one byte for each character of a text, set where a span covers it."""
    mask = bytearray(store.length(doc))
    for start, end in spans:
        mask[start:end] = b"\x01" * (end - start)
    return mask


def _built(content: Span, spans: Nearby, cued: set[int], marks: Stretches) -> Attribution | None:
    """Return an attribution of a tagged content to the nearest tagged cue that is an unused reporting verb."""
    best: tuple[int, Cue] | None = None
    for span in spans.to(content.start, "cue"):
        gap = max(content.start_char - span.end_char, span.start_char - content.end_char, 0)
        if gap > FAR or (best is not None and gap >= best[0]) or not _same_sentence(span, content):
            continue
        cue = next((c for c in map(_reporting, span) if c is not None and c.token.i not in cued), None)
        if cue is not None:
            best = gap, cue
    if best is None:
        return None
    cue = best[1]
    first = content[1:] if len(content) > 1 and content[0].lower_ == "that" else content
    if not holds_clause(content.doc, first.start, first.end) and not marks.between(first.start_char, first.end_char):
        return None
    start, end = marks.fit(first.start_char, first.end_char, cue.token.idx)
    if start >= end or start <= cue.token.idx < end:
        return None
    source = cue.source or _tagged_source(cue.token, spans)
    return Attribution([(start, end)], cue, "trained", 0.6, source, cue.polarity) if source is not None else None


def _attitude(content: Span, spans: Nearby, cued: set[int], marks: Stretches) -> Attribution | None:
    """Return a tagged content with the tagged cue right beside it and the tagged source nearest to that."""
    beside = [
        s for s in spans.to(content.start, "cue") if _apart(s, content) <= ADJACENT and _same_sentence(s, content)
    ]
    cue = min(beside, key=lambda s: _apart(s, content), default=None)
    source = _holder(cue, spans) if cue is not None else None
    start, end = marks.fit(content.start_char, content.end_char, content.start_char)
    if cue is None or cue.root.i in cued or start >= end:
        return None
    found = Cue(cue.root, cue.start_char, cue.end_char, source, "asserted")
    return Attribution([(start, end)], found, "attitude", 0.5, source)


def _holder(cue: Span, spans: Nearby) -> Source | None:
    """Return whose attitude it is: the tagged source nearest to the cue, else the subject of its verb."""
    found = _tagged_source(cue.root, spans)
    if found is None and cue.root.pos_ == "VERB":
        found = source_of(cue.root)
    return found


def _apart(one: Span, other: Span) -> int:
    """Return how many tokens stand between two spans."""
    return max(other.start - one.end, one.start - other.end, 0)


def _same_sentence(cue: Span, content: Span) -> bool:
    """Whether cue and content stand in one sentence, also where a parser has split it without a stop."""
    (start, end), (other_start, other_end) = (
        (store.sentence_of(span[0]).start, store.sentence_of(span[-1]).end) for span in (cue, content)
    )
    if start == other_start:
        return True
    if start > other_start:
        start, end, other_start = other_start, other_end, start
    last = cue.doc[end - 1]
    return end == other_start and not (last.is_punct or last.is_space)


def _reporting(token: Token) -> Cue | None:
    sense = sense_of(token)
    return cue_of(token, sense) if sense is not None and sense.family in FAMILIES else None


def _tagged_source(verb: Token, spans: Nearby) -> Source | None:
    sentence = store.sentence_of(verb)
    near = [s for s in spans.to(verb.i, "source") if sentence.start <= s.start < sentence.end]
    if not near:
        return None
    span = min(near, key=lambda s: min(abs(s.start - verb.i), abs(s.end - verb.i)))
    return Source(span.start_char, span.end_char, (span.root,)) if span.root.lower_ not in RELATIVE else None
