"""Bodies that speakers stand for by other words than an office: as officials, as one of its people, by leading it."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord import grammar
from onrecord.schema import Quote, SubSpan
from onrecord.stages import store
from onrecord.stages.commitment_rules.names import Actor, Names, actor_of
from onrecord.stages.speaker_rules.people import Participant

LEADS = frozenset(["chair", "head", "lead", "run", "own", "manage", "represent", "found", "direct"])
NO_MEMBERS = frozenset(["analyst", "professor", "lecturer", "economist", "expert", "fellow", "researcher", "reporter"])
"""People who belong to a body and do not say what it will do."""
SPOKE_BEFORE = 6
"""Sentences back in which the body of a spokesman was named."""
MENTIONS_READ = 6


def is_spokesman(quote: Quote) -> bool:
    """Whether the source of a quote speaks for somebody else by trade."""
    return quote.source is not None and "spokes" in quote.source.text.lower()


def by_spokesman(names: Names, quote: Quote) -> Actor | None:
    """Return whose spokesman speaks, by the source or, for a bare *spokesman*, by that of the one quoted before."""
    if quote.source is None or not is_spokesman(quote):
        return None
    here = names.focus.sentence(quote.source.start)
    for other in (quote, *(q for q in reversed(names.quotes) if is_spokesman(q))):
        if other.source is None or other.source.end > quote.source.end:
            continue
        if here - names.focus.sentence(other.source.start) > SPOKE_BEFORE:
            break
        inside = names.people.within(other.source.start, other.source.end)
        found = [m for m in inside if m.label in {"ORG", "GPE"}]
        if found:
            return actor_of(names.people.of(found[0]))
    return None


def by_officials(names: Names, source: SubSpan) -> list[Actor]:
    """Return the organisation whose officials a source names."""
    for token in _tokens(names, source):
        if token.lower_ == "officials":
            found = names.bodies_of(token)
            return found if len(found) == 1 else []
    return []


def by_membership(names: Names, quote: Quote) -> Actor | None:
    """Return the only body in the words for somebody without a name (*a member of the Rail Board team*)."""
    if quote.source is None or any(t.lemma_.lower() in NO_MEMBERS for t in _tokens(names, quote.source)):
        return None
    inside = [names.people.of(m) for m in names.people.within(quote.source.start, quote.source.end)]
    return actor_of(inside[0]) if len(inside) == 1 and inside[0].label == "ORG" else None


def by_leading(names: Names, speaker: Participant) -> Actor | None:
    """Return the body that a speaker is said to lead (*Silva, who chairs the association*)."""
    for mention in speaker.mentions[:MENTIONS_READ]:
        for verb in grammar.relative_clauses(mention.head):
            if verb.lemma_.lower() in LEADS and verb.tag_ in {"VBZ", "VBP"}:
                found = [a for noun in grammar.objects(verb) for a in names.named(noun)]
                if len(found) == 1 and found[0].target is not None:
                    return found[0]
    return None


def head_of(names: Names, source: SubSpan) -> Token | None:
    """Return the noun that heads a source."""
    span = names.doc.char_span(source.start, source.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def _tokens(names: Names, source: SubSpan) -> list[Token]:
    first, last = store.token_at(names.doc, source.start), store.token_at(names.doc, max(source.start, source.end - 1))
    return list(names.doc[first : last + 1])
