"""*Will* as an undertaking: by the speaker, by an actor reported to have said so, by a body in the news.

Third-person *will* foretells as a rule (*prices will rise*, *the court will rule*); it commits where its
subject acts and either says so itself or decides the matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.schema import Quote
from onrecord.stages.commitment_rules import extents, modals, objects
from onrecord.stages.commitment_rules.actors import is_actor, is_body
from onrecord.stages.commitment_rules.lexicon import (
    administered,
    cue_for,
    giving_verbs,
    governors,
    hostile,
    predictive,
    reporting_verbs,
)
from onrecord.stages.commitment_rules.reading import Reading, of_cue
from onrecord.stages.commitment_rules.reporting import FIRST, reported_by, vouched

SPOKEN_BODY = "will_spoken_body"
"""Rule for what a speaker says a body will do; the cast drops it where it is not the speaker's own."""
PERSONAL = frozenset(["he", "she", "they", "it", "who", "we", "i"])
POSSIBLE = frozenset(["may", "might"])
PROMISED = frozenset(["promise", "insist", "assure", "guarantee", "swear", "vow", "pledge", "reassure"])


SURMISE = frozenset(
    (
        "probably likely surely certainly undoubtedly inevitably perhaps eventually always never ultimately "
        "presumably often usually occasionally sometimes possibly doubtless"
    ).split()
)
"""Adverbs that turn *will* into a guess or a habit."""


def readings(verb: Token, quote: Quote | None) -> Iterator[Reading]:
    """Yield the undertaking a verb under *will*, *would*, *going to* or *is to* makes.

    Args:
        verb: Main verb of the clause.
        quote: The innermost quote around it.
    """
    found = modals.read(verb)
    if found is None or not _is_act(verb):
        return
    name, cue_extent, start = found
    subjects = tuple(grammar.subjects(verb))
    if grammar.is_passive(verb):
        by = grammar.agent(verb)
        lemma = verb.lemma_.lower()
        decides = by is not None and is_body(by) and (lemma in administered() or lemma in giving_verbs())
        subjects = (by, *grammar.conjuncts(by)) if by is not None and decides else ()
    if not subjects:
        return
    rule, confidence, act = _reason(verb, name, subjects, quote)
    if not confidence:
        return
    force = "tentative" if name in POSSIBLE else "binding"
    action = extents.action_of_clause(verb, start)
    reading = of_cue(
        cue_for("plan" if force == "tentative" else act, force),
        verb,
        cue_extent,
        verb,
        action,
        subjects,
        rule,
        confidence,
    )
    if grammar.is_negated(verb):
        reading = replace(reading, act="refuse", direction="not_do")
    elif _continues(verb, start):
        reading = replace(reading, status="reaffirmed")
    yield reading


def _continues(verb: Token, start: int) -> bool:
    first = verb.doc[start]
    goes_on = first.lemma_.lower() == "keep" and start + 1 < len(verb.doc) and verb.doc[start + 1].tag_ in {"VBG", "RP"}
    return goes_on or first.lemma_.lower() in {"continue", "maintain"}


def _is_act(verb: Token) -> bool:
    """Whether a verb names something one does rather than something that becomes of one."""
    target = modals.act_of(verb)
    if not target.tag_.startswith("VB"):
        return False
    if any(
        t.lower_ in extents.BE and t.i < target.i and target.tag_ not in {"VBG", "VBN"}
        for t in grammar.verb_group(target)
    ):
        return False
    return predictive().get(target.lemma_.lower()) != "always"


