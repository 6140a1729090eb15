"""Several bodies or people that a plural means together (*both countries*, *the two firms*, *the ministers*)."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.schema import SubSpan
from onrecord.stages.commitment_rules.described import (
    MENTIONS_READ,
    NATIONS,
    countries,
    country_named,
    near_names,
)
from onrecord.stages.speaker_rules import bodies, groups
from onrecord.stages.speaker_rules.people import Participant
from onrecord.stages.speaker_rules.scene import Scene, kind_of

PAIRED = groups.COUNTRIES | groups.COMPANIES | groups.SIDES | {"leader", "president", "minister", "union"}
REACH = 8
"""Sentences back in which the members of a pair of countries stand."""


def members(scene: Scene, token: Token) -> list[Participant]:
    """Return whom *both countries*, *the two firms* or *the ministers* means, if their names stand before it."""
    noun = token.lemma_.lower()
    determiners = {t.lower_ for t in below(token) if t.i < token.i and t.tag_ in {"DT", "PDT", "CD"}}
    if token.tag_ != "NNS" or not determiners & {"the", "both", "two"} or _narrowed(token):
        return []
    counted = bool(determiners & {"two", "both"})
    if (counted or noun == "side") and noun in groups.COUNTRIES | groups.SIDES:
        found = _two_countries(scene, token.idx)
        if len(found) == 2:
            return found
    if counted and (noun in PAIRED or kind_of(token) in {"role", "source"}):
        start, end = grammar.noun_phrase(token, coordination=False)
        found = list(groups.counted(scene, SubSpan(start, end, scene.text[start:end]), token).participants)
        if len(found) == 2:
            return found
    if noun in bodies.OTHERS | bodies.AGENCIES:
        before = reversed(near_names(scene, token.idx))
        fitting = {m.entity_id: scene.people.of(m) for m in before if noun in m.head.lower_}
        if len(fitting) > 1:
            return list(fitting.values())
    return _joined(scene, token, counted=counted) if determiners <= {"the", "both", "two"} else []


def _narrowed(noun: Token) -> bool:
    """Whether more than a number and a place stand with a plural, so that it may mean others than those named."""
    return any(t.dep_.startswith(("nmod", "acl")) and t.tag_ != "NNP" for t in below(noun))


def _joined(scene: Scene, token: Token, *, counted: bool) -> list[Participant]:
    """Return the names that *and* joins just before a plural that can mean them, if no others are joined there."""
    kind = kind_of(token)
    noun = token.lemma_.lower()
    label = "GPE" if noun in NATIONS else "ORG" if kind == "organisation" else "PERSON" if kind == "role" else None
    found: dict[frozenset[str], list[Participant]] = {}
    for mention in near_names(scene, token.idx):
        if mention.label == label and not mention.filed:
            heads = sorted([mention.head, *grammar.conjuncts(mention.head)], key=lambda t: t.i)
            known = [p for t in heads if (p := scene.named(t)) is not None and p.label == label]
            if len(known) == len(heads) > 1 and (not counted or len(known) == 2):
                found.setdefault(frozenset(p.entity_id for p in known), known)
    return next(iter(found.values())) if len(found) == 1 else []


def _two_countries(scene: Scene, place: int) -> list[Participant]:
    """Return the only two countries named shortly before a place, in the order of the text."""
    here = scene.focus.sentence(place)
    near = [m for m in scene.people.before(place, 60) if here - scene.focus.sentence(m.start) <= REACH]
    for mentions in (near, scene.people.before(place, MENTIONS_READ)):
        ranked = Counter(countries(scene, mentions)).most_common(3)
        if len(ranked) == 2 or len(ranked) == 3 and ranked[1][1] > 2 * ranked[2][1]:
            wanted = [p for name, _ in ranked[:2] if (p := country_named(scene, name)) is not None]
            order = list(scene.people.participants)
            return sorted(wanted, key=lambda p: order.index(p.entity_id))
    return []
