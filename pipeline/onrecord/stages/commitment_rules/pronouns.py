"""Whom the pronouns mean that commit or receive."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.schema import Quote
from onrecord.stages.commitment_rules.actors import ACTING
from onrecord.stages.commitment_rules.lexicon import reporting_verbs
from onrecord.stages.commitment_rules.names import Actor, Names, actor_of
from onrecord.stages.commitment_rules.voices import BODIES, PERSONS, Voices
from onrecord.stages.speaker_rules.focus import gender_of, plural_subject

FIRST_PERSON = frozenset(["i", "we", "my", "our", "us", "me"])
SHARED = frozenset(["we", "our", "us"])
SINGULAR = frozenset(["he", "she", "his", "her"])
NEUTER = frozenset(["it", "its"])
PLURAL = frozenset(["they", "their"])
FRONTED = frozenset(["advcl"])
PERSONAL = SINGULAR | NEUTER | PLURAL


class Pronouns:
    """Resolves the personal pronouns of a document; nobody rather than somebody unlikely."""

    def __init__(self, names: Names, voices: Voices, noun: Callable[[Token, Quote | None], list[Actor]]) -> None:
        """Take the names of the document, the voices of its quotes, and what tells whom a noun means."""
        self.names, self.voices, self.noun = names, voices, noun

    def resolve(self, token: Token, quote: Quote | None) -> list[Actor]:
        """Return whom a pronoun of the third person means."""
        return self._by_rule(token, quote) or self._by_rank(token)

    def _by_rule(self, token: Token, quote: Quote | None) -> list[Actor]:
        word = token.lower_
        if word in NEUTER | PLURAL and any(t.dep_ in FRONTED and t.i < token.i for t in below(token.head)):
            return []  # "the board said that once the team lands, they would": the team is as likely
        if word in NEUTER | PLURAL and (found := self._reporter(token)):
            return found
        outside = quote is not None and quote.mode != "direct"
        kinds = PERSONS if word in SINGULAR else BODIES if word in PLURAL else BODIES - {"group"}
        if word in NEUTER and quote is not None and quote.source is not None and quote.source.start > token.idx:
            kinds = kinds - {"document"}  # "It also agreed to ..., the report said"
        if outside and quote is not None and quote.speaker_kind in kinds and self._agrees(word, quote):
            return self.voices.speaker(quote)
        content = [(quote.start, quote.end)] if quote is not None else []
        if word in SINGULAR:
            above = _reporting(token) if quote is None else None
            if above is not None and grammar.subjects(above):
                return self._person_reporting(token, above)
            person = self.names.focus.person(token.idx, gender_of(word), content)
            return [actor_of(person)] if person is not None else []
        if word in NEUTER:
            if quote is not None and quote.speaker_kind == "person" and word == "it":
                # What a person calls "it" is as a rule the thing talked of; what an officer does, the firm.
                own = self.voices.firm(quote)
                return [own] if own is not None else []
            head = self.names.neuter_head(token.idx, content)
            return self.noun(head, quote) if head is not None else []
        found = self.group(token)
        if not found and outside and (own := self.voices.spoken_for(quote)) is not None:
            return [own]  # "the director said they are to": those the director speaks for
        return found

    def _by_rank(self, token: Token) -> list[Actor]:
        """Return the participant a pronoun means by all that speaks for it; none where that is not certain."""
        meant = self.names.scene.coreference.resolve(token.idx, token.idx + len(token))
        if meant is not None:
            return [actor_of(meant.participant)] if meant.participant.label in ACTING else []
        likely = self.names.scene.coreference.pronoun(token) if token.lower_ in NEUTER else None
        near = self.names.focus.body(token.idx, [], lambda known: True) if likely is not None else None
        return [actor_of(near)] if near is not None and likely is not None and likely.participant is near else []

    def _person_reporting(self, token: Token, above: Token) -> list[Actor]:
        """Return who reports what he or she is to do, where no quote was found (*Ana Silva said she would*)."""
        known = [self.names.at(s) for s in grammar.subjects(above) if s.i < token.i]
        gender = gender_of(token.lower_)
        return [actor_of(p) for p in known if p is not None and p.label == "PERSON" and p.gender in {None, gender}]

    def group(self, token: Token) -> list[Actor]:
        """Return whom *they* means: the plural subject before it, else a group that spoke."""
        near = plural_subject(token.sent, token.idx)
        if near is None and token.sent.start > 0:
            near = plural_subject(self.names.doc[token.sent.start - 1].sent, token.idx)
        if near is not None:
            return [a for noun in (near, *grammar.conjuncts(near)) for a in self.noun(noun, None)]
        spoken = self.names.focus.last_spoken(token.idx, BODIES)
        if spoken is None:
            return []
        known = self.names.people.participants.get(spoken.entity_id or "")
        return [actor_of(known)] if known is not None else [Actor(spoken.speaker, None)]

    def _reporter(self, token: Token) -> list[Actor]:
        """Return the body whose report a clause under *it* or *they* is (*Nestle announced it would*)."""
        above = _reporting(token)
        if above is None:
            return []
        plural = token.lower_ in PLURAL
        said_by = [s for s in grammar.subjects(above) if s.i < token.i and s.tag_ != "PRP"]
        single = len(said_by) == 1 and said_by[0].tag_ in {"NN", "NNP"}
        return [] if plural == single else [a for s in said_by for a in self.noun(s, None)]

    def _agrees(self, word: str, quote: Quote) -> bool:
        """Whether the gender of *he* or *she* is not against its meaning the speaker."""
        known = self.voices.participant(quote)
        return known is None or known.gender is None or gender_of(word) in {None, known.gender}


def _reporting(token: Token) -> Token | None:
    """Return the verb of saying whose content a pronoun's clause is."""
    above = grammar.governing_verb(token.head)
    return above if above is not None and above.lemma_.lower() in reporting_verbs() else None
