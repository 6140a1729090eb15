"""What a trained tagger adds: content the rules have missed, and doubt about content they found on thin evidence.

The encoder marks sources, cues and contents as separate spans, not linked to each other, after a guideline that
counts intentions and attitudes as attribution. So its spans make a quote only where their cue is a reporting
verb, and they decide nothing that marks or grammar have already shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from onrecord.stages.attribution.cues import cue_of
from onrecord.stages.attribution.lexicon import sense_of
from onrecord.stages.attribution.model import Attribution, Cue, Range, Source
from onrecord.stages.attribution.sources import RELATIVE, holds_clause, is_passive
from onrecord.stages.attribution.stretches import Stretches

GROUP = "attribution"
THIN = 0.65
"""Rules with at most this confidence need the tagger's consent where it has run."""
FAR = 200
"""Characters that may stand between a cue and its content."""
FAMILIES = frozenset({"say", "write", "announce", "ask", "deny", "promise", "think"})


def consider(doc: Doc, found: list[Attribution], marks: Stretches) -> list[Attribution]:
    """Return ``found`` without thin findings the tagger does not share, and with what only the tagger saw."""
    if GROUP not in doc.spans:
        return found
    spans = sorted(doc.spans[GROUP], key=lambda s: s.start)
    contents = tagged(doc, "content")
    kept = [_with_tagged_source(a, spans) for a in found if a.confidence > THIN or _shared(a, contents)]
    cued = {a.cue.token.i for a in kept if a.cue is not None}
    added = []
    for content in contents:
        if _is_covered(content, kept):
            continue
        attribution = _built(content, spans, cued, marks)
        if attribution is not None and attribution.cue is not None:
            cued.add(attribution.cue.token.i)
            added.append(attribution)
    return [*kept, *added]


def _with_tagged_source(attribution: Attribution, spans: Sequence[Span]) -> Attribution:
    """Return an attribution with the source tagged right beside its cue where grammar has found another one."""
    cue, source = attribution.cue, attribution.source
    if cue is None or cue.sense is None or source is None or is_passive(cue.token):
        return attribution
    sources = [s for s in spans if s.label_ == "source" and s.sent.start == cue.token.sent.start]
    if not sources or any(s.start_char < source.end and source.start < s.end_char for s in sources):
        return attribution
    for span in sources:
        if 0 <= cue.token.i - span.end <= 2 or span.start - cue.token.i == 1:
            found = Source(span.start_char, span.end_char, (span.root,))
            return replace(attribution, source=found, cue=replace(cue, source=found))
    return attribution


def tagged(doc: Doc, label: str) -> list[Span]:
    """Return the spans a tagger has marked with a label, in text order; none if no tagger has run."""
    return sorted((s for s in doc.spans.get(GROUP, ()) if s.label_ == label), key=lambda s: s.start)


def _shared(attribution: Attribution, contents: Sequence[Span]) -> bool:
    size = sum(b - a for a, b in attribution.fragments)
    both = sum(_overlap(f, content) for f in attribution.fragments for content in contents)
    return both >= size / 2


def _is_covered(content: Span, found: Sequence[Attribution]) -> bool:
    return any(_overlap(f, content) for a in found for f in a.fragments)


def _overlap(span: Range, content: Span) -> int:
    return max(0, min(span[1], content.end_char) - max(span[0], content.start_char))


def _built(content: Span, spans: Sequence[Span], cued: set[int], marks: Stretches) -> Attribution | None:
    """Return an attribution of a tagged content to the nearest tagged cue that is an unused reporting verb."""
    best: tuple[int, Cue] | None = None
    for span in spans:
        if span.label_ != "cue" or not _same_sentence(span, content):
            continue
        gap = max(content.start_char - span.end_char, span.start_char - content.end_char, 0)
        cue = next((c for c in map(_reporting, span) if c is not None and c.token.i not in cued), None)
        if cue is not None and gap <= FAR and (best is None or gap < best[0]):
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


def _same_sentence(cue: Span, content: Span) -> bool:
    """Whether cue and content stand in one sentence, also where a parser has split it without a stop."""
    if cue.sent.start == content.sent.start:
        return True
    first, second = sorted((cue.sent, content.sent), key=lambda s: s.start)
    return first.end == second.start and not (first[-1].is_punct or first[-1].is_space)


def _reporting(token: Token) -> Cue | None:
    sense = sense_of(token)
    return cue_of(token, sense) if sense is not None and sense.family in FAMILIES else None


def _tagged_source(verb: Token, spans: Sequence[Span]) -> Source | None:
    near = [s for s in spans if s.label_ == "source" and s.sent.start == verb.sent.start]
    if not near:
        return None
    span = min(near, key=lambda s: min(abs(s.start - verb.i), abs(s.end - verb.i)))
    return Source(span.start_char, span.end_char, (span.root,)) if span.root.lower_ not in RELATIVE else None
