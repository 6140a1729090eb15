"""Whom an office holder speaks for: the body that a title or description ties a speaker to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from onrecord import grammar
from onrecord.schema import Quote
from onrecord.stages import store
from onrecord.stages.commitment_rules.lexicon import offices
from onrecord.stages.speaker_rules.people import Participant, People
from onrecord.values.places import place_of

PAST = frozenset(["former", "ex", "then", "late", "retired"])
GENERAL = frozenset(["republic", "state", "nation", "kingdom", "federation", "union", "house", "senate", "congress"])
"""Names too general to say for whom somebody in office speaks."""
CAMPAIGNS = frozenset(["campaign", "team", "camp"])
"""What commits whoever it belongs to."""
AT = re.compile(r"\bat (the )?$")
MENTIONS_READ = 6
"""Mentions of a speaker whose descriptions are read; names are introduced early."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What a speaker is said to be.

    Attributes:
        holds_office: Whether the speaker is in any office at all.
        officer_of_firm: Whether it is an office that only organisations have (*chief executive*).
        body: The organisation or government spoken for, if it is named.
        nominal: Where its words stand if they are no name (*its*, *the company's*), as a token index.
        names: Names of all bodies and places in the description, lower case.
    """

    holds_office: bool
    officer_of_firm: bool
    body: Participant | None
    nominal: int | None
    names: frozenset[str]


NONE = Affiliation(False, False, None, None, frozenset())


def affiliation(doc: Doc, people: People, quote: Quote, speaker: Participant | None) -> Affiliation:
    """Return the office of who speaks in a quote, from the source as written and from where they are named."""
    best = NONE
    for start, end in _extents(doc, quote, speaker):
        found = _read(doc, people, start, end, speaker)
        if found.body is not None:
            return found
        if found.holds_office and (not best.holds_office or best.nominal is None and found.nominal is not None):
            best = found
    return best


def _extents(doc: Doc, quote: Quote, speaker: Participant | None) -> Iterator[tuple[int, int]]:
    if quote.source is not None:
        yield quote.source.start, quote.source.end
        if quote.speaker_kind == "anonymous" and quote.speaker is not None and quote.speaker != quote.source.text:
            at = doc.text.rfind(quote.speaker, 0, quote.source.start)  # "she", who is "a spokeswoman for the port"
            if at >= 0:
                yield at, at + len(quote.speaker)
    for mention in speaker.mentions[:MENTIONS_READ] if speaker is not None else ():
        span = doc.char_span(mention.start, mention.end, alignment_mode="contract")
        if span is not None and len(span):
            yield from grammar.descriptions(span)


def _read(doc: Doc, people: People, start: int, end: int, speaker: Participant | None) -> Affiliation:
    span = doc[store.token_at(doc, start) : store.token_at(doc, max(start, end - 1)) + 1]
    office = _office(span, speaker)
    if office is None:
        return NONE
    speaks_for = offices()[doc[office].lemma_.lower()]
    mentions = [m for m in people.within(start, end) if speaker is None or m.entity_id != speaker.entity_id]
    # "Director of Passenger Sector at Tallin Rail": after "at" stands the body, before it a part of the body.
    mentions.sort(key=lambda m: AT.search(doc.text[max(0, m.start - 8) : m.start]) is None)
    bodies = [people.of(m) for m in mentions]
    places = (place_of(t.text) for t in span if t.text[:1].isupper())
    names = frozenset([*(b.name.casefold() for b in bodies), *(p.casefold() for p in places if p)])
    wanted = {"any": ("ORG", "GPE", "NORP"), "self": ()}.get(speaks_for, ("ORG",))
    fitting = [b for b in bodies if b.name.casefold() not in GENERAL]
    body = next((b for label in wanted for b in fitting if b.label == label), None)
    if body is None and speaks_for != "self":
        body = _campaigner(people, span, bodies)
    owners = grammar.possessors(doc[office]) or grammar.obliques(doc[office], "for", "of", "at")
    general = GENERAL - {"union"}
    inside = (t.i for t in owners if span.start <= t.i < span.end and t.lower_ not in general)
    nominal = next(inside, None) if speaks_for != "self" else None
    return Affiliation(True, speaks_for == "firm", body, nominal, names)


def _campaigner(people: People, span: Span, named: list[Participant]) -> Participant | None:
    """Return the candidate whose campaign a description names (*the Silva campaign's director*)."""
    for token in span:
        if token.lemma_.lower() in CAMPAIGNS and token.i > span.start:
            before = token.nbor(-2) if token.nbor(-1).tag_ == "POS" and token.i > 1 else token.nbor(-1)
            covering = [m for m in people.before(before.idx + 1, 2) if m.end >= before.idx + len(before)]
            return next((people.of(m) for m in covering if m.label == "PERSON" and people.of(m) in named), None)
    return None


def _office(span: Span, speaker: Participant | None) -> int | None:
    """Return the index of the office in a description that is not of the past."""
    named = {m.head.i for m in speaker.mentions} if speaker is not None else set()
    if any(t.lower_ in PAST for t in span):
        return None
    return next((t.i for t in reversed(span) if t.lemma_.lower() in offices() and t.i not in named), None)
