"""Dependency labels by function, Universal Dependencies and CLEAR side by side, and small tests on tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from spacy.tokens import Doc, Token

SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "nsubjpass"})
PASSIVE_SUBJECT = frozenset({"nsubj:pass", "nsubjpass", "csubj:pass", "csubjpass"})
CLAUSAL_SUBJECT = frozenset({"csubj", "csubj:pass", "csubj:outer", "csubjpass"})
OBJECT = frozenset({"obj", "dobj"})
INDIRECT_OBJECT = frozenset({"iobj", "dative"})
AUXILIARY = frozenset({"aux", "aux:pass", "auxpass"})
PASSIVE_AUXILIARY = frozenset({"aux:pass", "auxpass"})
COPULA = frozenset({"cop"})
AUXILIARY_OR_COPULA = AUXILIARY | COPULA
COPULAR_COMPLEMENT = frozenset({"attr", "acomp"})
PARTICLE = frozenset({"compound:prt", "prt"})
OPEN_COMPLEMENT = frozenset({"xcomp", "oprd"})
COMPLEMENT = frozenset({"ccomp", "xcomp"}) | CLAUSAL_SUBJECT
RELATIVE_CLAUSE = frozenset({"acl:relcl", "relcl", "advcl:relcl"})
POSSESSOR = frozenset({"nmod:poss", "poss"})
PREPOSITION = frozenset({"prep", "agent", "dative"})
UNMARKED_OBLIQUE = frozenset({"obl:unmarked", "nmod:unmarked", "obl:npmod", "obl:tmod", "nmod:tmod", "npadvmod"})
CLAUSE_LEVEL = (
    SUBJECT
    | CLAUSAL_SUBJECT
    | AUXILIARY
    | COPULA
    | frozenset({"mark", "expl", "advcl", "parataxis", "discourse", "dislocated", "vocative", "list", "ccomp", "meta"})
)
"""Dependents that belong to the clause, not to the noun phrase, of a noun that is a predicate."""

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
CLIMB_LIMIT = 64
"""Longest chain of heads followed upwards; longer ones only arise from broken parses."""


def children(token: Token, labels: frozenset[str]) -> list[Token]:
    """Return the dependents of a token with one of these labels, in text order."""
    return [child for child in below(token) if child.dep_ in labels]


def ancestors(token: Token) -> Iterator[Token]:
    """Yield the heads above a token, nearest first, never more than ``CLIMB_LIMIT``."""
    for _ in range(CLIMB_LIMIT):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def is_nominal(token: Token) -> bool:
    """Whether a token can head a noun phrase."""
    return token.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "SYM"} or token.tag_ in {"DT", "PRP", "WP", "CD"}


def is_verbal(token: Token) -> bool:
    """Whether a token is a form of a verb."""
    return token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB") or token.tag_ == "MD"


def is_to(token: Token) -> bool:
    """Whether a token is the infinitive marker."""
    return token.lower_ == "to" and (token.tag_ == "TO" or token.pos_ == "PART") and token.dep_ in {"mark", "aux"}


_KEPT: ContextVar[tuple[Doc, dict[int, tuple[Token, ...]]] | None] = ContextVar("kept", default=None)


@contextmanager
def kept(doc: Doc) -> Iterator[None]:
    """Look up the words below each word of a Doc once while this is open; its parse must not change meanwhile.

    spaCy finds them anew at every question, by going through all words under the token.
    """
    before = _KEPT.set((doc, {}))
    try:
        yield
    finally:
        _KEPT.reset(before)


def below(token: Token) -> Iterable[Token]:
    """Return the words right below a token; none in a text without a parse.

    spaCy follows stale pointers there: after its tokenizer has joined special cases, ``token.children`` of a text that
    was never parsed can read outside the text and end the process.
    """
    known = _KEPT.get()
    if known is None or known[0] is not token.doc:
        return token.children if token.dep else ()
    found = known[1].get(token.i)
    if found is None:
        found = known[1][token.i] = tuple(token.children) if token.dep else ()
    return found


def subtree(token: Token) -> Iterable[Token]:
    """Return a token and all words below it in text order; itself alone in a text without a parse."""
    return token.subtree if token.dep else (token,)


def with_conjuncts(tokens: list[Token]) -> list[Token]:
    """Return the tokens and everything coordinated below them, in text order, each once."""
    found: dict[int, Token] = {}
    stack = list(tokens)
    while stack:
        token = stack.pop()
        if token.i not in found:
            found[token.i] = token
            stack.extend(child for child in below(token) if child.dep_ == "conj")
    return [found[i] for i in sorted(found)]
