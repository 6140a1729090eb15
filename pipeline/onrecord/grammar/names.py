"""What the words around a name say of its bearer: titles, appositions, predicates."""

from __future__ import annotations

from spacy.tokens import Span, Token

from onrecord.grammar.labels import COPULA, SUBJECT, children, is_nominal
from onrecord.grammar.nouns import appositions, extent, noun_phrase
from onrecord.grammar.spans import trim
from onrecord.grammar.verbs import auxiliaries, is_negated, modal

FLAT = frozenset({"flat", "flat:name", "flat:foreign"})
PLURAL = frozenset({"NNS", "NNPS"})
PART_OF_NAME = frozenset({"compound", "nmod", "nmod:poss", "poss", "amod"})


def descriptions(name: Span) -> list[tuple[int, int]]:
    """Return the code points of the noun phrases that describe the bearer of a name.

    What stands before the name in its noun phrase (*Peru's finance minister* Ana Silva), appositions on
    either side (Ana Silva, *the minister*; *the minister*, Ana Silva), the noun of a copular clause (Ana
    Silva is *the minister*). Plural nouns describe more than one bearer, and a name that only modifies
    another noun (the *Silva* campaign) is no bearer.
    """
    head = name.root
    found: list[tuple[int, int]] = []
    before = _before(name, head)
    if before is not None:
        found.append(before)
    if head.dep_ in PART_OF_NAME:
        return found
    for noun in appositions(head):
        if noun.i >= name.end and noun.tag_ not in PLURAL and noun.pos_ != "PRON":
            found.append(noun_phrase(noun))
    described = head.dep_ == "appos" and head.head.i < name.start and head.head.tag_ not in PLURAL
    if described and is_nominal(head.head):
        start, end = extent(head.head)
        found.append(trim(name.doc, start, min(end, name.start), head.head.i))
    noun_in_predicate = _predicate_noun(head)
    if noun_in_predicate is not None:
        found.append(noun_phrase(noun_in_predicate))
    return found


def _before(name: Span, head: Token) -> tuple[int, int] | None:
    """Return the words before a name inside its noun phrase, if the last of them is a noun."""
    outer = head
    if head.dep_ in FLAT and head.head.i < name.start:
        # "President Xi" with the title as head and the name flat under it
        outer = head.head
    elif head.dep_ in PART_OF_NAME:
        return None
    if name.start == 0:
        return None
    last = name.doc[name.start - 1]
    if last.pos_ not in {"NOUN", "PROPN"} or last.tag_ in PLURAL:
        return None
    start, _ = extent(outer, coordination=False)
    if start >= name.start:
        return None
    commas = [i for i in range(start, last.i) if name.doc[i].text == ","]
    return trim(name.doc, commas[-1] + 1 if commas else start, name.start, last.i)


def _predicate_noun(head: Token) -> Token | None:
    """Return the noun that a plain copular clause says its subject is."""
    if head.dep_ not in SUBJECT:
        return None
    verb = head.head
    if verb.lemma_ in {"be", "become"} and not children(verb, COPULA):
        nouns = children(verb, frozenset({"attr", "xcomp"}))
        noun = nouns[0] if nouns else None
    else:
        noun = verb if any(a.dep_ in COPULA for a in auxiliaries(verb)) else None
    if (
        noun is None
        or noun.pos_ not in {"NOUN", "PROPN"}
        or noun.tag_ in PLURAL
        or is_negated(verb)
        or modal(verb) is not None
    ):
        return None
    return noun
