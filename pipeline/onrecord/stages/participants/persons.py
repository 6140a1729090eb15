"""Which mentions of persons name the same person.

Full names join where one can be another form of the other. A single word joins the only person it fits; a
surname two persons share stays apart unless only one of them has been named so far or a title tells them
apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.stages.participants.group import Group
from onrecord.stages.participants.mentions import Mention
from onrecord.values import names

Words = tuple[str, ...]


def persons(mentions: Sequence[Mention]) -> list[Group]:
    """Return the persons among the mentions labelled PERSON."""
    forms: defaultdict[tuple[Words, str | None], list[Mention]] = defaultdict(list)
    for mention in mentions:
        forms[names.person_tokens(mention.text), names.generation(mention.text)].append(mention)
    known = _Known()
    fullest_first = sorted(forms.items(), key=lambda item: (-len(item[0][0]), item[1][0].start))
    for (words, suffix), found in fullest_first:
        if len(words) > 1:
            known.add(words, suffix, found)
    known.sort()
    alone: dict[Words, Group] = {}
    for (words, _), found in forms.items():
        if len(words) < 2:
            bearers = known.surnamed(words[0]) if words else []
            candidates = bearers or (known.holding_word(words[0]) if words else [])
            firsts = [candidate.first for candidate in candidates]
            for mention in found:
                home = _home(mention, candidates, firsts, introduced=not bearers)
                (home or alone.setdefault(words, Group("PERSON"))).mentions.append(mention)
    groups = [*known.groups, *alone.values()]
    for person in groups:
        person.mentions.sort(key=lambda m: m.start)
    return groups


class _Known:
    """Persons named in full, found by any word or the initials of their names."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.words: list[Words] = []
        self.suffixes: list[str | None] = []
        self.holding: defaultdict[str, list[int]] = defaultdict(list)
        self.sounding: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, words: Words, suffix: str | None, found: list[Mention]) -> None:
        """Add a full name to the one person it is another form of, else as a new person."""
        rivals = sorted({at for word in (words[0], words[-1]) for at in self.holding[word]})
        alike = [at for at in rivals if names.same_person(words, self.words[at])]
        same = [at for at in alike if self._agrees(at, words, suffix)]
        if len(same) == 1:
            self.groups[same[0]].mentions.extend(found)
            return
        self.sounding[names.sounding(words[-1])].append(len(self.groups))
        for word in {*words, "".join(word[0] for word in words)}:
            self.holding[word].append(len(self.groups))
        self.groups.append(Group("PERSON", list(found)))
        self.words.append(words)
        self.suffixes.append(suffix)

    def _agrees(self, at: int, words: Words, suffix: str | None) -> bool:
        """Whether generations agree: with the same words, a *Jr.* is somebody else than the one without."""
        other = self.suffixes[at]
        return suffix == other or (words != self.words[at] and None in {suffix, other})

    def sort(self) -> None:
        for person in self.groups:
            person.mentions.sort(key=lambda m: m.start)

    def surnamed(self, word: str) -> list[Group]:
        """Return the persons with this surname."""
        exact = [self.groups[at] for at in self.holding.get(word, []) if self.words[at][-1] == word]
        return exact or [self.groups[at] for at in self.sounding.get(names.sounding(word), [])]

    def holding_word(self, word: str) -> list[Group]:
        """Return the persons with this word in their names, or with these initials."""
        return [self.groups[at] for at in self.holding.get(word, [])]


def _home(mention: Mention, candidates: Sequence[Group], firsts: Sequence[int], *, introduced: bool) -> Group | None:
    """Return the only person a one-word name fits, or the only fitting one named so far.

    With ``introduced`` only persons named before count: given names and middle names stand for somebody after the
    name in full, and *Chao* before *Rulan Chao Pian* is as a rule another Chao.
    """
    fitting = [(g, first) for g, first in zip(candidates, firsts, strict=True) if _fits(mention, g)]
    if introduced:
        fitting = [(g, first) for g, first in fitting if first < mention.start]
    if len(fitting) > 1:
        fitting = [(g, first) for g, first in fitting if first < mention.start]
        if len(fitting) == 1:
            fitting[0][0].unsure.add(mention.start)
    return fitting[0][0] if len(fitting) == 1 else None


def _fits(mention: Mention, person: Group) -> bool:
    """Whether titles let a mention name a person: same gender, and the title that is part of the name."""
    if mention.gender is not None:
        shown = person.gender or names.given_gender(person.name)
        if shown not in {None, mention.gender}:
            return False
    if not mention.titles or not mention.text.startswith(mention.titles[-1]):
        return True
    own = mention.titles[-1].casefold()
    return any(title.casefold().endswith(own) for m in person.mentions for title in m.titles)
