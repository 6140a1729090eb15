"""*Will* as an undertaking: by the speaker, by an actor reported to have said so, by a body in the news.

Third-person *will* foretells as a rule (*prices will rise*, *the court will rule*); it commits where its
subject acts and either says so itself or decides the matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord import grammar
from onrecord.stages.commitment_rules import extents, modals
from onrecord.stages.commitment_rules.actors import is_actor, is_body
from onrecord.stages.commitment_rules.lexicon import Cue, governors, predictive, reporting_verbs
from onrecord.stages.commitment_rules.reading import Reading, of_cue

FIRST = frozenset(["i", "we"])
PERSONAL = frozenset(["he", "she", "they", "it", "who", "we", "i"])
PROMISED = frozenset(["promise", "insist", "assure", "guarantee", "swear", "vow", "pledge", "reassure"])


SURMISE = frozenset(
    [
        "probably",
        "likely",
        "surely",
        "certainly",
        "undoubtedly",
        "inevitably",
        "perhaps",
        "eventually",
        "always",
    ]
    + [
        "never",
        "ultimately",
        "presumably",
        "often",
        "usually",
        "occasionally",
        "sometimes",
        "possibly",
        "doubtless",
    ]
)
"""Adverbs that turn *will* into a guess or a habit."""


def cue_for(act: str, force: str) -> Cue:
    """Return a lexicon row for a modal cue."""
    return Cue(
        lemma="will",
        particle="",
        pos="modal",
        act=act,
        direction="do",
        force=force,
        status="new",
        patterns=(),
        beneficiary=("iobj", "to", "for"),
        speech=False,
        present_only=False,
    )


def readings(verb: Token, *, spoken: bool) -> Iterator[Reading]:
    """Yield the undertaking a verb under *will*, *would*, *going to* or *is to* makes.

    Args:
        verb: Main verb of the clause.
        spoken: Whether it stands inside direct speech.
    """
    found = modals.read(verb)
    if found is None or not _is_act(verb):
        return
    name, cue_extent, start = found
    subjects = tuple(grammar.subjects(verb))
    if grammar.is_passive(verb):
        by = grammar.agent(verb)
        subjects = (by, *grammar.conjuncts(by)) if by is not None and is_body(by) else ()
    if not subjects:
        return
    rule, confidence, act = _reason(verb, name, subjects, spoken)
    if not confidence:
        return
    force = "tentative" if name == "may" else "binding"
    action = extents.action_of_clause(verb, start)
    reading = of_cue(cue_for(act, force), verb, cue_extent, verb, action, subjects, rule, confidence)
    if grammar.is_negated(verb):
        reading = replace(reading, act="refuse", direction="not_do")
    elif _continues(verb, start):
        reading = replace(reading, status="reaffirmed")
    yield reading


def _continues(verb: Token, start: int) -> bool:
    return verb.doc[start].lemma_.lower() in {"continue", "keep", "maintain"}


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


def _reason(verb: Token, name: str, subjects: tuple[Token, ...], spoken: bool) -> tuple[str, float, str]:
    """Return rule, confidence and act, or confidence 0 where *will* only foretells."""
    first = all(s.lower_ in FIRST for s in subjects)
    often = predictive().get(modals.act_of(verb).lemma_.lower()) == "often"
    if spoken:
        if first and name != "would":
            return "will_own_words", 0.85, "promise"
        if name != "would" and all(any(c.lower_ in {"our", "my"} for c in s.children) for s in subjects):
            return "will_spoken", 0.7, "promise"  # "our company will"
        return "will_spoken", 0.0, "announce"
    if any(t.lower_ in SURMISE - {"never"} for t in verb.children):
        return "will_foretold", 0.0, "announce"
    reporter = reported_by(verb)
    if reporter is not None:
        if governors().get(reporter.lemma_.lower()) == "prediction" or reporter.lemma_.lower() not in reporting_verbs():
            return "will_reported", 0.0, "announce"
        if name == "would" and grammar.tense(reporter) == "present":
            return "will_reported", 0.0, "announce"  # a habit or a supposition, not future in the past
        said_by = grammar.subjects(reporter)
        same = all(s.lower_ in PERSONAL for s in subjects) or bool(
            {s.lemma_.lower() for s in subjects} & {s.lemma_.lower() for s in said_by}
        )
        act = "promise" if reporter.lemma_.lower() in PROMISED else "announce"
        if reporter.lemma_.lower() == "warn" and same:
            act = "threaten"
        if same:
            sure = all(s.lower_ in {"he", "she", "we", "i"} for s in subjects)
            return "will_reported", 0.8 if not often else 0.6 if sure else 0.45, act
        if not all(is_actor(s) for s in subjects):
            return "will_reported_other", 0.0, act
        return "will_reported_other", 0.65 if not often else 0.45, act
    if name == "would" or verb.lower_ == "going" or not _decided(verb, subjects):
        return "will_narrated", 0.0, "announce"
    return "will_narrated", 0.55 if not often else 0.4, "announce"


def _decided(verb: Token, subjects: tuple[Token, ...]) -> bool:
    """Whether narrated *will* tells what bodies have settled to do, not what somebody thinks will come."""
    relative = any(verb.i == clause.i for clause in grammar.relative_clauses(verb.head))
    if relative and any(s.tag_ not in {"WDT", "WP"} and s.i != verb.head.i for s in subjects):
        return False  # the clause modifies what is done, not who does it (*the sum the bank will pay*)
    bodies = [verb.head] if relative else list(subjects)
    if not all(is_body(s) for s in bodies) or grammar.conditions(verb):
        return False
    word = grammar.marker(verb)
    if not relative and word is not None and word.lower_ not in {"while", "but", "although", "though", "whereas"}:
        return False
    return not any(t.lower_ == "never" for t in verb.children)


def reported_by(verb: Token) -> Token | None:
    """Return the verb that reports a clause: one it completes, or one inserted (*X will cut, she said*)."""
    top = verb
    above = grammar.governing_verb(verb)
    for _ in range(4):
        if above is None:
            break
        if any(c.i in {top.i, verb.i} for c in grammar.complements(above)) or _coordinated(verb, above):
            return above
        top, above = above, grammar.governing_verb(above)
        break
    for child in verb.children:
        if child.lemma_.lower() in reporting_verbs() and any(c.i == verb.i for c in grammar.complements(child)):
            return child
    return None


def _coordinated(verb: Token, above: Token) -> bool:
    """Whether a clause is a later member of what a verb reports (*said it would cut and would build*)."""
    others = {c.i for c in grammar.conjuncts(verb)}
    return any(c.i in others for c in grammar.complements(above))
