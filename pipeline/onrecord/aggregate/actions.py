"""What a commitment is about, in a form in which two articles that tell of one undertaking look alike."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from onrecord.lexicons import load
from onrecord.optional import need
from onrecord.values.numbers import parse_number

_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*")
_STOP = frozenset(
    """a about above after again all also an and another any are as at back be because been before behind being
    below between both but by can could did do does doing down during each either every few for from further get
    gets getting go had has have having he her here hers him his how i if in into is it its itself just keep
    less made make makes making may might more most much must my new no nor not now of off on once one only or
    other our ours out over own per put puts same set shall she should so some such take takes taking than that
    the their theirs them then there these they this those through to together too toward towards under until up
    upon us very was way we were what when where which while who whom whose why will with within without would
    year years yet you your""".split()
)
_DETERMINER = re.compile(
    r"(?:a|an|the|its|his|her|their|our|my|this|that|these|those|no|any|all|some)\b", re.IGNORECASE
)
_FURTHER = frozenset({"additional", "another", "extra", "further", "more"})
_CHANGES = frozenset({"@delay", "@end", "@hasten", "@resume"})
_AMOUNTS = frozenset({"@raise", "@cut"})
_VERB_WEIGHT = 0.6


class Action(NamedTuple):
    """An action taken apart.

    Attributes:
        verb: What is done, as a class of verbs, or the stem of a verb that is in none; None of a noun phrase.
        words: Stems of the words that say to what, without sums and dates.
        deeds: Classes of all verbs and nouns of action in it.
        quantity: A count in it and the stem of what is counted (300 drivers).
        further: Whether it comes on top of something (*another* 300 drivers).
    """

    verb: str | None
    words: frozenset[str]
    deeds: frozenset[str]
    quantity: tuple[Decimal, str] | None
    further: bool = False

    @property
    def changes(self) -> bool:
        """Whether it is done to an undertaking: *delay* the ferries, *raise* its *spending* on them."""
        return self.verb in _CHANGES or (self.verb in _AMOUNTS and bool(self.deeds - _AMOUNTS))


def read(text: str, blanked: Iterable[tuple[int, int]] = (), names: Collection[str] = ()) -> Action:
    """Take an action apart.

    Args:
        text: Its words.
        blanked: Where sums and dates stand in it.
        names: Names of those who act, whose words say nothing about the action.
    """
    for start, end in blanked:
        text = text[: max(start, 0)] + " " * (end - max(start, 0)) + text[end:]
    own = {stem(word) for name in names for word in _WORD.findall(name.casefold())}
    tokens = [word for word in _WORD.findall(text.casefold())]
    nominal = _DETERMINER.match(text.lstrip(' "“‘')) is not None or not tokens or tokens[0][0].isdigit()
    stems = [stem(word) for word in tokens if word not in _STOP and not word[0].isdigit() and not _numeral(word)]
    deeds = frozenset(_classes()[word] for word in stems if word in _classes())
    # A light verb ("put money into", "make a fleet") leaves open what is done.
    light = nominal or not stems or tokens[0] in _STOP
    verb = None if light else _classes().get(stems[0], stems[0])
    # In a passive ("fares will be frozen") the first word is an object: a verb of no class counts as one as well.
    words = frozenset(word for word in stems if word not in _classes() and word not in own and len(word) > 1)
    return Action(verb, words, deeds, _quantity(tokens), not _FURTHER.isdisjoint(tokens))


def _quantity(tokens: Sequence[str]) -> tuple[Decimal, str] | None:
    """Return the first count, with what follows it."""
    for at, word in enumerate(tokens[:-1]):
        number = word.replace(",", "") if word[0].isdigit() else _numeral(word)
        thing = next((stem(w) for w in tokens[at + 1 :] if w not in _STOP and not w[0].isdigit()), None)
        if number and thing:
            return Decimal(number), thing
    return None


@lru_cache(maxsize=4096)
def _numeral(word: str) -> str | None:
    found = parse_number(word) if word not in ("a", "an", "one", "second", "half", "few", "several") else None
    return None if found is None else str(found)


@cache
def _stemmer() -> Any:
    return need("snowballstemmer", "answers").stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a word in lower case (*ferries* and *ferry* have one)."""
    found: str = _stemmer().stemWord(word.partition("'")[0].partition("’")[0])
    return found


@cache
def _classes() -> dict[str, str]:
    """Return the class of each stem of a word of action; of words with a particle, that of the first part."""
    found: dict[str, str] = {}
    for row in load("action_verbs"):
        if "-" not in row["word"]:
            found.setdefault(stem(row["word"]), f"@{row['class']}")
    return found


class Weights:
    """How much a word tells one undertaking from others: more, the fewer of them it occurs in."""

    def __init__(self, actions: Sequence[Action]) -> None:
        """Count the words of all actions of a run."""
        self._counts = Counter(word for action in actions for word in action.words)
        self._all = len(actions)

    def __call__(self, words: Iterable[str]) -> float:
        """Return the weight of some words together."""
        return sum(math.log(1 + (self._all + 10) / (1 + self._counts[word])) for word in sorted(words))


def similarity(one: Action, other: Action, weigh: Weights) -> float:
    """Return from 0 to 1 how much two actions look like one: what is done, and above all to what.

    An article that comes back to an undertaking names it in fewer words, so that words missing on one side count half.
    """
    common = weigh(one.words & other.words)
    if not common:
        return 0.0
    least = min(weigh(one.words), weigh(other.words))
    either = weigh(one.words | other.words)
    about = 0.5 * common / least + 0.5 * common / either
    return (1 - _VERB_WEIGHT / 2) * about + _VERB_WEIGHT / 2 * _alike(one, other)


def _alike(one: Action, other: Action) -> float:
    """Return how alike what is done is; a noun phrase leaves it open."""
    if one.verb is not None and one.verb == other.verb:
        return 1.0
    if one.deeds & other.deeds:
        return 0.8
    if one.verb is None or other.verb is None or one.changes or other.changes:
        return 0.5
    return 0.0
