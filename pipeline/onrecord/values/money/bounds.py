"""Bound and rounding words around a sum: "up to", "more than", "about", "or so", "-plus"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.values.money.sums import Bound, Sum

_MORE = (
    r"more than|greater than|higher than|over|above|upwards? of|in excess of|exceed(?:s|ed|ing)?|north of"
    r"|beyond|surpass(?:es|ed|ing)?|topp(?:ed|ing)|tops"
    r"|(?:can|could|may|might|will|would|to) (?:easily |well )?(?:top|exceed)"
    r"|(?:just|slightly|a little|well|far) (?:over|above|more than)"
)
_LEAST = r"at least|at the very least|no less than|not less than|no fewer than|(?:a |the )?minimum(?: of)?"
_LESS = r"less than|lower than|fewer than|(?:just |well )?(?:under|below)|(?:just )?shy of"
_MOST = (
    r"up to|at most|as much as|as high as|as many as|no more than|not more than|(?:a |the )?maximum(?: of)?"
    r"|not exceeding|no greater than|not over|at the most"
)
_ABOUT = (
    r"about|around|roughly|nearly|almost|some|(?:an |the )?estimated|approximately|approx\.?|circa|c\.|~|near"
    r"|nearing|approaching|close to|in the region of|in the neighbou?rhood of|somewhere (?:around|near)"
    r"|the best part of|just about|more or less"
)
_NEUTRAL = (
    r"just|only|a mere|mere|even|exactly|precisely|a whopping|a staggering|an eye-watering|a massive|a record"
    r"|record|a paltry|a hefty|another|a further|further|an additional|additional|an extra|extra|a total of"
    r"|a sum of|a combined|an average of|the|a|an"
)
_MODIFIER = re.compile(
    rf"(?:^|(?<![\w-]))(?:(?P<more_than>{_MORE})|(?P<at_least>{_LEAST})|(?P<at_most>{_MOST})"
    rf"|(?P<less_than>{_LESS})|(?P<about>{_ABOUT})|(?P<neutral>{_NEUTRAL}))\s*$",
    re.IGNORECASE,
)
_LONGEST = 40
_FINAL = frozenset(
    """than over above upward upwards of exceed exceeds exceeded exceeding beyond surpass surpasses
    surpassed surpassing topped topping tops top least minimum under below to most as maximum about around
    roughly nearly almost some approaching estimated approximately approx approx. circa c. ~ near nearing less just
    only mere even exactly precisely whopping staggering eye-watering massive record paltry hefty
    another further additional extra combined the a an""".split()
)
"""Words a modifier ends in: most sums have none before them, and need no search."""

_OVER_A_MATTER = re.compile(
    r"\b(?:disput\w+|rows?|fights?|battles?|clash\w*|lawsuits?|sued|concerns?|controvers\w+|talks|spread|outrage"
    r"|anger|arrested|charged|quizzed|probed|tak(?:e|es|en|ing)|took|hand(?:ed|ing)?|turn(?:ed|ing)?|argu\w+"
    r"|negotiat\w+|questioned|worr\w+|criticism|investigat\w+|wrangl\w+|standoff|feud\w*|backlash|scandal)"
    r"(?: \w+)? $",
    re.IGNORECASE,
)
"""What "over $5m" follows where it names the matter and no bound: "a row over $5m"."""

_SUMMED = re.compile(r"\badd(?:s|ed|ing)? $", re.IGNORECASE)

_AFTER = re.compile(
    r"(?:(?P<at_least>\s?-?plus\b|\+| or (?:more|higher|above|greater|over)\b"
    r"|,? at (?:the very )?least\b| and (?:up|above"
    r"|more|over)\b| upwards?\b| minimum\b)|(?P<at_most> or (?:less|lower|fewer|under|below)\b"
    r"|,? at (?:the )?most\b"
    r"| maximum\b| tops\b)|(?P<about> or so\b|-ish\b|ish\b|, or thereabouts| give or take\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words before a sum say of its bound, and the text left of them."""

    bound: Bound | None
    approx: bool
    rest: str


def read_before(preceding: str) -> Reading:
    """Read the bound words that end the text before a sum, right to left."""
    bound: Bound | None = None
    approx, articles = False, 0
    rest = preceding
    while True:
        window = rest[-_LONGEST:]
        last = window.split()[-1:]
        if not last or last[0].strip("(\u2014\u2013-").casefold() not in _FINAL:
            return Reading(bound, approx, rest)
        match = _MODIFIER.search(window)
        if match is None:
            return Reading(bound, approx, rest)
        name, word = match.lastgroup, match.group().strip().casefold()
        left = rest[: len(rest) - len(window) + match.start()]
        if name == "neutral":
            articles += word in ("the", "a", "an")
            if word == "the":
                return Reading(bound, approx, rest)
        elif name == "about":
            approx = True
        else:
            if word in ("over", "under", "above", "below", "beyond", "near") and (
                articles or _OVER_A_MATTER.search(left)
            ):
                return Reading(bound, approx, rest)
            if word == "up to" and _SUMMED.search(left):
                return Reading(bound, approx, rest)
            bound = bound or name  # type: ignore[assignment]
        rest = left


def apply(found: Sum, preceding: str, following: str) -> str:
    """Set bound and approximation of a sum from the words around it; return the text left of those words.

    Args:
        found: The sum, changed in place.
        preceding: The sentence up to the sum.
        following: The sentence from its end.
    """
    reading = read_before(preceding)
    tail = _AFTER.match(following)
    found.approx = found.approx or reading.approx or bool(tail and tail["about"])
    bound = reading.bound
    if bound is None and tail is not None and tail.lastgroup != "about":
        bound = tail.lastgroup  # type: ignore[assignment]
    if bound is not None and found.bound == "exact":
        found.bound = bound
        if bound in ("at_least", "more_than"):
            found.high = None
        else:
            found.low = None
    return reading.rest


_MINUS = re.compile(r"(?:\bminus |\bnegative |(?:^|[\s(])[-\u2212])$", re.IGNORECASE)
_LOSS_BEFORE = re.compile(
    r"\b(?:loss(?:es)?(?: in [\w' -]{1,40})? (?:of|totall?ing|amounting to|worth)|overdrawn by|in the red by"
    r"|in the red to the tune of)\s*$",
    re.IGNORECASE,
)
_LOSES = re.compile(r"\b(?:lose|loses|losing|lost)(?: him| her| it| them| us)? $", re.IGNORECASE)
# "Lost $500 worth of stock": the goods are gone, and the sum is their price.
_GOODS_AFTER = re.compile(r" (?:worth|of)\b")
_LOSS_AFTER = re.compile(
    r" (?:(?:net|pre-?tax|operating|annual|quarterly|trading|full-year|half-year) )?loss(?:es)?\b",
    re.IGNORECASE,
)


def is_negative(rest: str, following: str) -> bool:
    """Return whether the words around a sum make it negative: "minus $3", "a loss of $5m", "overdrawn by"."""
    if _LOSES.search(rest):
        return _GOODS_AFTER.match(following) is None
    return bool(_MINUS.search(rest) or _LOSS_BEFORE.search(rest) or _LOSS_AFTER.match(following))
