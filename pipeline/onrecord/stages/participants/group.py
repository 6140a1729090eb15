"""The mentions of one participant."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.schema.claims import EntityLabel
from onrecord.stages.participants.mentions import Mention
from onrecord.values.names import Gender


@dataclass
class Group:
    """The mentions of one participant.

    Attributes:
        label: Label of the participant.
        mentions: Its mentions in text order.
        unsure: Where those mentions start that only the order of names in the text decided.
    """

    label: EntityLabel
    mentions: list[Mention] = field(default_factory=list)
    unsure: set[int] = field(default_factory=set)

    @property
    def first(self) -> int:
        """Where the participant is first named."""
        return self.mentions[0].start

    @property
    def name(self) -> str:
        """The fullest form of the name, of equally full ones the first that is not in capitals."""
        first = self.mentions[0].text
        if all(mention.text == first for mention in self.mentions):
            return first
        return max(self.mentions, key=lambda m: (*fullness(m), not m.text.isupper(), -m.start)).text

    @property
    def gender(self) -> Gender | None:
        """What the titles of all mentions tell, if they agree."""
        told = {m.gender for m in self.mentions} - {None}
        return told.pop() if len(told) == 1 else None


def fullness(mention: Mention) -> tuple[int, int]:
    """Return how full a form of a name is: words, then letters."""
    return _fullness(mention.text)


@lru_cache(maxsize=8192)
def _fullness(name: str) -> tuple[int, int]:
    return len(name.split()), sum(map(str.isalnum, name))
