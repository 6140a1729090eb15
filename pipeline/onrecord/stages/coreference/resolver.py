"""Answers whom a pronoun of the third person or a definite description means, or that it is not certain."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from onrecord import grammar
from onrecord.stages import participants as table
from onrecord.stages import store
from onrecord.stages.coreference.features import Features
from onrecord.stages.coreference.ranking import THRESHOLDS, shares
from onrecord.stages.coreference.referents import PRONOUNS, Class, Referent, Seen
from onrecord.stages.coreference.text import About, Places, items
from onrecord.stages.coreference.tracking import Choice, track
from onrecord.stages.speaker_rules.people import Participant, People

DESCRIBED = 0.85
"""Confidence where a description is that of one participant by the words of the text."""


class Meant(NamedTuple):
    """Whom a mention means.

    Attributes:
        participant: Who.
        confidence: The probability that this is right.
    """

    participant: Participant
    confidence: float

    @property
    def name(self) -> str:
        """The participant's canonical name."""
        return self.participant.name


class Coreference:
    """Reads a document once, when it is first asked."""

    def __init__(self, doc: Doc, people: People | None = None, names: table.Resolver | None = None) -> None:
        """Take a document with its participants and, where they are found, its quotes."""
        self.doc = doc
        self._people, self._names = people, names

    def resolve(self, start: int, end: int) -> Meant | None:
        """Return whom the words between two characters mean; None where that is not certain."""
        if not 0 <= start < end <= store.length(self.doc):
            return None
        token = self.doc[store.token_at(self.doc, start)]
        if token.lower_ in PRONOUNS and end <= token.idx + len(token):
            meant = self.pronoun(token)
            return meant if meant is not None and meant.confidence >= THRESHOLDS[PRONOUNS[token.lower_][0]] else None
        span = self.doc.char_span(start, end, alignment_mode="expand")
        head = span.root if span is not None and len(span) and self.doc.has_annotation("DEP") else None
        if head is not None and head.i in self._people_read.asked and span is not None and not _is_pair(span):
            meant = self._people_read.meant.get(head.i)
            if meant is not None and meant.confidence >= THRESHOLDS["title"]:
                return meant
            found = self.names.resolve(start, end)
            if found is None or (meant is not None and meant.participant.entity_id != found.entity_id):
                return None
            return Meant(self.people.participants[found.entity_id], DESCRIBED)
        found = self.names.resolve(start, end)
        return Meant(self.people.participants[found.entity_id], DESCRIBED) if found is not None else None

    def pronoun(self, token: Token) -> Meant | None:
        """Return whom a pronoun most probably means, however improbable; None where that is no participant."""
        kind = PRONOUNS.get(token.lower_, (None, None))[0]
        if kind is None:
            return None
        return (self._people_read if kind == "person" else self._things_read).meant.get(token.i)

    @cached_property
    def people(self) -> People:
        """The named participants."""
        return self._people or People(self.doc)

    @cached_property
    def names(self) -> table.Resolver:
        """Answers whom descriptions mean."""
        return self._names or table.Resolver(self.doc)

    def describes(self, noun: Token) -> str | None:
        """Return the participant whom the text calls what a definite description says."""
        found = self.names.resolve(*grammar.noun_phrase(noun, coordination=False))
        return found.entity_id if found is not None else None

    def track(self, choose: Choice, about: About) -> None:
        """Go through the document and let ``choose`` tell whom each mention means; nothing without a parse.

        Args:
            choose: Decides.
            about: Whether mentions of people are followed, or of all else; neither can mean the other.
        """
        if self.doc.has_annotation("DEP") and self.doc.has_annotation("SENT_START"):
            places = Places(self.doc, store.text(self.doc))
            found = items(self.doc, self.people, places, about)
            track(found, self.people, places, self.describes, choose)

    @cached_property
    def _people_read(self) -> _Read:
        return self._read("people")

    @cached_property
    def _things_read(self) -> _Read:
        return self._read("things")

    def _read(self, about: About) -> _Read:
        found = _Read(set(), {})

        def choose(
            seen: Seen, kind: Class, candidates: Sequence[Referent], rows: Sequence[Features], none: Features
        ) -> Referent | None:
            found.asked.add(seen.token.i)
            likely = shares(rows, none, kind)
            best = max(range(len(likely)), key=likely.__getitem__, default=-1)
            if best < 0 or likely[best] <= 1 - sum(likely):
                return None
            meant = candidates[best]
            # A chain of pronouns is as certain as its weakest link.
            seen.trust = min(likely[best], meant.seen[-1].trust)
            if meant.participant is not None:
                found.meant[seen.token.i] = Meant(meant.participant, seen.trust)
            return meant

        self.track(choose, about)
        return found


class _Read(NamedTuple):
    """The words that were to be resolved, and whom those most probably mean that mean a participant."""

    asked: set[int]
    meant: dict[int, Meant]


def _is_pair(span: Span) -> bool:
    return any(token.dep_ == "conj" and token.head.i == span.root.i for token in span)
