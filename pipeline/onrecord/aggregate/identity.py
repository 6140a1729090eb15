"""When two canonical names of different documents are names of one participant.

Names alone decide, so a rule must hold whoever bears the name. A name of one word names no person: *Levy* in one
article and *Ana Levy* in another may be two people. Nor does an initial for a given name, or two surnames without one.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.lexicons import load
from onrecord.values import names, organisations, places

Class = str
PERSON, PLACE = "person", "place"
_REIGNING = frozenset({"emperor", "empress", "king", "patriarch", "pope", "queen"})
_MINOR = frozenset({"of", "the", "for"})
NOTHING, SOMETHING, MUCH = 0.0, 0.75, 1.5
"""How much two articles must have in common (:mod:`onrecord.aggregate.context`), chosen on a thousand articles of the
press of fifty countries: at 0.75 all short forms that some article explains were joined rightly."""
_WHOLE = re.compile(
    r"agency|airport|club|college|foundation|institute|lines|museum|news|newspaper|party|university|union"
)
_PART = re.compile(
    r"(?:sub)?committee|board|branch|bureau|centre|center|chapter|commission|council|department|division|office|panel"
    r"|secretariat|section|service|unit|wing"
)
_CLASSES = {"PERSON": PERSON, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE, "ORG": "org", "NORP": "people"}


class Form(NamedTuple):
    """A name under which a participant appears: what names are joined by.

    Attributes:
        name: As the documents have it.
        kind: What it names: ``person``, ``place``, ``org``, ``people`` or another label in lower case.
    """

    name: str
    kind: Class


def form(name: str, label: str) -> Form:
    """Return the form of a canonical name with its label."""
    return Form(name, _CLASSES.get(label, label.lower()))


@lru_cache(maxsize=65536)
def key(form: Form) -> str:
    """Return what all spellings of one name share: no titles, accents, corporate endings; aliases of places read."""
    if form.kind == PERSON:
        generation = names.generation(form.name)
        return " ".join((*names.person_tokens(form.name), *([generation] if generation else ())))
    if form.kind == PLACE:
        return places.place_key(form.name)
    if form.kind == "people":
        return places.people_key(form.name)
    if places.is_country(form.name):
        return places.place_key(form.name)
    found = organisations.organisation_key(form.name)
    return _world_bodies().get(found.replace(" ", ""), found) if form.name.isupper() else found


def words(form: Form) -> str:
    """Return the words of a key in alphabetical order: a body may be named in two ways (*City Council of Lisvik*)."""
    found = key(form).split()
    return " ".join(sorted(word for word in found if word not in _MINOR) if form.kind == "org" else found)


@lru_cache(maxsize=65536)
def tells(form: Form) -> bool:
    """Whether a name is enough to know its bearer in another document."""
    if form.kind == PLACE and places.is_known_place(form.name):
        return True
    if form.kind != PERSON:
        found = key(form)
        # Every country has a ministry of this and that: whose it is stands before that, or after a second *of*.
        ministry = _MINISTRY.fullmatch(found) if form.kind == "org" else None
        whose = found if ministry is None else f"{ministry['before']} {ministry['after'] or ''}"
        return any(word not in _common() for word in re.findall(r"\w+", whose))
    given = names.split_titles(form.name)
    tokens = names.person_tokens(form.name)
    # A pope or a queen has one name, which stays with the title; of princes and sheikhs there are many of one.
    reigns = given.stays and given.titles[-1].casefold() in _REIGNING
    return reigns or len([token for token in tokens if len(token) > 1]) > 1


@cache
def _world_bodies() -> dict[str, str]:
    """Return the names of bodies that are known by their initials all over the world."""
    return {row["initials"].casefold(): organisations.organisation_key(row["name"]) for row in load("world_bodies")}


@cache
def _common() -> frozenset[str]:
    """Return words that names of bodies are made of everywhere, those between them included."""
    return frozenset({"and", "in", "on", "s"} | _MINOR | {row["word"] for row in load("common_name_words")})


def same_person(short: Form, full: Form) -> bool:
    """Whether a person's name is a shorter form of another: the same given name and surname, fewer names between.

    A surname may be spelt as another transliteration has it (*Zelensky*, *Zelenskyy*).
    """
    if names.generation(short.name) != names.generation(full.name) or not (tells(short) and tells(full)):
        return False
    one, other = names.person_tokens(short.name), names.person_tokens(full.name)
    if len(one) > len(other) or one[0] != other[0] or len(one[0]) == 1:
        return False
    if names.sounding(one[-1]) != names.sounding(other[-1]):
        return False
    rest = iter(other[1:-1])
    return all(any(_fits(word, candidate) for candidate in rest) for word in one[1:-1])


def _fits(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def block(form: Form) -> str:
    """Return what two forms of one person's name have in common: given name and the sound of the surname."""
    tokens = names.person_tokens(form.name)
    return f"{tokens[0]} {names.sounding(tokens[-1])}"


def least_for_initials(short: str, full: str) -> float | None:
    """Return how much in common an article that has an acronym must have with those on a name it can stand for.

    None if it cannot. Three letters are the initials of much (*BNP*, *NCP*), two of too much; four seldom mislead.
    """
    letters = len(re.sub(r"[\s.]", "", short))
    if letters < 3 or not organisations.is_acronym(short, full):
        return None
    return MUCH if letters == 3 else NOTHING


def least_for_short_form(alias: str, full: str) -> float | None:
    """Return how much in common an article must have with others that use a short form of a name, to mean the same.

    None if it is no short form to go by: what the recogniser of a document took for one participant is no proof. A
    common noun (*the Commission*), the country of a name (*American* Airlines) or the body whose part it is (the
    *Senate* Finance Committee) says nothing about other documents. What is left out of *Norvik Lines* or *Stanford
    University* says what they are; what is left out of another name may tell it from its owner (*Google* Cloud).
    """
    letters = len(re.sub(r"[\s.]", "", alias))
    if organisations.is_acronym(alias, full):
        return None if letters < 3 else SOMETHING if letters == 3 else NOTHING
    if organisations.is_blend(alias, full):
        return NOTHING
    short = organisations.organisation_key(alias).split()
    long = organisations.organisation_key(full).split()
    if not 0 < len(short) < len(long) or long[: len(short)] != short:
        return None
    if places.place_of(" ".join(short)) or any(map(places.is_body, short)) or _DIRECTION.fullmatch(short[0]):
        return None
    if _PART.fullmatch(long[-1]):
        return None
    return NOTHING if organisations.is_corporate(full) or _WHOLE.fullmatch(long[-1]) else SOMETHING


_MINISTRY = re.compile(r"(?P<before>.*?)\bministr(?:y|ies)(?: (?:of|for) .*?(?: of (?P<after>.*))?)?")
_DIRECTION = re.compile(
    r"north|south|east|west|central|new|great|royal|national|international|united|first|general|state"
)


def slug(form: Form) -> str:
    """Return a name for an id: its key in lower case with hyphens; letters of any script stay."""
    return re.sub(r"[^\w]+", "-", names.plain(key(form))).strip("-") or "-"
