"""Where the tense of the sentence around a date points.

Words right before or after the date decide first (*put off until Monday*, *Friday's ruling*), then the parse where
there is one, else the nearest word of the sentence that tells tense.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from onrecord.grammar import is_infinitive, is_negated, modal, tense
from onrecord.grammar.labels import below
from onrecord.stages.date_rules.tense import by_parse, is_governed
from onrecord.stages.date_rules.verbs import head_of, nearest_verb
from onrecord.stages.date_rules.words import Pointing, by_words
from onrecord.values.dates.model import Bound, Point, Timex
from onrecord.values.dates.pieces import MONTH

_OWNED = re.compile(r"['\u2019]s? ")
_EVENTS = re.compile(
    r"(?:[\w-]+ ){0,2}?(?:votes?|elections?|meetings?|match|game|summit|debate|hearing|talks|"
    r"race|final|primary|primaries|caucus\w*|"
    r"polls?|runoff|contest|conference|convention|ceremony|session|visit|launch|deadline|event|rally|referendum"
    r"|opening|start|target|release|trial|election|auction|strike|protest|march|parade|show|concert|fight|bout"
    r"|replay|fixture|test|clash|derby|tie|encounter|showdown|semi-?finals?|quarter-?finals?|friendly|opener|play-?offs?"
    r"|second leg|by-?elections?|marathon|festival|wedding|funeral|service|signing|inauguration|anniversary)\b"
)
# "A June agreement", "his Friday statement": a day or month that describes what is over.
_DESCRIBES = re.compile(
    r" (?:[\w-]+ )?(?:agreement|announcement|statement|ruling|report|decision|attack|bombing|shooting|crash|speech"
    r"|letter|accord|pact|treaty|resolution|declaration|interview|raid|coup|vote that|storm|quake|earthquake"
    r"|survey|article|memo|arrest|killing|blast"
    r"|explosion|fire|verdict|filing|peak|high|low|massacre|accident)s?\b"
)
_AHEAD_OF = re.compile(r"\b(?:ahead of|in advance of|to go (?:before|until)|run-up to|looming|upcoming) (?:the )?$")
# "Called a strike for Monday", "come Friday", "adjourned the case to 9 February" look ahead whatever the tense.
_BUT = re.compile(r",? but\b")
_AT = re.compile(r"\b(?:at|in|into|during) $")
_SET_FOR = re.compile(
    r"\b(?:list|set|fix|schedul|plan|book|slat|due|call)\w*(?: (?!was|were"
    r"|had)[\w'\u2019-]+){0,4} for (?:late |early |mid-)?$"
)
_FOR = re.compile(r"\bfor (?:late |early |the )?$")
_COME = re.compile(r"(?:^|[.!?,\"\u201c]\s{1,2})[Cc]ome (?:the )?$")
_PUT_TO = re.compile(
    r"\b(?:adjourn|postpone|defer|reschedule|delay|move|push|remand|put|extend|reserve)[^.;]{0,48}? (?:to|till"
    r"|until|for) $"
)
_DUE = re.compile(
    r"(?<!had )(?<!had been )\b(?:due|scheduled|expected|slated|supposed) to (?:be )?[\w-]+(?: [\w-]+){0,3}? (?:on )?$"
)
# "Began on Monday and ends on Sunday": a timetable, however the parse has it.
_RUNS = re.compile(
    r"\b(?:(?:ends|begins|starts|opens|closes|resumes|concludes|expires|kicks off|gets under way)"
    r"|(?:polls|polling stations|bids|nominations|tenders) (?:open|close)) (?:on )?$"
)
_EFFECTIVE = re.compile(r"\beffective $", re.IGNORECASE)
# "Has set Nov. 10 as the deadline".
_AS_LIMIT = re.compile(r" as (?:the|a|its|their) (?:new )?(?:deadline|target|date)\b")
_LASTED = re.compile(
    r"\b(?:lasted|lasting|continued|remained|stayed|was|were|had|been|ran|lived|worked|served|kept|did)\b"
)
_PUT_OFF = re.compile(
    r"\b(?:postpon|delay|adjourn|defer|extend|suspend|reschedul|remand|detain|bann|barr|(?:put|push|hold"
    r"|held) (?:off|back)|gave|given|giv"
    r"|have |has |had )",
)
# The end of a stretch goes with the tense of what fills it: "bought from 14 May to Thursday".
_STRETCH = re.compile(rf"(?:\d|day|{MONTH})(?: (?:to|through|until) | ?[-\u2013\u2014] ?)$")
# "Tendering 99% of the shares by the Tuesday deadline": which has passed if the verb is past.
_DEADLINE = re.compile(r" deadline\b")


def direction(doc: Doc, text: str, timex: Timex, bound: Bound) -> Pointing:
    """Return where the tense of the governing verb points.

    ``text`` is that of ``doc``, which spaCy would build anew for every expression.
    """
    owned = _OWNED.match(text, timex.end)
    if owned and _AHEAD_OF.search(text, max(0, timex.start - 30), timex.start):
        return Pointing("future")
    met = (
        owned and _AT.search(text, max(0, timex.start - 16), timex.start) and not _DESCRIBES.match(text, timex.end + 2)
    )
    if owned and not met and not _EVENTS.match(text, owned.end()):
        # "Wednesday's ruling" has been, whatever is to be done about it; "Friday's vote" goes with tense.
        return Pointing("past")
    parsed = len(doc) > 0 and doc.has_annotation("DEP") and doc.has_annotation("TAG")
    head = head_of(doc, timex) if parsed else None
    if bound == "by" and not owned and _DESCRIBES.match(text, timex.end):
        # "As laid down by the May 23 accord".
        return Pointing("past")
    if bound == "since" and _EFFECTIVE.search(text, max(0, timex.start - 12), timex.start):
        # "Was named head, effective Feb. 1": the verb tells the naming, the nearer day counts.
        return Pointing(None)
    passed = bound == "by" and head is not None and _DEADLINE.match(text, timex.end) is not None
    if bound in ("by", "until") and not passed and not _STRETCH.search(text, max(0, timex.start - 24), timex.start):
        return _deadline(text, timex, bound, head)
    if bound == "at" and _DESCRIBES.match(text, timex.end):
        return Pointing("past")
    if bound == "at" and not owned and (ahead := _looks_ahead(text, timex)) is not None:
        return ahead
    if head is not None:
        found = by_parse(doc, text, timex, bound, head)
        if found is not None:
            return found._replace(sure=is_governed(timex, head, found.direction))
    return by_words(doc, text, timex)


def is_soon_told(doc: Doc, text: str, timex: Timex) -> bool:
    """Return whether "soon" is said of what has been: "they soon left"."""
    soon = text[timex.start : timex.end].lower() in ("soon", "shortly")
    return soon and direction(doc, text, timex, "at").direction == "past"


def _looks_ahead(text: str, timex: Timex) -> Pointing | None:
    """Read what the words right before a date say of the future; None if they say nothing."""
    before = text[max(0, timex.start - 72) : timex.start]
    if _COME.search(before) or _PUT_TO.search(before):
        return Pointing("future", sure=True)
    if (due := _DUE.search(before)) is not None:
        # "Was supposed to open on Tuesday but never came".
        was = before[: due.start()].endswith(("was ", "were "))
        return None if was and _BUT.match(text, timex.end) else Pointing("future", sure=not was)
    if _AS_LIMIT.match(text, timex.end) and re.search(r"\b(?:has|have) set $", before):
        return Pointing("future", sure=True)
    weekday = isinstance(timex.expression, Point) and timex.expression.weekday is not None
    if weekday and _RUNS.search(before):
        return Pointing("future", present=True)
    return Pointing("future") if _SET_FOR.search(before) or (weekday and _FOR.search(before)) else None


def _deadline(text: str, timex: Timex, bound: Bound, head: Token | None) -> Pointing:
    """A day by or until which something holds lies ahead, unless the past verb tells that it has passed."""
    verb = nearest_verb(head) if head is not None else None
    if verb is not None and tense(verb) == "future":
        return Pointing("future", sure=modal(verb) != "would")
    if verb is not None and not is_infinitive(verb) and tense(verb) == "past":
        had = any(c.lower_ in ("had", "'d", "\u2019d") and c.dep_.startswith("aux") for c in below(verb))
        fronted = head is not None and head.i < verb.i
        if had or fronted or (bound == "until" and is_negated(verb)):
            return Pointing("past", sure=fronted)
    before = text[max(0, timex.start - 60) : timex.start]
    if bound == "until" and _LASTED.search(before) and not _PUT_OFF.search(before):
        return Pointing("past")
    return Pointing("past" if bound == "by" and _LASTED.search(before) and verb is None else "future")
