"""Names of people and organisations as strings: titles, initials, acronyms, what makes two names one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from onrecord.lexicons import load

Gender = Literal["m", "f"]
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "mp", "mep", "qc", "kc"})
_CORPORATE = re.compile(
    r"inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|plc|ag|sa|nv|bv|gmbh|spa|oyj|ab|asa|pte|pty"
    r"|kk|holdings|holding|group"
)
_TRADE = re.compile(
    r"airlines|airways|bank|bancorp|banking|biosciences|brewer(?:y|ies)|brothers|capital|chemicals|communications"
    r"|electric|electronics|energy|engineering|entertainment|enterprises|exchange|financial|foods|gas|industries"
    r"|insurance|international|labs|laboratories|logistics|media|medical|mines|mining|motors|partners|petroleum"
    r"|pharma|pharmaceuticals|power|press|properties|railways?|resources|robotics|securities|semiconductors?|shipping"
    r"|software|solutions|steel|stores|studios|systems|technolog(?:y|ies)|telecom|textiles|times|trading|ventures"
)
EXPANDED = {
    "un": "united nations",
    "us": "united states",
    "uk": "united kingdom",
    "eu": "european union",
    "gop": "republican party",
}
_MINOR = re.compile(r"of|the|and|for|in|on|at|to|de|la|del|y|e|du|des|der", re.IGNORECASE)


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
    words = [word for word in re.split(r"[\s.,]+", _plain(name)) if word]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return tuple(words)


def sounding(word: str) -> str:
    """Return a surname as most transliterations of it agree (*Zelenskyy*, *Zelenski*); short ones as they are."""
    return re.sub(r"(.)\1+", r"\1", word.replace("y", "i")) if len(word) > 5 else word


def _plain(name: str) -> str:
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


@lru_cache(maxsize=8192)
def initials(name: str) -> frozenset[str]:
    """Return the acronyms a name can have: the initials of its words, with and without the minor ones."""
    words = [word for word in re.split(r"[\s/-]+", name.replace("’", "'")) if word[:1].isalnum()]
    whole = [word for word in re.split(r"[\s/]+", name) if word[:1].isalnum()]
    found = set()
    # Of a party or company of some country the country is often left out (*CDP* for the ... Party of Japan).
    of = next((at for at, word in enumerate(words) if at > 2 and word.casefold() in {"of", "for"}), len(words))
    for parts in (words, whole, words[:of]):
        found.add("".join(word[0] for word in parts).casefold())
        found.add("".join(word[0] for word in parts if not _MINOR.fullmatch(word)).casefold())
    return frozenset(found)


def is_acronym(short: str, full: str) -> bool:
    """Whether a short form is made of the initials of a name (*RBA*, *U.N.*)."""
    letters = re.sub(r"(?<=[A-Z]{2})s$", "", re.sub(r"[\s.]", "", short))
    if not 2 <= len(letters) <= 8 or not letters.isalnum() or sum(c.isupper() for c in letters) < 2:
        return False
    return " " in full.strip() and letters.casefold() in initials(full)


def is_abbreviation(short: str, full: str) -> bool:
    """Whether a short form given in brackets beside a name can be made from it.

    Its letters occur in the name in the same order, the first one first (*Afreximbank*), or it is made of
    initials in another order, as acronyms of a name's original language are (*INAH*).
    """
    if len(short.split()) > 2 or len(short) > 15:
        return False
    letters = [c for c in short.casefold() if c.isalnum()]
    source = [c for c in full.casefold() if c.isalnum()]
    if len(letters) < 2 or len(letters) >= len(source):
        return False
    rest = iter(source)
    if letters[0] == source[0] and all(any(c == other for other in rest) for c in letters):
        return True
    firsts = Counter(word[0] for word in re.findall(r"\w+", full.casefold()))
    # One letter may be that of a word only the original has (*CNEL* for a National Electricity Corporation).
    foreign = (Counter(letters) - firsts).total()
    return short.isupper() and len(letters) > 2 and foreign <= (len(letters) > 3)


def is_blend(short: str, full: str) -> bool:
    """Whether a word is made of the beginnings of all words of a name (*Legco*, *Interpol*)."""
    words = [word for word in re.findall(r"\w+", _plain(full)) if not _MINOR.fullmatch(word)]
    letters = _plain(short)
    if len(words) < 2 or not letters.isalpha() or not short[:1].isupper():
        return False

    def fits(rest: str, at: int) -> bool:
        if at == len(words):
            return not rest
        longest = next((i for i, (a, b) in enumerate(zip(rest, words[at], strict=False)) if a != b), None)
        most = longest if longest is not None else min(len(rest), len(words[at]))
        return any(fits(rest[size:], at + 1) for size in range(2, most + 1))

    return letters != words[0] and fits(letters, 0)


def is_corporate(name: str) -> bool:
    """Whether a name ends in a word only companies end in (*Inc.*, *Ltd*, *Bank*, *Robotics*)."""
    last = name.casefold().split()[-1].rstrip(".,") if name.split() else ""
    return bool(_CORPORATE.fullmatch(last) or _TRADE.fullmatch(last))


@lru_cache(maxsize=8192)
def organisation_key(name: str) -> str:
    """Return an organisation's name for comparison, without article, punctuation or corporate suffix."""
    words = re.sub(r"[.,’']", "", name.casefold().replace("&", " and ")).split()
    if words[:1] == ["the"]:
        words = words[1:]
    while len(words) > 1 and _CORPORATE.fullmatch(words[-1]):
        words.pop()
    words[:1] = EXPANDED.get(words[0], words[0]).split() if words else []
    return " ".join(words).replace(" - ", "-")
