"""Whom the pronouns mean that commit or receive."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.schema import Quote
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

    def __init__(self, names: Names, voices: Voices) -> None:
        """Take the names of the document and the voices of its quotes."""
        self.names, self.voices = names, voices

    def resolve(self, token: Token, quote: Quote | None) -> list[Actor]:
        """Return whom a pronoun of the third person means."""
        word = token.lower_
        if word in NEUTER | PLURAL and any(t.dep_ in FRONTED and t.i < token.i for t in below(token.head)):
            return []  # "the board said that once the team lands, they would": the team is as likely
        if word in NEUTER | PLURAL and (found := self._reporter(token)):
            return found
        outside = quote is not None and quote.mode != "direct"
        kinds = PERSONS if word in SINGULAR else BODIES if word in PLURAL else BODIES - {"group"}
        if outside and quote is not None and quote.speaker_kind in kinds and self._agrees(word, quote):
            return self.voices.speaker(quote)
        content = [(quote.start, quote.end)] if quote is not None else []
        if word in SINGULAR:
            above = _reporting(token) if quote is None else None
            if above is not None and grammar.subjects(above):
                return []  # as a rule the one who reports it, whom no quote names
            person = self.names.focus.person(token.idx, gender_of(word), content)
            return [actor_of(person)] if person is not None else []
        if word in NEUTER:
            if quote is not None and quote.speaker_kind == "person" and word == "it":
                # What a person calls "it" is as a rule the thing talked of; what an officer does, the firm.
                own = self.voices.firm(quote)
                return [own] if own is not None else []
            return self.names.neuter(token.idx, content)
        return self.group(token)

    def group(self, token: Token) -> list[Actor]:
        """Return whom *they* means: the plural subject before it, else a group that spoke."""
        near = plural_subject(token.sent, token.idx)
        if near is None and token.sent.start > 0:
            near = plural_subject(self.names.doc[token.sent.start - 1].sent, token.idx)
        if near is not None:
            return [a for noun in (near, *grammar.conjuncts(near)) for a in self.names.named(noun)]
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
        return [] if plural == single else [a for s in said_by for a in self.names.named(s)]

    def _agrees(self, word: str, quote: Quote) -> bool:
        """Whether the gender of *he* or *she* is not against its meaning the speaker."""
        known = self.voices.participant(quote)
        return known is None or known.gender is None or gender_of(word) in {None, known.gender}


def _reporting(token: Token) -> Token | None:
    """Return the verb of saying whose content a pronoun's clause is."""
    above = grammar.governing_verb(token.head)
    return above if above is not None and above.lemma_.lower() in reporting_verbs() else None
