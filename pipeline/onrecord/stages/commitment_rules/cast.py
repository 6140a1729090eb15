"""The cast of a document: canonical names for the noun phrases that commit or receive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.schema import Entity, Quote
from onrecord.schema.claims import EntityLabel
from onrecord.stages import store
from onrecord.stages.commitment_rules.actors import ACTING, is_actor, recipients
from onrecord.stages.commitment_rules.lexicon import speaking_kind
from onrecord.stages.commitment_rules.reading import Reading
from onrecord.stages.participants import resolve_all
from onrecord.stages.speaker_rules.focus import Focus, Spoken, gender_of
from onrecord.stages.speaker_rules.people import Participant, People
from onrecord.stages.speaker_rules.resolve import plural_subject

FIRST_PERSON = frozenset(["i", "we", "my", "our", "us", "me"])
SINGULAR = frozenset(["he", "she", "his", "her"])
NEUTER = frozenset(["it", "its"])
PLURAL = frozenset(["they", "their"])
RELATIVE = frozenset(["who", "which", "that"])
SPOKEN_FOR = frozenset(["spokesman", "spokeswoman", "spokesperson", "government", "board", "administration"])
"""Nouns whose holder is committed by what they say or do; *the board* alone stands for itself."""
PERSONS = frozenset(["person"])
BODIES = frozenset(["organisation", "group", "document"])


@dataclass(frozen=True, slots=True)
class Actor:
    """A name a commitment is charged to, with the id of the entity claim it stands for, if any."""

    name: str
    target: str | None


class Cast:
    """Who is named in a document and who is meant by its pronouns and descriptions.

    Attributes:
        mentions: Entity claims made for noun phrases that name nobody known (*the authorities*).
    """

    def __init__(self, doc: Doc) -> None:
        """Read the participants and settled speakers of a Doc."""
        self.doc = doc
        self.text = doc.text
        self.people = People(doc)
        self.focus = Focus(doc, self.text, self.people)
        self.mentions: dict[str, Entity] = {}
        for quote in store.get(doc, Quote):
            if quote.speaker is not None:
                place = quote.source.start if quote.source is not None else quote.start
                known = self._known(quote)
                entity = known.entity_id if known is not None else None
                self.focus.settle(Spoken(place, quote.speaker, entity, quote.speaker_kind))
        self.focus.spoken.sort(key=lambda s: s.place)

    def committers(self, reading: Reading, quote: Quote | None) -> list[Actor]:
        """Return those who commit themselves, in text order, each once; none where no actor is named."""
        found = [actor for token in reading.actors for actor in self._resolve(token, quote)]
        return list({a.name.casefold(): a for a in found}.values())

    def beneficiaries(self, reading: Reading, quote: Quote | None) -> list[Actor]:
        """Return those the action is for."""
        found = [actor for token in recipients(reading) for actor in self._resolve(token, quote)]
        return list({a.name.casefold(): a for a in found}.values())

    def _resolve(self, token: Token, quote: Quote | None) -> list[Actor]:
        word = token.lower_
        if word in RELATIVE and token.tag_ in {"WP", "WDT", "IN"}:
            noun = grammar.antecedent(token)
            return self._resolve(noun, quote) if noun is not None and noun.lower_ not in RELATIVE else []
        if word in FIRST_PERSON:
            return self._speaker(quote)
        if word in SINGULAR | NEUTER | PLURAL:
            return self._pronoun(token, quote)
        if token.lemma_.lower() in SPOKEN_FOR:
            bodies = [a for holder in _bodies(token) for a in self._named(holder)]
            if bodies:
                return bodies
        return self._named(token) or self._owners(token, quote)

    def _speaker(self, quote: Quote | None) -> list[Actor]:
        """Return who speaks; for a spokesman the body spoken for."""
        if quote is None or quote.speaker is None:
            return []
        if quote.source is not None and "spokes" in quote.source.text.lower():
            bodies = [
                m
                for m in self.people.within(quote.source.start, quote.source.end)
                if m.label in {"ORG", "GPE"}
            ]
            if bodies:
                return [_of(self.people.of(bodies[0]))]
        target = next((link.target for link in quote.links if link.role == "speaker"), None)
        return [Actor(quote.speaker, target)]

    def _pronoun(self, token: Token, quote: Quote | None) -> list[Actor]:
        word = token.lower_
        outside = quote is not None and quote.mode != "direct"
        if outside and quote is not None and quote.speaker_kind in (PERSONS if word in SINGULAR else BODIES):
            return self._speaker(quote)
        content = [(quote.start, quote.end)] if quote is not None else []
        if word in SINGULAR:
            person = self.focus.person(token.idx, gender_of(word), content)
            return [_of(person)] if person is not None else self._words(token)
        if word in NEUTER:
            body = self.focus.body(token.idx, content)
            return [_of(body)] if body is not None else self._words(token)
        return self._group(token, quote)

    def _group(self, token: Token, quote: Quote | None) -> list[Actor]:
        """Return whom *they* means: the plural subject before it, else a group that spoke."""
        near = plural_subject(token.sent, token.idx)
        if near is None and token.sent.start > 0:
            near = plural_subject(self.doc[token.sent.start - 1].sent, token.idx)
        if near is not None:
            return [a for noun in (near, *grammar.conjuncts(near)) for a in self._named(noun)]
        spoken = self.focus.last_spoken(token.idx, BODIES)
        if spoken is None:
            return self._words(token)
        known = self.people.participants.get(spoken.entity_id or "")
        return [_of(known)] if known is not None else [Actor(spoken.speaker, None)]

    def _named(self, token: Token) -> list[Actor]:
        """Return the actors a noun phrase names or describes, or its own words where nobody known is meant."""
        apposed = [t for t in grammar.appositions(token) if self._at(t) is not None]
        names = [p for t in apposed for n in (t, *grammar.conjuncts(t)) if (p := self._at(n)) is not None]
        own = self._at(token)
        if own is not None:
            return [_of(own)] if own.label in ACTING else []
        if len(names) > 1 or names and token.tag_ == "NN":
            return [_of(p) for p in names]
        start, end = grammar.noun_phrase(token, coordination=False)
        found = resolve_all(self.doc, start, end)
        if found:
            return [Actor(p.name, p.claim) for p in found if p.label in ACTING]
        return self._words(token) if is_actor(token) else []

    def _owners(self, token: Token, quote: Quote | None) -> list[Actor]:
        """Return whose a thing is that is said to aim or promise (*its programme aims to*)."""
        owners = [t for t in grammar.possessors(token) if is_actor(t) or t.tag_ == "PRP$"]
        return [actor for owner in owners for actor in self._resolve(owner, quote)]

    def _at(self, token: Token) -> Participant | None:
        """Return the participant a token is part of the name of."""
        named = [
            m for m in self.people.within(token.sent.start_char, token.idx + len(token)) if m.end > token.idx
        ]
        last = self.people.before(token.idx + 1, 3)
        covering = [m for m in (*named, *last) if m.start <= token.idx < m.end]
        return self.people.of(covering[0]) if covering else None

    def _words(self, token: Token) -> list[Actor]:
        """Return an actor under its own words, with an entity claim made for the mention."""
        start, end = grammar.noun_phrase(token, coordination=False)
        name = " ".join(self.text[start:end].split())
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

    def _known(self, quote: Quote) -> Participant | None:
        targets = {link.target for link in quote.links if link.role == "speaker"}
        return next((p for p in self.people.participants.values() if p.claim in targets), None)


def _of(participant: Participant) -> Actor:
    return Actor(participant.name, participant.claim)


def _label(token: Token) -> EntityLabel:
    return "ORG" if speaking_kind(token.lemma_.lower()) == "organisation" else "PERSON"


def _bodies(noun: Token) -> Iterable[Token]:
    """Return whom a spokesman or government speaks for: its possessor, *of* phrase, or the name before it."""
    return (
        grammar.possessors(noun)
        or grammar.obliques(noun, "of", "for")
        or [t for t in noun.children if t.i < noun.i and (t.ent_type_ in ACTING or t.pos_ == "PROPN")]
    )
