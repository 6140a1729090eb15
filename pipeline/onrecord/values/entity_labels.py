"""Labels for names that a recogniser only knows as miscellaneous."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, get_args

from onrecord.lexicons import load

MiscLabel = Literal["EVENT", "WORK", "LAW", "NORP", "PRODUCT"]
NamedLabel = Literal["EVENT", "WORK", "LAW", "NORP", "PRODUCT", "FAC"]

_NOT_A_NAME = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|covid.*|coronavirus|sars.*|omicron.*|ebola|monkeypox|polio|malaria|tuberculosis"
    r"|aids|hiv|[^a-z]*\d[\d\s/.,:-]*",
    re.IGNORECASE,
)
_LAW_CONVENTION = re.compile(
    r"\bconvention (?:on|against|for|relating)\b|\b(?:geneva|vienna|hague|istanbul) conv", re.IGNORECASE
)
_SUMMIT_NUMBER = re.compile(r"cop\s?-?\s?\d{1,2}", re.IGNORECASE)
_MODEL = re.compile(r"[A-Z]{1,4}\s?-\s?\d{1,4}[A-Z]{0,2}s?(?: [A-Z]\w+)?(?: [IVX]+)?")
_SMALL = frozenset(["of", "for", "on", "in", "and", "to", "the", "a", "an", "against", "with", "by", "at"])


@cache
def _labels(position: str) -> dict[str, MiscLabel]:
    """Return the label each word gives to a name it ends, or to the name it is alone."""
    known: dict[str, MiscLabel] = {label: label for label in get_args(MiscLabel)}
    rows = load("name_heads")
    return {r["word"]: known[r["label"]] for r in rows if r["place"] == position and r["label"] in known}


@cache
def _sure() -> frozenset[str]:
    return frozenset(row["word"] for row in load("name_heads") if row["sure"] == "yes")


def no_organisation(name: str) -> NamedLabel | None:
    """Return the label of a name of several words whose head noun cannot be an organisation's, else None.

    Recognisers call treaties, cups and airports organisations; the head noun decides (*Davis Cup*, *Lagos
    Treaty*).
    """
    words = re.findall(r"[\w’'-]+", name.casefold())
    if len(words) < 2 or not name[:1].isupper():
        return None
    head = _head(words)
    if head not in _sure():
        return None
    label = _labels("last").get(head)
    return label if label is not None else "FAC"


def misc_label(name: str, *, quoted: bool = False) -> MiscLabel | None:
    """Return the label of a miscellaneous name, or None where it names no participant, event, work or law.

    Args:
        name: The name as written, without quote marks.
        quoted: Whether it stands in quote marks, as titles of works do.
    """
    name = " ".join(name.split()).strip(" ,.;:()[]“”\"'")
    words = re.findall(r"[\w’'-]+", name.casefold())
    if not words or _NOT_A_NAME.fullmatch(name) or name == name.casefold():
        return None
    if _SUMMIT_NUMBER.fullmatch(name) or words[0] == "operation":
        return "EVENT"
    if _LAW_CONVENTION.search(name):
        return "LAW"
    head = _head(words)
    if len(words) == 1 and not quoted:
        return _labels("alone").get(head) or ("PRODUCT" if _MODEL.fullmatch(name) else None)
    label = _labels("last").get(head)
    if label is not None:
        return label
    if "war" in words[:-1] and re.fullmatch(r"[ivx\d]+", words[-1]):
        return "EVENT"
    if quoted or (len(words) > 2 and words[0] == "the" and name[0].isupper()):
        return "WORK"
    return "PRODUCT" if _MODEL.fullmatch(name) else None


def _head(words: list[str]) -> str:
    """Return the head noun: the word before the first preposition, years and numbers at the end left out."""
    for index, word in enumerate(words[1:], start=1):
        if word in _SMALL and word not in {"and", "the", "a", "an"}:
            words = words[:index]
            break
    while len(words) > 1 and re.fullmatch(r"\d+|[ivx]+", words[-1]):
        words = words[:-1]
    return words[-1]
