"""Whether a commitment is new, or one of the past, renewed or changed."""

from __future__ import annotations

from datetime import date, timedelta

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.schema import Date
from onrecord.stages import store
from onrecord.stages.commitment_rules.reading import Reading
from onrecord.stages.commitment_rules.scene import Scene

FORMERLY = frozenset(["previously", "originally", "once", "formerly"])
FORMER = frozenset(["earlier", "existing", "former", "original", "past", "previous", "prior"])
CHANGING = frozenset(["amend", "extend", "increase", "lower", "modify", "raise", "revise", "sweeten", "widen"])
RENEWING = frozenset(["reaffirm", "redouble", "reiterate", "renew", "repeat"])
ONGOING = frozenset(["continue", "keep", "remain"])
PERFECT = frozenset(["has", "have", "'ve", "’ve"])
SAME_NEWS = timedelta(days=14)
"""How long before publication an undertaking still is the news rather than history."""


def status(scene: Scene, reading: Reading, published: str | None) -> str:
    """Return the status; an undertaking told as past (*had pledged*, *promised in 2015*) is historical."""
    if reading.status != "new":
        return _of_governed(reading)
    if reading.cue.pos == "noun":
        if reading.head.head.lemma_.lower() in RENEWING:
            return "reaffirmed"
        if _is_changed(reading.head):
            return "modified"
        former = any(c.lower_ in FORMER and c.i < reading.head.i for c in below(reading.head))
        return "historical" if former or _long_ago(scene, reading, published) else "new"
    if reading.cue.pos not in {"verb", "adj"}:
        return "new"
    if _goes_on(reading.head):
        return "reaffirmed"
    if grammar.is_passive(reading.head) and not reading.actors and grammar.tense(reading.head) == "past":
        return "historical"  # who was promised something tells of it afterwards
    if any(c.lower_ in FORMERLY and abs(c.i - reading.head.i) <= 3 for c in below(reading.head)):
        return "historical"
    group = grammar.verb_group(reading.head)
    told = scene.said_in(reading.head, reading.target)
    if any(t.lower_ in {"had", "'d", "’d"} and t.tag_ == "VBD" for t in group) and (
        told is None or told.mode == "direct"
    ):
        return "historical"  # in indirect speech the tense is only shifted back (*said it had agreed*)
    if reading.head.lemma_.lower() == "refuse" and reading.head.tag_ == "VBD" and len(group) == 1:
        return "historical"  # *refuses* and *has refused* tell where somebody stands, *refused* what happened
    if _sets_the_time(reading.head):
        return "historical"
    return "historical" if _long_ago(scene, reading, published) else "new"


def _of_governed(reading: Reading) -> str:
    """Return the status its governing verb gives a cue, if it speaks of an undertaking already made.

    *Delivered a promise* made one, *delivered the promise* kept it; *will keep the statue* is no older promise.
    """
    if reading.cue.pos == "modal":
        return reading.status if reading.target.lemma_.lower() == "continue" else "new"
    if reading.cue.pos != "noun":
        return reading.status
    if _is_changed(reading.head):
        return "modified"
    fresh = any(c.lower_ in {"a", "an"} for c in below(reading.head)) and reading.status in {"fulfilled", "reaffirmed"}
    return "new" if fresh else reading.status


def _is_changed(noun: Token) -> bool:
    """Whether a definite undertaking is the object of a verb of change (*sweetened their offer*)."""
    verb = noun.head
    if verb.lemma_.lower() not in CHANGING or noun.i not in {o.i for o in grammar.objects(verb)}:
        return False
    return bool(grammar.possessors(noun)) or any(c.lower_ == "the" for c in below(noun))


def _goes_on(verb: Token) -> bool:
    """Whether a cue is what somebody continues to do (*continues to rule out*)."""
    above = verb.head
    return above.i < verb.i and above.lemma_.lower() in ONGOING and verb in grammar.complements(above)


def _sets_the_time(verb: Token) -> bool:
    """Whether a cue only tells when something else happened (*after the mayor promised*)."""
    word = grammar.marker(verb)
    first = word or next((c for c in below(verb) if c.lower_ == "when" and c.i < verb.i), None)
    return first is not None and first.lower_ in {"after", "when", "before"} and grammar.tense(verb) == "past"


def _long_ago(scene: Scene, reading: Reading, published: str | None) -> bool:
    """Whether a date on the cue itself, or on the verb of a cue that is a noun, lies well before publication."""
    verb = verb_of(reading.head)
    dated = [reading.head]
    if any(t.lower_ in PERFECT for t in grammar.verb_group(verb)):
        return False
    if reading.cue.pos == "noun":
        light = reading.cue_extent[0] <= verb.idx < reading.cue_extent[1] and grammar.tense(verb) == "past"
        dated = [reading.head, verb] if light else [reading.head]
    elif grammar.tense(verb) != "past" and (verb.tag_ != "VBG" or len(grammar.verb_group(verb)) > 1):
        return False
    sentence = store.sentence_of(reading.head)
    for when in scene.times(sentence.start_char, sentence.end_char):
        if reading.action[0] <= when.start < reading.action[1] or not _is_past(when, published):
            continue
        if any(_modifies(scene.token(when.end - 1), head) for head in dated):
            return True
    return False


def _is_past(when: Date, published: str | None) -> bool:
    """Whether a date lies well before publication; where that is unknown, whether it names a year for want of a day."""
    if when.end_date is None or when.bound == "since":
        return False
    try:
        limit = (date.fromisoformat((published or "")[:10]) - SAME_NEWS).isoformat()
    except ValueError:
        return when.basis == "explicit" and when.granularity in {"year", "month", "decade"} and when.bound != "by"
    return when.end_date < limit


def _modifies(token: Token, verb: Token) -> bool:
    for _ in range(4):
        if token.head.i == verb.i:
            return True
        if token.head.i == token.i or token.head.pos_ == "VERB":
            return False
        token = token.head
    return False


def verb_of(head: Token) -> Token:
    """Return the verb a cue hangs on: itself, or the one a noun is object of."""
    return head if head.tag_.startswith("VB") or head.head.i == head.i else head.head
