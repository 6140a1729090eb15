"""What the sentence around a date says: where tense points, and which earlier date it is counted from.

Tense comes from the parse where there is one; else from the nearest word of the sentence that tells it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from onrecord.grammar import governing_verb, is_infinitive, marker, modal, tense
from onrecord.stages import store
from onrecord.values.dates.anchors import ORDER
from onrecord.values.dates.model import Bound, Direction, Expression, Point, Resolution, Shift, Timex

# Verb groups that tell tense without a parse. A participle after "will be" belongs to the future group.
_MODAL = r"(?:will|shall|'ll|\u2019ll|won't|won\u2019t|would|may|might|must|should)(?: \w+ly| not| be| have| also| now| still| then){0,3} \w+"
_PROSPECT = (
    r"(?:expected|scheduled|due|set|slated|likely|planned|plans?|planning|going|about|poised|intends?|aims?|hopes?|vow\w*|pledge\w*|"
    r"promise\w*|agreed|wants?|seeks?|upcoming|ready|needs?|has|have) (?:to (?:be )?\w+|for\b)"
)
_PAST = (
    r"(?:was|were|had|did|has|have|said|told|met|held|began|came|went|took|made|won|lost|left|gave|found|saw|sent|fell|rose|struck|"
    r"spoke|wrote|led|ran|put|cut|hit|shot|got|became|brought|sank|broke|rang|sang|began|drove|flew|grew|knew|threw|rode|stole|froze|chose|swore|wore|tore|bore|ate|drew|fought|bought|thought|taught|caught|sought|sold|kept|slept|swept|spent|lent|bent|built|dealt|meant|felt|heard|paid|stood|understood|withdrew|overcame|shook|woke|fled|bred|fed|hung|swung|stuck|dug|spun|burst|beat|bet|set|shut|quit|let|read|forgot|hid|slid|bit|lit|lay|laid|rose|arose|sat|shrank|drank|swam|blew|sent|left|ago|\w{2,}ed)\b(?: \w{2,}(?:ed|en|n)\b)?"
)
# What a timetable says in the present tense lies ahead: "the trial starts Monday".
_TIMETABLE = frozenset("start begin open end close kick take run expire depart arrive air celebrate resume conclude".split())
_PRESENT = r"(?P<timetable>(?:starts|begins|opens|ends|closes|kicks off|takes place|runs|expires|departs|airs|resumes|concludes)\b)|"
_PRESENT += r"(?:is|are|'s|\u2019s|takes?|begins?|starts?|ends?|runs?|opens?|meets?|visits?|says?|faces?|comes?)\b"
_TENSED = re.compile(rf"\b(?:(?P<future>{_MODAL}|{_PROSPECT}|(?:is|are) to \w+|to be \w+)|(?P<past>{_PAST})|(?P<present>{_PRESENT}))", re.IGNORECASE)
# Predicates whose infinitive lies in the future: "likely to", "expected to", "plans to".
_PROSPECTIVE = frozenset(
    "expect schedule slate plan intend aim hope vow pledge promise set due likely want seek agree decide propose prepare "
    "need urge ask invite ready able poise threaten arrange remain allow try".split()
)
_COMPARED = re.compile(
    r"\b(?:compared|than|versus|from|against|higher|lower|up|down|rose|fell|increased?|decreased?|more|less|over)\b"
    # "81 cents a share, a year ago".
    r"|\b(?:share|percent|cents|pence|million|billion)\b,? $|[\d%],? $",
    re.IGNORECASE,
)
_OWNED = re.compile(r"['\u2019]s? ")
_EVENTS = re.compile(
    r"(?:[\w-]+ ){0,2}?(?:votes?|elections?|meetings?|match|game|summit|debate|hearing|talks|race|final|primary|primaries|caucus\w*|"
    r"polls?|runoff|contest|conference|convention|ceremony|session|visit|launch|deadline|event|rally|referendum|opening|start)\b"
)
_LASTED = re.compile(r"\b(?:lasted|lasting|continued|remained|stayed|was|were|had|been|ran|lived|worked|served|kept|did)\b")
ANAPHORIC = frozenset({"then"})
_SENTENCES_BACK = 3
_FAR = 2000
_REACH = 160
_MONTHS_BACK = 3


def direction(doc: Doc, text: str, timex: Timex, bound: Bound) -> tuple[Direction | None, bool]:
    """Return where the tense of the governing verb points, and whether it is the present.

    ``text`` is that of ``doc``, which spaCy would build anew for every expression.
    """
    owned = _OWNED.match(text, timex.end)
    if owned and not _EVENTS.match(text, owned.end()):
        # "Wednesday's ruling" has been, whatever is to be done about it; "Friday's vote" goes with tense.
        return "past", False
    if bound in ("by", "until") and not _LASTED.search(text, max(0, timex.start - 60), timex.start):
        return "future", False
    if len(doc) and doc.has_annotation("DEP") and doc.has_annotation("TAG"):
        found = _by_parse(doc, timex)
        if found is not None:
            return found
    return _by_words(doc, text, timex)


def _by_parse(doc: Doc, timex: Timex) -> tuple[Direction | None, bool] | None:
    head = _head(doc, timex)
    if head is None:
        return None
    above = _nearest_verb(head)
    for _ in range(4):
        if above is None:
            return None
        if _is_future(above):
            return "future", False
        if is_infinitive(above) or above.tag_ == "VB":
            # An infinitive lies after its governor where that looks ahead; else tense is the governor's.
            governor = above.head if above.head.i != above.i else None
            if governor is None:
                return None
            if governor.lemma_.lower() in _PROSPECTIVE or any(c.lower_ in _PROSPECTIVE for c in governor.children):
                return "future", False
            above = governing_verb(above)
            continue
        found = tense(above)
        if found == "past":
            return "past", False
        if found == "present" and above.lemma_.lower() in _TIMETABLE and not _perfect(above):
            return "future", True
        if found == "present":
            return (None, True) if not _perfect(above) else ("past", False)
        if above.tag_ == "VBN":
            return "past", False
        above = governing_verb(above)
    return None


def _is_future(verb: Token) -> bool:
    return tense(verb) == "future" or modal(verb) in ("will", "shall", "would", "may", "might", "could", "should", "must", "can")


def _perfect(verb: Token) -> bool:
    return any(c.lemma_ == "have" and c.dep_.startswith("aux") for c in verb.children)


def _head(doc: Doc, timex: Timex) -> Token | None:
    span = doc.char_span(timex.start, timex.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def _nearest_verb(token: Token) -> Token | None:
    """The nearest verb above a token, finite or not."""
    seen = 0
    while token.head.i != token.i and seen < 50:
        token, seen = token.head, seen + 1
        if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
            return token
        if any(c.dep_ == "cop" for c in token.children):
            return token
    return token if token.pos_ in ("VERB", "AUX") else None


def _by_words(doc: Doc, text: str, timex: Timex) -> tuple[Direction | None, bool]:
    """Read tense from the nearest verb group before the date in its sentence, else after it."""
    sentence = store.sentence_at(doc, timex.start)
    nearest = None
    for nearest in _TENSED.finditer(text, max(sentence.start, timex.start - _REACH), timex.start):
        pass
    nearest = nearest or _TENSED.search(text, timex.end, min(sentence.end, timex.end + _REACH))
    if nearest is not None and nearest["timetable"]:
        return "future", True
    if nearest is None or nearest["present"]:
        return None, nearest is not None
    return ("future" if nearest["future"] else "past"), False


Mention = tuple[Timex, Resolution]


def antecedent(text: str, start: int, shift: Shift, earlier: Sequence[Mention]) -> Mention | None:
    """Return the earlier date that a step is counted from; None if there is none near.

    The nearest one at least as fine as the step is taken, from the few sentences before.
    """
    for other, resolution in reversed(earlier):
        if not _is_near(text, other.end, start):
            return None
        if resolution.type not in ("DATE", "TIME") or resolution.unit is None or resolution.value is None:
            continue
        if shift.exact and _is_passing(other, resolution):
            continue
        if shift.unit == "same" and not resolution.value.endswith("_REF"):
            return other, resolution
        if resolution.first is not None and _fine_enough(resolution.unit, shift):
            return other, resolution
    return None


def _is_passing(timex: Timex, resolution: Resolution) -> bool:
    """Whether a date is no period figures are compared with: the day of a statement, or itself a comparison."""
    compared = isinstance(timex.expression, Shift) and timex.rule in ("ago", "earlier", "year-ago")
    return compared or (resolution.unit == "day" and resolution.basis in ("tense", "published"))


def _is_near(text: str, end: int, start: int) -> bool:
    between = text[end : min(start, end + _FAR)]
    sentences = between.count(". ") + 2 * between.count("\n\n")
    return start - end < _FAR and sentences <= 2 * _SENTENCES_BACK


def _fine_enough(known: str, shift: Shift) -> bool:
    known = known if known in ORDER else "day"
    wanted = "day" if shift.weekday else shift.unit if shift.unit in ORDER else "day"
    return ORDER.index(known) <= ORDER.index(wanted)


def is_comparison(text: str, start: int) -> bool:
    """Return whether "a year ago" compares figures with a period named before ("higher than a year ago")."""
    return _COMPARED.search(text, max(0, start - 24), start) is not None


def is_yearless(point: Point) -> bool:
    """Return whether a month or a day in it is named without its year."""
    return point.year is None and point.year_shift is None and point.month is not None


def is_clock(point: Point) -> bool:
    """Return whether a point is a clock time without its day."""
    return point.clock is not None and point.day is None and point.weekday is None and point.holiday is None


def day_beside(doc: Doc, timex: Timex, timexes: Sequence[Timex]) -> Timex | None:
    """Return the day named nearest to a clock time in its sentence; None if there is none."""
    sentence = store.sentence_at(doc, timex.start)
    # Expressions are in text order, so only the neighbours can be the nearest.
    at = bisect_left(timexes, timex.start, key=lambda t: t.start)
    beside = [t for t in timexes[max(0, at - 2) : at + 3] if t is not timex and sentence.start <= t.start < sentence.end]
    days = [t for t in beside if _is_day(t.expression)]
    return min(days, key=lambda t: max(t.start - timex.end, timex.start - t.end), default=None)


def _is_day(expression: Expression) -> bool:
    if isinstance(expression, Point):
        return expression.unit == "day" and not is_clock(expression) and (expression.day or expression.weekday) is not None
    return isinstance(expression, Shift) and expression.unit == "day" and expression.counted == "published"


def dated_months(timexes: Sequence[Timex]) -> dict[int, Timex]:
    """Return for every month the first expression of the text that names it with its year."""
    found: dict[int, Timex] = {}
    for timex in timexes:
        point = timex.expression
        if isinstance(point, Point) and point.year is not None and point.month is not None:
            found.setdefault(point.month, timex)
    return found


def near_month(point: Point, text: str, start: int, earlier: Sequence[Mention]) -> Mention | None:
    """Return the date just before, where a month lies at most three months before it.

    In *Prices fell in June 2022, after a rise in May* the year of *May* is that of *June 2022*.
    """
    for other, resolution in reversed(earlier):
        if not _is_near(text, other.end, start):
            return None
        before = other.expression
        if not isinstance(before, Point) or before.month is None:
            continue
        first = resolution.first
        fits = first is not None and point.month is not None and 0 <= first.month - point.month <= _MONTHS_BACK
        return (other, resolution) if fits else None
    return None
