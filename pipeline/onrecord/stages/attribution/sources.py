"""Who the source of a verb cue is, as a span and the tokens that head it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord import grammar
from onrecord.stages.attribution.model import Source

RELATIVE = frozenset({"who", "which", "that", "whom"})
CLIMB_LIMIT = 16
"""Longest chain of heads followed upwards; only broken parses have longer ones."""


def source_of(verb: Token) -> Source | None:
    """Return the source of an active or passive reporting verb; None where nobody is named.

    The source is the subject, for a passive its *by* phrase; a relative pronoun stands for its antecedent
    and a participle without subject (*adding that*) shares that of the verb it modifies.
    """
    if grammar.is_passive(verb):
        by = grammar.agent(verb)
        return span_of([by]) if by is not None else None
    heads = [t for t in grammar.subjects(verb) if t.i != verb.i]
    if not heads and verb.tag_ == "VBG":
        heads = _shared_subject(verb)
    if not heads or any(head.lower_ == "there" for head in heads):
        return None
    if heads[0].lower_ in RELATIVE and not heads[0].is_upper and heads[0].i < verb.i:
        noun = grammar.antecedent(heads[0])
        if noun is None:
            return None
        return span_of([noun], before=heads[0].idx)
    return span_of(heads)


def _shared_subject(verb: Token) -> list[Token]:
    """Return the subject of the verb a participle hangs on, or the noun it follows."""
    token = verb
    for _ in range(CLIMB_LIMIT):
        if token.head.i == token.i:
            return []
        token = token.head
        if token.pos_ in {"NOUN", "PROPN"} and not grammar.subjects(token):
            return [token]
        found = grammar.subjects(token)
        if found:
            return found
    return []


def span_of(heads: Sequence[Token], before: int | None = None) -> Source:
    """Return the noun phrase of ``heads`` and what is coordinated with them.

    Args:
        heads: Head of the phrase, or the heads of its conjuncts.
        before: Cut the phrase here; the source ends before the relative pronoun that follows it.
    """
    spans = [grammar.noun_phrase(head) for head in heads]
    start = min(a for a, _ in spans)
    end = max(b for _, b in spans)
    if before is not None and start < before < end:
        end = before
        text = heads[0].doc.text
        while end > start + 1 and text[end - 1] in " ,\n\t\xa0":
            end -= 1
    return Source(start, end, tuple(heads))
