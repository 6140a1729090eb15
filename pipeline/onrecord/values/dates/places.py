"""Where in a stretch of text which rules are tried: at the words they begin with, if what they need stands near.

A pattern tried at every character of a text takes far longer to fail there than to match where it does; the rules
of the grammar begin with few words, and every word of a text begins few of the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.values.dates.rule import BEFORE, Rule, key

# As much of a word as its key takes.
_BEGINNING = re.compile(rf"{BEFORE}(?:[A-Za-z]{{1,3}}|\d|['\u2018\u2019])")


class Places:
    """The rules by what they begin with."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Take the rules in the order in which they are tried at one place."""
        words = sorted({word for rule in rules for word in rule.needs})
        self._needed = [(word, 1 << at) for at, word in enumerate(words)]
        bits = dict(self._needed)
        self._by_key: dict[str, list[tuple[int, Rule, int]]] = {}
        for number, rule in enumerate(rules):
            # A rule that needs nothing finds a bit that is always set.
            needs = sum(bits[word] for word in set(rule.needs)) or 1 << len(words)
            for first in rule.begins:
                self._by_key.setdefault(first, []).append((number, rule, needs))

    def matches(self, text: str, start: int, end: int) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Yield the matches of all rules in a stretch of text, those of one rule without overlap."""
        lowered = text[start:end].lower()
        present = sum((bit for word, bit in self._needed if word in lowered), 1 << len(self._needed))
        ends: dict[int, int] = {}
        for beginning in _BEGINNING.finditer(text, start, end):
            at = beginning.start()
            for number, rule, needs in self._by_key.get(key(beginning[0]), ()):
                if needs & present and at >= ends.get(number, 0):
                    match = rule.pattern.match(text, at, end)
                    if match is not None:
                        ends[number] = match.end()
                        yield rule, match
