"""Names of organisations as strings: acronyms, abbreviations, corporate endings, what makes two names one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from onrecord.values.names import plain

_CORPORATE = re.compile(
    r"inc|incorporated|corp|corporation|cos?|company|companies|ltd|limited|llc|llp|plc|ag|sa|nv|bv|gmbh|spa|oyj|ab|asa|pte|pty"
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


@lru_cache(maxsize=8192)
def initials(name: str) -> frozenset[str]:
    """Return the acronyms a name can have: the initials of its words, with and without the minor ones."""
    words = [word for word in re.split(r"[\s/-]+", name.replace("’", "'")) if word[:1].isalnum()]
    whole = [word for word in re.split(r"[\s/]+", name) if word[:1].isalnum()]
    core = words[: _corporate_end(words)] or words
    found = set()
    # Of a party or company of some country the country is often left out (*CDP* for the ... Party of Japan).
    of = next((at for at, word in enumerate(words) if at > 2 and word.casefold() in {"of", "for"}), len(words))
    for parts in (words, whole, words[:of], core):
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
    words = [word for word in re.findall(r"\w+", plain(full)) if not _MINOR.fullmatch(word)]
    letters = plain(short)
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


def _corporate_end(words: Sequence[str]) -> int:
    """Return where the words begin that only say what kind of company a name is of (*Inc.*, *Holdings Ltd*)."""
    end = len(words)
    while end and _CORPORATE.fullmatch(words[end - 1].casefold().rstrip(".,")):
        end -= 1
    return end


def is_incorporated(name: str) -> bool:
    """Whether a name ends in the legal form of a company (*Inc.*, *Ltd*)."""
    words = name.split()
    return _corporate_end(words) < len(words)


@lru_cache(maxsize=8192)
def organisation_key(name: str) -> str:
    """Return an organisation's name for comparison, without article, punctuation or corporate suffix."""
    words = re.sub(r"[.,’']", "", name.casefold().replace("&", " and ")).split()
    if words[:1] == ["the"]:
        words = words[1:]
    del words[max(1, _corporate_end(words)) :]
    words[:1] = EXPANDED.get(words[0], words[0]).split() if words else []
    return " ".join(words).replace(" - ", "-")
