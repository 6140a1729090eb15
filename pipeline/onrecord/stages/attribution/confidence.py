"""How sure an attribution is: what has found it and what a trained tagger makes of it, weighed by logistic regression.

The weights stand in ``lexicons/quote_confidence.tsv``; ``models/training`` has the script that fits them. They are
right for texts on which a tagger has run; elsewhere the confidence of the rule stays as it is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from spacy.tokens import Doc

from onrecord import lexicons
from onrecord.stages import store
from onrecord.stages.attribution.model import Attribution
from onrecord.stages.attribution.tagger import GROUP, Nearby

LEAST = 0.4
"""Attributions on thin evidence that are less likely to be right than this are left out."""
THIN = 0.65
"""Confidence up to which the evidence of a rule counts as thin."""
UNJUDGED = frozenset({"refusal"})
"""Rules whose content the corpus draws in another way, so that it cannot tell how often they are right."""
FIRST_AND_SECOND = frozenset({"i", "we", "you", "my", "our", "your"})
SHORT = 15
"""Characters under which content is mostly a word or a name."""


def likely(doc: Doc, found: list[Attribution], spans: Nearby, least: float = LEAST) -> list[Attribution]:
    """Return ``found`` without what stands on thin evidence and is unlikely by all that is known of it."""
    return [a for a in found if a.confidence > THIN or rating(doc, a, spans) >= least]


def rating(doc: Doc, attribution: Attribution, spans: Nearby) -> float:
    """Return how likely an attribution is right, by its rule alone where no tagger has run."""
    if GROUP not in doc.spans or attribution.rule in UNJUDGED:
        return attribution.confidence
    return round(probability(features(doc, attribution, spans)), 2)


def probability(seen: Mapping[str, float]) -> float:
    """Return how likely an attribution with these features is right."""
    weights = _weights()
    total = sum(weights.get(name, 0.0) * value for name, value in seen.items())
    return 1 / (1 + math.exp(-total))


def features(doc: Doc, attribution: Attribution, spans: Nearby) -> dict[str, float]:
    """Return what speaks for and against an attribution, by name of the feature."""
    place = store.token_at(doc, attribution.start)
    size = sum(end - start for start, end in attribution.fragments)
    shared, likeness = 0, 0.0
    first, last = min(start for start, _ in attribution.fragments), max(end for _, end in attribution.fragments)
    for span in spans.to(place, "content"):
        if span.end_char <= first or last <= span.start_char:
            continue
        common = sum(max(0, min(b, span.end_char) - max(a, span.start_char)) for a, b in attribution.fragments)
        shared += common
        likeness = max(likeness, common / (size + span.end_char - span.start_char - common))
    found = {
        "bias": 1.0,
        f"rule: {attribution.rule}": 1.0,
        "share of content tagged": shared / size,
        "likeness to tagged content": likeness,
        "nothing tagged": float(not shared),
        "not asserted": float(attribution.polarity != "asserted"),
        "short": float(size < SHORT),
        "length": math.log(size),
    }
    cue, source = attribution.cue, attribution.source
    if cue is not None:
        found[f"family: {cue.sense.family if cue.sense is not None else 'none'}"] = 1.0
        found["cue tagged"] = float(_is_tagged(cue.start, cue.end, spans, cue.token.i, "cue"))
        found["cue is a participle"] = float(cue.token.tag_ == "VBG")
        found["cue is an infinitive"] = float(cue.token.tag_ == "VB")
    if source is None:
        found["no source"] = 1.0
    else:
        found["source tagged"] = float(_is_tagged(source.start, source.end, spans, source.head.i, "source"))
        found["source is a first or second person"] = float(source.head.lower_ in FIRST_AND_SECOND)
        found["source is named"] = float(bool(source.head.ent_type_))
    return found


def _is_tagged(start: int, end: int, spans: Nearby, place: int, label: str) -> bool:
    return any(span.start_char < end and start < span.end_char for span in spans.to(place, label))


@cache
def _weights() -> Mapping[str, float]:
    return {row["feature"]: float(row["weight"]) for row in lexicons.load("quote_confidence")}
