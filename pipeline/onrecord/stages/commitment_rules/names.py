"""The names of a document's participants, and the descriptions that mean them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.schema import Entity, Quote
from onrecord.stages import store
from onrecord.stages.commitment_rules import described, nominals, plurals
from onrecord.stages.commitment_rules.actors import ACTING, is_actor
from onrecord.stages.participants import Resolver
from onrecord.stages.speaker_rules import bodies
from onrecord.stages.speaker_rules.focus import Focus, Spoken
from onrecord.stages.speaker_rules.people import Mention, Participant, People
from onrecord.stages.speaker_rules.scene import Scene, kind_of
from onrecord.values.places import place_of

GATHERED = frozenset(
    ["city", "town", "country", "nation", "state", "province", "county", "village", "region", "government"]
)
"""Plurals whose members stand behind *of* (*the cities of Leeds and York*)."""
SPEAKING = frozenset(["side", "delegation"])
"""Those who act for the country that stands before them."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A name a commitment is charged to, with the id of the entity claim it stands for, if any."""

    name: str
    target: str | None


class Names:
    """Who is named in a document.

    Attributes:
        focus: Who is in focus where, for pronouns.
        quotes: The quotes in the order in which their sources stand.
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
        self.quotes = sorted(store.get(doc, Quote), key=lambda q: q.source.start if q.source else q.start)
        for quote in self.quotes:
            if quote.speaker is not None:
                place = quote.source.start if quote.source is not None else quote.start
                known = claims.get(_target(quote))
                entity = known.entity_id if known is not None else None
                self.focus.settle(Spoken(place, quote.speaker, entity, quote.speaker_kind))
        self.focus.spoken.sort(key=lambda s: s.place)

    def at(self, token: Token) -> Participant | None:
        """Return the participant a token is part of the name of."""
        start = store.sentence_of(token).start_char
        named = [m for m in self.people.within(start, token.idx + len(token)) if m.end > token.idx]
        last = self.people.before(token.idx + 1, 3)
        covering = [m for m in (*named, *last) if m.start <= token.idx < m.end]
        return self.people.of(covering[0]) if covering else None

    def named(self, token: Token) -> list[Actor]:
        """Return the actors a noun phrase names or describes, or its own words where nobody known is meant."""
        apposed = [t for t in _appositions(token) if self.at(t) is not None]
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
        meant = described.body(self.scene, token, self.text[start:end].lower().split()) or self._titled(
            token, start, end
        )
        if meant is not None:
            return [actor_of(meant)]
        if gathered := self._gathered(token):
            return gathered
        if not is_actor(token):
            return []
        titled = [m for m in self.people.within(start, end) if m.label == "PERSON" and m.head.i > token.i]
        if titled and titled[-1].end == end and _adjoins(token, titled[0]):
            return [actor_of(self.people.of(m)) for m in titled]  # "former governor Ana Silva", whatever the parse
        members = [p for t in grammar.obliques(token, "including") if (p := self.at(t)) is not None]
        return [*self.words(token), *(actor_of(p) for p in members)]

    def bodies_of(self, token: Token) -> list[Actor]:
        """Return the organisations named in the noun phrase of those who act for them."""
        start, end = grammar.noun_phrase(token, coordination=False)
        inside = [self.people.of(m) for m in self.people.within(start, end)]
        return [actor_of(p) for p in inside if p.label == "ORG"]

    def members(self, token: Token) -> list[Actor]:
        """Return whom *both countries* or *the two firms* means, if two of their kind were named before."""
        return [actor_of(p) for p in plurals.members(self.scene, token)]

    def _titled(self, token: Token, start: int, end: int) -> Participant | None:
        """Return the person that a definite description means (*the far-right leader*)."""
        if token.tag_ != "NN" or kind_of(token) not in {"role", "source"}:
            return None
        meant = self.scene.coreference.resolve(start, end)
        if meant is not None:
            return meant.participant if meant.participant.label == "PERSON" else None
        return described.person(self.scene, token, self.text[start:end].lower().split())

    def _gathered(self, token: Token) -> list[Actor]:
        """Return the places of *the cities of Leeds and York*, the country of *the Peruvian side*."""
        lemma = token.lemma_.lower()
        if token.tag_ == "NNS" and lemma in GATHERED:
            named = [self.at(t) for t in grammar.obliques(token, "of")]
            return [actor_of(p) for p in named if p is not None] if len(named) > 1 and all(named) else []
        if token.tag_ == "NN" and lemma in SPEAKING:
            before = [p for t in below(token) if t.i < token.i and (p := self.at(t)) is not None]
            if len(before) == 1 and before[0].label in {"NORP", "GPE"}:
                country = self.country(before[0]) if before[0].label == "NORP" else actor_of(before[0])
                return [country] if country is not None else []
        return []

    def neuter(self, place: int, content: list[tuple[int, int]]) -> list[Actor]:
        """Return what *it* means: the body that is the nearest subject before it, outside the quote it stands in."""
        head = self.neuter_head(place, content)
        return self.named(head) if head is not None else []

    def neuter_head(self, place: int, content: list[tuple[int, int]]) -> Token | None:
        """Return the noun that *it* takes up."""
        here = self.focus.sentence(place)
        for head in bodies.subjects_before(self.scene, place, content):
            if here - self.focus.sentence(head.idx) > 1:
                break
            if head.tag_ in {"NNS", "NNPS"} or len(grammar.subjects(head.head)) > 1:
                continue
            apposed = any((p := self.at(t)) is not None and p.label == "ORG" for t in grammar.appositions(head))
            known = self.at(head)
            if apposed or known is not None and known.label in {"ORG", "GPE"} or kind_of(head) == "organisation":
                return head
        return None

    def organisation(self, noun: str, place: int) -> Participant | None:
        """Return the organisation in focus before a place that a noun can mean."""
        return described.organisation(self.scene, noun, place)

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


def _appositions(noun: Token) -> list[Token]:
    """Return what stands in apposition to a noun, also where the parse ties it to the name joined before.

    *Omar and his wife, Ana Silva*.
    """
    own = grammar.appositions(noun)
    if own or noun.dep_ != "conj" or noun.tag_ != "NN":
        return own
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    follows = {noun.i + 1, noun.i + 2} if after.text == "," else set()
    return [t for t in grammar.appositions(noun.head) if t.left_edge.i in follows]


def _adjoins(title: Token, name: Mention) -> bool:
    """Whether nothing but other titles stands between a title and the name behind it."""
    between = title.doc[title.i + 1 : name.head.left_edge.i]
    return not any(t.is_punct or t.tag_.startswith(("VB", "IN")) for t in between)


def _target(quote: Quote) -> str:
    return next((link.target for link in quote.links if link.role == "speaker"), "")
