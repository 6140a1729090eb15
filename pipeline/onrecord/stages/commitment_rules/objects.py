"""What a cue takes as object: which nouns are a commitment when given, done, signed or turned down."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord import grammar
from onrecord.stages.commitment_rules.lexicon import object_classes

QUANTITIES = frozenset(("hundred thousand million billion trillion crore lakh % percent cent dollar euro").split())
CONTRACT_HEADS = frozenset(["letter", "memorandum", "declaration", "statement", "expression"])


def fits(noun: Token, wanted: str) -> bool:
    """Whether a noun can be the object a frame asks for (``""`` asks for any common or proper noun)."""
    if noun.pos_ == "PRON" or noun.tag_ in {"PRP", "WP", "WDT", "DT", "EX"}:
        return False
    if wanted in {"", "any"}:
        return True
    if wanted in {"transfer", "deed"} and is_sum(noun):
        return True
    classes = object_classes().get(noun.lemma_.lower(), frozenset())
    if wanted == "instrument":
        return bool(classes & {"plan", "contract"})
    return wanted in classes


def is_sum(noun: Token) -> bool:
    """Whether a noun phrase states a sum or a share: it has a currency sign or a magnitude in it."""
    first, last = noun.left_edge.i, min(noun.right_edge.i, noun.i + 3)
    for token in noun.doc[max(first, noun.i - 8) : last + 1]:
        if token.is_currency or token.lemma_.lower() in QUANTITIES or any(c in "$€£¥₹₽" for c in token.text):
            return True
    return False


def given(verb: Token) -> list[Token]:
    """Return what a verb is done to: its objects, or its subject where it is passive.

    A passive with an object has who receives as its subject (*they were promised a refund*).
    """
    if grammar.is_passive(verb):
        return grammar.objects(verb) or grammar.subjects(verb)
    return grammar.objects(verb)
