"""The cast of a document: who is meant by the noun phrases that commit or receive."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.schema import Entity, Quote
from onrecord.stages import store
from onrecord.stages.commitment_rules import implied, promissory
from onrecord.stages.commitment_rules.actors import ACTING, is_actor, recipients
from onrecord.stages.commitment_rules.described import ANY_ORGANISATION
from onrecord.stages.commitment_rules.lexicon import speaking_kind
from onrecord.stages.commitment_rules.names import Actor, Names, actor_of
from onrecord.stages.commitment_rules.pronouns import FIRST_PERSON, PERSONAL, SHARED, Pronouns
from onrecord.stages.commitment_rules.reading import Reading
from onrecord.stages.commitment_rules.voices import BODIES, PERSONS, Voices
from onrecord.stages.speaker_rules.bodies import COMPANIES
from onrecord.stages.speaker_rules.people import Participant
from onrecord.values.places import is_nation

QUANTIFIERS = frozenset(["most", "all", "both", "some", "others", "many", "each", "neither", "several"])
MEETINGS = frozenset(["talk", "meeting", "summit", "negotiation", "visit", "conference"])
MEETING = frozenset(["meet", "visit", "host", "welcome", "receive", "join", "hold"])
PROJECTS = frozenset(["project", "programme", "program", "scheme", "plan", "bill", "initiative", "policy"])
MOUTHPIECES = frozenset(
    (
        "campaign team office manifesto budget strategy platform draft camp plea move gesture remark comment "
        "word speech"
    ).split()
)
"""What is said to promise and plan where whoever it belongs to does."""
GOVERNING = frozenset(["board"])
OWN = frozenset(["government", "ministry", "department", "party", "union", "country", "council"])
"""Bodies that somebody who holds an office calls his or hers."""
OFFICIALS = frozenset(["official"])
GETTING = frozenset(["receive", "get"])
"""What is done to those who act in the clause, by somebody else."""
STAFF = frozenset(
    "team crew staff officer inspector engineer worker employee technician personnel investigator".split()
)
"""Those who do what the body they work for says will be done."""
RELATIVE = frozenset(["who", "which", "that"])
SPOKEN_FOR = frozenset(["spokesman", "spokeswoman", "spokesperson", "government", "board", "administration"])
"""Nouns whose holder is committed by what they say or do; *the board* alone stands for itself."""


class Cast:
    """Resolves pronouns, spokesmen and descriptions to the actors they stand for, once it is asked to."""

    def __init__(self, doc: Doc) -> None:
        """Take a Doc with its participants and quotes."""
        self._doc = doc

    @cached_property
    def names(self) -> Names:
        """The participants and settled speakers of the Doc."""
        return Names(self._doc)

    @cached_property
    def voices(self) -> Voices:
        """Who speaks for whom."""
        return Voices(self.names)

    @cached_property
    def pronouns(self) -> Pronouns:
        """Whom pronouns mean."""
        return Pronouns(self.names, self.voices, self._resolve)

    def mentions(self) -> list[Entity]:
        """Return the mentions made for noun phrases that name nobody known; none where nobody was asked for."""
        return list(self.names.mentions.values()) if "names" in vars(self) else []

    def committers(self, reading: Reading, quote: Quote | None) -> list[Actor]:
        """Return those who commit themselves, in text order, each once; none where no actor is named."""
        offered = reading.cue.pos == "verb" and not reading.actors and grammar.is_passive(reading.head)
        if reading.rule == implied.RULE or offered and grammar.modal(reading.head) in {"will", "would"}:
            return self.voices.in_charge(quote)
        if reading.cue.pos == "modal" and reading.target.lemma_ in GETTING and (giver := self.voices.in_charge(quote)):
            return giver  # "each client would get a refund, the bank said"
        heads = self._apart(_without_dateline(reading.actors))
        staff = reading.cue.pos == "modal" and heads and all(t.lemma_.lower() in STAFF for t in heads)
        if staff and not any(self.names.at(t) for t in heads) and (master := self.voices.in_charge(quote)):
            return master  # "a team of engineers will inspect the dam, the ministry said"
        found = [a for token in heads for a in self._resolve(token, quote)]
        if reading.rule == promissory.SPOKEN_BODY:
            found = self.voices.own_body(found, quote)
        return list({a.name.casefold(): a for a in found}.values())

    def _apart(self, actors: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return the heads of those who act, one of each: not both a title and its name, nor what stands under *by*.

        *Mayoral candidate Ana Silva*, *the chairman and chief executive, Ana Silva*, *the airline and hotel company*.
        """
        kept: list[Token] = []
        for token in actors:
            if kept and token.dep_ != "conj" and token.left_edge.tag_ == "IN" and token.left_edge.lower_ != "with":
                break  # "the airline, owned by Ana Silva and her firm, plans"
            last = kept[-1] if kept else None
            if last is not None and _is_title_of(last, token) and self.names.at(last) is None:
                kept[-1] = token
            elif last is None or not _is_same(last, token):
                kept.append(token)
            elif grammar.appositions(token):
                kept[-1] = token  # the one whose name follows
        return tuple(kept)

    def beneficiaries(self, reading: Reading, quote: Quote | None) -> list[Actor]:
        """Return those the action is for."""
        found = [a for t in recipients(reading) for a in self._resolve(t, quote) or self._receivers(t)]
        return list({a.name.casefold(): a for a in found}.values())

    def _receivers(self, token: Token) -> list[Actor]:
        return [] if is_actor(token) or token.tag_ not in {"NN", "NNS"} else self.names.words(token)

    def _resolve(self, token: Token, quote: Quote | None) -> list[Actor]:
        word, lemma = token.lower_, token.lemma_.lower()
        if word in RELATIVE and token.tag_ in {"WP", "WDT", "IN"}:
            noun = grammar.antecedent(token)
            if noun is not None and noun.dep_ == "appos" and (named := self.names.at(noun.head)) is not None:
                return [actor_of(named)]  # "Silva, a former judge who"
            found = self._resolve(noun, quote) if noun is not None and noun.lower_ not in RELATIVE else []
            if (
                not any(a.target in self.voices.claims for a in found)
                and (named := self._just_before(token)) is not None
            ):
                return [actor_of(named)]
            return found
        if word in FIRST_PERSON:
            body = self.voices.spoken_for(quote) if word in SHARED else None
            return [body] if body is not None else self.voices.speaker(quote)
        if word in PERSONAL:
            return self.pronouns.resolve(token, quote)
        if word in QUANTIFIERS and token.pos_ != "NOUN":
            return self.pronouns.group(token)
        if lemma in SPOKEN_FOR and self.names.at(token) is None:
            bodies = [p for holder in _bodies(token) if (p := self.names.at(holder)) is not None]
            if lemma == "administration" and any(p.label == "PERSON" for p in bodies):
                return self.names.words(token)  # more than the one who leads it
            if lemma == "government" and bodies and not any(p.label == "NORP" or is_nation(p.name) for p in bodies):
                return self.names.words(token)  # that of a state or town is no voice of its people
            if bodies:
                return [a for p in bodies if (a := self._state(p)) is not None]
        if lemma == "government" and [t.lower_ for t in below(token) if t.i < token.i] in (["the"], []):
            return self.names.words(token)  # of whatever country the text is about
        if lemma in OFFICIALS and len(found := self.names.bodies_of(token)) == 1:
            return found  # "officials of the Rail Board"
        owned = lemma in ANY_ORGANISATION | OWN and any(t.tag_ == "PRP$" for t in grammar.possessors(token))
        if owned and (own := self.voices.spoken_for(quote)) is not None:
            return [own]  # "our company", "his group"
        if lemma in GOVERNING and not grammar.possessors(token) and (own := self.voices.spoken_for(quote)) is not None:
            return [own]  # "the board", of which a chairman says what it will do
        return (
            self.names.members(token)
            or self._author(token, quote)
            or self.names.named(token)
            or self._owners(token, quote)
            or self._attendees(token)
            or self._beside(token)
        )

    def _just_before(self, relative: Token) -> Participant | None:
        """Return the person whose name *who* follows, whatever noun the parse ties it to."""
        at = relative.i - 1 - (relative.i > 1 and relative.nbor(-1).text == ",")
        if relative.lower_ != "who" or at < store.sentence_of(relative).start:
            return None
        last = relative.doc[at]
        known = self.names.at(last)
        under = [t for t in (last, last.head) if grammar.preposition(t) is not None or t.dep_ == "nmod:poss"]
        return known if known is not None and known.label == "PERSON" and not under else None

    def _state(self, holder: Participant) -> Actor | None:
        """Return the actor whose spokesman or government it is; no person, whose administration is more than one."""
        if holder.label == "NORP":
            return self.names.country(holder)
        return actor_of(holder) if holder.label in ACTING else None

    def _owners(self, token: Token, quote: Quote | None) -> list[Actor]:
        """Return whose a thing is that is said to aim or promise (*its programme aims to*)."""
        lemma = token.lemma_.lower()
        if lemma not in PROJECTS | MOUTHPIECES and speaking_kind(lemma) != "document":
            return []
        owners = [t for t in grammar.possessors(token) if is_actor(t) or t.tag_ == "PRP$"]
        return [actor for owner in owners for actor in self._resolve(owner, quote)]

    def _beside(self, token: Token) -> list[Actor]:
        """Return people named only by what they are, beside somebody who commits (*she and two midwives*)."""
        joined = token.dep_ == "conj" and token.pos_ == "NOUN" and is_actor(token.head)
        return self.names.words(token) if joined else []

    def _attendees(self, token: Token) -> list[Actor]:
        """Return who took part in the talks or summit that is said to have agreed on something."""
        if token.lemma_.lower() not in MEETINGS:
            return []
        first = store.sentence_of(token).start
        for _ in range(2):
            first = store.sentence_of(self.names.doc[max(0, first - 1)]).start
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
        return self.voices.speaker(quote)


