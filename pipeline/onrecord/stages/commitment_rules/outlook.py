"""What only looks like a commitment: questions, conditions, counterfactuals, demands, forecasts."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import ancestors
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import saying_nouns
from onrecord.stages.commitment_rules.lexicon import governors, predictive, reporting_verbs
from onrecord.stages.commitment_rules.reading import Reading
from onrecord.stages.commitment_rules.reporting import reported_by

HYPOTHETICAL = frozenset(["if", "unless", "whether", "lest", "suppose", "until"])
POSSIBLE = frozenset(["may", "might", "could"])
UNREAL = frozenset(["could", "should", "might", "must", "may", "can", "ought"])
LIKELIHOOD = frozenset(["likely", "unlikely", "able", "unable", "supposed", "certain", "sure", "free", "bound"])
SILENCE = frozenset(
    (
        "be respond elaborate speak talk discuss disclose specify name identify believe answer comment "
        "apologise apologize recognise recognize accept testify promise pledge guarantee"
    ).split()
)
TOLD = frozenset(["detail", "information", "comment", "answer", "reason", "figure", "name", "interview", "explanation"])
"""What is declined or refused there and then rather than for the time to come."""
COURTESIES = frozenset(
    (
        "speak talk ask know hear see thank commend congratulate praise applaud apologise apologize welcome "
        "wish clarify remind apology condolence thanks congratulation gratitude"
    ).split()
)
"""What one wants to do and does by saying so."""
CLIMB = 12
"""How many heads above a cue are looked at."""


def sift(reading: Reading) -> Reading | None:
    """Return a reading with its polarity settled, or None where nothing is committed."""
    head = reading.head
    if is_question(reading) or not is_conduct(reading):
        return None
    if is_hypothetical(head):
        if reading.cue.pos != "noun" or not grammar.possessors(head):
            return None
        # In "if they drop their plan" there is a plan, and none is dropped.
        noun = (head.idx, head.idx + len(head))
        reading = replace(reading, status=reading.cue.status, cue_extent=noun)
    modal = grammar.modal(head)
    if reading.cue.pos in {"verb", "adj"}:
        if leaves_open(reading, modal):
            return replace(reading, act="plan", direction="do", force="tentative")
        if modal in UNREAL or modal == "would" and not _says_would(reading):
            return None
        if reading.cue.present_only and not _is_current(head):
            return None
        if reading.cue.pos == "verb":
            checked = under_governor(reading)
            if checked is None:
                return None
            reading = checked
            if grammar.is_negated(head) and reading.polarity == "affirmed":
                if reading.force == "tentative":
                    return None  # not wanting something binds nobody
                reading = replace(reading, polarity="denied")
        elif grammar.is_negated(head) and reading.act != "refuse":
            reading = replace(reading, polarity="denied")
    elif reading.cue.pos == "noun":
        above = _carrier_modal(reading)
        if above in POSSIBLE:
            reading = replace(reading, force="tentative", confidence=reading.confidence - 0.2)
        elif above is not None and above not in {"will", "shall"}:
            return None
    return _under_denial(reading)


def leaves_open(reading: Reading, modal: str | None) -> bool:
    """Whether something is not ruled out (*would not rule out selling*), which leaves it open to be done."""
    ruled = reading.cue.lemma == "rule" and reading.cue.particle == "out"
    return ruled and grammar.is_negated(reading.head) and modal in {None, "would", "will", "could", "can"}


def _says_would(reading: Reading) -> bool:
    """Whether somebody reports to be ready (*said she would be glad to help*) rather than supposes it."""
    above = reported_by(reading.head)
    return reading.cue.pos == "adj" and reading.act == "offer" and above is not None and _reports(above)


def is_conduct(reading: Reading) -> bool:
    """Whether the action is conduct: no state, and no mere silence (*declined to comment*)."""
    target = reading.target
    if not target.tag_.startswith("VB"):
        return reading.force != "tentative" or reading.action[0] >= target.left_edge.idx
    if reading.force == "tentative" and grammar.is_passive(target):
        return False  # wanting to be something is no plan to do it
    lemma = target.lemma_.lower()
    if reading.act == "refuse" and predictive().get(lemma) == "always":
        return False
    if reading.act == "refuse" and reading.cue.lemma in {"refuse", "decline"}:
        told = any(noun.lemma_.lower() in TOLD for noun in grammar.objects(target))
        return lemma not in SILENCE and lemma not in reporting_verbs() and not told
    weak = predictive().get(lemma) == "always" or lemma in reporting_verbs() or lemma in COURTESIES
    weak = weak or any(noun.lemma_.lower() in COURTESIES for noun in grammar.objects(target))
    return reading.force != "tentative" or not weak


def is_question(reading: Reading) -> bool:
    """Whether a cue stands in a sentence that asks."""
    group = grammar.verb_group(reading.head) if reading.cue.pos != "noun" else [reading.head]
    if any(group[0].i < actor.i < reading.head.i for actor in reading.actors):
        return True  # the auxiliary stands before the subject (*are they willing*)
    sentence = store.sentence_of(reading.head)
    tail = reading.head.doc[max(sentence.end - 3, reading.head.i) : sentence.end]
    return any(t.text.startswith("?") for t in tail)


def is_hypothetical(head: Token) -> bool:
    """Whether a cue stands in a clause under *if*, *unless* or *whether*."""
    token = head
    for _ in range(CLIMB):
        word = grammar.marker(token)
        if word is not None and word.lower_ in HYPOTHETICAL and word.i < token.i:
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _is_current(head: Token) -> bool:
    """Whether an aim still holds: told in the present, or in the past under a past verb of reporting."""
    tense = grammar.tense(head)
    if any(t.dep_ in {"acl", "ccomp"} and t.head.lemma_.lower() in saying_nouns() for t in (head, *ancestors(head))):
        return True  # "an announcement that it was ready"
    if tense != "past":
        # Participles and infinitives take the time of the verb above them.
        above = grammar.governing_verb(head)
        return tense is not None or above is None or grammar.tense(above) != "past" or _reports(above)
    above = grammar.governing_verb(head)
    for _ in range(2):
        if above is None or _reports(above):
            break
        above = grammar.governing_verb(above)
    return above is not None and _reports(above) and any(_within(head, c) for c in grammar.complements(above))


def _reports(verb: Token) -> bool:
    return verb.lemma_.lower() in reporting_verbs()


def under_governor(reading: Reading) -> Reading | None:
    """Settle a cue that is itself an infinitive or gerund: *urged them to agree*, *failed to promise*."""
    head = reading.head
    gerund = head.tag_ == "VBG" and grammar.tense(head) is None
    if not (grammar.is_infinitive(head) or gerund):
        return reading
    above = head.head
    word = grammar.marker(head)
    if gerund and word is not None and word.lower_ == "by":
        return None  # how something else was done
    if above.i == head.i:
        return None if grammar.is_infinitive(head) and not reading.actors else reading
    if not any(c.i == head.i for c in grammar.complements(above)):
        return None if grammar.is_infinitive(head) and above.pos_ in {"VERB", "NOUN"} else reading
    lemma = above.lemma_.lower()
    if lemma in LIKELIHOOD or above.pos_ in {"ADJ", "NOUN"}:
        return None
    effect = governors().get(lemma)
    if effect == "obligation":
        return None
    if effect == "directive" and (
        grammar.objects(above) or grammar.indirect_objects(above) or grammar.is_passive(above)
    ):
        return None
    if effect == "negative":
        return replace(reading, polarity="denied")
    if lemma in {"refuse", "decline"}:
        return None
    return reading


def _carrier_modal(reading: Reading) -> str | None:
    """Return the modal of the verb that a noun of commitment is an argument of (*may signal a willingness*)."""
    above = grammar.governing_verb(reading.head)
    return grammar.modal(above) if above is not None and above.i == reading.head.head.i else None


def _under_denial(reading: Reading) -> Reading | None:
    """Turn what a verb of denial governs: *denied it had agreed*, *never said it would*."""
    above = grammar.governing_verb(reading.head)
    if above is None or not any(_within(reading.head, c) for c in grammar.complements(above)):
        return reading
    lemma = above.lemma_.lower()
    if governors().get(lemma) == "denial":
        return replace(reading, polarity="denied") if reading.polarity == "affirmed" else reading
    if lemma in reporting_verbs() and grammar.is_negated(above):
        return replace(reading, polarity="denied")
    if lemma in {"ask", "wonder", "question", "doubt"}:
        return None
    return reading


def _within(token: Token, top: Token) -> bool:
    for _ in range(CLIMB):
        if token.i == top.i:
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False
