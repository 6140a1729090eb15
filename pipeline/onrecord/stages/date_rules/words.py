"""Tense read from words alone, for texts without a parse: the nearest verb group of the sentence that tells it."""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Doc

from onrecord.stages import store
from onrecord.values.dates.model import Direction, Timex

# A participle after "will be" belongs to the future group.
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
_PRESENT = (
    r"(?P<timetable>(?:starts?|begins?|opens?|ends|closes|kicks off|takes place|runs|expires|"
    r"departs|airs|resumes|concludes|meets?|votes?|convenes?)\b)|"
    r"(?:is|are|'s|\u2019s|takes?|runs?|visits?|says?|faces?|comes?)\b"
)
_TENSED = re.compile(
    rf"\b(?:(?P<over>had been (?:scheduled|due|expected|set|slated) to )|(?P<future>{_MODAL}|{_PROSPECT}"
    rf"|(?:is|are) to \w+|to be \w+)|(?P<past>{_PAST})|(?P<present>{_PRESENT}))",
    re.IGNORECASE,
)
_REACH = 160
# Nearer than this and in one clause, a verb governs the date itself.
_CLOSE = 48


class Pointing(NamedTuple):
    """Where tense points, whether it is the present, and whether the verb governs the date itself."""

    direction: Direction | None
    present: bool = False
    sure: bool = False


def by_words(doc: Doc, text: str, timex: Timex) -> Pointing:
    """Read tense from the nearest verb group before the date in its sentence, else after it."""
    sentence = store.sentence_at(doc, timex.start)
    before = list(_TENSED.finditer(text, max(sentence.start, timex.start - _REACH), timex.start))
    nearest = before[-1] if before else _TENSED.search(text, timex.end, min(sentence.end, timex.end + _REACH))
    if nearest is not None and nearest["over"]:
        return Pointing("past")
    if nearest is not None and nearest["timetable"]:
        return Pointing("future", present=True)
    if nearest is None or nearest["present"]:
        return Pointing(None, present=nearest is not None)
    gap = text[nearest.end() : timex.start]
    close = bool(before) and len(gap) < _CLOSE and not re.search(r"[,;:\u2013\u2014]", gap)
    return Pointing("future" if nearest["future"] else "past", sure=close)