def _is_title_of(title: Token, name: Token) -> bool:
    """Whether a noun stands before a name with nothing between them, or names who its two offices belong to."""
    between = title.doc[title.i + 1 : name.i]
    return title.tag_ == "NN" and name.tag_ == "NNP" and all(t.tag_ in {"NNP", "NN"} for t in between)


def _is_same(one: Token, other: Token) -> bool:
    """Whether a noun joined by *and* without a determiner of its own says more of whom the one before it means."""
    if other.dep_ != "conj" or one.tag_ != "NN" or other.tag_ != "NN":
        return False
    determined = [any(t.dep_ in {"det", "nmod:poss"} for t in below(noun)) for noun in (one, other)]
    firms = one.lemma_ in COMPANIES and other.lemma_ in COMPANIES
    return determined == [True, False] and (firms or bool(grammar.appositions(one) or grammar.appositions(other)))


def _without_dateline(actors: tuple[Token, ...]) -> tuple[Token, ...]:
    """Drop the place of a dateline the parse took for a subject (*LIMA (AP) — Peru plans*)."""
    if len(actors) < 2:
        return actors
    first, second = actors[0], actors[1]
    between = {t.text for t in first.doc[first.i + 1 : second.i]}
    opens = all(t.is_space for t in first.doc[store.sentence_of(first).start : first.i])
    dateline = opens and second.i - first.i < 10 and between & {"–", "—", "--", "-"}
    return actors[1:] if dateline else actors


def _bodies(noun: Token) -> Iterable[Token]:
    """Return whom a spokesman or government speaks for: its possessor, *of* phrase, or the name before it."""
    before = [t for t in below(noun) if t.i < noun.i and (t.ent_type_ in ACTING or t.pos_ == "PROPN")]
    owned = grammar.possessors(noun) or grammar.obliques(noun, "of", "for")
    return [t for t in owned if t.lower_ != "directors"] or before
