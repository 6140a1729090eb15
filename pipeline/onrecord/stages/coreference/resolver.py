"""Answers whom a pronoun of the third person or a definite description means, or that it is not certain."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
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
    """Reads a document once, as far as it is asked."""

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
        if head is not None and self._people_read.is_asked(head.i) and span is not None and not _is_pair(span):
            meant = self._people_read.meant(head.i)
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
        return (self._people_read if kind == "person" else self._things_read).meant(token.i)

    @cached_property
    def people(self) -> People:
        """The named participants."""
        return self._people or People(self.doc)

    @cached_property
    def names(self) -> table.Resolver:
        """Answers whom descriptions mean."""
        return self._names or table.Resolver(self.doc)

    def track(self, choose: Choice, about: About) -> Iterator[int]:
        """Go through the document and let ``choose`` tell whom each mention means; nothing without a parse.

        Args:
            choose: Decides.
            about: Whether mentions of people are followed, or of all else; neither can mean the other.

        Returns:
            The indices of the words of the mentions, each once the mention is done with.
        """
        if not (self.doc.has_annotation("DEP") and self.doc.has_annotation("SENT_START")):
            return iter(())
        places = Places(self.doc, store.text(self.doc))
        names = self.names  # and not self, which would keep itself alive

        def describes(noun: Token) -> str | None:
            found = names.resolve(*grammar.noun_phrase(noun, coordination=False))
            return found.entity_id if found is not None else None

        return track(items(self.doc, self.people, places, about), self.people, places, describes, choose)

    @cached_property
    def _people_read(self) -> _Read:
        read = _Read()
        read.steps = self.track(read.choose(), "people")
        return read

    @cached_property
    def _things_read(self) -> _Read:
        read = _Read()
        read.steps = self.track(read.choose(), "things")
        return read


class _Read:
    """The words that were to be resolved, and whom those most probably mean that mean a participant.

    Read only as far as the last word asked for: what a mention means depends on those before it alone.
    """

    def __init__(self) -> None:
        self.steps: Iterator[int] = iter(())
        self._asked: set[int] = set()
        self._meant: dict[int, Meant] = {}
        self._done = -1

    def is_asked(self, at: int) -> bool:
        """Whether a word was to be resolved."""
        self._read(at)
        return at in self._asked

    def meant(self, at: int) -> Meant | None:
        """Return whom a word most probably means, if that is a participant."""
        self._read(at)
        return self._meant.get(at)

    def _read(self, at: int) -> None:
        while self._done < at:
            self._done = next(self.steps, sys.maxsize)

    def choose(self) -> Choice:
        """Return what decides, and notes it here."""
        asked, found = self._asked, self._meant

        def choose(
            seen: Seen, kind: Class, candidates: Sequence[Referent], rows: Sequence[Features], none: Features
        ) -> Referent | None:
            asked.add(seen.token.i)
            likely = shares(rows, none, kind)
            best = max(range(len(likely)), key=likely.__getitem__, default=-1)
            if best < 0 or likely[best] <= 1 - sum(likely):
                return None
            meant = candidates[best]
            # A chain of pronouns is as certain as its weakest link.
            seen.trust = min(likely[best], meant.seen[-1].trust)
            if meant.participant is not None:
                found[seen.token.i] = Meant(meant.participant, seen.trust)
            return meant

        return choose


def _is_pair(span: Span) -> bool:
    return any(token.dep_ == "conj" and token.head.i == span.root.i for token in span)
