"""The verb group: modality, tense, voice, negation."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from onrecord.grammar.labels import (
    AUXILIARY,
    AUXILIARY_OR_COPULA,
    CLIMB_LIMIT,
    COPULA,
    COPULAR_COMPLEMENT,
    FINITE,
    PARTICLE,
    PASSIVE_AUXILIARY,
    PASSIVE_SUBJECT,
    SUBJECT,
    below,
    children,
    is_to,
)

MODALS = {
    "'ll": "will",
    "’ll": "will",
    "ll": "will",
    "wo": "will",
    "'d": "would",
    "’d": "would",
    "d": "would",
    "ca": "can",
    "sha": "shall",
}
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "nt"})
NEGATIVE_SUBJECTS = frozenset({"nobody", "none", "neither", "nothing"})
# Label sets are joined once: these tests run for every verb of a text.
GROUP = AUXILIARY_OR_COPULA | PARTICLE
SUBJECT_OR_AUXILIARY = SUBJECT | AUXILIARY
PASSIVE = PASSIVE_AUXILIARY | PASSIVE_SUBJECT
OWN = SUBJECT_OR_AUXILIARY | COPULA
SURELY_FINITE = FINITE - {"VBP"}

Tense = Literal["past", "present", "future"]


def predicate(token: Token) -> Token:
    """Return the head of the predicate a token belongs to: the content word for an auxiliary or copula."""
    for _ in range(CLIMB_LIMIT):
        if token.dep_ not in AUXILIARY_OR_COPULA or token.head.i == token.i:
            break
        token = token.head
    return token


def finite_head(token: Token) -> Token:
    """Return the token that carries the auxiliaries: the copula itself for a CLEAR copular complement."""
    token = predicate(token)
    if token.dep_ in COPULAR_COMPLEMENT and token.head.lemma_ in {
        "be",
        "become",
        "remain",
    }:
        return token.head
    return token


def auxiliaries(verb: Token) -> list[Token]:
    """Return auxiliaries and copula of a predicate, those shared with an earlier conjunct included.

    A conjunct shares them when it cannot stand alone: *will cut spending and raise taxes*, *was tried and
    jailed*.
    """
    verb = finite_head(verb)
    for _ in range(CLIMB_LIMIT):
        own = [c for c in below(verb) if c.dep_ in AUXILIARY_OR_COPULA and not is_to(c)]
        shares = (
            not own
            and verb.dep_ == "conj"
            and verb.tag_ not in FINITE
            and not any(is_to(c) or c.dep_ in SUBJECT for c in below(verb))
        )
        if not shares:
            return own
        verb = verb.head
    return []


def modal(verb: Token) -> str | None:
    """Return the lemma of the modal auxiliary: *will* for "'ll" and "wo", *would* for "'d"."""
    for auxiliary in auxiliaries(verb):
        if auxiliary.tag_ == "MD":
            return MODALS.get(auxiliary.lower_, auxiliary.lower_)
    return None


def is_infinitive(verb: Token) -> bool:
    """Whether a verb is a to-infinitive, or coordinated with one (*to cut spending and raise taxes*)."""
    verb = finite_head(verb)
    for _ in range(CLIMB_LIMIT):
        if any(is_to(c) for c in below(verb)):
            return True
        if verb.dep_ != "conj" or verb.tag_ in SURELY_FINITE or children(verb, SUBJECT_OR_AUXILIARY):
            return False
        if verb.tag_ not in {"VB", "VBP"} and not children(verb, COPULA):
            return False
        verb = verb.head
    return False


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive, finite or reduced (*a deal reached by both sides*)."""
    verb = predicate(verb)
    if children(verb, PASSIVE):
        return True
    if verb.tag_ != "VBN" or any(a.lemma_ == "have" for a in auxiliaries(verb)):
        return (
            verb.dep_ == "conj" and verb.tag_ == "VBN" and any(a.dep_ in PASSIVE_AUXILIARY for a in auxiliaries(verb))
        )
    return verb.dep_ in {"acl", "advcl"} or any(a.dep_ in PASSIVE_AUXILIARY for a in auxiliaries(verb))


def is_negated(verb: Token) -> bool:
    """Whether a predicate is negated: *not*, *never*, *no longer*, a negative subject, *no* before a noun.

    A negation on a shared auxiliary covers later conjuncts: *did not promise or offer*.
    """
    verb = finite_head(verb)
    for _ in range(CLIMB_LIMIT):
        if any(_negates(child) for child in below(verb)):
            return True
        shares = (
            verb.dep_ == "conj"
            and verb.tag_ not in FINITE
            and not children(verb, OWN)
            and any(c.dep_ == "cc" and c.lower_ in {"or", "nor", "and"} for c in _coordinators(verb))
        )
        if not shares:
            return False
        verb = verb.head
    return False


def _negates(child: Token) -> bool:
    if child.dep_ == "neg" or (child.dep_ in {"advmod", "preconj", "cc:preconj"} and child.lower_ in NEGATIONS):
        return True
    if child.dep_ == "det":
        return child.lower_ in {"no", "neither"}
    if child.dep_ == "advmod" and child.lower_ == "longer":
        return any(c.lower_ == "no" for c in below(child))
    if child.dep_ in SUBJECT:
        return child.lower_ in NEGATIVE_SUBJECTS or any(
            c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in below(child)
        )
    return False


def _coordinators(verb: Token) -> list[Token]:
    """Coordinating conjunctions of a conjunct: its own (Universal Dependencies) or its head's (CLEAR)."""
    return [c for c in (*below(verb), *below(verb.head)) if c.dep_ == "cc"]


def tense(verb: Token) -> Tense | None:
    """Return where the finite verb group of a predicate points in time.

    *Will*, *would*, *going to* and the modals of possibility or duty are future (*may meet on Friday*), a
    perfect is past, *would have met* is past. Infinitives and participles without auxiliary have no tense
    of their own.
    """
    verb = finite_head(verb)
    if is_infinitive(verb) or _is_going_to(verb):
        going = verb if _is_going_to(verb) else verb.head
        return "future" if _is_going_to(going) and _finite(going) else None
    group = auxiliaries(verb)
    name = modal(verb)
    if name is not None:
        perfect = any(a.lemma_ == "have" or a.lower_ in {"'ve", "’ve"} for a in group)
        if perfect and name not in {"will", "shall"}:
            return "past"
        return "present" if name == "can" else "future"
    finite = _finite(verb)
    if finite is None:
        return None
    if finite.tag_ == "VBD":
        return "past"
    has = finite.lemma_ == "have" or finite.lower_ in {"'s", "’s"} and verb.tag_ == "VBN" and not is_passive(verb)
    return "past" if has and finite.i != verb.i and verb.tag_ != "VB" else "present"


def _finite(verb: Token) -> Token | None:
    return next((t for t in (*auxiliaries(verb), verb) if t.tag_ in FINITE), None)


def _is_going_to(verb: Token) -> bool:
    if verb.lower_ not in {"going", "gon", "gonna"} or verb.tag_ != "VBG":
        return False
    return any(c.dep_ == "xcomp" and any(is_to(t) for t in below(c)) for c in below(verb))


def verb_group(verb: Token) -> list[Token]:
    """Return auxiliaries, copula, negation, the predicate itself and its particle, in text order."""
    verb = predicate(verb)
    parts = [
        child
        for child in below(verb)
        if child.dep_ in GROUP or child.dep_ == "neg" or (child.dep_ == "advmod" and child.lower_ in NEGATIONS)
    ]
    return sorted([*parts, verb], key=lambda token: token.i)
