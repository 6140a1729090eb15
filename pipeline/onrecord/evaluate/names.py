"""When two canonical names are the same: case, titles, and a surname for the full name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from onrecord.lexicons import load

# Words inside the names of institutions and places. One of them behind the first word of a name says that its
# last word is no surname: "Kenya" is not the Central Bank of Kenya.
_INSTITUTION = frozenset("of the and for in on at to".split())
_PARTICLES = frozenset("de del della der den di da dos du la le van von al el bin ibn ben abu af zu y e".split())
_GENERATION = frozenset("jr sr ii iii iv".split())
PERSON, OTHER = "PERSON", "OTHER"
Same = Callable[[str, str], bool]


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Return a name for comparison: NFC, one case, one kind of apostrophe and hyphen, no article or full stops."""
    plain = unicodedata.normalize("NFC", name).casefold()
    plain = re.sub("[‘’ʼ`]", "'", re.sub("[‐‑]", "-", plain)).replace(".", "")
    words = plain.replace(",", " ").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def _titles() -> frozenset[str]:
    return frozenset(key(row["title"]) for row in load("titles"))


@cache
def _longest_title() -> int:
    return max(len(title.split()) for title in _titles())


@lru_cache(maxsize=65536)
def personal(name: str) -> tuple[str, ...]:
    """Return the words of a person's name without titles before it and *Jr* behind it; never none of them."""
    words = key(name).split()
    at = 0
    while True:
        most = min(_longest_title(), len(words) - at - 1)
        size = next((n for n in range(most, 0, -1) if " ".join(words[at : at + n]) in _titles()), 0)
        if not size:
            break
        at += size
    words = words[at:]
    if len(words) > 1 and words[-1] in _GENERATION:
        words.pop()
    return tuple(words)


@lru_cache(maxsize=65536)
def institutional(name: str) -> bool:
    """Whether a name has an *of* or *for* in it, so that its last word is no surname."""
    return any(word in _INSTITUTION for word in name.casefold().split()[1:])


@lru_cache(maxsize=65536)
def capitalised(name: str) -> bool:
    """Whether all words of a name begin with a capital, but for the particles of surnames."""
    return all(word[:1].isupper() or word.casefold() in _PARTICLES for word in name.split())


def same_name(one: str, other: str, person: bool | None = None) -> bool:
    """Whether two canonical names are the same.

    They are if they are spelt alike but for case, full stops, the kind of apostrophe and a leading *the*. The
    names of persons are the same also without titles (*President Levy*, *Levy*), and if the shorter ends the
    longer: a surname, of one word or more, is equal to the full name.

    Args:
        one: A name.
        other: Another.
        person: Whether they are known to name persons; None if only the spelling can tell.
    """
    if key(one) == key(other):
        return True
    if person is False or institutional(one) or institutional(other):
        return False
    if person is None and not (capitalised(one) and capitalised(other)):
        return False
    short, full = sorted((personal(one), personal(other)), key=len)
    return bool(short) and full[len(full) - len(short) :] == short


def comparer(labels: Mapping[str, str]) -> Same:
    """Return :func:`same_name` for one document, knowing which of its names are persons'.

    Args:
        labels: ``PERSON`` or ``OTHER`` by the :func:`key` of a name.
    """

    def same(one: str, other: str) -> bool:
        if one == other:
            return True
        known = labels.get(key(one)) or labels.get(key(other))
        return same_name(one, other, None if known is None else known == PERSON)

    return same


def common(one: Iterable[str], other: Iterable[str], same: Same) -> int:
    """Return how many names of two sets are the same, one to one; equal spellings are paired first."""
    left = _distinct(one)
    right = _distinct(other)
    found = 0
    for test in (lambda a, b: key(a) == key(b), same):
        rest = []
        for name in left:
            partner = next((candidate for candidate in right if test(name, candidate)), None)
            if partner is None:
                rest.append(name)
            else:
                right.remove(partner)
                found += 1
        left = rest
    return found


def _distinct(names: Iterable[str]) -> list[str]:
    return list({key(name): name for name in names}.values())


def distinct(names: Iterable[str]) -> int:
    """Return how many different names a list holds."""
    return len({key(name) for name in names})
