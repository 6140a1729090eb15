"""The cast of a document: who is meant by the noun phrases that commit or receive."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.schema import Quote
from onrecord.stages.commitment_rules.actors import ACTING, is_actor, recipients
from onrecord.stages.commitment_rules.lexicon import reporting_verbs
from onrecord.stages.commitment_rules.names import Actor, Names, actor_of
from onrecord.stages.commitment_rules.reading import Reading
from onrecord.stages.speaker_rules.focus import gender_of, plural_subject

FIRST_PERSON = frozenset(["i", "we", "my", "our", "us", "me"])
SINGULAR = frozenset(["he", "she", "his", "her"])
NEUTER = frozenset(["it", "its"])
PLURAL = frozenset(["they", "their"])
QUANTIFIERS = frozenset(["most", "all", "both", "some", "others", "many", "each", "neither", "several"])
MEETINGS = frozenset(["talk", "meeting", "summit", "negotiation", "visit", "conference"])
MEETING = frozenset(["meet", "visit", "host", "welcome", "receive", "join", "hold"])
PROJECTS = frozenset(["project", "programme", "program", "scheme", "plan", "bill", "initiative", "policy"])
RELATIVE = frozenset(["who", "which", "that"])
SPOKEN_FOR = frozenset(["spokesman", "spokeswoman", "spokesperson", "government", "board", "administration"])
"""Nouns whose holder is committed by what they say or do; *the board* alone stands for itself."""
PERSONS = frozenset(["person"])
BODIES = frozenset(["organisation", "group", "document"])


class Cast:
    """Resolves pronouns, spokesmen and descriptions to the actors they stand for."""

    def __init__(self, doc: Doc) -> None:
        """Read the participants and settled speakers of a Doc."""
        self.names = Names(doc)

    def committers(self, reading: Reading, quote: Quote | None) -> list[Actor]:
        """Return those who commit themselves, in text order, each once; none where no actor is named."""
        found = [a for token in _without_dateline(reading.actors) for a in self._resolve(token, quote)]
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
        if word in QUANTIFIERS and token.pos_ != "NOUN":
            return self._group(token)
        if token.lemma_.lower() in SPOKEN_FOR:
            bodies = [p for holder in _bodies(token) if (p := self.names.at(holder)) is not None]
            if bodies:
                return [actor_of(p) for p in bodies if p.label in ACTING]
        return (
            self.names.named(token)
            or self._owners(token, quote)
            or self._attendees(token)
            or self._author(token, quote)
        )

    def _owners(self, token: Token, quote: Quote | None) -> list[Actor]:
        """Return whose a thing is that is said to aim or promise (*its programme aims to*)."""
        owners = [t for t in grammar.possessors(token) if is_actor(t) or t.tag_ == "PRP$"]
        return [actor for owner in owners for actor in self._resolve(owner, quote)]

    def _attendees(self, token: Token) -> list[Actor]:
        """Return who took part in the talks or summit that is said to have agreed on something."""
        if token.lemma_.lower() not in MEETINGS:
            return []
        first = token.sent.start
        for _ in range(2):
            first = self.names.doc[max(0, first - 1)].sent.start
        for verb in reversed(self.names.doc[first : token.i]):
            if verb.lemma_.lower() in MEETING and verb.tag_.startswith("VB"):
                people = [*grammar.subjects(verb), *grammar.objects(verb), *grammar.obliques(verb, "with")]
                named = [p for t in people if (p := self.names.at(t)) is not None and p.label in ACTING]
                if len(named) > 1:
                    return [actor_of(p) for p in named]
        return []

    def _author(self, token: Token, quote: Quote | None) -> list[Actor]:
        """Return who says what a project or bill of theirs is to do (*Silva said the project aims to*)."""
        if quote is None or token.lemma_.lower() not in PROJECTS or quote.speaker_kind not in PERSONS | BODIES:
            return []
        return self._speaker(quote)

    def _speaker(self, quote: Quote | None) -> list[Actor]:
        """Return who speaks; for a spokesman the body spoken for."""
        if quote is None or quote.speaker is None:
            return []
        if quote.source is not None and "spokes" in quote.source.text.lower():
            bodies = [
                m for m in self.names.people.within(quote.source.start, quote.source.end) if m.label in {"ORG", "GPE"}
            ]
            if bodies:
                return [actor_of(self.names.people.of(bodies[0]))]
        target = next((link.target for link in quote.links if link.role == "speaker"), None)
        return [Actor(quote.speaker, target)]

    def _reporter(self, token: Token) -> list[Actor]:
        """Return the body whose report a clause under *it* or *they* is (*Nestle announced it would*)."""
        above = grammar.governing_verb(token.head)
        if above is None or above.lemma_.lower() not in reporting_verbs():
            return []
        plural = token.lower_ in PLURAL
        said_by = [s for s in grammar.subjects(above) if s.i < token.i and s.tag_ != "PRP"]
        single = len(said_by) == 1 and said_by[0].tag_ in {"NN", "NNP"}
        return [] if plural == single else [a for s in said_by for a in self.names.named(s)]

    def _pronoun(self, token: Token, quote: Quote | None) -> list[Actor]:
        word = token.lower_
        if word in NEUTER | PLURAL and (found := self._reporter(token)):
            return found
        outside = quote is not None and quote.mode != "direct"
        if outside and quote is not None and quote.speaker_kind in (PERSONS if word in SINGULAR else BODIES):
            return self._speaker(quote)
        content = [(quote.start, quote.end)] if quote is not None else []
        if word in SINGULAR:
            person = self.names.focus.person(token.idx, gender_of(word), content)
            return [actor_of(person)] if person is not None else self.names.words(token)
        if word in NEUTER:
            if quote is not None and quote.speaker_kind == "person" and word == "it":
                return []  # what a person calls "it" is as a rule the thing talked of
            body = self.names.focus.body(token.idx, content)
            return [actor_of(body)] if body is not None else self.names.words(token)
        return self._group(token)

    def _group(self, token: Token) -> list[Actor]:
        """Return whom *they* means: the plural subject before it, else a group that spoke."""
        near = plural_subject(token.sent, token.idx)
        if near is None and token.sent.start > 0:
            near = plural_subject(self.names.doc[token.sent.start - 1].sent, token.idx)
        if near is not None:
            return [a for noun in (near, *grammar.conjuncts(near)) for a in self.names.named(noun)]
        spoken = self.names.focus.last_spoken(token.idx, BODIES)
        if spoken is None:
            return [] if token.lower_ in QUANTIFIERS else self.names.words(token)
        known = self.names.people.participants.get(spoken.entity_id or "")
        return [actor_of(known)] if known is not None else [Actor(spoken.speaker, None)]


def _without_dateline(actors: tuple[Token, ...]) -> tuple[Token, ...]:
    """Drop the place of a dateline the parse took for a subject (*LIMA (AP) — Peru plans*)."""
    if len(actors) < 2:
        return actors
    first, second = actors[0], actors[1]
    between = {t.text for t in first.doc[first.i + 1 : second.i]}
    dateline = first.i == first.sent.start and second.i - first.i < 10 and between & {"–", "—", "--", "-"}
    return actors[1:] if dateline else actors


def _bodies(noun: Token) -> Iterable[Token]:
    """Return whom a spokesman or government speaks for: its possessor, *of* phrase, or the name before it."""
    return (
        grammar.possessors(noun)
        or grammar.obliques(noun, "of", "for")
        or [t for t in below(noun) if t.i < noun.i and (t.ent_type_ in ACTING or t.pos_ == "PROPN")]
    )
