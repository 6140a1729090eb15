"""The modal over a verb: *will*, *would*, *going to*, and where the action below it begins."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord import grammar
from onrecord.stages.commitment_rules import extents
from onrecord.stages.commitment_rules.reading import Extent


def read(verb: Token) -> tuple[str, Extent, int] | None:
    """Return the modal's name, its extent and the index where the action begins."""
    doc = verb.doc
    name = grammar.modal(verb)
    if name in {"will", "would", "shall", "may", "might"}:
        token = next((t for t in grammar.verb_group(verb) if t.tag_ == "MD" and t.i < verb.i), None)
        if token is None:
            return None  # shared with an earlier conjunct, which has it
        if any(t.lower_ in {"have", "'ve", "’ve"} and t.pos_ == "AUX" for t in doc[token.i + 1 : verb.i]):
            return None
        end = token.i + 1
        if end < len(doc) and doc[end].lower_ in {"n't", "n’t", "not", "never"}:
            end += 1
        return name, (token.idx, doc[end - 1].idx + len(doc[end - 1])), extents.start_after(token, verb)
    if verb.lower_ == "going" and name is None:
        target = next((c for c in grammar.complements(verb) if grammar.is_infinitive(c) and c.i > verb.i), None)
        if target is None or doc[verb.i + 1].lower_ != "to":
            return None
        return "will", _going(verb), extents.start_after(doc[verb.i + 1], target)
    return None


def _going(verb: Token) -> Extent:
    group = extents.verb_group(verb)
    to = verb.doc[verb.i + 1]
    return group[0], to.idx + len(to)


def target_of(verb: Token) -> Token:
    """Return the verb that names the act: *build* for *going* in *going to build*."""
    if verb.lower_ == "going":
        found = [c for c in grammar.complements(verb) if grammar.is_infinitive(c) and c.i > verb.i]
        return found[0] if found else verb
    return verb


def act_of(verb: Token) -> Token:
    """Return the verb that tells what is done: *press* for *continue* in *will continue to press*."""
    target = target_of(verb)
    if target.lemma_.lower() in {"continue", "keep", "start", "begin"}:
        inner = [c for c in grammar.complements(target) if c.i > target.i and c.tag_ in {"VB", "VBG"}]
        return inner[0] if inner else target
    return target
