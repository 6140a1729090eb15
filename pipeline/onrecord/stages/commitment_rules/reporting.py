"""Who reports a clause, and whether a speaker vouches for it."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.schema import Quote
from onrecord.stages.commitment_rules import modals
from onrecord.stages.commitment_rules.lexicon import governors, reporting_verbs
from onrecord.stages.commitment_rules.scene import pieces

FIRST = frozenset(["i", "we"])
SPEAKING = frozenset(["say", "tell", "see", "admit", "confess", "note", "add", "argue", "grant", "concede", "wait"])
"""What first persons say they will do there and then (*I'll tell you*, *we'll see*)."""


def vouched(verb: Token, quote: Quote) -> bool:
    """Whether a clause in direct speech is the speaker's own word, not what somebody else says or might say.

    Neither *they say we will close it* nor *it is unfair to say we will* nor *I think we will* binds the speaker;
    *I promise we will* does.
    """
    if modals.act_of(verb).lemma_.lower() in SPEAKING:
        return False
    reporter = reported_by(verb)
    if reporter is None or not any(start <= reporter.idx < end for start, end in pieces(quote)):
        return True
    lemma = reporter.lemma_.lower()
    if governors().get(lemma) == "prediction":
        return False
    by = grammar.subjects(reporter)
    return lemma not in reporting_verbs() or bool(by) and all(s.lower_ in FIRST for s in by)


def reported_by(verb: Token) -> Token | None:
    """Return the word that reports a clause: one it completes, or one inserted (*X will cut, she said*)."""
    top = verb
    for _ in range(4):
        above = top.head
        if above.i == top.i:
            break
        if top.dep_ == "conj":
            top = above
            continue
        if any(c.i in {top.i, verb.i} for c in grammar.complements(above)):
            return grammar.predicate(above)
        break
    for child in below(verb):
        if child.lemma_.lower() in reporting_verbs() and any(c.i == verb.i for c in grammar.complements(child)):
            return child
    return None
