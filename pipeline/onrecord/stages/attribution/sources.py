"""Who the source of a verb cue is, as a span and the tokens that head it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.stages import store
from onrecord.stages.attribution.model import Source
from onrecord.stages.attribution.verbs import host

RELATIVE = frozenset({"who", "which", "that", "whom"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
AFTER_SPEECH = frozenset({"”", '"', "''", "’", "'", ",", "»"})
PERFECT = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
BEING = frozenset({"be", "been", "being", "is", "was", "are", "were", "got", "get"})
_BARRIER = re.compile(r"[,.\n]|--")
NEAR = 8
"""Tokens before a verb among which brackets after a name open."""
CLIMB_LIMIT = 16
"""Longest chain of heads followed upwards; only broken parses have longer ones."""


def source_of(verb: Token) -> Source | None:
    """Return the source of an active or passive reporting verb; None where nobody is named.

    The source is the subject, for a passive its *by* phrase; a relative pronoun stands for its antecedent
    and a participle without subject (*adding that*) shares that of the verb it modifies.
    """
    if is_passive(verb):
        by = grammar.agent(verb)
        return span_of([by]) if by is not None else None
    heads = [t for t in grammar.subjects(verb) if t.i != verb.i]
    # A parse may give a verb two subjects, one on each side; the first is the likelier.
    heads = [t for t in heads if (t.i < verb.i) == (heads[0].i < verb.i)]
    above = host(verb)
    if above is not None:
        heads = grammar.subjects(above)
    elif heads and _begins_clause(heads[0], verb):
        # In "and said it would" the parse may take the subject of what is said for that of the verb.
        heads = [t for other in grammar.conjuncts(verb)[:1] if other.i < verb.i for t in grammar.subjects(other)]
    if not heads and verb.tag_ == "VBG":
        heads = _shared_subject(verb)
    if not heads and verb.tag_ in FINITE:
        heads = _beside(verb)
    if not heads or any(head.lower_ == "there" for head in heads):
        return None
    if heads[0].lower_ in RELATIVE and not heads[0].is_upper and heads[0].i < verb.i:
        noun = grammar.antecedent(heads[0])
        index, first = heads[0].i - 1, store.sentence_of(verb).start
        while index > first and verb.doc[index].text in {",", "—", "–", "--"}:
            index -= 1
        before = verb.doc[index] if index >= first else None
        if (noun is None or noun.lower_ in RELATIVE) and before is not None and before.pos_ in {"NOUN", "PROPN"}:
            noun = before
        return span_of([noun], before=heads[0].idx) if noun is not None else None
    return _beside_verb(span_of(heads), verb)


def _begins_clause(head: Token, verb: Token) -> bool:
    """Whether a pronoun right after a verb without speech before it is the subject of the clause that follows."""
    doc = verb.doc
    if head.i != verb.i + 1 or head.tag_ != "PRP" or head.i + 1 >= len(doc) or doc[verb.i - 1].text in AFTER_SPEECH:
        return False
    return doc[head.i + 1].tag_ in FINITE | {"MD", "RB"}


def _beside(verb: Token) -> list[Token]:
    """Return the name or pronoun right after or before a verb whose subject the parse has missed."""
    doc = verb.doc
    for index in (verb.i + 1, verb.i - 1):
        if not 0 <= index < len(doc):
            continue
        token = doc[index]
        if token.text == ")" and index < verb.i:
            # "Tsao Chung-yu (曹忠猷) said": the name stands before the brackets.
            first = store.sentence_of(verb).start
            opened = next((t for t in reversed(doc[max(first, index - NEAR) : index]) if t.text == "("), None)
            token = doc[opened.i - 1] if opened is not None and opened.i > first else token
        if token.ent_type_ in {"PERSON", "ORG", "GPE"} or token.lower_ in {"he", "she", "they"}:
            while token.head.ent_type_ == token.ent_type_ and token.head.i != token.i and token.ent_type_:
                token = token.head
            return [token]
        inverted = index > verb.i > 0 and doc[verb.i - 1].text in AFTER_SPEECH
        if inverted and token.tag_ in {"DT", "NN", "NNS", "NNP", "JJ", "PRP$"}:
            end = store.sentence_of(token).end
            while token.i < token.head.i < end and token.head.pos_ not in {"VERB", "AUX"}:
                token = token.head
            return [token]
    return []


def _beside_verb(source: Source, verb: Token) -> Source:
    """Return the part of a source next to its verb where the parse has run clauses or lines into it."""
    doc = verb.doc
    if _BARRIER.search(store.text(doc), source.start, source.end) is None:
        return source
    first, last = store.token_at(doc, source.start), store.token_at(doc, source.end - 1)
    tokens = doc[first : last + 1]
    barrier: int | None = None
    if source.start < verb.idx:
        inserted = verb.i + 1 < len(doc) and doc[verb.i + 1].text == ","
        for token in tokens:
            named = inserted and token.i < last and bool(doc[token.i + 1].ent_type_)
            if _ends_line(token) or (token.text == "," and (named or holds_clause(doc, first, token.i))):
                barrier = token.i
        if barrier is None or barrier >= last:
            return source
        first = barrier + 1
    else:
        for token in tokens:
            if _ends_line(token) or (token.text == "," and holds_clause(doc, token.i + 1, last + 1)):
                barrier = token.i
                break
        if barrier is None or barrier <= first:
            return source
        last = barrier - 1
    heads = tuple(h for h in source.heads if first <= h.i <= last) or (doc[first : last + 1].root,)
    return Source(doc[first].idx, doc[last].idx + len(doc[last]), heads)


def _ends_line(token: Token) -> bool:
    return "\n" in token.text or (token.text in {".", "--"} and token.i + 1 < len(token.doc))


def holds_clause(doc: Doc, first: int, stop: int) -> bool:
    """Whether a stretch of a noun phrase holds a finite verb outside a relative clause."""
    related = False
    for token in doc[first:stop]:
        related = related or token.lower_ in RELATIVE | {"whose", "where"}
        if token.tag_ in FINITE and not related:
            return True
    return False


def _shared_subject(verb: Token) -> list[Token]:
    """Return the subject of the verb a participle hangs on, or the noun it follows."""
    token = verb
    for _ in range(CLIMB_LIMIT):
        if token.head.i == token.i:
            return []
        token = token.head
        if token.pos_ in {"NOUN", "PROPN"} and not grammar.subjects(token):
            return [token]
        found = grammar.subjects(token)
        if found:
            return found
    return []


def span_of(heads: Sequence[Token], before: int | None = None) -> Source:
    """Return the noun phrase of ``heads`` and what is coordinated with them.

    Args:
        heads: Head of the phrase, or the heads of its conjuncts.
        before: Cut the phrase here; the source ends before the relative pronoun that follows it.
    """
    spans = [grammar.noun_phrase(head) for head in heads]
    start = min(a for a, _ in spans)
    end = max(b for _, b in spans)
    if before is not None and start < before < end:
        doc = heads[0].doc
        index = store.token_at(doc, before) - 1
        while index > 0 and doc[index].idx > start and (doc[index].is_punct or doc[index].is_space):
            index -= 1
        end = doc[index].idx + len(doc[index])
    return Source(start, end, tuple(heads))


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive; a perfect with *have* is active whatever its subject is labelled."""
    if not grammar.is_passive(verb):
        return False
    words = {t.lower_ for t in grammar.verb_group(verb)}
    return not words & PERFECT or bool(words & BEING)
