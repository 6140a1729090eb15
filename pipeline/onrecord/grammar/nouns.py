"""The noun phrase: its extent, coordination, appositions and relative clauses."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.grammar.labels import (
    CLAUSE_LEVEL,
    CLIMB_LIMIT,
    RELATIVE_CLAUSE,
    UNMARKED_OBLIQUE,
    below,
    is_nominal,
    with_conjuncts,
)
from onrecord.grammar.spans import trim

SET_OFF = frozenset({",", "—", "–"})
FOCUS = frozenset(
    [
        "also",
        "even",
        "only",
        "just",
        "however",
        "meanwhile",
        "instead",
        "still",
        "too",
        "yet",
        "thus",
        "therefore",
        "then",
        "moreover",
    ]
)


def conjuncts(token: Token) -> list[Token]:
    """Return the tokens coordinated with this one, in text order, itself not among them."""
    first = token
    for _ in range(CLIMB_LIMIT):
        if first.dep_ != "conj" or first.head.i == first.i:
            break
        first = first.head
    return [other for other in with_conjuncts([first]) if other.i != token.i]


def appositions(noun: Token) -> list[Token]:
    """Return the heads of the noun phrases in apposition to a noun (*Ana Silva, the mayor* → *mayor*)."""
    return [child for child in below(noun) if child.dep_ == "appos"]


def relative_clauses(noun: Token) -> list[Token]:
    """Return the verbs of the relative clauses that modify a noun."""
    return [child for child in below(noun) if child.dep_ in RELATIVE_CLAUSE]


def antecedent(pronoun: Token) -> Token | None:
    """Return the noun a relative pronoun stands for, or None if it is in no relative clause."""
    token = pronoun
    for _ in range(CLIMB_LIMIT):
        if token.head.i == token.i:
            return None
        if token.dep_ in RELATIVE_CLAUSE:
            return token.head if is_nominal(token.head) else None
        token = token.head
    return None


def noun_phrase(noun: Token, *, coordination: bool = True) -> tuple[int, int]:
    """Return the code points of the noun phrase headed by a noun.

    Determiner, modifiers and appositions are inside; prepositions before it, relative clauses, participles
    set off by a comma, the possessive 's and edge punctuation are not.

    Args:
        noun: Head of the phrase.
        coordination: Whether conjuncts of the head are part of it (*Silva and Park*).
    """
    start, end = extent(noun, coordination=coordination)
    return trim(noun.doc, start, end, noun.i)


def extent(noun: Token, *, coordination: bool = True) -> tuple[int, int]:
    """Return the token indices of a noun phrase, punctuation at its edges still in it."""
    inside = _members(noun, coordination)
    start = end = noun.i
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    return start, end + 1


def _members(noun: Token, coordination: bool) -> set[int]:
    inside = {noun.i}
    stack = [noun]
    while stack:
        token = stack.pop()
        for child in below(token):
            if child.i not in inside and not _outside(child, noun, coordination):
                inside.add(child.i)
                stack.append(child)
    return inside


def _outside(child: Token, noun: Token, coordination: bool) -> bool:
    """Whether a dependent inside the subtree of ``noun`` is no part of its noun phrase."""
    if child.dep_ in RELATIVE_CLAUSE:
        return True
    if child.dep_ == "acl":
        edge = child.left_edge
        return child.i > noun.i and (edge.text in SET_OFF or (edge.i > 0 and edge.nbor(-1).text in SET_OFF))
    if child.head.i != noun.i:
        return False
    if child.dep_ in CLAUSE_LEVEL or child.dep_ in UNMARKED_OBLIQUE or child.dep_.startswith("obl"):
        return True
    if child.dep_ == "case":
        return child.i < noun.i
    if child.dep_ in {"conj", "cc"}:
        return not coordination or (child.dep_ == "cc" and child.i < noun.i)
    return child.dep_ == "advmod" and child.lower_ in FOCUS
