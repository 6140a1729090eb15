"""Which named mentions of a document name the same participant.

Two names become one only where the text makes it certain: the same words, an acronym of one name or defined
in brackets, a shorter form that comes after the only name it can belong to. Everything else stays apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from onrecord.stages.participants.group import Group
from onrecord.stages.participants.mentions import Mention
from onrecord.stages.participants.persons import persons
from onrecord.values import organisations, places

SHORTENED = frozenset({"ORG", "FAC", "EVENT", "LAW", "WORK"})
_OPEN_BRACKET = re.compile(r"\s*\(\s*(?:the )?[“\"'‘]?$")
_WINDOW = 12
KINDS = frozenset({"agency", "party"})
"""Nouns that say only what kind of body a name of one word is (*EFE Agency*)."""


def group(mentions: Sequence[Mention], text: str) -> list[Group]:
    """Return the participants named in a document in order of first mention."""
    groups = _by_key(m for m in mentions if m.label != "PERSON")
    groups = _joined(groups, _definitions(groups, text))
    groups = _joined(groups, _acronyms(groups))
    groups = _joined(groups, _short_forms(groups, text))
    return sorted((*groups, *persons([m for m in mentions if m.label == "PERSON"])), key=lambda g: g.first)


def _key(mention: Mention) -> tuple[str, str]:
    """Return what all mentions of one participant share, acronyms and short forms aside."""
    if mention.label in {"GPE", "LOC"}:
        return "place", places.place_key(mention.text)
    if mention.label == "NORP":
        return "people", places.people_key(mention.text)
    return mention.label, organisations.organisation_key(mention.text)


def _by_key(mentions: Iterable[Mention]) -> list[Group]:
    groups: dict[tuple[str, str], Group] = {}
    for mention in mentions:
        groups.setdefault(_key(mention), Group(mention.label)).mentions.append(mention)
    for found in groups.values():
        found.label = Counter(m.label for m in found.mentions).most_common(1)[0][0]
    return list(groups.values())


def _joined(groups: list[Group], home: Callable[[Group], Group | None]) -> list[Group]:
    """Add the mentions of each group that has a home to it, and return the groups that are left."""
    parent = {id(g): g for g in groups}

    def root(g: Group) -> Group:
        while parent[id(g)] is not g:
            g = parent[id(g)]
        return g

    for g in groups:
        other = home(g)
        if other is not None and root(other) is not root(g):
            parent[id(root(g))] = root(other)
    for g in groups:
        if root(g) is not g:
            root(g).mentions.extend(g.mentions)
    left = [g for g in groups if root(g) is g]
    for g in left:
        g.mentions.sort(key=lambda m: m.start)
    return left


def _definitions(groups: Sequence[Group], text: str) -> Callable[[Group], Group | None]:
    """Return a look-up from a short form to the name it stands beside in brackets, in either order."""
    at_end = {m.end: (g, m) for g in groups for m in g.mentions}
    homes: dict[int, Group] = {}
    for g in groups:
        for mention in g.mentions:
            bracket = _OPEN_BRACKET.search(text, max(0, mention.start - _WINDOW), mention.start)
            if bracket is None or bracket.start() not in at_end:
                continue
            other, name = at_end[bracket.start()]
            if organisations.is_abbreviation(mention.text, name.text):
                homes[id(g)] = other
            elif organisations.is_abbreviation(name.text, mention.text):
                homes[id(other)] = g
            elif _is_introduced(g, mention) and other.label == g.label:
                homes[id(g)] = other
    return lambda g: homes.get(id(g))


def _is_introduced(g: Group, mention: Mention) -> bool:
    """Whether a word in brackets is introduced there: it stands there first and alone afterwards."""
    return g.label == "ORG" and len(g.mentions) > 1 and g.mentions[0] is mention and mention.text.isalpha()


def _acronyms(groups: Sequence[Group]) -> Callable[[Group], Group | None]:
    """Return a look-up from an acronym or a blend (*Legco*) to the only name with these initials or beginnings."""
    by_initials: defaultdict[str, list[Group]] = defaultdict(list)
    by_beginning: defaultdict[str, list[Group]] = defaultdict(list)
    for g in groups:
        if g.label != "NORP":
            forms = {m.text for m in g.mentions if " " in m.text}
            for acronym in {a for form in forms for a in organisations.initials(form)}:
                by_initials[acronym].append(g)
            for beginning in {form[:2].casefold() for form in forms}:
                by_beginning[beginning].append(g)

    def home(g: Group) -> Group | None:
        if g.label == "ORG" and g.name.isalpha() and not g.name.isupper():
            blended = [
                other
                for other in by_beginning[g.name[:2].casefold()]
                if other.label == "ORG" and any(organisations.is_blend(g.name, m.text) for m in other.mentions)
            ]
            return blended[0] if len(blended) == 1 else None
        short = re.sub(r"[\s.]", "", g.name)
        fitting = [other for other in by_initials[short.casefold()] if other is not g]
        if len(fitting) != 1 or not any(organisations.is_acronym(short, m.text) for m in fitting[0].mentions):
            return None
        return fitting[0]

    return home


def _short_forms(groups: Sequence[Group], text: str) -> Callable[[Group], Group | None]:
    """Return a look-up from a shorter form to the only name before it that begins or ends with its words.

    One word at the end counts only after *the* (*the Commission*); one at the beginning not if it names
    somebody else (*China* before *China Mobile*, *NATO* before *NATO Parliament*). The longer form may come
    later where it only adds whose it is (*Electoral Commission of Uganda*).
    """
    words = {id(g): organisations.organisation_key(g.name).split() for g in groups}
    holding: defaultdict[tuple[str, str], list[Group]] = defaultdict(list)
    for g in groups:
        for word in {words[id(g)][0], _first_half(words[id(g)][0]), words[id(g)][-1]} if words[id(g)] else ():
            holding[g.label, word].append(g)

    def home(g: Group) -> Group | None:
        short = words[id(g)]
        if g.label not in SHORTENED or not short:
            return None
        fitting = {
            id(other): other
            for word in (short[0], short[-1])
            for other in holding[g.label, word]
            if _is_short_form(g, short, other, words[id(other)], text)
        }
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    return home


def _is_distinctive(word: str, full: str) -> bool:
    """Whether one word can stand for a body's whole name: no place or common noun, an acronym only for a company."""
    if len(word) < 3 or (word.isupper() and not organisations.is_incorporated(full)):
        return False
    return places.place_of(word) is None and not places.is_body(word)


def _first_half(word: str) -> str:
    return word.partition("-")[0]


def _is_short_form(g: Group, short: list[str], other: Group, full: list[str], text: str) -> bool:
    after = other.first < g.first
    if short == [_first_half(full[0])] != full[:1]:
        return after and _is_distinctive(g.mentions[0].text, other.name)  # "Aldmer-Roth Corp.", "Aldmer"
    if len(short) >= len(full):
        return False
    if short == full[: len(short)]:
        if len(short) == 1:
            kind_only = len(full) == 2 and full[1] in KINDS
            return (after or kind_only) and (kind_only or _is_distinctive(g.mentions[0].text, other.name))
        return " ".join(short) not in organisations.EXPANDED.values() and (after or full[len(short)] in {"of", "for"})
    if short == full[1:] and places.is_people(full[0].title()) and g.label == "ORG":
        return True  # "Norwegian Acme", "Acme"
    if not after or short != full[-len(short) :]:
        return False
    return len(short) > 1 or all(text[max(0, m.start - 4) : m.start].lower() == "the " for m in g.mentions)
