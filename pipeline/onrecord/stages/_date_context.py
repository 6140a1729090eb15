"""Where the tense of the sentence around a date points.

Tense comes from the parse where there is one; else from the nearest word of the sentence that tells it.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from onrecord.grammar import governing_verb, is_infinitive, modal, tense
from onrecord.grammar.labels import below
from onrecord.stages import store
from onrecord.values.dates.model import Bound, Direction, Timex

# Verb groups that tell tense without a parse. A participle after "will be" belongs to the future group.
_MODAL = (
    r"(?:will|shall|'ll|\u2019ll|won't|won\u2019t|would|may|might|must|should)(?: \w+ly|"
    r" not| be| have| also| now| still| then){0,3} \w+"
)
_PROSPECT = (
    r"(?:expected|scheduled|due|set|slated|likely|planned|plans?|planning|going|about|poised|intends?|aims?"
    r"|hopes?|vow\w*|pledge\w*|"
    r"promise\w*|agreed|wants?|seeks?|upcoming|ready|needs?|has|have) (?:to (?:be )?\w+|for\b)"
)
_PAST = (
    r"(?:was|were|had|did|has|have|said|told|met|held|began|came|went|took|made|won|lost|left|gave|found|saw"
    r"|sent|fell|rose|struck|"
    r"spoke|wrote|led|ran|put|cut|hit|shot|got|became|brought|sank|broke|rang|sang|began|"
    r"drove|flew|grew|knew|threw|rode|stole|froze|chose|swore|wore|tore|bore|ate|drew|fought|"
    r"bought|thought|taught|caught|sought|sold|kept|slept|swept|spent|lent|bent|built|dealt|"
    r"meant|felt|heard|paid|stood|understood|withdrew|overcame|shook|woke|fled|bred|fed|"
    r"hung|swung|stuck|dug|spun|burst|beat|bet|set|shut|quit|let|read|forgot|hid|slid|bit|"
    r"lit|lay|laid|rose|arose|sat|shrank|drank|swam|blew|sent|left|ago|\w{2,}ed)\b(?: \w{2,}"
    r"(?:ed|en|n)\b)?"
)
# What a timetable says in the present tense lies ahead: "the trial starts Monday".
_TIMETABLE = frozenset(
    "start begin open end close kick take run expire depart arrive air celebrate resume conclude".split()
)
_PRESENT = (
    r"(?P<timetable>(?:starts|begins|opens|ends|closes|kicks off|takes place|runs|expires|"
    r"departs|airs|resumes|concludes)\b)|"
)
_PRESENT += (
    r"(?:is|are|'s|\u2019s|takes?|begins?|starts?|ends?|runs?|opens?|meets?|visits?|says?"
    r"|faces?|comes?)\b"
)
_TENSED = re.compile(
    rf"\b(?:(?P<future>{_MODAL}|{_PROSPECT}|(?:is|are) to \w+|to be \w+)|(?P<past>{_PAST}"
    rf")|(?P<present>{_PRESENT}))",
    re.IGNORECASE,
)
# Predicates whose infinitive lies in the future: "likely to", "expected to", "plans to".
_PROSPECTIVE = frozenset(
    "expect schedule slate plan intend aim hope vow pledge promise set due likely want seek agree decide propose "
    "prepare need urge ask invite ready able poise threaten arrange remain allow try".split()
)
_UNDERTAKING = frozenset("rule promise pledge vow refuse exclude forecast predict expect plan".split())
_OWNED = re.compile(r"['\u2019]s? ")
_EVENTS = re.compile(
    r"(?:[\w-]+ ){0,2}?(?:votes?|elections?|meetings?|match|game|summit|debate|hearing|talks|"
    r"race|final|primary|primaries|caucus\w*|"
    r"polls?|runoff|contest|conference|convention|ceremony|session|visit|launch|deadline|event|rally|referendum"
    r"|opening|start)\b"
)
_AHEAD_OF = re.compile(r"\b(?:ahead of|in advance of|to go (?:before|until)|run-up to|looming|upcoming) (?:the )?$")
_LASTED = re.compile(
    r"\b(?:lasted|lasting|continued|remained|stayed|was|were|had|been|ran|lived|worked|served|kept|did)\b"
)
_OPENING = ("\u201c", '"', "\u2018")
_CLOSING = re.compile(r"[\u201d\"\n]|\u2019(?!\w)")
_REACH = 160


def direction(doc: Doc, text: str, timex: Timex, bound: Bound) -> tuple[Direction | None, bool]:
    """Return where the tense of the governing verb points, and whether it is the present.

    ``text`` is that of ``doc``, which spaCy would build anew for every expression.
    """
    owned = _OWNED.match(text, timex.end)
    if owned and _AHEAD_OF.search(text, max(0, timex.start - 30), timex.start):
        return "future", False
    if owned and not _EVENTS.match(text, owned.end()):
        # "Wednesday's ruling" has been, whatever is to be done about it; "Friday's vote" goes with tense.
        return "past", False
    if bound in ("by", "until") and not _LASTED.search(text, max(0, timex.start - 60), timex.start):
        return "future", False
    if len(doc) and doc.has_annotation("DEP") and doc.has_annotation("TAG"):
        found = _by_parse(doc, text, timex, bound)
        if found is not None:
            return found
    return _by_words(doc, text, timex)


def _by_parse(doc: Doc, text: str, timex: Timex, bound: Bound) -> tuple[Direction | None, bool] | None:
    head = _head(doc, timex)
    if head is None:
        return None
    above = _nearest_verb(head)
    if above is not None and above.i > head.i and _told(doc, timex):
        return "past", False
    for _ in range(4):
        if above is None:
            return None
        if modal(above) == "would" and _quotes_past(text, above):
            return "past", False
        if _is_future(above):
            return "future", False
        if is_infinitive(above) or above.tag_ == "VB":
            # An infinitive lies after its governor where that looks ahead; else tense is the governor's.
            governor = above.head if above.head.i != above.i else None
            if governor is None:
                return None
            if governor.lemma_.lower() in _PROSPECTIVE or any(c.lower_ in _PROSPECTIVE for c in below(governor)):
                return "future", False
            above = governing_verb(above)
            continue
        found = tense(above)
        if found == "past" and bound == "before" and above.lemma_.lower() in _UNDERTAKING:
            # "Ruled out a rise before July": the day belongs to what is ruled out.
            return "future", False
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


def _told(doc: Doc, timex: Timex) -> bool:
    """Return whether a verb of the past stands right before the day: "said on Sunday it would", whatever the parse."""
    span = doc.char_span(timex.start, timex.end, alignment_mode="expand")
    at = span.start - 1 if span is not None else -1
    while at >= 0 and doc[at].text.lower() in ("on", "late", "early"):
        at -= 1
    return at >= 0 and doc[at].tag_ == "VBD" and doc[at].sent == doc[at + 1].sent


def _quotes_past(text: str, verb: Token) -> bool:
    """Return whether a speaker tells in direct speech what had been announced: "They said it would come on Friday"."""
    above = governing_verb(verb)
    if above is None or above.idx > verb.idx or tense(above) != "past":
        return False
    opened = max(text.rfind(mark, max(0, above.idx - 400), above.idx) for mark in _OPENING)
    return opened >= 0 and _CLOSING.search(text, opened + 1, verb.idx) is None


def _is_future(verb: Token) -> bool:
    return tense(verb) == "future" or modal(verb) in (
        "will",
        "shall",
        "would",
        "may",
        "might",
        "should",
        "must",
    )


def _perfect(verb: Token) -> bool:
    return any(c.lemma_ == "have" and c.dep_.startswith("aux") for c in below(verb))


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
        if any(c.dep_ == "cop" for c in below(token)):
            return token
    return token if token.pos_ in ("VERB", "AUX") else None


def _by_words(doc: Doc, text: str, timex: Timex) -> tuple[Direction | None, bool]:
    """Read tense from the nearest verb group before the date in its sentence, else after it."""
    sentence = store.sentence_at(doc, timex.start)
    before = list(_TENSED.finditer(text, max(sentence.start, timex.start - _REACH), timex.start))
    nearest = before[-1] if before else _TENSED.search(text, timex.end, min(sentence.end, timex.end + _REACH))
    if nearest is not None and nearest["timetable"]:
        return "future", True
    if nearest is None or nearest["present"]:
        return None, nearest is not None
    return ("future" if nearest["future"] else "past"), False