def _reason(verb: Token, name: str, subjects: tuple[Token, ...], quote: Quote | None) -> tuple[str, float, str]:
    """Return rule, confidence and act, or confidence 0 where *will* only foretells."""
    first = all(s.lower_ in FIRST for s in subjects)
    strength = predictive().get(modals.act_of(verb).lemma_.lower())
    often = strength == "often"
    if quote is not None and quote.mode == "direct":
        if not vouched(verb, quote):
            return "will_spoken", 0.0, "announce"
        if first and name != "would":
            return "will_own_words", 0.85, "promise"
        if name != "would" and all(any(c.lower_ in {"our", "my"} for c in below(s)) for s in subjects):
            return "will_spoken", 0.7, "promise"  # "our company will"
        if name != "would" and all(is_body(s) for s in subjects):
            return SPOKEN_BODY, 0.6, "promise"
        return "will_spoken", 0.0, "announce"
    if any(t.lower_ in SURMISE - {"never"} for t in below(verb)):
        return "will_foretold", 0.0, "announce"
    reporter = reported_by(verb)
    if reporter is not None:
        if governors().get(reporter.lemma_.lower()) == "prediction" or reporter.lemma_.lower() not in reporting_verbs():
            return "will_reported", 0.0, "announce"
        if name == "would" and grammar.tense(reporter) == "present":
            return "will_reported", 0.0, "announce"  # a habit or a supposition, not future in the past
        said_by = grammar.subjects(reporter)
        if any(s.lower_ in FIRST for s in subjects) and not all(s.lower_ in FIRST for s in said_by):
            return "will_reported", 0.0, "announce"  # what others say the speaker will do
        same = all(s.lower_ in PERSONAL for s in subjects) or bool(
            {s.lemma_.lower() for s in subjects} & {s.lemma_.lower() for s in said_by}
        )
        if name in POSSIBLE:
            own = same and strength is None and all(is_actor(s) or s.lower_ == "it" for s in subjects)
            return "may_reported", 0.6 if own else 0.0, "plan"
        act = "promise" if reporter.lemma_.lower() in PROMISED else "announce"
        if reporter.lemma_.lower() == "warn" and same:
            act = "threaten"
        if same:
            sure = strength == "seldom" or all(s.lower_ in {"he", "she", "we", "i"} for s in subjects)
            return "will_reported", 0.8 if strength is None else 0.6 if sure else 0.45, act
        if not all(is_actor(s) for s in subjects):
            return "will_reported_other", 0.0, act
        return "will_reported_other", 0.65 if strength is None else 0.45 if often else 0.5, act
    if name in POSSIBLE:
        return "may", 0.0, "plan"
    if quote is None and name != "would" and under_contract(verb) and _can_be_party(subjects):
        return "will_under_contract", 0.65, "agree"
    if name == "would" or verb.lower_ == "going" or not _decided(verb, subjects):
        return "will_narrated", 0.0, "announce"
    return "will_narrated", 0.55 if strength is None else 0.4, "announce"


def under_contract(verb: Token) -> bool:
    """Whether a clause states the terms of an agreement (*under the deal, Kenya will open the port*)."""
    return any(objects.fits(noun, "contract") for noun in grammar.obliques(verb, "under"))


def _can_be_party(subjects: tuple[Token, ...]) -> bool:
    return all(is_body(s) or s.lower_ in {"it", "they"} or s.ent_type_ == "PERSON" for s in subjects)


def _decided(verb: Token, subjects: tuple[Token, ...]) -> bool:
    """Whether narrated *will* tells what bodies have settled to do, not what somebody thinks will come."""
    relative = any(verb.i == clause.i for clause in grammar.relative_clauses(verb.head))
    if relative and any(s.tag_ not in {"WDT", "WP"} and s.i != verb.head.i for s in subjects):
        return False  # the clause modifies what is done, not who does it (*the sum the bank will pay*)
    bodies = [verb.head] if relative else list(subjects)
    striking = verb.lemma_.lower() in hostile() and all(s.tag_ == "NNS" and is_actor(s) for s in bodies)
    if not (striking or all(is_body(s) for s in bodies)) or grammar.conditions(verb):
        return False
    word = grammar.marker(verb)
    if not relative and word is not None and word.lower_ not in {"while", "but", "although", "though", "whereas"}:
        return False
    if any(t.lower_ == "you" for t in grammar.objects(verb)):
        return False  # what one must expect of them
    return not any(t.lower_ == "never" for t in below(verb))
