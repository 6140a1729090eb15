"""Several speakers in one source: the members a coordination names, and those "both leaders" points back to."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord import grammar
from onrecord.schema import Quote, SubSpan
from onrecord.stages.speaker_rules.focus import gender_of
from onrecord.stages.speaker_rules.people import Participant
from onrecord.stages.speaker_rules.reading import Reading
from onrecord.stages.speaker_rules.scene import Scene, fragments, plain
from onrecord.stages.speaker_rules.settled import Basis, Settled

PAIR = frozenset({"two", "both", "neither", "either"})
COUNTRIES = frozenset({"country", "nation", "government", "state", "neighbour", "neighbor", "capital", "republic"})
COMPANIES = frozenset({"company", "firm", "bank", "airline", "carmaker", "carrier", "group", "operator", "retailer"})
SIDES = frozenset({"side", "party", "team", "partner", "ally", "rival"})
REACH = 8
"""Sentences back in which the members of a pair are looked for."""


def pair(scene: Scene, quote: Quote, source: SubSpan, reading: Reading) -> Settled:
    """Return several sources joined by "and": a group, linked to each of its members that can be told."""
    members: dict[str, Participant] = {m.entity_id: scene.people.of(m) for m in reading.mentions}
    basis: Basis = scene.clause(quote, source)
    for head in reading.heads:
        if head.lower_ in {"he", "she"}:
            person = scene.focus.person(source.start, gender_of(head.lower_), fragments(quote))
            basis = "earlier_sentence"
            if person is not None:
                members.setdefault(person.entity_id, person)
    return Settled(plain(source), "group", basis, tuple(members.values()))


def is_pair(source: SubSpan) -> bool:
    """Whether a source counts two: "the two sides", "both leaders", "neither minister"."""
    return bool(set(source.text.lower().split()[:2]) & PAIR)


def counted(scene: Scene, source: SubSpan, head: Token) -> Settled:
    """Return "the two sides" or "both leaders" as a group in its own words, linked to its members if they are certain.

    They are where one pair of fitting names is joined by "and" shortly before, or only two participants fit at all.
    """
    noun = head.lemma_.lower()
    labels = _labels(noun)
    members = _joined(scene, source.start, labels) or _only_two(scene, source.start, noun, labels)
    basis: Basis = "earlier_sentence" if members else "same_clause"
    return Settled(plain(source), "group", basis, tuple(members), wording="nominal")


def _labels(noun: str) -> frozenset[str]:
    if noun in COUNTRIES:
        return frozenset({"GPE"})
    if noun in COMPANIES:
        return frozenset({"ORG"})
    return frozenset({"ORG", "GPE"}) if noun in SIDES else frozenset({"PERSON"})


def _joined(scene: Scene, place: int, labels: frozenset[str]) -> list[Participant]:
    """Return the members of the only pair of names joined by "and" in the sentences before a place."""
    here = scene.focus.sentence(place)
    found: set[frozenset[str]] = set()
    for mention in scene.people.before(place, 60):
        if here - scene.focus.sentence(mention.start) > REACH:
            break
        if mention.label not in labels:
            continue
        joined = grammar.conjuncts(mention.head)
        others = [scene.named(t) for t in joined]
        ids = {mention.entity_id, *(p.entity_id for p in others if p is not None and p.label in labels)}
        if len(joined) == 1 and len(ids) == 2:
            found.add(frozenset(ids))
    if len(found) != 1:
        return []
    return _in_order(scene, found.pop())


def _only_two(scene: Scene, place: int, noun: str, labels: frozenset[str]) -> list[Participant]:
    """Return the only two participants before a place that are described by a noun, or are of its kind at all."""
    before: dict[str, Participant] = {}
    for mention in scene.people.before(place, 200):
        participant = scene.people.of(mention)
        if participant.label in labels and not mention.filed:
            before[participant.entity_id] = participant
    described = {i for i, p in before.items() if any(noun in role.lower().split() for role in p.roles)}
    for fitting in (described, set(before)):
        if len(fitting) == 2:
            return _in_order(scene, fitting)
    return []


def _in_order(scene: Scene, ids: set[str] | frozenset[str]) -> list[Participant]:
    return [p for p in scene.people.participants.values() if p.entity_id in ids]


def counted_before(source: SubSpan, spoken: Sequence[str]) -> str | None:
    """Return the words by which a bare plural was a speaker before: "31 states" for "the states"."""
    words = source.text.lower().split()
    if len(words) != 2 or words[0] != "the":
        return None
    fuller = [s for s in spoken if s.lower().split()[-1:] == words[1:] and s.strip()[:1].isdigit()]
    return fuller[-1] if fuller else None
