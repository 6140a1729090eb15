"""Where the verb that governs a date points, read from the parse."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from onrecord.grammar import governing_verb, is_infinitive, is_negated, is_passive, modal, tense
from onrecord.grammar.labels import below
from onrecord.stages.date_rules.verbs import (
    has_condition,
    is_condition,
    is_hypothetical,
    is_nobody,
    is_pluperfect,
    is_to,
    nearest_verb,
    perfect,
    quotes_past,
    told,
)
from onrecord.stages.date_rules.words import Pointing
from onrecord.values.dates.model import Bound, Direction, Point, Timex

# What a timetable says in the present tense lies ahead: "the trial starts Monday", "ministers meet on Thursday".
_TIMETABLE = frozenset(
    "start begin open end close kick take run expire depart arrive air celebrate resume conclude meet vote convene "
    "decide".split()
)
# What is being done on a day told with it is arranged: "we are playing Saturday".
_ARRANGED = frozenset(
    "play go come leave fly travel return visit hold host release launch appear perform marry move retire step".split()
)
# What captions show, and what the present tense of a report says of a statement.
_SHOWN = frozenset(
    "say tell report show claim know think believe write state note add see look walk stand hold speak gesture wave "
    "pose attend react sit carry gather watch leave arrive inspect pass wait listen greet shake hug cry smile cheer "
    "work be have do seem appear remain".split()
)
_SAME_FORM = frozenset("hit put set cut shut hurt let cost read beat spread bet quit shed split".split())
# Nouns of what has happened once it is spoken of in the past.
_HAPPENED = frozenset(
    "killing death murder attack shooting arrest crash bombing raid coup kidnapping abduction explosion blast "
    "disappearance assassination massacre stabbing collapse".split()
)
_UNDERTAKING = frozenset("rule promise pledge vow refuse exclude forecast predict expect plan".split())
# What is planned or put off is told by its day to come: "planned a march on Saturday", "put off until Monday".
_PLANNED = frozenset("plan schedule slate".split())
# Predicates whose infinitive lies in the future: "likely to", "expected to", "plans to", "an agreement to".
_PROSPECTIVE = frozenset(
    "expect schedule slate plan intend aim hope vow pledge promise set due likely want seek agree decide propose "
    "prepare need subpoena summon order require urge ask invite ready able poise threaten arrange remain "
    "allow try tell forecast agreement deal offer proposal "
    "bid intention commitment deadline decision".split()
)
# What is put off has not been.
_PUT_OFF = frozenset("postpone reschedule delay cancel".split())
_MOVED = re.compile(r"(?:put|pushed|moved|brought|called) (?:back|off|forward)\b")
_CUES = frozenset("say tell report show claim know think believe write state note add".split())
_STEPS = 4


def by_parse(doc: Doc, text: str, timex: Timex, bound: Bound, head: Token) -> Pointing | None:
    """Return where the verb over a date points, and whether it says so in the present; None where it says nothing."""
    above = nearest_verb(head)
    if above is not None and above.i > head.i and told(doc, timex):
        return Pointing("past")
    for _ in range(_STEPS):
        if above is None:
            return None
        if modal(above) == "would" and quotes_past(text, above):
            return Pointing("past")
        if tense(above) == "future":
            # "Could not be reached on Sunday" is an attempt that was made.
            tried = modal(above) == "could" and (is_negated(above) or is_nobody(above))
            return Pointing("past" if tried else "future")
        if is_infinitive(above) or above.tag_ == "VB":
            # An infinitive lies after its governor where that looks ahead; else tense is the governor's.
            governor = above.head if above.head.i != above.i else None
            if is_to(above):
                return Pointing("future")
            if governor is None:
                return None
            if above.dep_ == "acl" and above.tag_ == "VBN":
                # "The bill, to be debated on Monday".
                return Pointing("future")
            if governor.lemma_.lower() in _PROSPECTIVE or any(c.lower_ in _PROSPECTIVE for c in below(governor)):
                return Pointing("past" if is_pluperfect(governor) else "future")
            above = governing_verb(above)
            continue
        found = _finite(above, head, bound)
        if found is not None:
            return found
        above = governing_verb(above)
    return None


def _finite(verb: Token, head: Token, bound: Bound) -> Pointing | None:
    """Where a finite verb or a participle points; None for one without a tense of its own."""
    found, lemma = tense(verb), verb.lemma_.lower()
    planned = lemma in _PROSPECTIVE and any(
        c.dep_ in ("xcomp", "ccomp") and verb.i < c.i < head.i and is_infinitive(c) for c in below(verb)
    )
    if found is not None and (planned or lemma in _PLANNED):
        # "Is scheduled to close Monday", "has planned a march on Saturday": the day is that of the plan.
        return Pointing("past" if is_pluperfect(verb) else "future")
    if found == "past" and bound == "before" and lemma in _UNDERTAKING:
        # "Ruled out a rise before July": the day belongs to what is ruled out.
        return Pointing("future")
    if found == "past" and is_hypothetical(verb):
        return Pointing("future")
    if found == "past" and head.i < verb.i and _is_put_off(verb):
        # "The kick-off on Sunday has been put back": it has not been yet.
        return Pointing("past" if is_pluperfect(verb) else "future")
    if found == "past":
        return Pointing("past")
    if found == "present" and lemma in _SAME_FORM and verb.dep_ == "conj" and verb.head.tag_ == "VBD":
        # "Struck out twelve and hit a double on Wednesday".
        return Pointing("past")
    if found == "present":
        if perfect(verb):
            return Pointing("past")
        arranged = verb.tag_ == "VBG" and lemma in _ARRANGED and head.head.i == verb.i
        ahead = is_condition(verb) or lemma in _TIMETABLE or lemma in _PROSPECTIVE or arranged or _is_plain(verb, head)
        return Pointing("future" if ahead else None, present=True)
    return Pointing("past") if verb.tag_ == "VBN" else None


def _is_put_off(verb: Token) -> bool:
    moved = _MOVED.match(verb.doc[verb.i : verb.i + 2].text.lower()) is not None
    return (moved or verb.lemma_.lower() in _PUT_OFF) and is_passive(verb) and perfect(verb)


def _is_plain(verb: Token, head: Token) -> bool:
    """Whether a plain present has a day of its own: "the vote is on Tuesday", "schools stay shut Monday".

    A report tells what has been in the past tense, so such a day lies ahead. Captions and cues are the exception.
    """
    if verb.i == head.i:
        return True
    lemma = verb.lemma_.lower()
    # "Reports its results on Wednesday", but "reports that ..." is a cue.
    announced = has_condition(verb) or lemma == "report" and any(c.dep_ in ("obj", "dobj") for c in below(verb))
    # Captions have no relative clauses: "the minister, who leaves office on Saturday".
    shown = lemma in (_CUES if verb.dep_ in ("acl:relcl", "relcl") else _SHOWN)
    # "Is off to Delhi Sunday": a day without preposition after another noun is the verb's.
    bare = head.dep_ in ("nmod:unmarked", "obl:unmarked", "npadvmod", "nmod:tmod") and head.head.head.i == verb.i
    placed = any(c.dep_ == "cop" and c.tag_ in ("VBZ", "VBP") for c in below(verb))
    own = head.head.i == verb.i and verb.tag_ in ("VBZ", "VBP")
    return (own and (not shown or announced)) or (bare and placed)


def is_governed(timex: Timex, head: Token, found: Direction | None) -> bool:
    """Whether a date belongs to the verb itself or to the noun of an event, not to some noun below the verb."""
    above = head.head
    # "Held for questioning the killing of a farmer in October": whatever the month hangs on.
    told = above.doc[above.i + 1 : head.i] if above.i < head.i else ()
    if found == "past" and any(t.pos_ == "NOUN" and t.lemma_.lower() in _HAPPENED for t in (above, *told)):
        return True
    finite = tense(above) is not None or is_infinitive(above)
    planned = any(v.lemma_.lower() in _PROSPECTIVE and is_pluperfect(v) for v in (above, above.head))
    if not finite or planned or head.dep_ in ("obj", "dobj") or modal(above) == "would":
        return False
    if not isinstance(timex.expression, Point) or timex.expression.day is None:
        return True
    # "Advised against travel on 27 December": a day after a noun may be the noun's, however the parse has it.
    between = above.doc[min(above.i, head.i) + 1 : max(above.i, head.i)]
    return not any(t.pos_ in ("NOUN", "PROPN") and not timex.start <= t.idx < timex.end for t in between)
