"""Names of places: geopolitical or not, what an adjective or alias means, when two names are one place."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from onrecord.lexicons import load

DIRECTIONS = re.compile(
    r"(?:(?:north|south|mid|central|east|west)(?:-?(?:east|west))?(?:ern)?|inner|outer|upper|lower|greater|coastal)"
)
_FORMAL = re.compile(
    r"^(?:islamic |people's |federal |democratic )?(?:republic|kingdom|state|commonwealth) of (?:the )?"
)
_SPACED_INITIALS = re.compile(r"(?:[a-z] ){1,3}[a-z]")
_AMBIGUOUS_POLITIES = frozenset({"korea", "congo", "china", "ireland", "georgia"})


@lru_cache(maxsize=8192)
def normalise(name: str) -> str:
    """Return a name for comparison: lower case, no article, no full stops, straight marks, single spaces."""
    name = name.casefold().replace("’", "'").replace(".", "")
    name = re.sub(r"\s*-\s*", "-", " ".join(name.split()))
    if _SPACED_INITIALS.fullmatch(name):
        name = name.replace(" ", "")
    return name.removeprefix("the ")


@cache
def _gazetteer() -> dict[str, dict[str, str]]:
    return {normalise(row["name"]): row for row in load("gazetteer")}


@cache
def _heads(label: str, position: str) -> frozenset[str]:
    rows = load("name_heads")
    return frozenset(row["word"] for row in rows if row["label"] == label and row["place"] == position)


@cache
def _leading_heads() -> frozenset[str]:
    return frozenset(row["word"] for row in load("name_heads") if row["place"] != "alone")


@cache
def _demonyms() -> dict[str, tuple[str, str]]:
    """Map each adjective and people's name to (place, singular form)."""
    found: dict[str, tuple[str, str]] = {}
    for row in load("demonyms"):
        for form in (row["demonym"], row["plural"]):
            found.setdefault(normalise(form), (row["place"], row["demonym"]))
    return found


@lru_cache(maxsize=8192)
def place_label(name: str) -> Literal["GPE", "LOC"] | None:
    """Return whether a place name is geopolitical (GPE) or not (LOC); None if the name does not tell.

    Known names come first (Cape Town is a city), then the head noun (Hudson Bay, Gulf of Aqaba, Moyale
    District), then a direction before a known name (southern Namibia).
    """
    key = normalise(name)
    known = _gazetteer().get(key)
    if known is not None:
        return "GPE" if known["label"] == "GPE" else "LOC"
    words = re.split(r"[\s-]+", key)
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    if len(words) > 1:
        if head in _heads("LOC", "last") or words[0] in _heads("LOC", "first"):
            return "LOC"
        if head in _heads("GPE", "last") or words[0] in _heads("GPE", "first"):
            return "GPE"
        if DIRECTIONS.fullmatch(words[0]) and place_label(" ".join(words[1:])) is not None:
            return "LOC"
    return None


def keeps_article(name: str) -> bool:
    """Whether the article is part of a place name (The Hague)."""
    known = _gazetteer().get(normalise(name))
    return known is not None and known["name"].startswith("The ")


def is_facility(name: str) -> bool:
    """Whether a name of several words ends in a noun for a building or structure (Mongla Port)."""
    words = normalise(name).split()
    return len(words) > 1 and (words[-1] in _heads("FAC", "last") or words[:2] == ["port", "of"])


def is_organisation(name: str) -> bool:
    """Whether a name of several words has the head noun of an organisation (Union of Architects)."""
    words = normalise(name).split()
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    return len(words) > 1 and head in _heads("ORG", "last")


def takes_of(word: str) -> bool:
    """Whether a noun begins names with *of* (Gulf, University, Republic, Ministry)."""
    return word.casefold() in _leading_heads()


def is_known_place(name: str) -> bool:
    """Whether the gazetteer has a name."""
    return normalise(name) in _gazetteer()


def is_country(name: str) -> bool:
    """Whether a name is that of a country or state, in any of its forms (Republic of Peru, UAE)."""
    known = _gazetteer().get(place_key(name))
    return known is not None and known["kind"] in {"country", "state"}


def is_nation(name: str) -> bool:
    """Whether a name is that of a sovereign country, in any of its forms."""
    known = _gazetteer().get(place_key(name))
    return known is not None and known["kind"] == "country"


def is_body(word: str) -> bool:
    """Whether a word is the common noun for some kind of organisation (commission, bank)."""
    return word.casefold() in _heads("ORG", "last")


def place_of(word: str) -> str | None:
    """Return the place an adjective, people's name, alias or place name stands for (*Russian*, *U.S.*)."""
    key = normalise(word)
    demonym = _demonyms().get(key)
    if demonym is not None:
        return None if demonym[0] == "-" else demonym[0]
    known = _gazetteer().get(key)
    if known is None:
        return None
    return known["of"] if known["kind"] == "alias" else known["name"]


def place_key(name: str) -> str:
    """Return what two names of one place share (U.S. and United States, Republic of Peru and Peru)."""
    key = normalise(name)
    known = _gazetteer().get(key)
    if known is not None:
        return normalise(known["of"] if known["kind"] == "alias" else known["name"])
    bare = _FORMAL.sub("", key)
    return key if bare in _AMBIGUOUS_POLITIES else place_key(bare) if bare != key else key


def is_people(name: str) -> bool:
    """Whether a name is one for the people of a place or the members of a faith or party."""
    return normalise(name) in _demonyms()


def people_key(name: str) -> str:
    """Return what the forms of one people's name share (Indian and Indians)."""
    key = normalise(name)
    demonym = _demonyms().get(key)
    if demonym is not None:
        return normalise(demonym[1])
    return key[:-1] if len(key) > 4 and key.endswith("s") and not key.endswith("ss") else key
