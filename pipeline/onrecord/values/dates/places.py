"""Where in a text which rules are tried: at the words they begin with, if what they need stands near.

A pattern tried at every character of a text takes far longer to fail there than to match where it does; the rules
of the grammar begin with few words, and every word of a text begins few of the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.values.dates.rule import BEFORE, Rule
from onrecord.values.dates.zones import zones

# As much of a word as its key takes.
_BEGINNING = re.compile(rf"{BEFORE}(?:[a-z]{{1,3}}|\d|['\u2018\u2019])")


class Places:
    """The rules by what they begin with."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Take the rules in the order in which they are tried at one place."""
        words = sorted({word for rule in rules for word in rule.needs})
        self._needed = [(word, 1 << at) for at, word in enumerate(words)]
        # A rule that needs nothing finds a bit that is always set.
        self._always = 1 << len(words)
        bits = dict(self._needed)
        self._by_key: dict[str, list[tuple[int, Rule, int]]] = {}
        for number, rule in enumerate(rules):
            needs = sum(bits[word] for word in set(rule.needs)) or self._always
            for first in rule.begins:
                self._by_key.setdefault(first, []).append((number, rule, needs))

    def matches(self, text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Yield the matches of all rules in a text, stretch by stretch, those of one rule without overlap."""
        small = _small_letters(text)
        stretches = [(start, end, small[start:end]) for start, end in zones(small)]
        everything = "\n".join(stretch for _, _, stretch in stretches)
        needed = [(word, bit) for word, bit in self._needed if word in everything]
        for start, end, stretch in stretches:
            present = self._always
            for word, bit in needed:
                if word in stretch:
                    present |= bit
            yield from self._matches(text, _BEGINNING.finditer(small, start, end), end, present)

    def _matches(
        self, text: str, beginnings: Iterator[re.Match[str]], end: int, present: int
    ) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Yield the matches at some places before an end, of the rules that find what they need."""
        ends: dict[int, int] = {}
        for beginning in beginnings:
            word, at = beginning[0], beginning.start()
            for number, rule, needs in self._by_key.get("0" if word.isdigit() else word, ()):
                if needs & present and at >= ends.get(number, 0):
                    match = rule.pattern.match(text, at, end)
                    if match is not None:
                        ends[number] = match.end()
                        yield rule, match


def _small_letters(text: str) -> str:
    """The text in small letters, every character in its place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # A few letters become two.
    return "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
