"""What a pronoun can mean: the participants, and the things and people that only nouns speak of."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from spacy.tokens import Token

from onrecord.grammar import labels
from onrecord.lexicons import load
from onrecord.stages.attribution.lexicon import reporting_verbs
from onrecord.stages.speaker_rules.people import GENDERED, Gender, Participant

Form = Literal["name", "noun", "pronoun"]
Function = Literal["subject", "object", "possessor", "modifier", "oblique"]
Class = Literal["person", "neuter", "plural", "title"]
"""What is resolved: he and she, it, they, *the minister*."""
PRONOUNS: dict[str, tuple[Class, Gender | None]] = {
    "he": ("person", "m"), "him": ("person", "m"), "his": ("person", "m"), "himself": ("person", "m"),
    "she": ("person", "f"), "her": ("person", "f"), "hers": ("person", "f"), "herself": ("person", "f"),
    "it": ("neuter", None), "its": ("neuter", None), "itself": ("neuter", None),
    "they": ("plural", None), "them": ("plural", None), "their": ("plural", None), "theirs": ("plural", None),
    "themselves": ("plural", None),
}  # fmt: skip
POSSESSIVE = frozenset({"his", "its", "their", "her"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_CLIMB = 12
_MODIFIERS = frozenset({"compound", "nmod:desc", "amod", "nn"})


@dataclass(slots=True, eq=False)
class Seen:
    """A mention: the token that heads it and how it stands in the text."""

    token: Token
    sentence: int
    paragraph: int
    function: Function
    form: Form
    main: bool
    """Whether it is the subject of its sentence."""
    speech: int
    """Number of the direct quote it stands in, -1 outside."""
    speaks: bool
    """Whether it is the subject of a verb of saying."""
    trust: float = 1.0
    """Probability that it means its referent."""
    _clause: int = -1

    @property
    def clause(self) -> int:
        """Index of the predicate it belongs to."""
        if self._clause < 0:
            self._clause = clause_of(self.token)
        return self._clause


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something the text speaks of, with its mentions so far in text order."""

    participant: Participant | None
    classes: frozenset[Class]
    gender: Gender | None
    seen: list[Seen] = field(default_factory=list)


def named(participant: Participant) -> Referent:
    """Return a participant as what pronouns can mean."""
    classes: frozenset[Class]
    if participant.label == "PERSON":
        classes = frozenset({"person", "title"})
    elif participant.label in {"ORG", "GPE"}:
        classes = frozenset({"neuter", "plural"})
    elif participant.label == "NORP":
        classes = frozenset({"plural"})
    else:
        classes = frozenset({"neuter"})
    return Referent(participant, classes, participant.gender)


def noun(token: Token) -> Referent:
    """Return what a common noun speaks of as what pronouns can mean."""
    lemma = token.lemma_.lower()
    if token.tag_ == "NNS":
        return Referent(None, frozenset({"plural"}), None)
    if kind_of(token) == "title":
        return Referent(None, frozenset({"person", "title"}), gender_of(token))
    return Referent(None, frozenset({"neuter", "plural"} if lemma in _bodies() else {"neuter"}), None)


@cache
def _people() -> dict[str, Gender | None]:
    """Return nouns for one person, with the gender they show."""
    found: dict[str, Gender | None] = {
        r["lemma"]: None for r in load("speaker_nouns") if r["kind"] in {"role", "source"}
    }
    for row in load("person_nouns"):
        found[row["noun"]] = "m" if row["gender"] == "m" else "f" if row["gender"] == "f" else None
    return found | dict(GENDERED)


@cache
def person_words() -> tuple[str, ...]:
    """Return the words that can speak of one person: nouns and pronouns."""
    return (*_people(), *(word for word, (kind, _) in PRONOUNS.items() if kind == "person"))


@cache
def _bodies() -> frozenset[str]:
    return frozenset(r["lemma"] for r in load("speaker_nouns") if r["kind"] in {"organisation", "group"})


def kind_of(token: Token) -> Class | None:
    """Return what a common noun is resolved as: a description of a person, or not at all."""
    person = token.tag_ == "NN" and (token.lemma_.lower() in _people() or token.lower_ in _people())
    return "title" if person else None


def gender_of(token: Token) -> Gender | None:
    """Return the gender a noun shows."""
    return _people().get(token.lemma_.lower())


def function(token: Token) -> Function:
    """Return the function of a noun or pronoun in its clause, that of the first for one joined by "and"."""
    for _ in range(_CLIMB):
        if token.dep_ != "conj" or token.head.i == token.i:
            break
        token = token.head
    if token.dep_ in labels.SUBJECT:
        return "subject"
    if token.dep_ in labels.OBJECT:
        return "object"
    if token.dep_ in labels.POSSESSOR:
        return "possessor"
    return "modifier" if token.dep_ in _MODIFIERS else "oblique"


def clause_of(token: Token) -> int:
    """Return the index of the predicate a token belongs to."""
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            break
        parent = token.head
        if labels.is_verbal(parent) or any(c.dep_ in labels.SUBJECT for c in labels.below(parent)):
            return parent.i
        token = parent
    return token.i


def speaks(token: Token) -> bool:
    """Whether a token is the subject of a verb of saying."""
    return token.dep_ in labels.SUBJECT and token.head.lemma_.lower() in reporting_verbs()


def is_main(token: Token) -> bool:
    """Whether a subject is that of the main clause of its sentence."""
    return token.dep_ in labels.SUBJECT and token.head.dep_ == "ROOT"
