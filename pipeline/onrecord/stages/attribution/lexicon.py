"""The word lists of attribution as typed records: reporting verbs, saying nouns, nouns that name sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from onrecord import lexicons
from onrecord.grammar.labels import below
from onrecord.stages import store


class ReportingVerb(NamedTuple):
    """How a verb takes what is said; the values of each field are explained in ``reporting_verbs.tsv``."""

    lemma: str
    family: str
    clause: str
    infinitive: str
    object: str
    prepositions: frozenset[str]
    marks: bool
    polarity: str


class SayingNoun(NamedTuple):
    """A noun of saying and which complements of it are content."""

    lemma: str
    clause: bool
    infinitive: bool
    polarity: str


@cache
def reporting_verbs() -> Mapping[str, ReportingVerb]:
    """Return the reporting verbs by lemma; particle verbs stand as "point out"."""
    return {
        row["lemma"]: ReportingVerb(
            lemma=row["lemma"],
            family=row["class"],
            clause=row["clause"],
            infinitive=row["infinitive"],
            object=row["object"],
            prepositions=frozenset() if row["preposition"] == "-" else frozenset(row["preposition"].split(",")),
            marks=row["marks"] == "yes",
            polarity=row["polarity"],
        )
        for row in lexicons.load("reporting_verbs")
    }


@cache
def saying_nouns() -> Mapping[str, SayingNoun]:
    """Return the nouns of saying by lemma."""
    return {
        row["lemma"]: SayingNoun(row["lemma"], row["clause"] == "yes", row["infinitive"] == "yes", row["polarity"])
        for row in lexicons.load("saying_nouns")
    }


@cache
def belief_adjectives() -> Mapping[str, str]:
    """Return the polarity of the content of adjectives that state a belief."""
    return {row["lemma"]: row["polarity"] for row in lexicons.load("belief_adjectives")}


@cache
def speaker_nouns() -> Mapping[str, str]:
    """Return the kind of source a noun names (document, organisation, group, role, source) by lemma."""
    return {row["lemma"]: row["kind"] for row in lexicons.load("speaker_nouns")}


@cache
def _particle_verbs() -> Mapping[str, tuple[str, ...]]:
    """Return the second words of particle verbs by their first."""
    found: dict[str, tuple[str, ...]] = {}
    for lemma in reporting_verbs():
        verb, _, particle = lemma.partition(" ")
        if particle:
            found[verb] = (*found.get(verb, ()), particle)
    return found


def possible_verbs(doc: Doc) -> Iterator[Token]:
    """Yield the tokens whose lemma may be a reporting verb, in text order: most of a text is passed over unread."""
    return (doc[i] for i in store.find_words(doc, "LEMMA", _verb_ids()))


def possible_phrases(doc: Doc, words: frozenset[str]) -> Iterator[Token]:
    """Yield the tokens whose lemma may be a noun of saying, and those that are one of ``words``."""
    nouns = store.find_words(doc, "LEMMA", _ids(frozenset(saying_nouns())))
    return (doc[i] for i in sorted({*nouns, *store.find_words(doc, "LOWER", _ids(words))}))


@cache
def _verb_ids() -> frozenset[int]:
    """Return the ids of every lemma that ``sense_of`` may know: as listed, or as a rule lemmatizer may cut it."""
    words = {lemma.partition(" ")[0] for lemma in reporting_verbs()}
    words |= {word.removesuffix("e") for word in words} | {f"{word}s" for word in words}
    return _ids(frozenset(words))


@cache
def _ids(words: frozenset[str]) -> frozenset[int]:
    return frozenset(get_string_id(form) for word in words for form in (word, word.title(), word.upper()))


def sense_of(token: Token) -> ReportingVerb | None:
    """Return the reporting sense of a verb token, that with its particle first ("point" + "out")."""
    if not token.tag_.startswith("VB") and token.pos_ != "VERB":
        return None
    for lemma in _lemmas(token):
        for particle in _particle_verbs().get(lemma, ()):
            beside = token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == particle
            if beside or any(child.lower_ == particle and child.i > token.i for child in below(token)):
                return reporting_verbs()[f"{lemma} {particle}"]
        if lemma in reporting_verbs():
            return reporting_verbs()[lemma]
    return None


def _lemmas(token: Token) -> tuple[str, ...]:
    """Return the lemma of a verb and what rules may have cut from it: "hop" from *hoping*, *hopes* left whole."""
    lemma = token.lemma_.lower()
    if token.tag_ in {"VBG", "VBD", "VBN"} and not lemma.endswith("e"):
        return lemma, f"{lemma}e"
    return (lemma, lemma[:-1]) if lemma == token.lower_ and lemma.endswith("s") else (lemma,)
