"""Whom a pronoun, or a sentence without a name, speaks of: the person in focus at a place in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from onrecord import grammar
from onrecord.stages.speaker_rules.people import PRONOUNS, Gender, Participant, People, line_starts, sentence_starts

REACH = 6
"""Sentences back within which a person can be in focus."""
LOOKED_AT = 40
SENTENCE, SUBJECT, SPEAKER, IN_CONTENT, PARAGRAPH, KNOWN = 2.0, 3.0, 3.5, 4.0, 0.5, 2.5
"""Weights of the evidence, set on the development articles."""


@dataclass(frozen=True)
class Spoken:
    """A quote whose speaker is settled: where its source or cue stands and who it is."""

    place: int
    speaker: str
    entity_id: str | None
    kind: str
    plural: bool = False


class Focus:
    """Ranks who is in focus at a place, from mentions before it and the speakers settled so far."""

    def __init__(self, doc: Doc, text: str, people: People) -> None:
        """Index the sentences and paragraphs of a document."""
        self.people = people
        self.spoken: list[Spoken] = []
        self._sentences = sentence_starts(doc) or [0]
        self._paragraphs = line_starts(text)

    def sentence(self, place: int) -> int:
        """Return the number of the sentence a place lies in."""
        return bisect_right(self._sentences, place) - 1

    def paragraph(self, place: int) -> int:
        """Return the number of the line a place lies in."""
        return bisect_right(self._paragraphs, place) - 1

    def settle(self, spoken: Spoken) -> None:
        """Remember the speaker of a quote."""
        self.spoken.append(spoken)

    def person(
        self,
        place: int,
        gender: Gender | None,
        content: Sequence[tuple[int, int]],
        exclude: frozenset[str] = frozenset(),
    ) -> Participant | None:
        """Return the person in focus at a place whom a pronoun of ``gender`` can mean."""
        return self._best(place, frozenset({"PERSON"}), gender, content, exclude)

    def body(
        self, place: int, content: Sequence[tuple[int, int]], can_be: Callable[[Participant], bool]
    ) -> Participant | None:
        """Return the organisation in focus at a place, of those that can be meant."""
        unfit = frozenset(p.entity_id for p in self.people.participants.values() if not can_be(p))
        return self._best(place, frozenset({"ORG"}), None, content, unfit)

    def _best(
        self,
        place: int,
        labels: frozenset[str],
        gender: Gender | None,
        content: Sequence[tuple[int, int]],
        exclude: frozenset[str],
    ) -> Participant | None:
        here, line = self.sentence(place), self.paragraph(place)
        scores: dict[str, float] = {}
        for mention in self.people.before(place, LOOKED_AT):
            participant = self.people.of(mention)
            if participant.label not in labels or participant.entity_id in exclude or mention.filed:
                continue
            if gender is not None and participant.gender not in {None, gender}:
                continue
            distance = here - self.sentence(mention.start)
            if distance > REACH or mention.end > place:
                continue
            score = -SENTENCE * distance - PARAGRAPH * (line - self.paragraph(mention.start))
            score += SUBJECT * mention.subject
            score += KNOWN if gender is not None and participant.gender == gender else 0.0
            if any(a <= mention.start < b for a, b in content):
                score -= IN_CONTENT
            scores[participant.entity_id] = max(scores.get(participant.entity_id, -99.0), score)
        for spoken in self._recent(place):
            known = self.people.participants.get(spoken.entity_id or "")
            if known is None or known.label not in labels or known.entity_id in exclude:
                continue
            if gender is not None and known.gender not in {None, gender}:
                continue
            distance = here - self.sentence(spoken.place)
            if 0 <= distance <= REACH:
                score = SPEAKER + SUBJECT - SENTENCE * distance
                score -= PARAGRAPH * (line - self.paragraph(spoken.place))
                scores[known.entity_id] = max(scores.get(known.entity_id, -99.0), score)
        if not scores:
            return None
        return self.people.participants[max(scores, key=lambda key: scores[key])]

    def last_spoken(self, place: int, kinds: frozenset[str], reach: int = 3) -> Spoken | None:
        """Return the nearest settled speaker of some kinds before a place."""
        here = self.sentence(place)
        for spoken in self._recent(place):
            if spoken.kind in kinds and 0 <= here - self.sentence(spoken.place) <= reach:
                return spoken
        return None

    def _recent(self, place: int) -> list[Spoken]:
        return [s for s in self.spoken[-12:][::-1] if s.place < place]


def gender_of(pronoun: str) -> Gender | None:
    """Return the gender a pronoun shows."""
    return PRONOUNS.get(pronoun.lower())


def plural_subject(sentence: Span, place: int) -> Token | None:
    """Return the plural or coordinated subject nearest before a place in a sentence."""
    for token in reversed([t for t in sentence if t.idx < place]):
        if token.pos_ not in {"NOUN", "PROPN"} or token.head.i == token.i:
            continue
        heads = grammar.subjects(token.head)
        if heads and heads[0].i == token.i and (token.tag_ in {"NNS", "NNPS"} or len(heads) > 1):
            return token
    return None
