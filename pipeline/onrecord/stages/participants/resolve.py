"""Who is meant by a noun phrase: a name, or a description that only one participant fits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache

from spacy.tokens import Doc, Span, Token

from onrecord import grammar
from onrecord.lexicons import load
from onrecord.stages import store
from onrecord.stages.participants.roles import Description, describe
from onrecord.stages.participants.table import Participant, participants
from onrecord.values.names import person_tokens, same_person

DEFINITE = frozenset(["the", "this", "that"])
BODIES = frozenset(["ORG", "FAC", "EVENT", "LAW"])
NEARBY = 2
"""Sentences back in which the only fitting participant is meant where several fit in the document."""
HEADS_OF = {
    "state": frozenset(["president", "king", "queen", "emir", "sultan"]),
    "government": frozenset(["prime minister", "chancellor", "premier"]),
}
"""The offices that "the head of state" and "the head of government" stand for."""
LEADERS = frozenset(["president", "minister", "chancellor", "leader", "king", "emir", "prince"])


def resolve(doc: Doc, start: int, end: int) -> Participant | None:
    """Return the participant a noun phrase names or describes, or None where that is not certain.

    A name counts if it heads the phrase or stands in apposition to its head ("the mayor, Ana Silva"). A
    description must be definite and singular, and its head noun with all that narrows it down must fit one
    participant: through a title, apposition or predicate the document gives, an office it holds, or the
    words of a body's own name ("the budget office"). Pronouns, plurals and coordinations give None.
    """
    return Resolver(doc).resolve(start, end)


def resolve_all(doc: Doc, start: int, end: int) -> list[Participant]:
    """Return the participants of a noun phrase, all of a coordination; none if a part is unclear."""
    return Resolver(doc).resolve_all(start, end)


class Resolver:
    """Answers :func:`resolve` and :func:`resolve_all` for many noun phrases of one document."""

    def __init__(self, doc: Doc) -> None:
        """Read the table of participants of ``doc``, which the entities stage has filled."""
        self.doc = doc
        self.participants = participants(doc)
        placed = sorted((a, b, p) for p, known in enumerate(self.participants) for a, b in known.mentions)
        self._starts = [start for start, _, _ in placed]
        self._placed = placed
        self._roles = [_described(p.roles) for p in self.participants]
        self._month = (store.context(doc).published or "")[:7]

    def resolve(self, start: int, end: int) -> Participant | None:
        """Return the only participant of a noun phrase."""
        found = self.resolve_all(start, end)
        return found[0] if len(found) == 1 else None

    def resolve_all(self, start: int, end: int) -> list[Participant]:
        """Return the participants of a noun phrase, all of a coordination; none if a part is unclear."""
        if not self.participants or not 0 <= start < end <= store.length(self.doc):
            return []
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            return []
        head = _head(span) if self.doc.has_annotation("DEP") else span[-1]
        parts = [head, *(t for t in grammar.conjuncts(head) if span.start <= t.i < span.end)]
        found = [self._part(part, (start, end) if len(parts) == 1 else None) for part in parts]
        return [p for p in found if p is not None] if all(found) else []

    def named(self, token: Token) -> Participant | None:
        """Return the participant whose name a token stands in."""
        at = bisect_right(self._starts, token.idx) - 1
        if at < 0 or token.idx >= self._placed[at][1]:
            return None
        return self.participants[self._placed[at][2]]

    def _part(self, head: Token, phrase: tuple[int, int] | None) -> Participant | None:
        for noun in (head, *grammar.appositions(head)):
            found = self.named(noun)
            if found is not None:
                return found
        start, end = phrase or grammar.noun_phrase(head, coordination=False)
        text = store.text_between(self.doc, start, end)
        opening = text.split(maxsplit=1)[:1]  # a wrong parse can make a phrase of white space
        if not opening or opening[0].lower() not in DEFINITE or head.tag_ in {"NNS", "NNPS"}:
            return None
        wanted = describe(text)
        if wanted is None or wanted.head != head.lower_ or grammar.relative_clauses(head):
            return None
        for fits in (self._by_role, self._as_head, self._by_name):
            fitting = [p for p in range(len(self.participants)) if fits(p, wanted)]
            if fitting:
                return self._chosen(fitting, start)
        fitting = self._by_office(wanted)
        return self._chosen(fitting, start) if fitting else None

    def _chosen(self, fitting: list[int], start: int) -> Participant | None:
        """Return the only fitting participant, or the only one of several that was named just before."""
        if len(fitting) > 1:
            here = start
            for _ in range(NEARBY):
                here = store.sentence_at(self.doc, max(0, here - 1)).start
            first, last = bisect_left(self._starts, here), bisect_left(self._starts, start)
            near = {p for _, _, p in self._placed[first:last]}
            fitting = [p for p in fitting if p in near]
        return self.participants[fitting[0]] if len(fitting) == 1 else None

    def _by_role(self, at: int, wanted: Description) -> bool:
        return any(
            given.head == wanted.head
            and given.kind == wanted.kind
            and wanted.modifiers <= given.modifiers | _words(self.participants[at].name)
            for given in self._roles[at]
        )

    def _as_head(self, at: int, wanted: Description) -> bool:
        """Whether a participant is the head of state or of government by the office the text gives."""
        if wanted.head != "head" or len(wanted.modifiers) != 1 or wanted.kind:
            return False
        offices = HEADS_OF.get(next(iter(wanted.modifiers)), frozenset())
        return any(" ".join([*sorted(given.kind), given.head]) in offices for given in self._roles[at])

    def _by_name(self, at: int, wanted: Description) -> bool:
        """Whether all words of a description are in a body's own name, its head as the head of the name."""
        participant = self.participants[at]
        if participant.label not in BODIES or wanted.kind:
            return False
        for name in (participant.name, *participant.aliases):
            own = describe(name)
            if own is not None and " " in name and wanted.head in {own.head, name.casefold().split()[-1]}:
                return wanted.modifiers <= own.modifiers | _words(name)
        return False

    def _by_office(self, wanted: Description) -> list[int]:
        """Return the persons who held an office at the time of publication; at any time, if that is unknown."""
        if not wanted.modifiers or "former" in wanted.kind:
            return []
        holders = []
        for holder, office, since, until in _holders():
            leads = wanted.head == "leader" and office.head in LEADERS and "vice" not in office.kind
            same = wanted.head == office.head and wanted.kind == office.kind
            if not (same or leads) or not wanted.modifiers <= office.modifiers:
                continue
            if not self._month or (since <= self._month and (until == "-" or self._month <= until)):
                holders.append(holder)
        found = []
        for at, participant in enumerate(self.participants if holders else ()):
            if participant.label == "PERSON":
                words = person_tokens(participant.name)
                found.extend([at] if any(_is_holder(words, holder) for holder in holders) else [])
        return found


def _head(span: Span) -> Token:
    """Return the noun that heads a phrase, also where a parse error ties its determiner to another word."""
    tops = [t for t in span if not span.start <= t.head.i < span.end or t.head.i == t.i]
    nouns = [t for t in tops if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    return nouns[0] if len(nouns) == 1 else span.root


def _described(roles: list[str]) -> list[Description]:
    return [found for role in roles if (found := describe(role)) is not None]


def _is_holder(words: tuple[str, ...], holder: tuple[str, ...]) -> bool:
    if len(words) == 1:
        return words[0] in {holder[-1], holder[0]}
    return len(words) > 1 and same_person(words, holder)


@cache
def _holders() -> tuple[tuple[tuple[str, ...], Description, str, str], ...]:
    rows = []
    for row in load("office_holders"):
        office = describe(f"{row['office']} of {row['body']}")
        if office is not None:
            rows.append((person_tokens(row["name"]), office, row["since"], row["until"]))
    return tuple(rows)


def _words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().replace("-", " ").split())
