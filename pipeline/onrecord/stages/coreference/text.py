"""The mentions of a text in order: names, common nouns and pronouns of the third person."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from onrecord.grammar import labels
from onrecord.schema import Quote
from onrecord.stages import store
from onrecord.stages.coreference.referents import (
    PRONOUNS,
    Class,
    Form,
    Seen,
    function,
    gender_of,
    is_main,
    kind_of,
    person_words,
    speaks,
)
from onrecord.stages.speaker_rules.people import Gender, People, line_starts, sentence_starts

_NOT_HEADS = frozenset({"compound", "flat", "fixed", "goeswith", "nmod:desc"})
About = Literal["people", "things"]
PEOPLE: About = "people"
_TAGS = ("NN", "NNS", "PRP", "PRP$")
_POINTING = frozenset({"the", "this", "that"})
_TIMES = frozenset(
    (
        "time day week month year hour minute second decade century morning afternoon evening night today tomorrow "
        "yesterday weekend percent cent dollar euro pound mile kilometre kilometer metre meter way lot bit "
        "thing kind sort"
    ).split()
)
"""Nouns that pronouns hardly ever take up."""


class Item(NamedTuple):
    """A mention in the text.

    Attributes:
        seen: How it stands in the text.
        entity_id: The participant a name names.
        kind: Which kind of thing to be resolved it is.
        gender: The gender it shows.
    """

    seen: Seen
    entity_id: str | None
    kind: Class | None
    gender: Gender | None


class Places:
    """Sentences, paragraphs and direct quotes of a document by character."""

    def __init__(self, doc: Doc, text: str) -> None:
        """Index a document with sentence boundaries and the quotes found in it."""
        self._sentences = sentence_starts(doc)
        self._paragraphs = line_starts(text)
        quotes = [q for q in store.get(doc, Quote) if q.mode == "direct"]
        self._speech = sorted(
            (a, b, number)
            for number, quote in enumerate(quotes)
            for a, b in (quote.fragments if isinstance(quote.fragments, list) else [(quote.start, quote.end)])
        )
        self._begins = [a for a, _, _ in self._speech]
        self._sources = [(q.source.start, q.source.end) if q.source is not None else None for q in quotes]

    def sentence(self, place: int) -> int:
        """Return the number of the sentence a character stands in."""
        return bisect_right(self._sentences, place) - 1

    def paragraph(self, place: int) -> int:
        """Return the number of the line a character stands in."""
        return bisect_right(self._paragraphs, place) - 1

    def speech(self, place: int) -> int:
        """Return the number of the direct quote a character stands in, -1 outside of all."""
        at = bisect_right(self._begins, place) - 1
        return self._speech[at][2] if at >= 0 and place < self._speech[at][1] else -1

    def is_source(self, seen: Seen, speech: int) -> bool:
        """Whether a mention is, or heads, the source of a direct quote."""
        source = self._sources[speech] if speech >= 0 else None
        return source is not None and source[0] <= seen.token.idx < source[1]

    def source(self, speech: int) -> tuple[int, int] | None:
        """Return where the source of a direct quote stands."""
        return self._sources[speech] if speech >= 0 else None


def items(doc: Doc, people: People, places: Places, about: About) -> Iterator[Item]:
    """Yield the mentions of people in a document, or those of all else, in text order."""
    heads = {
        m.head.i: m.entity_id for m in people.mentions if not m.filed and (m.label == "PERSON") == (about == PEOPLE)
    }
    covered = bytearray(len(doc))
    for mention in people.mentions:
        first, last = store.token_at(doc, mention.start), store.token_at(doc, mention.end - 1)
        covered[first : last + 1] = b"\1" * (last + 1 - first)
    for at in _words(doc, heads, about):
        token = doc[at]
        form: Form | None = None
        kind, gender = PRONOUNS.get(token.lower_, (None, None))
        if at in heads:
            form, kind, gender = "name", None, None
        elif covered[at]:
            continue
        elif kind is not None and token.tag_ in {"PRP", "PRP$"}:
            form = "pronoun" if token.dep_ != "expl" and (kind == "person") == (about == PEOPLE) else None
        elif token.tag_ in {"NN", "NNS"} and token.dep_ not in _NOT_HEADS and token.lemma_.lower() not in _TIMES:
            role = kind_of(token)
            form = "noun" if (role == "title") == (about == PEOPLE) else None
            kind, gender = (role, gender_of(token)) if at and _is_definite(token) else (None, None)
        if form is not None:
            yield Item(_seen(token, form, places), heads.get(at) if form == "name" else None, kind, gender)


def _words(doc: Doc, heads: Mapping[int, str], about: About) -> list[int]:
    """Return which words can be mentions; by arrays, for spaCy makes a Token of every word that is asked for."""
    wanted = set(store.find_words(doc, "TAG", _ids(_TAGS)))
    if about == PEOPLE:
        people = _ids(person_words())
        wanted &= {*store.find_words(doc, "LOWER", people), *store.find_words(doc, "LEMMA", people)}
    return sorted(wanted | set(heads))


@cache
def _ids(words: tuple[str, ...]) -> frozenset[int]:
    return frozenset(get_string_id(word) for word in words)


def _is_definite(token: Token) -> bool:
    """Whether a singular noun stands with *the*, *this* or *that*."""
    return token.tag_ == "NN" and any(c.lower_ in _POINTING and c.i < token.i for c in labels.below(token))


def _seen(token: Token, form: Form, places: Places) -> Seen:
    at = token.idx
    line, speech = places.paragraph(at), places.speech(at)
    return Seen(token, places.sentence(at), line, function(token), form, is_main(token), speech, speaks(token))
