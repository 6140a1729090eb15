"""How a source is worded: a name, a pronoun, a role, a group, a document, an unnamed person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.schema import SubSpan
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import speaker_nouns
from onrecord.stages.speaker_rules.people import Mention, People

Wording = Literal["pronoun", "name", "pair", "document", "organisation", "group", "role", "anonymous", "unknown"]
PERSONAL = frozenset(("he she him her his hers they them their it its i we my our me us you your").split())
POINTING = frozenset({"this", "that", "these", "those", "who", "which", "both"})
INDEFINITE = frozenset({"a", "an", "one", "another", "some", "any"})
DEFINITE = frozenset({"the", "this", "that", "his", "her", "their", "its", "our", "my"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
NOT_ONE = frozenset({"neither", "either", "each", "every", "no", "both", "none", "all"})
NOBODY = frozenset({"nobody", "no one", "none"})
COUNTED = frozenset({"person", "people", "official", "officer", "employee"})
UNNAMED = frozenset({"source", "insider", "diplomat", "individual"})
FAMILIAR = re.compile(r"\b(?:familiar with|close to|with knowledge|briefed on|who asked|who declined|in the room)\b")


@dataclass(frozen=True)
class Reading:
    """What kind of wording a source is, the token that heads it, and the mentions that name it."""

    wording: Wording
    head: Token
    heads: tuple[Token, ...]
    mentions: tuple[Mention, ...] = ()
    definite: bool = False


def read(doc: Doc, source: SubSpan, people: People) -> Reading:
    """Return how a source is worded."""
    heads = source_heads(doc, source)
    head = heads[0]
    named = [m for h in heads for m in _naming(h, source, people)]
    if len(heads) > 1 and any(m.start <= h.idx < m.end for m in named for h in heads[1:] if m.start <= heads[0].idx):
        # One name with a coordination in it: "the Food and Drug Administration".
        return Reading("name", head, heads, (named[0],))
    if len(heads) == 2 and _is_one(doc, heads):
        return Reading("role", head, heads[:1], definite=True)
    if len(heads) > 1:
        return Reading("pair", head, heads, tuple(named))
    lower = head.lower_
    if lower in PERSONAL or (lower in POINTING and source.text.lower() == lower):
        return Reading("pronoun", head, heads)
    if named and not _is_titled_document(head, named[0], source):
        return Reading("name", head, heads, (named[0],))
    return Reading(_by_noun(doc, head, source), head, heads, definite=_is_definite(doc, source))


def source_heads(doc: Doc, source: SubSpan) -> tuple[Token, ...]:
    """Return the head of a source and those coordinated with it inside the source."""
    first, last = store.token_at(doc, source.start), store.token_at(doc, source.end - 1)
    head = doc[first : last + 1].root
    others = [t for t in grammar.conjuncts(head) if first <= t.i <= last and t.pos_ in {"NOUN", "PROPN", "PRON"}]
    apposed = {t.i for h in (head, *others) for t in grammar.appositions(h)}
    # "Peter Bell, director and a Republican": a conjunct after an apposition goes with the apposition.
    others = [t for t in others if not any(i < t.i for i in apposed)]
    return tuple(sorted({t.i: t for t in (head, *others)}.values(), key=lambda t: t.i))


def _naming(head: Token, source: SubSpan, people: People) -> list[Mention]:
    """Return the mentions inside a source that name its head rather than modify it."""
    found = []
    for mention in people.within(source.start, source.end):
        root = mention.head
        inside = mention.start <= head.idx < mention.end
        apposed = any(t.i == root.i for t in grammar.appositions(head))
        titled = (
            root.head.i == head.i
            and root.i > head.i
            and mention.label == "PERSON"
            and grammar.preposition(root) is None
            and not any(t.i == root.i for t in grammar.possessors(head))
        )
        # Parses of long titles are often wrong: a person's name that begins or ends the phrase names its head.
        kind = "role" if head.lower_ == "one" else speaker_nouns().get(head.lemma_.lower())
        fits = kind == {"PERSON": "role", "ORG": "organisation"}.get(mention.label, "")
        at_edge = fits and head.tag_ not in PLURAL_TAGS and head.i != root.i and _is_edge(mention, source)
        if inside or apposed or titled or at_edge:
            found.append((not inside, mention))
    named = [mention for _, mention in sorted(found, key=lambda pair: pair[0])]
    return [_holder(named[0], source, people), *named[1:]] if named else []


def _holder(mention: Mention, source: SubSpan, people: People) -> Mention:
    """Return the person whose name follows that of a body directly: parses of "Northport SP R Aziz" head the first."""
    if mention.label == "PERSON":
        return mention
    text = source.text[mention.end - source.start :]
    gap = len(text) - len(text.lstrip())
    following = (m for m in people.within(mention.end, source.end) if m.start == mention.end + gap)
    return next((m for m in following if m.label == "PERSON"), mention)


def _is_titled_document(head: Token, mention: Mention, source: SubSpan) -> bool:
    """Whether a name is the title of a writing: "the book “A Long Road”", or nothing but a title in marks."""
    if source.text[:1] in "“\"‘'«":
        return True
    outside = not mention.start <= head.idx < mention.end
    rest = source.text[mention.end - source.start :].lower().split()
    if mention.label == "ORG" and len(rest) == 1 and speaker_nouns().get(rest[0]) == "document":
        return True  # "Norvik Commission records", whatever the parse
    return outside and mention.label != "PERSON" and speaker_nouns().get(head.lemma_.lower()) == "document"


def _is_one(doc: Doc, heads: tuple[Token, ...]) -> bool:
    """Whether two heads under one determiner are two roles of one person: "the delegate and activist"."""
    roles = all(speaker_nouns().get(h.lemma_.lower()) == "role" and h.tag_ == "NN" for h in heads)
    between = doc[heads[0].i + 1 : heads[1].i]
    return roles and not any(t.tag_ in {"DT", "PRP$", "NNP"} for t in between)


def _is_edge(mention: Mention, source: SubSpan) -> bool:
    """Whether a name ends a phrase without a preposition before it, or begins one before a comma."""
    doc = mention.head.doc
    first = store.token_at(doc, mention.start)
    if mention.end == source.end and first > 0:
        before = doc[first - 1]
        return before.text == "," or (before.tag_ not in {"IN", "TO", "CC", "POS"} and not before.is_punct)
    return mention.start == source.start and source.text[mention.end - source.start :].lstrip()[:1] == ","


def _by_noun(doc: Doc, head: Token, source: SubSpan) -> Wording:
    """Return the wording of a source without a name in it, from its head noun and its number."""
    if source.text[:1] in "“\"‘'«":
        return "document"
    kind = speaker_nouns().get(head.lemma_.lower()) or speaker_nouns().get(head.lower_)
    if head.lower_ in NOBODY:
        return "anonymous"
    plural = head.tag_ in PLURAL_TAGS or kind == "group"
    if kind == "document":
        return "document"
    if kind == "organisation" and head.tag_ not in PLURAL_TAGS:
        return "organisation"
    if plural:
        return "group"
    if kind in {"role", "source"}:
        return "role" if _is_definite(doc, source) else "anonymous"
    if head.pos_ == "PROPN" or head.text[:1].isupper() and head.i != store.sentence_of(head).start:
        return "name"
    return "unknown"


def _is_definite(doc: Doc, source: SubSpan) -> bool:
    """Whether a noun phrase points to somebody known: "the judge", "his lawyer", but not "an official"."""
    first = doc[store.token_at(doc, source.start)]
    if first.lower_ in INDEFINITE | NOT_ONE or first.tag_ == "CD":
        return False
    return first.lower_ in DEFINITE or first.tag_ in {"PRP$", "NNP"} or source.text[:1].isupper()


def first_word(text: str) -> str:
    """Return the first word of a text in lower case; nothing of one that has none."""
    return next(iter(text.split()), "").lower()


def is_unnamed(head: Token, source: SubSpan) -> bool:
    """Whether a plural names nobody on purpose: "sources", "two people familiar with the talks", "three officials"."""
    if head.tag_ not in PLURAL_TAGS or first_word(source.text) in DEFINITE | {"both", "neither", "all"}:
        return False
    noun = head.lemma_.lower()
    if noun in UNNAMED:
        return True
    few = any(t.tag_ == "CD" and t.i < head.i for t in below(head)) and noun in {
        "person",
        "people",
        "official",
        "officer",
        "employee",
    }
    return few or (noun in {"person", "people"} and bool(FAMILIAR.search(source.text)))


def is_specified(source: SubSpan, people: People) -> bool:
    """Whether a description names whose role it is: "the company's lawyer", "the mayor of Lowell"."""
    inside = people.within(source.start, source.end)
    return any(mark in source.text for mark in ("’s ", "'s ", " of ")) or any(
        people.of(m).label in {"ORG", "GPE", "NORP", "LOC", "FAC"} for m in inside
    )
