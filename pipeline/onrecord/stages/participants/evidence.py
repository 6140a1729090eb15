"""What the words around a name and the other names of a document say it must be: a person, a body, a people."""

from __future__ import annotations

from functools import cache
from typing import Literal

from spacy.tokens import Doc, Span, Token

from onrecord import grammar, lexicons
from onrecord.stages import store
from onrecord.stages.participants.descriptions import Descriptions
from onrecord.stages.participants.mentions import Mention
from onrecord.stages.participants.roles import describe
from onrecord.values import organisations

Kind = Literal["PERSON", "ORG", "THING", "NORP"]
"""What a name's bearer is shown to be; THING: no person, though nothing shows that it is a body and no place."""
OF_COMPANIES = frozenset(
    [
        "shareholder",
        "stock",
        "subsidiary",
        "customer",
        "revenue",
        "earnings",
        "profit",
        "share",
        "ceo",
        "chief executive",
    ]
)
OF_BODIES = frozenset(
    (
        "board headquarters spokesperson spokesman spokeswoman chairman chairwoman chairperson employee "
        "operation app executive factory plant premises workforce fleet user website"
    ).split()
)
"""Nouns for what bodies have. Places have some of them too, and so do persons: other evidence goes before it."""
PRODUCTS = frozenset(["app", "platform", "website", "site", "brand", "chain", "service", "product", "label", "store"])
VAGUE = frozenset(
    (
        "rival owner parent successor predecessor champion builder supporter star insider planner opponent "
        "critic native half side country county city province region state village town municipality nation "
        "territory kingdom republic station network church"
    ).split()
)
"""Nouns that describe persons, bodies and places alike."""
PEOPLES = frozenset(["people", "peoples", "tribe", "tribesman", "minority", "clan"])
LOCATIVE = frozenset(
    ["in", "at", "near", "across", "around", "from", "to", "through", "throughout", "outside", "inside"]
)


def kinds(doc: Doc, mention: Mention, described: Descriptions) -> set[Kind]:
    """Return what the context of one mention shows its bearer to be; nothing in most contexts."""
    found: set[Kind] = {"PERSON"} if mention.titles else set()
    if not doc.has_annotation("DEP"):
        return found
    span = doc.char_span(mention.start, mention.end, alignment_mode="contract")
    if span is None:
        return found
    for start, end in described.of(mention):
        description = describe(store.text_between(doc, start, end))
        kind = _shown_by(description.head) if description is not None else None
        if kind is not None:
            found.add(kind)
    following = _following(span)
    if following in {"who", "whom"}:
        found.add("PERSON")
    elif following == "which":
        found.add("THING")
    owned = {noun.lemma_.lower() for noun in _owned(span)}
    found.update({"ORG"} if owned & OF_COMPANIES else {"THING"} if owned & OF_BODIES else ())
    if following in PEOPLES:
        found.add("NORP")
    return found


def is_located_at(doc: Doc, mention: Mention) -> bool:
    """Whether a mention stands as a place: under a preposition of place, or before "-based"."""
    first, last = store.token_at(doc, mention.start), store.token_at(doc, mention.end - 1)
    if first > 0 and doc[first - 1].lower_ in LOCATIVE:
        return True
    return is_base(doc, mention) or (last + 1 < len(doc) and doc[last + 1].lower_ == "-based")


def is_base(doc: Doc, mention: Mention) -> bool:
    """Whether somebody is said to be based at what a mention names: "the Osaka-based company"."""
    return store.text_between(doc, mention.end, min(mention.end + 6, store.length(doc))) in {"-based", "‑based"}


def is_given_name(name: str) -> bool:
    """Whether a name of several words begins with a common given name and ends in no noun for a body."""
    return " " in name and name.split()[0] in _given_names() and not organisations.is_corporate(name)


def _owned(span: Span) -> list[Token]:
    """Return the nouns for what the bearer of a name has: "X's shares", "shareholders of X", "X shares"."""
    head = span.root
    owned = [head.head] if any(t.i == head.i for t in grammar.possessors(head.head)) and head.head.i != head.i else []
    preposition = grammar.preposition(head)
    if preposition is not None and preposition.lower_ in {"of", "for", "in"} and head.head.i < head.i:
        owned.append(head.head)
    if span.end < len(span.doc) and span.doc[span.end].pos_ == "NOUN":
        owned.append(span.doc[span.end])
    return owned


def _following(span: Span) -> str:
    """Return the lemma of the word after a name, over one comma before a relative pronoun."""
    doc, at = span.doc, span.end
    if at + 1 < len(doc) and doc[at].text == "," and doc[at + 1].tag_ in {"WDT", "WP"}:
        at += 1
    return doc[at].lower_ if at < len(doc) and doc[at].tag_ in {"WDT", "WP", "NNS", "NN"} else ""


def _shown_by(noun: str) -> Kind | None:
    if noun in VAGUE:
        return None
    return _nouns().get(noun) or ("THING" if noun in PRODUCTS else None)


@cache
def _nouns() -> dict[str, Kind]:
    """Return the nouns that describe a person ("minister") or a body ("company")."""
    kinds: dict[str, Kind] = {"role": "PERSON", "organisation": "ORG"}
    return {row["lemma"]: kinds[row["kind"]] for row in lexicons.load("speaker_nouns") if row["kind"] in kinds}


@cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"] for row in lexicons.load("given_names"))
