"""Names of people as strings: titles, given names, generations, what makes two names one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from onrecord.lexicons import load

Gender = Literal["m", "f"]
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "mp", "mep", "qc", "kc"})


class Titled(NamedTuple):
    """A personal name with the titles before it split off.

    Attributes:
        titles: Titles as written, first to last.
        offset: Where the name begins in the string.
        gender: What the titles tell.
        stays: Whether the last title belongs to a name of one word (*Pope Francis*).
    """

    titles: tuple[str, ...]
    offset: int
    gender: Gender | None
    stays: bool


@cache
def _titles() -> dict[str, dict[str, str]]:
    return {row["title"].casefold().rstrip("."): row for row in load("titles")}


@cache
def _longest_title() -> int:
    return max(len(title.split()) for title in _titles())


@lru_cache(maxsize=8192)
def title(words: str) -> dict[str, str] | None:
    """Return the row of ``titles.tsv`` for a title, or None; short words in capitals are initials (*MS*)."""
    row = _titles().get(" ".join(words.casefold().split()).rstrip("."))
    if row is not None and len(words) < 4 and words.isupper() and not row["title"].isupper():
        return None
    return row


@lru_cache(maxsize=8192)
def split_titles(text: str) -> Titled:
    """Split the titles off the front of a name: *Mr. Judge Ana Levy* → Mr., Judge and the offset of *Ana*."""
    found: list[str] = []
    offset = 0
    gender: Gender | None = None
    stays = False
    while True:
        words = list(re.finditer(r"\S+", text[offset:]))
        for size in range(min(_longest_title(), len(words)), 0, -1):
            end = offset + words[size - 1].end()
            row = title(text[offset + words[0].start() : end])
            if row is not None and text[offset + words[0].start()].isupper():
                break
        else:
            return Titled(tuple(found), offset, gender, stays)
        found.append(text[offset + words[0].start() : end])
        if row["gender"] in {"m", "f"}:
            gender = "m" if row["gender"] == "m" else "f"
        stays = row["in_name"] == "mononym"
        offset = end + len(text[end:]) - len(text[end:].lstrip())


@cache
def _given_names() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in load("given_names")}


def given_gender(name: str) -> Gender | None:
    """Return the gender that the given name of a name in full shows."""
    given, _, rest = name.partition(" ")
    gender = _given_names().get(given) if rest else None
    return None if gender not in {"m", "f"} else "m" if gender == "m" else "f"


def person_tokens(name: str) -> tuple[str, ...]:
    """Return the words of a personal name for comparison, without titles, suffixes and full stops."""
    name = name[split_titles(name).offset :] or name
    name = re.sub(r"[“”\"]|(?<!\w)['‘’]|['‘’](?!\w)", " ", name)
    name = re.sub(r"\s*[-‐‑]\s*", "-", name.replace("’", "'"))
    words = [word for word in re.split(r"[\s.,]+", plain(name)) if word]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return tuple(words)


def sounding(word: str) -> str:
    """Return a surname as most transliterations of it agree (*Zelenskyy*, *Zelenski*); short ones as they are."""
    return re.sub(r"(.)\1+", r"\1", word.replace("y", "i")) if len(word) > 5 else word


def plain(name: str) -> str:
    """Return a name in lower case without accents, which news drops as it likes (*Martínez*, *Martinez*)."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


def generation(name: str) -> str | None:
    """Return the suffix that tells a person from a namesake (*jr*, *iii*)."""
    words = re.split(r"[\s.,]+", name.casefold().rstrip(". "))
    return words[-1] if len(words) > 1 and words[-1] in {"jr", "sr", "ii", "iii", "iv"} else None


def same_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name of two words or more can be another form of a longer or equal one.

    First and last words must agree, an initial with the word it begins (*R. M. Levy*, *Ana Levy* for *Ana
    Maria Levy*); or the shorter name is a run of words inside the longer (*Caro Quintero* for *Rafael Caro
    Quintero*).
    """
    if len(short) > len(full):
        short, full = full, short
    if any(short == full[at : at + len(short)] for at in range(len(full) - len(short) + 1)):
        return True
    return short[-1] == full[-1] and _fits(short[0], full[0]) and _in_order(short, full)


def _fits(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _in_order(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    rest = iter(full)
    return all(any(_fits(word, other) for other in rest) for word in short)
