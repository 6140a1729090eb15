"""What every rule for speakers looks at: the document, its people, who is in focus."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from spacy.tokens import Doc, Span, Token

from onrecord import grammar
from onrecord.schema import Quote, SubSpan
from onrecord.stages import participants as table
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import speaker_nouns
from onrecord.stages.coreference import Coreference
from onrecord.stages.speaker_rules.focus import Focus
from onrecord.stages.speaker_rules.people import Participant, People
from onrecord.stages.speaker_rules.settled import KINDS, Basis, Evidence, Settled

FINITE = frozenset({"VBD", "VBZ", "VBP"})


@dataclass(frozen=True)
class Scene:
    """A document with the participants named in it and the speakers settled so far."""

    doc: Doc
    text: str
    people: People
    focus: Focus
    names: table.Resolver

    @cached_property
    def coreference(self) -> Coreference:
        """Whom the pronouns and descriptions of the document mean."""
        return Coreference(self.doc, self.people, self.names)

    def described(self, start: int, end: int) -> Participant | None:
        """Return the participant whom the document describes by the words between two places."""
        found = self.names.resolve(start, end)
        return self.people.participants.get(found.entity_id) if found is not None else None

    def named(self, token: Token) -> Participant | None:
        """Return the participant whose name a token stands in."""
        sentence = store.sentence_of(token)
        found = self.people.within(sentence.start_char, sentence.end_char)
        return next((self.people.of(m) for m in found if m.start <= token.idx < m.end), None)

    def sentence(self, place: int) -> Span:
        """Return the sentence a place lies in."""
        found = store.sentence_of(self.doc[store.token_at(self.doc, place)])
        return self.doc[found.start : found.end]

    def words(self, head: Token) -> str:
        """Return the noun phrase of a head as written, white space as single spaces."""
        start, end = grammar.noun_phrase(head)
        return " ".join(self.text[start:end].split())

    def resolved(
        self,
        source: SubSpan,
        participant: Participant,
        wording: Literal["pronoun", "nominal"],
        evidence: Evidence = "description",
    ) -> Settled:
        """Return a participant as the speaker meant by a pronoun or description."""
        kind = KINDS.get(participant.label, "unknown")
        return Settled(participant.name, kind, self.where(source, participant), (participant,), wording, evidence)

    def where(self, source: SubSpan, participant: Participant) -> Basis:
        """Return where the nearest words stand that identify a participant meant by a pronoun or role."""
        here = self.focus.sentence(source.start)
        places = [self.focus.sentence(m.start) for m in participant.mentions]
        if here in places:
            return "same_sentence"
        return "earlier_sentence" if any(place < here for place in places) else "later_sentence"

    def clause(self, quote: Quote, source: SubSpan) -> Basis:
        """Return same_clause, or same_sentence where the cue shares the subject of another verb before it."""
        cue = quote.cue
        if cue is None or cue.start < source.end:
            return "same_clause"
        token = self.doc[store.token_at(self.doc, cue.end - 1)]
        if token.tag_ != "VBG" or cue.start < token.idx:
            return "same_clause"
        between = self.doc[store.token_at(self.doc, source.end) : token.i]
        return "same_sentence" if any(t.tag_ in FINITE for t in between) else "same_clause"


def kind_of(head: Token) -> str | None:
    """Return the kind of source a noun makes (document, organisation, role, group, source), None if it makes none."""
    return speaker_nouns().get(head.lemma_.lower()) or speaker_nouns().get(head.lower_)


def fragments(quote: Quote) -> list[tuple[int, int]]:
    """Return the spans of a quote's content."""
    return list(quote.fragments) if isinstance(quote.fragments, list) else [(quote.start, quote.end)]


def plain(source: SubSpan) -> str:
    """Return the words of a source, white space as single spaces."""
    return " ".join(source.text.split())
