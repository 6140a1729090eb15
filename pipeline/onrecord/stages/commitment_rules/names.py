"""The names of a document's participants, and the descriptions that mean them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.schema import Entity, Quote, SubSpan
from onrecord.stages import store
from onrecord.stages.commitment_rules import nominals
from onrecord.stages.commitment_rules.actors import ACTING, is_actor
from onrecord.stages.participants import Resolver
from onrecord.stages.speaker_rules import bodies, groups
from onrecord.stages.speaker_rules.focus import Focus, Spoken
from onrecord.stages.speaker_rules.people import Participant, People
from onrecord.stages.speaker_rules.scene import Scene, kind_of
from onrecord.values.places import place_of

ANY_ORGANISATION = bodies.COMPANIES | {"organisation", "organization", "chain", "network", "club", "charity"}
"""Nouns that say so little that with *the* alone they mean the organisation the text is about."""
MENTIONS_READ = 100
"""Mentions before a place among which a bare noun can find the only organisation it fits."""
PANELS = frozenset(["panel", "committee", "commission", "board"])
PAIRED = groups.COUNTRIES | groups.COMPANIES | groups.SIDES | {"leader", "president", "minister", "union"}


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
        self.text = store.text(doc)
        self.people = People(doc)
        self.focus = Focus(doc, self.text, self.people)
        self.scene = Scene(doc, self.text, self.people, self.focus, Resolver(doc))
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
            return [actor_of(self._principal(own))] if own.label in ACTING else []
        if len(names) > 1 or names and token.tag_ == "NN":
            return [actor_of(p) for p in names]
        start, end = grammar.noun_phrase(token, coordination=False)
        found = self.scene.names.resolve_all(start, end)
        if found:
            return [Actor(p.name, p.claim) for p in found if p.label in ACTING]
        meant = self._bare(token, self.text[start:end].lower().split())
        if meant is not None:
            return [actor_of(meant)]
        if not is_actor(token):
            return []
        titled = [m for m in self.people.within(start, end) if m.label == "PERSON" and m.head.i > token.i]
        if titled and titled[-1].end == end:
            return [actor_of(self.people.of(m)) for m in titled]  # "former governor Ana Silva", whatever the parse
        members = [p for t in grammar.obliques(token, "including") if (p := self.at(t)) is not None]
        return [*self.words(token), *(actor_of(p) for p in members)]

    def pair(self, token: Token) -> list[Actor]:
        """Return whom *both countries* or *the two firms* means, if two of their kind were named together before."""
        if token.lemma_.lower() not in PAIRED or not any(t.lower_ in {"two", "both"} for t in below(token)):
            return []
        start, end = grammar.noun_phrase(token, coordination=False)
        found = groups.counted(self.scene, SubSpan(start, end, self.text[start:end]), token).participants
        return [actor_of(p) for p in found] if len(found) == 2 else []

    def neuter(self, place: int, content: list[tuple[int, int]]) -> list[Actor]:
        """Return what *it* means: the body that is the nearest subject before it, outside the quote it stands in."""
        here = self.focus.sentence(place)
        for head in bodies.subjects_before(self.scene, place, content):
            if here - self.focus.sentence(head.idx) > 1:
                break
            if head.tag_ in {"NNS", "NNPS"} or len(grammar.subjects(head.head)) > 1:
                continue
            apposed = [p for t in grammar.appositions(head) if (p := self.at(t)) is not None and p.label == "ORG"]
            if apposed:
                return [actor_of(apposed[0])]
            known = self.at(head)
            if known is not None and known.label in {"ORG", "GPE"} or kind_of(head) == "organisation":
                return self.named(head)
        return []

    def organisation(self, noun: str, place: int) -> Participant | None:
        """Return the organisation in focus before a place that a noun can mean."""
        near = self.focus.body(place, [], lambda known: bodies.can_be(noun, known))
        if near is not None:
            return near
        earlier = self.people.before(place, MENTIONS_READ)
        fitting = {m.entity_id for m in earlier if bodies.can_be(noun, self.people.of(m))}
        return self.people.participants[fitting.pop()] if len(fitting) == 1 else None

    def _bare(self, token: Token, words: list[str]) -> Participant | None:
        """Return the organisation that *the company* or *the panel* means."""
        noun = token.lemma_.lower()
        if len(words) != 2 or words[0] != "the" or token.tag_ != "NN":
            return None
        if noun == "panel":
            before = [self.people.of(m) for m in self.people.before(token.idx, 40)]
            return next((p for p in before if p.label == "ORG" and PANELS & set(p.name.lower().split())), None)
        return self.organisation(noun, token.idx) if noun in ANY_ORGANISATION else None

    def _principal(self, body: Participant) -> Participant:
        """Return whom a board or government belongs to, where the text names them (*the Acme Board* is Acme)."""
        for ending in (" Board of Directors", " Board", " Government", " government"):
            owner = body.name.removesuffix(ending)
            if owner != body.name:
                named = [m for m in self.people.mentions if self.text[m.start : m.end] == owner]
                return self.people.of(named[0]) if named and named[0].label in {"ORG", "GPE"} else body
        return body

    def country(self, people: Participant) -> Actor | None:
        """Return the country of a people (*Iraqi* in *the Iraqi government*)."""
        place = place_of(people.name)
        if place is None:
            return None
        known = next((p for p in self.people.participants.values() if p.name.casefold() == place.casefold()), None)
        return actor_of(known) if known is not None else Actor(place, None)

    def words(self, token: Token) -> list[Actor]:
        """Return an actor under its own words, with an entity claim made for the mention."""
        start, end = nominals.extent(self.text, token)
        name = nominals.name(self.text, token, start, end)
        if not self.people.participants:
            return [Actor(name, None)]
        claim = self.mentions.setdefault(name.casefold(), nominals.mention(self.doc, token, start, end, name))
        return [Actor(name, claim.id)]


def actor_of(participant: Participant) -> Actor:
    """Return a participant as an actor."""
    return Actor(participant.name, participant.claim)


def _target(quote: Quote) -> str:
    return next((link.target for link in quote.links if link.role == "speaker"), "")
