"""Bodies, countries and people that a definite description means (*the agency*, *the far-right leader*)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from onrecord.grammar.labels import below
from onrecord.stages.commitment_rules.lexicon import offices
from onrecord.stages.speaker_rules import bodies
from onrecord.stages.speaker_rules.people import Mention, Participant
from onrecord.stages.speaker_rules.scene import Scene, kind_of
from onrecord.values.places import is_nation, place_of

GENERAL = frozenset(["organisation", "organization", "chain", "network", "club", "charity", "institution", "outlet"])
"""Nouns for a body that do not show in its name."""
ANY_ORGANISATION = bodies.COMPANIES | GENERAL
"""Nouns that say so little that with *the* alone they mean the organisation the text is about."""
STANDING_APART = frozenset(["government", "administration", "parliament", "police", "army", "court", "news"])
"""Bodies every country has, which a text need not have named before it speaks of them."""
NATIONS = frozenset(["country", "nation", "kingdom", "republic", "emirate"])
REGIONS = frozenset(["state", "province", "city", "territory", "county", "municipality"])
OTHER = frozenset(["other", "another", "new", "own", "next", "previous", "parent", "rival", "second", "third", "first"])
"""Words that tell one body from the one the text is about."""
LEADING = frozenset(["leader", "politician"])
"""What holders of many offices are called."""
CELEBRITIES = frozenset(
    ["politician", "lawmaker", "billionaire", "tycoon", "businessman", "magnate", "actor", "singer"]
)
UNNAMED = frozenset(
    "official source analyst expert researcher lawyer attorney witness victim reporter journalist".split()
)
"""People whom a text quotes or tells of without a name, beside others that have one."""
PANELS = frozenset(["panel", "committee", "commission", "board"])
NEAR = 2
"""Sentences back in which the bodies stand that *the departments* takes up."""
MENTIONS_READ = 100
"""Mentions before a place among which a bare noun can find the only participant it fits."""


def body(scene: Scene, token: Token, words: Sequence[str]) -> Participant | None:
    """Return the organisation or country that a definite noun means.

    Args:
        scene: The document.
        token: The noun.
        words: The words of its phrase, lower case.
    """
    noun = token.lemma_.lower()
    if token.tag_ != "NN" or not words or words[0] not in {"the", "this"} or set(words) & OTHER:
        return None
    bare = len(words) == 2 or words[1:-1] == ["same"]
    if noun == "panel" and bare:
        known = [scene.people.of(m) for m in scene.people.before(token.idx, 40)]
        return next((p for p in known if p.label == "ORG" and PANELS & set(p.name.lower().split())), None)
    if noun in NATIONS and bare:
        return _country(scene, token.idx)
    if noun in REGIONS and bare:
        before = scene.people.before(token.idx, MENTIONS_READ)
        return _foremost(scene, [m for m in before if m.label == "GPE" and not is_nation(scene.people.of(m).name)])
    if noun in ANY_ORGANISATION and (bare or _is_plain(token)):
        return organisation(scene, noun, token.idx)
    if noun in (bodies.AGENCIES | bodies.OTHERS) - STANDING_APART and bare:
        return organisation(scene, noun, token.idx)
    if kind_of(token) == "organisation" and noun not in STANDING_APART and bare:
        return _topic(scene, token.idx)
    return None


def _topic(scene: Scene, place: int) -> Participant | None:
    """Return the organisation a text is about, if it was named just before: for nouns that are in few names."""
    before = [m for m in scene.people.before(place, MENTIONS_READ) if m.label == "ORG"]
    known = _foremost(scene, before)
    if known is None or not bodies.can_be("company", known):
        return None
    return known if any(m.entity_id == known.entity_id for m in near_names(scene, place)) else None


def person(scene: Scene, token: Token, words: Sequence[str]) -> Participant | None:
    """Return the only person named just before a definite description of one (*the far-right leader*).

    Nobody who is said to hold another office; a noun alone must be an office (*the mayor*, not *the driver*).
    """
    noun = token.lemma_.lower()
    office = noun in offices() or noun in CELEBRITIES
    described = len(words) > 2 and kind_of(token) == "role" and noun not in UNNAMED
    if not words or words[0] != "the" or set(words) & OTHER or not (office or described) or "spokes" in noun:
        return None
    here = scene.focus.sentence(token.idx)
    near = [m for m in near_names(scene, token.idx) if here - scene.focus.sentence(m.start) < NEAR]
    people = {m.entity_id: scene.people.of(m) for m in near if m.label == "PERSON"}
    if len(people) != 1:
        return None
    known = next(iter(people.values()))
    held = {word for role in known.roles for word in role.casefold().split()} & set(offices())
    return known if noun in held or noun in LEADING and held or not held or not office else None


def organisation(scene: Scene, noun: str, place: int) -> Participant | None:
    """Return the organisation in focus before a place that a noun can mean."""
    near = scene.focus.body(place, [], lambda known: can_be(noun, known))
    if near is not None:
        return near
    earlier = scene.people.before(place, MENTIONS_READ)
    return _foremost(scene, [m for m in earlier if can_be(noun, scene.people.of(m))])


def _foremost(scene: Scene, mentions: Iterable[Mention]) -> Participant | None:
    """Return the only participant of some mentions, or the one named at least twice as often as any other."""
    ranked = Counter(m.entity_id for m in mentions).most_common(2)
    if not ranked or len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]:
        return None
    return scene.people.participants[ranked[0][0]]


def can_be(noun: str, known: Participant) -> bool:
    """Whether a noun can mean a body: by its name, or for nouns that are in no name as any company can be meant."""
    return bodies.can_be(noun, known) or noun in GENERAL and bodies.can_be("company", known)


def near_names(scene: Scene, place: int) -> list[Mention]:
    """Return the names shortly before a place, the nearest first."""
    here = scene.focus.sentence(place)
    return [m for m in scene.people.before(place, 20) if here - scene.focus.sentence(m.start) <= NEAR]


def _is_plain(noun: Token) -> bool:
    """Whether nothing in a phrase names or narrows down (*the luxury airline*, not *the airline of Peru*)."""
    after = (t for t in below(noun) if t.i > noun.i and t.tag_ != "VBN")
    return not any(t.dep_.startswith(("nmod", "acl", "appos")) for t in after)


def countries(scene: Scene, mentions: Iterable[Mention]) -> list[str]:
    """Return the countries that mentions name, of peoples that of each, once for every mention."""
    found = []
    for mention in mentions:
        known = scene.people.of(mention)
        if known.label in {"GPE", "NORP"} and not mention.filed:
            place = place_of(known.name) or known.name
            if is_nation(place):
                found.append(place)
    return found


def country_named(scene: Scene, country: str) -> Participant | None:
    """Return the participant that is a country."""
    known = scene.people.participants.values()
    return next((p for p in known if p.label == "GPE" and country in {place_of(p.name), p.name}), None)


def _country(scene: Scene, place: int) -> Participant | None:
    """Return the country a text is about: the only one named before, or by far the one named most."""
    ranked = Counter(countries(scene, scene.people.before(place, MENTIONS_READ))).most_common(2)
    if not ranked or len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]:
        return None
    return country_named(scene, ranked[0][0])
