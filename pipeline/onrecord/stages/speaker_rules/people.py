"""The participants of a document as the speakers stage sees them: who is mentioned where, and how."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from onrecord import grammar, lexicons
from onrecord.stages import participants as table
from onrecord.stages import store

Gender = Literal["m", "f"]
GENDERED: dict[str, Gender] = {
    "spokesman": "m", "chairman": "m", "congressman": "m", "businessman": "m", "husband": "m", "father": "m",
    "son": "m", "brother": "m", "actor": "m", "spokeswoman": "f", "chairwoman": "f", "congresswoman": "f",
    "businesswoman": "f", "wife": "f", "mother": "f", "daughter": "f", "sister": "f", "actress": "f",
}  # fmt: skip
PRONOUNS: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}


@dataclass(frozen=True)
class Mention:
    """A named mention: its place, the token that heads it, whether it is the subject of a verb."""

    start: int
    end: int
    label: str
    entity_id: str
    head: Token
    subject: bool


@dataclass
class Participant:
    """A named participant with its mentions in text order; ``claim`` is what links point to."""

    entity_id: str
    name: str
    label: str
    claim: str
    gender: Gender | None
    mentions: list[Mention] = field(default_factory=list)


class People:
    """The named participants of a document and where they are mentioned."""

    def __init__(self, doc: Doc) -> None:
        """Read the table of participants that the entities stage wrote; without one nobody is known."""
        self.doc = doc
        self.participants: dict[str, Participant] = {}
        self.mentions: list[Mention] = []
        for row in table.participants(doc):
            participant = Participant(row.entity_id, row.name, row.label, row.claim, _gender(row))
            self.participants[row.entity_id] = participant
            for start, end in row.mentions:
                first, last = store.token_at(doc, start), store.token_at(doc, max(start, end - 1))
                head = doc[first : last + 1].root
                mention = Mention(start, end, row.label, row.entity_id, head, _is_subject(head))
                participant.mentions.append(mention)
                self.mentions.append(mention)
        self.mentions.sort(key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self.mentions]

    def of(self, mention: Mention) -> Participant:
        """Return the participant a mention names."""
        return self.participants[mention.entity_id]

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


def _is_subject(head: Token) -> bool:
    if head.head.i == head.i:
        return False
    return any(t.i == head.i for t in grammar.subjects(head.head))


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
def given_names() -> dict[str, Gender]:
    """Return given names that are nearly always those of men ("m") or of women ("f")."""
    return {row["name"]: "m" if row["gender"] == "m" else "f" for row in lexicons.load("given_names")}
