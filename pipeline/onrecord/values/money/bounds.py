"""Bound and rounding words around a sum: "up to", "more than", "about", "or so", "-plus"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.values.money.sums import Bound, Sum

_MORE = (
    r"more than|greater than|higher than|over|above|upwards? of|in excess of|exceed(?:s|ed|ing)?|north of"
    r"|beyond|cross(?:es|ed|ing)|surpass(?:es|ed|ing)?|topp(?:ed|ing)|tops"
    r"|(?:can|could|may|might|will|would|to) (?:easily |well )?(?:top|exceed)"
    r"|(?:just|slightly|a little|well|far) (?:over|above|more than)"
)
_LEAST = (
    r"at least|at the very least|no less than|not less than|no fewer than|(?:a |the )?minimum(?: of)?"
    r"|as (?:little|low|few) as"
    r"|(?:a |the )?minimum (?:amount|sum|deposit|investment|bid|contribution|fine|penalty|spend) of"
)
_LESS = r"not quite|less than|lower than|fewer than|(?:just |well )?(?:under|below)|(?:just )?shy of"
_MOST = (
    r"up to|at most|as much as|as high as|as many as|no more than|not more than|(?:a |the )?maximum(?: of)?"
    r"|(?:a |the )?maximum (?:amount|sum|fine|penalty|award|payout|prize|grant|loan|benefit|price|cost"
    r"|contribution|salary|compensation|reward) of|capped at|limited to"
    r"|(?:a |the )?(?<!debt )(?:ceiling|upper limit) of"
    r"|not exceeding|no greater than|not over|at the most"
)
_ABOUT = (
    r"about|around|roughly|nearly|almost|some|(?:an |the )?estimated|approximately|approx\.?|circa|c\.|~|near"
    r"|nearing|approaching|close (?:to|on)|in the region of|(?:in|of|on) the order of|in the neighbou?rhood of"
    r"|somewhere (?:around|near)"
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
    """than over above upward upwards of exceed exceeds exceeded exceeding beyond crosses crossed crossing
    surpass surpasses surpassed surpassing topped topping tops top least minimum under below to most as maximum
    about around roughly nearly almost some approaching estimated approximately approx approx. circa c. ~
    near nearing less just on only mere even exactly precisely whopping staggering eye-watering massive
    record paltry hefty another further additional extra combined quite at the a an""".split()
)
"""Words a modifier ends in: most sums have none before them, and need no search."""

_OVER_A_MATTER = re.compile(
    r"\b(?:disput\w+|rows?|fights?|battles?|clash\w*|lawsuits?|sued|concerns?|controvers\w+|talks|spread|outrage"
    r"|anger|arrested|charged|quizzed|probed|tak(?:e|es|en|ing)|took|hand(?:ed|ing)?|turn(?:ed|ing)?|argu\w+"
    r"|negotiat\w+|questioned|worr\w+|criticism|investigat\w+|wrangl\w+|standoff|feud\w*|backlash|scandal)"
    r"(?: \w+)? $|\b(?:row|questions?|spat|dispute|quarrel|fight|battle|clash|lawsuit|feud|standoff|case)"
    r"(?: (?:between|with|among)[^,.;]{3,60})? $",
    re.IGNORECASE,
)
"""What "over $5m" follows where it names the matter and no bound: "a row over $5m"."""

_FROM_LATER = re.compile(r"[^.,;:()]{0,30} from (?=[^.;]{0,12}\d)")
_PASSED_MARK = re.compile(r" (?:for the first time|mark|milestone|threshold|barrier|level)\b")
_GOES_UP_TO = re.compile(r"\b(?:go|goes|going|gone|went|moved?|moves|moving|comes?|coming|came) up to $", re.IGNORECASE)
_WENT = re.compile(
    r"\b(?:fell|fallen|dropped|dipped|sank|slid|slipped|plunged|tumbled|went|gone|rose|risen|climbed|jumped|soared|traded"
    r"|surged|peaked) $",
    re.IGNORECASE,
)
_OR_PERCENT = re.compile(
    r"\b(?:up to|as much as|at most|a maximum of|no more than) (?:\d[\d.,]*|[a-z]+)(?:\s?%| per ?cent)"
    r"[^,;.]{0,50} or $",
    re.IGNORECASE,
)
"""A bound before two limits: "fined up to three per cent of its revenue or $25m"."""

_SUMMED = re.compile(r"\badd(?:s|ed|ing)? $", re.IGNORECASE)

_AFTER = re.compile(
    r"(?:(?P<at_least>\s?-?plus\b|\+| or (?:more|higher|above|greater|over)\b"
    r"|,? at (?:the very )?least\b| and (?:up|above"
    r"|more|over)\b| upwards?\b| minimum\b)|(?P<at_most> or (?:less|lower|fewer|under|below)\b"
    r"|,? at (?:the )?most\b"
    r"| maximum\b| tops\b)"
    r"|(?P<about> or so\b|,? more or less\b| or thereabouts\b|-ish\b|ish\b|, or thereabouts|,? give or take\b))",
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
            if word in ("as low as", "as high as") and _WENT.search(left):
                # "Fell as low as $29" reports a level the shares did reach.
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
    if _FROM_LATER.match(following) and _GOES_UP_TO.search(preceding):
        # "Goes up to $6 from $5" is a rise, "may go up to $6" a bound.
        reading = Reading(None, False, preceding)
    tail = _AFTER.match(following)
    found.approx = found.approx or reading.approx or bool(tail and tail["about"])
    bound = reading.bound
    if bound is None and _OR_PERCENT.search(reading.rest):
        bound = "at_most"
    if bound is None and reading.rest.endswith(" passed ") and _PASSED_MARK.match(following):
        bound = "more_than"
    if bound is None and tail is not None and tail.lastgroup != "about":
        bound = tail.lastgroup  # type: ignore[assignment]
    if bound is not None and found.bound == "exact":
        found.bound = bound
        if bound in ("at_least", "more_than"):
            found.high = None
        else:
            found.low = None
    return reading.rest
