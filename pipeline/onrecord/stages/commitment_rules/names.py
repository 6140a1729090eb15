"""The names of a document's participants, and noun phrases that stand under their own words."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.schema import Entity, Quote
from onrecord.schema.claims import EntityLabel
from onrecord.stages import store
from onrecord.stages.commitment_rules.actors import ACTING, is_actor
from onrecord.stages.commitment_rules.lexicon import speaking_kind
from onrecord.stages.participants import resolve_all
from onrecord.stages.speaker_rules.focus import Focus, Spoken
from onrecord.stages.speaker_rules.people import Participant, People
from onrecord.stages.speaker_rules.resolve import BARE_BODIES

BODIES_IN_FOCUS = BARE_BODIES | {"board", "airline", "carrier", "lender"}
"""Nouns that with *the* alone mean the organisation the text is about."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A name a commitment is charged to, with the id of the entity claim it stands for, if any."""

    name: str
    target: str | None


class Names:
    """Who is named in a document.

    Attributes:
        focus: Who is in focus where, for pronouns.
        mentions: Entity claims made for noun phrases that name nobody known (*the authorities*).
    """

    def __init__(self, doc: Doc) -> None:
        """Read the participants and settled speakers of a Doc."""
        self.doc = doc
        self.text = doc.text
        self.people = People(doc)
        self.focus = Focus(doc, self.text, self.people)
        self.mentions: dict[str, Entity] = {}
        claims = {p.claim: p for p in self.people.participants.values()}
        for quote in store.get(doc, Quote):
            if quote.speaker is not None:
                place = quote.source.start if quote.source is not None else quote.start
                known = claims.get(_target(quote))
                entity = known.entity_id if known is not None else None
                self.focus.settle(Spoken(place, quote.speaker, entity, quote.speaker_kind))
        self.focus.spoken.sort(key=lambda s: s.place)

    def at(self, token: Token) -> Participant | None:
        """Return the participant a token is part of the name of."""
        named = [m for m in self.people.within(token.sent.start_char, token.idx + len(token)) if m.end > token.idx]
        last = self.people.before(token.idx + 1, 3)
        covering = [m for m in (*named, *last) if m.start <= token.idx < m.end]
        return self.people.of(covering[0]) if covering else None

    def named(self, token: Token) -> list[Actor]:
        """Return the actors a noun phrase names or describes, or its own words where nobody known is meant."""
        apposed = [t for t in grammar.appositions(token) if self.at(t) is not None]
        names = [p for t in apposed for n in (t, *grammar.conjuncts(t)) if (p := self.at(n)) is not None]
        own = self.at(token)
        if own is not None:
            return [actor_of(own)] if own.label in ACTING else []
        if len(names) > 1 or names and token.tag_ == "NN":
            return [actor_of(p) for p in names]
        start, end = grammar.noun_phrase(token, coordination=False)
        found = resolve_all(self.doc, start, end)
        if not found and token.lemma_.lower() in BODIES_IN_FOCUS:
            first = self.text[start:end].lower().split()
            body = self.focus.body(token.idx, []) if len(first) == 2 and first[0] == "the" else None
            if body is not None and body.label == "ORG":
                return [actor_of(body)]
        if found:
            return [Actor(p.name, p.claim) for p in found if p.label in ACTING]
        if not is_actor(token):
            return []
        members = [p for t in grammar.obliques(token, "including") if (p := self.at(t)) is not None]
        return [*self.words(token), *(actor_of(p) for p in members)]

    def words(self, token: Token) -> list[Actor]:
        """Return an actor under its own words, with an entity claim made for the mention."""
        start, end = grammar.noun_phrase(token, coordination=False)
        end = start + len(self.text[start:end].split(",")[0].rstrip()) or end
        name = " ".join(self.text[start:end].split())
        if token.pos_ == "PROPN" and name.lower().startswith("the "):
            name = name[4:]
        if not self.people.participants:
            return [Actor(name, None)]
        key = name.casefold()
        if key not in self.mentions:
            self.mentions[key] = store.make(
                self.doc,
                Entity,
                start,
                end,
                stage="commitments",
                rule="nominal" if token.tag_ != "PRP" else "pronoun",
                confidence=0.6,
                label=_label(token),
                mention="nominal" if token.tag_ != "PRP" else "pronoun",
                entity_id=key,
                name=name,
            )
        return [Actor(name, self.mentions[key].id)]


def actor_of(participant: Participant) -> Actor:
    """Return a participant as an actor."""
    return Actor(participant.name, participant.claim)


def _label(token: Token) -> EntityLabel:
    return "ORG" if speaking_kind(token.lemma_.lower()) == "organisation" else "PERSON"


def _target(quote: Quote) -> str:
    return next((link.target for link in quote.links if link.role == "speaker"), "")
