"""What date rules say of themselves to be tried in few places is true of their patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest

from onrecord.values.dates.grammar import RULES
from onrecord.values.dates.places import Places
from onrecord.values.dates.rule import Rule, key

TEXT = (
    "On 5 March 2024 the board met; two years later, in the third quarter of 2026, it met again. Last Friday it was "
    "told that a year ago sales had risen by a fifth. The week before, on the 12th, at 8 p.m., nothing had been said. "
    "Since the '90s, every second Monday, the mid-2010s and a couple of days in May or June: 2024-05-15, 3/4/2025. "
)
States = set[tuple[str, bool]]


def _characters(items: Iterable[tuple[Any, Any]]) -> set[str]:
    """The characters of a class, digits as one of them."""
    found: set[str] = set()
    for kind, value in items:
        name = str(kind)
        if name == "LITERAL":
            found.add(chr(value))
        elif name == "RANGE":
            found |= {chr(code) for code in range(value[0], value[1] + 1)}
        elif str(value) == "CATEGORY_DIGIT":
            found.add("0")
        elif str(value) == "CATEGORY_SPACE":
            found.add(" ")
        else:
            raise AssertionError(f"a match may begin with anything: {items}")
    return found


def _step(states: States, characters: set[str]) -> States:
    after: States = set()
    for word, done in states:
        if done:
            after.add((word, True))
            continue
        for character in characters:
            letter = character.isascii() and character.isalpha()
            after.add((word + character, False) if letter else (word or character, True))
    return after


def _walk(tree: Iterable[tuple[Any, Any]], states: States) -> States:
    """Return the first words of all strings that a parsed pattern matches, with whether they are over."""
    for kind, value in tree:
        if all(done for _, done in states):
            break
        name = str(kind)
        if name == "LITERAL":
            states = _step(states, {chr(value)})
        elif name == "IN":
            states = _step(states, _characters(value))
        elif name == "BRANCH":
            states = set().union(*(_walk(branch, states) for branch in value[1]))
        elif name == "SUBPATTERN":
            states = _walk(value[3], states)
        elif name.endswith("REPEAT"):
            least, most, repeated = value
            current, states = states, states if not least else set()
            for number in range(1, min(most, 4) + 1):
                current = _walk(repeated, current)
                states = states | current if number >= least else states
        else:
            assert name in {"ASSERT", "ASSERT_NOT", "AT", "GROUPREF"}, name
    return states


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_names_every_word_it_can_begin_with(rule: Rule) -> None:
    parser = pytest.importorskip("re._parser")
    tree = parser.parse(rule.pattern.pattern, rule.pattern.flags & re.IGNORECASE)
    first = {key(word) for word, _ in _walk(tree, {("", False)})}
    assert first <= rule.begins


def test_rules_match_where_a_search_through_the_text_finds_them() -> None:
    found = {(rule.name, match.span()) for rule, match in Places(RULES).matches(TEXT)}
    searched = {(rule.name, match.span()) for rule in RULES for match in rule.pattern.finditer(TEXT)}
    assert found == searched
    assert len(found) > 20
