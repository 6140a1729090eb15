"""Where in a text a sum can stand."""

from __future__ import annotations

import pytest

from onrecord.values.money import find
from onrecord.values.money.stretches import INDIAN, stretches
from onrecord.values.money.units import EXACT, FOLDED

PLAIN = "The ferry sailed at noon and nobody was late for it, the harbour master said on the quay.\n" * 6


@pytest.mark.parametrize("form", [*EXACT, *FOLDED, *INDIAN, "figure"])
def test_every_way_to_write_a_currency_marks_its_line(form: str) -> None:
    text = f"{PLAIN}It cost 5 {form} then.\n{PLAIN}"
    ((start, end),) = stretches(text)
    assert start < text.index("It cost") and text.index("then.") < end


def test_lines_far_from_a_currency_are_left_out() -> None:
    assert stretches(PLAIN) == []
    ((start, end),) = stretches(PLAIN + "It cost $5." + "\n" + PLAIN)
    assert start > 0 and end < len(PLAIN) * 2


def test_two_currencies_far_apart_are_two_stretches() -> None:
    text = f"It cost $5.\n{PLAIN}It cost €6.\n"
    assert len(stretches(text)) == 2
    assert [text[s.start : s.end] for s in find(text)] == ["$5", "€6"]


def test_a_text_without_line_breaks_is_one_stretch() -> None:
    text = PLAIN.replace("\n", " ") + "It cost $5."
    assert stretches(text) == [(0, len(text))]
