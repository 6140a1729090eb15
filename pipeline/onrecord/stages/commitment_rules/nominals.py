"""Actors under their own words: noun phrases that name nobody known (*some residents*, *the defence ministry*)."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.schema import Entity
from onrecord.stages import store
from onrecord.stages.commitment_rules.actors import is_body
from onrecord.stages.commitment_rules.lexicon import speaking_kind

MOST_TOKENS = 2000
"""How far back a fuller mention is looked for; keeps long texts linear."""
OTHERS = frozenset(["other", "another", "same", "new", "own", "next", "previous"])
"""Adjectives that tell one body from another, or say nothing of what it is called."""


def extent(text: str, token: Token) -> tuple[int, int]:
    """Return the code points of the words an actor goes by: those of its fullest mention so far, for a bare noun."""
    start, end = grammar.noun_phrase(token, coordination=False)
    told = _fuller(token) if text[start:end].lower() == f"the {token.lower_}" and is_body(token) else None
    if told is not None:
        start, end = told
    else:
        clauses = [t.left_edge for t in below(token) if t.i > token.i and t.dep_.startswith(("acl", "advcl"))]
        # Words of a clause may stand before the noun it is on, where branches of the parse cross.
        end = min([end, *(edge.idx for edge in clauses if edge.i > token.i)])
    first = re.split(r",\s", text[start:end])[0].rstrip()
    return start, start + len(first) if first else end


def _fuller(token: Token) -> tuple[int, int] | None:
    """Return where a body that is now only *the ministry* was first called by more words, if it was."""
    for other in token.doc[max(0, token.i - MOST_TOKENS) : token.i]:
        if other.lemma_ == token.lemma_ and other.tag_ == token.tag_ == "NN" and not grammar.possessors(other):
            narrowed = [t for t in below(other) if t.i < other.i and t.dep_ in {"compound", "amod"}]
            if narrowed and not any(t.lower_ in OTHERS for t in narrowed):
                return grammar.noun_phrase(other, coordination=False)
    return None


def name(text: str, token: Token, start: int, end: int) -> str:
    """Return the words of an actor as its name, without the article of a proper name."""
    words = " ".join(text[start:end].split())
    return words[4:] if token.pos_ == "PROPN" and words.lower().startswith("the ") else words


def mention(doc: Doc, token: Token, start: int, end: int, name: str) -> Entity:
    """Return an entity claim for a noun phrase that commits or receives."""
    return store.make(
        doc,
        Entity,
        start,
        end,
        stage="commitments",
        rule="nominal",
        confidence=0.6,
        label="ORG" if speaking_kind(token.lemma_.lower()) == "organisation" else "PERSON",
        mention="nominal",
        entity_id=name.casefold(),
        name=name,
    )
