"""Where an action ends that the parse lets run on: before dashes, asides, appositions and clauses of their own."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.stages.commitment_rules.lexicon import reporting_verbs

BREAKING = frozenset(["while", "although", "though", "whereas", "because", "as", "since", "but", "so", "thereby"])
"""Words that begin a clause beside the action rather than one that belongs to it."""
DASHES = frozenset(["—", "–", "--", "-", ";", ":", "―"])
COMPARING = frozenset([("just", "as"), ("in", "order"), ("so", "as"), ("rather", "than"), ("much", "as")])
"""How an aside on purpose or likeness begins after a comma."""
ASIDES = frozenset(["with", "up", "down", "despite", "amid", "following", "according", "said", "says"])


def cut(doc: Doc, start: int, end: int, head: Token) -> int:
    """Return where an action really ends: before a dash, or an aside on its last noun after a comma."""
    for index in range(start, end):
        token = doc[index]
        if token.text in DASHES and doc[index - 1].whitespace_ and index > head.i + 1 or token.text == ";":
            return index
        if token.is_space and "\n" in token.text:
            return index
        if token.lower_ == "after" and index + 1 < end and doc[index + 1].tag_ == "VBG":
            return index
        if token.tag_ == "CC" and index > head.i + 1 and _clause_after(doc, index, end):
            return index
        if token.text != "," or index + 1 >= end:
            continue
        follower = doc[index + 1]
        if (
            follower.tag_ == "TO"
            and follower.head.tag_ == "VBN"
            and index > head.i + 1
            or _reported_after(doc, index, end)
        ):
            return index
        if _participle_at(doc, index + 1, head):
            return index
        if tuple(t.lower_ for t in doc[index + 1 : index + 3]) in COMPARING:
            return index
        if follower.tag_ in {"WDT", "WP", "WRB", "WP$"} or follower.lower_ in ASIDES or follower.lower_ in BREAKING:
            return index
        if _appositive_at(doc, index + 1, end) or _relative_at(doc, index, end):
            return index
    return end


def _clause_after(doc: Doc, index: int, end: int) -> bool:
    """Whether a coordinator begins a clause with a subject of its own, or after a comma one with a finite verb.

    The parse often hangs such a clause on a verb inside the action (*plans to build a line, and Peru has agreed*).
    """
    after = doc[index + 1 : min(end, index + 9)]
    for token in after:
        if token.is_punct or token.tag_ in {"WP", "WDT", "WRB", "WP$", "IN", "TO"} and token.lower_ != "of":
            return False
        if token.tag_ in {"MD", "VBZ", "VBD", "VBP"}:
            own = [s for s in grammar.subjects(token) if index < s.i < token.i]
            bare = all(t.tag_.startswith("RB") for t in doc[index + 1 : token.i])
            return bool(own) or bare and token.tag_ in {"VBD", "VBZ"} and doc[index - 1].text == ","
    return False


def _reported_after(doc: Doc, comma: int, end: int) -> bool:
    """Whether a clause that reports what stands before it begins after a comma (*, the mayor announced*)."""
    for token in doc[comma + 1 : min(end, comma + 9)]:
        if token.is_punct or token.tag_ in {"WP", "WDT", "WRB", "IN", "CC", "TO"}:
            return False
        if token.tag_ in {"VBD", "VBZ"}:
            said_by = [s for s in grammar.subjects(token) if comma < s.i < token.i]
            return bool(said_by) and token.lemma_.lower() in reporting_verbs()
    return False


def _participle_at(doc: Doc, index: int, head: Token) -> bool:
    """Whether a participle that only tells what follows from the action begins here (*, creating 300 jobs*)."""
    token = doc[index]
    if token.tag_ == "RB" and index + 1 < len(doc):
        token = doc[index + 1]
    if token.tag_ not in {"VBG", "VBN"}:
        return False
    return all(other.i >= token.i or other.tag_ != token.tag_ for other in grammar.conjuncts(token))


def _appositive_at(doc: Doc, index: int, end: int) -> bool:
    """Whether an apposition that runs to the end begins at a token."""
    for token in doc[index : min(end, index + 8)]:
        if token.left_edge.i == index and token.head.i < index and token.right_edge.i >= end - 2:
            return any(a.i == token.i for a in grammar.appositions(token.head))
    return False


def _relative_at(doc: Doc, comma: int, end: int) -> bool:
    """Whether an unrestrictive relative clause (*of which $3m is new*) begins after a comma."""
    for token in doc[comma + 1 : min(end, comma + 5)]:
        if token.tag_ in {"WDT", "WP", "WP$"}:
            return token.i == comma + 1 or doc[token.i - 1].tag_ == "IN"
        if token.tag_.startswith("VB"):
            return False
    return False
