"""The participants of a document as the speakers stage sees them: who is mentioned where, and how."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from onrecord import lexicons
from onrecord.grammar import labels
from onrecord.stages import participants as table
from onrecord.stages import store
from onrecord.text.datelines import datelines

Gender = Literal["m", "f"]
GENDERED: dict[str, Gender] = {
    "spokesman": "m", "chairman": "m", "congressman": "m", "businessman": "m", "husband": "m", "father": "m",
    "son": "m", "brother": "m", "actor": "m", "spokeswoman": "f", "chairwoman": "f", "congresswoman": "f",
    "businesswoman": "f", "wife": "f", "mother": "f", "daughter": "f", "sister": "f", "actress": "f",
}  # fmt: skip
PRONOUNS: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}


class Mention(NamedTuple):
    """A named mention: its place, the token that heads it, whether it is the subject of a verb."""

    start: int
    end: int
    label: str
    entity_id: str
    head: Token
    subject: bool
    filed: bool = False
    """Whether it stands in a dateline, which names where a report was written, not who acts."""


@dataclass
class Participant:
    """A named participant with its mentions in text order; ``claim`` is what links point to."""

    entity_id: str
    name: str
    label: str
    claim: str
    gender: Gender | None
    roles: list[str] = field(default_factory=list)
    names: frozenset[str] = frozenset()
    """All forms of the name in lower case."""
    mentions: list[Mention] = field(default_factory=list)


class People:
    """The named participants of a document and where they are mentioned."""

    def __init__(self, doc: Doc) -> None:
        """Read the table of participants that the entities stage wrote; without one nobody is known."""
        self.doc = doc
        self.participants: dict[str, Participant] = {}
        self.mentions: list[Mention] = []
        filed = [(line.start, line.end) for line in datelines(store.text(doc))]
        for row in table.participants(doc):
            participant = Participant(row.entity_id, row.name, row.label, row.claim, _gender(row), row.roles)
            participant.names = frozenset(name.casefold() for name in (row.name, *row.aliases))
            self.participants[row.entity_id] = participant
            for start, end in row.mentions:
                first, last = store.token_at(doc, start), store.token_at(doc, max(start, end - 1))
                head = doc[first] if first == last else doc[first : last + 1].root
                dated = any(a <= start < b for a, b in filed)
                subject = not dated and _is_subject(head)
                mention = Mention(start, end, row.label, row.entity_id, head, subject, dated)
                participant.mentions.append(mention)
                self.mentions.append(mention)
        self.mentions.sort(key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self.mentions]
        self._learn_genders()

    def _learn_genders(self) -> None:
        """Take the gender of a person from the pronouns that can mean nobody else.

        A sentence that opens with "He" speaks of the subject of the one before it in the same paragraph, if that
        names nobody else; "his" in a sentence with one person in it, after the name, of that person.
        """
        told: dict[str, set[Gender]] = {}
        before: Participant | None = None
        text = store.text(self.doc)
        pronouns = store.find_words(self.doc, "LOWER", _pronouns())
        if not pronouns:
            return
        for sentence in self.doc.sents:
            inside = [m for m in self.within(sentence.start_char, sentence.end_char) if m.label == "PERSON"]
            used = pronouns[bisect_left(pronouns, sentence.start) : bisect_left(pronouns, sentence.end)]
            if not inside and not used:
                before = None
                continue
            opening = next((t for t in sentence if not t.is_punct and not t.is_space), None)
            first = PRONOUNS.get(opening.lower_) if opening is not None and opening.tag_ == "PRP" else None
            only = self.of(inside[0]) if len({m.entity_id for m in inside}) == 1 else None
            if first is not None and before is not None and not inside:
                told.setdefault(before.entity_id, set()).add(first)
            shown = {PRONOUNS[self.doc[at].lower_] for at in used}
            if (
                only is not None
                and first is None
                and (before is None or before is only)
                and inside[0].subject
                and len(shown) == 1
            ):
                told.setdefault(only.entity_id, set()).update(shown)
            breaks = "\n" in text[sentence.start_char : sentence.end_char]
            keeps = only is None and not inside and first is not None and not breaks
            before = before if keeps else only if inside and inside[0].subject and not breaks else None
        for entity_id, genders in told.items():
            person = self.participants[entity_id]
            if person.gender is None and len(genders) == 1:
                person.gender = next(iter(genders))

    def of(self, mention: Mention) -> Participant:
        """Return the participant a mention names."""
        return self.participants[mention.entity_id]

    def called(self, words: str) -> Participant | None:
        """Return the only participant with a name, its article aside; None where there is none, or more than one."""
        name = words.casefold().removeprefix("the ")
        found = {p.entity_id: p for p in self.participants.values() if name in p.names}
        return next(iter(found.values())) if len(found) == 1 else None

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that lie inside ``start:end``."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self.mentions[first:last] if m.end <= end]

    def before(self, place: int, count: int) -> list[Mention]:
        """Return up to ``count`` mentions that begin before a place, the nearest first."""
        last = bisect_right(self._starts, place - 1)
        return self.mentions[max(0, last - count) : last][::-1]

    def after(self, place: int, count: int) -> list[Mention]:
        """Return up to ``count`` mentions that begin at or after a place, in text order."""
        first = bisect_left(self._starts, place)
        return self.mentions[first : first + count]


def line_starts(text: str) -> list[int]:
    """Return where the lines of a text begin."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def sentence_starts(doc: Doc) -> list[int]:
    """Return where the sentences of a document begin, in characters."""
    if not len(doc):
        return []
    starts, places = doc.to_array("SENT_START"), doc.to_array("IDX")
    return [0, *places[1:][starts[1:] == 1].tolist()]


def _is_subject(head: Token) -> bool:
    return head.dep_ in labels.SUBJECT


def _gender(row: table.Participant) -> Gender | None:
    """Return the gender that titles, roles or the given name show, None where they show none or two."""
    told: set[Gender] = set()
    if row.gender in {"m", "f"}:
        told.add("m" if row.gender == "m" else "f")
    for word in (word.lower() for role in row.roles for word in role.split()):
        if word in GENDERED:
            told.add(GENDERED[word])
    given = given_names().get(row.name.split(" ")[0]) if " " in row.name else None
    if not told and given is not None:
        told.add(given)
    return told.pop() if len(told) == 1 else None


@cache
def _pronouns() -> frozenset[int]:
    return frozenset(get_string_id(word) for word in PRONOUNS)


@cache
def given_names() -> dict[str, Gender]:
    """Return given names that are nearly always those of men ("m") or of women ("f")."""
    return {row["name"]: "m" if row["gender"] == "m" else "f" for row in lexicons.load("given_names")}
