"""What a text calls its participants besides their names, and what such a description says."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc

from onrecord.stages import store
from onrecord.stages.participants.descriptions import Descriptions
from onrecord.stages.participants.group import Group
from onrecord.values.names import title
from onrecord.values.places import place_of

MOST_WORDS = 14
MOST_OFFICE = 80
"""Code points before a name in which its title is looked for."""
_DETERMINER = re.compile(r"(?:the|a|an|this|that|its|his|her|their|our|my)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*\.?(?:['’]s\b)?")
_DANGLING = re.compile(r"(?:^|\s)(?:the|a|an|of|and|by|to|in)$|^[\W\d]|[(]$", re.IGNORECASE)
_SPELLED_OUT = {
    "pm": "prime minister",
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "gen": "general",
    "prof": "professor",
    "vp": "vice president",
    "ceo": "chief executive",
    "premier": "prime minister",
}
_APART = frozenset(["former", "ex", "deputy", "vice", "acting", "assistant", "prime", "interim", "late", "outgoing"])
_EMPTY = frozenset(["the", "a", "an", "of", "for", "and", "in", "at", "its", "his", "her", "their", "new", "current"])
# "The President of the Republic Pedro Alva": parses tie the name to the wrong word of such a long title.
_OFFICE_BEFORE = re.compile(r"\b((?:[^\W\d_]+ ){0,2}[^\W\d_]+) (?:of|for) (?:the )?(?:[^\W\d_a-z][\w-]* ){1,4}$")
_AFTER_HEAD = re.compile(r"\s(?:of|for|at|in|from|on|with|to|based|who|which|that|and|or)\s|,|\s[–—-]\s")


class Description(NamedTuple):
    """A description taken apart.

    Attributes:
        head: Its head noun, in the singular as written, lower case.
        kind: Words before the head that make it another office (*prime*, *former*, *deputy*).
        modifiers: All its other words, places and peoples as the place they mean (*Russian* → *russia*).
    """

    head: str
    kind: frozenset[str]
    modifiers: frozenset[str]


def roles(doc: Doc, found: Group, described: Descriptions) -> list[tuple[int, str]]:
    """Return the descriptions a text gives of a participant with its name: (where, what), in text order."""
    given: dict[str, int] = {}
    names = {mention.text.casefold() for mention in found.mentions}
    for mention in found.mentions:
        for before in mention.titles:
            given.setdefault(before, mention.start)
        office = _office_before(doc, mention.start) if mention.label == "PERSON" else None
        if office is not None:
            given.setdefault(office, mention.start)
        for start, end in described.of(mention):
            text = " ".join(store.text_between(doc, start, end).split())
            text = _DETERMINER.sub("", text, count=1) if _DETERMINER.match(text) else text
            if 0 < len(text.split()) <= MOST_WORDS and not _DANGLING.search(text) and text.casefold() not in names:
                given.setdefault(text, mention.start)
    return sorted((at, text) for text, at in given.items())


def _office_before(doc: Doc, start: int) -> str | None:
    """Return a long title with its body that ends where a name begins."""
    before = store.text_between(doc, max(0, start - MOST_OFFICE), start)
    found = _OFFICE_BEFORE.search(before) if " of " in before or " for " in before else None
    if found is None:
        return None
    words = found.group(1).split()
    first = next((i for i in range(len(words)) if title(" ".join(words[i:])) is not None), None)
    return " ".join(before[found.start(1) :].split()[first:]) if first is not None else None


@lru_cache(maxsize=8192)
def describe(text: str) -> Description | None:
    """Take a description apart; None where it has no words."""
    text = _DETERMINER.sub("", text.strip(), count=1) if _DETERMINER.match(text.strip()) else text.strip()
    core = _AFTER_HEAD.split(text.replace("-", " "), maxsplit=1)[0]
    words = _terms(core)
    if not words:
        return None
    head = words[-1]
    rest = [*words[:-1], *_terms(text.replace("-", " ")[len(core) :])]
    return Description(
        head,
        frozenset(word for word in words[:-1] if word in _APART),
        frozenset(word for word in rest if word not in _APART and word not in _EMPTY),
    )


def _terms(text: str) -> list[str]:
    """Return the words of a text in lower case, short offices spelled out, places and peoples as places."""
    words = [re.sub(r"['’]s$", "", word) for word in _WORD.findall(text)]
    found: list[str] = []
    at = 0
    while at < len(words):
        for size in (3, 2, 1):
            piece = " ".join(words[at : at + size])
            place = place_of(piece) if piece[:1].isupper() and at + size <= len(words) else None
            if place is not None:
                found.append(place.casefold())
                at += size
                break
        else:
            word = words[at].casefold().rstrip(".")
            found.extend(_SPELLED_OUT.get(word, word).split())
            at += 1
    return found
