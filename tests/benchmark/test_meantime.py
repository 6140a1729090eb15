"""Dates, sums and named participants of one document."""

from __future__ import annotations

from onrecord.benchmark import meantime
from onrecord.schema import Claim, Date, Entity, Money
from tests.benchmark.claims import Text

TEXT = Text("The Norvik Lines paid about $5 million in Bergen in May; it left.")


def test_counts() -> None:
    gold: list[Claim] = [
        TEXT.claim(Entity, "The Norvik Lines", label="ORG", entity_id="a"),
        TEXT.claim(Entity, "Bergen", label="LOC", entity_id="b"),
        TEXT.claim(Entity, "it", label="ORG", entity_id="a", mention="pronoun"),
        TEXT.claim(Money, "about $5 million"),
        TEXT.claim(Date, "May", value="2024-05"),
    ]
    pred: list[Claim] = [
        TEXT.claim(Entity, "Norvik Lines", label="PERSON", entity_id="a"),
        TEXT.claim(Entity, "Bergen", label="GPE", entity_id="b"),
        TEXT.claim(Money, "$5 million"),
        TEXT.claim(Date, "May", value="2024-05"),
    ]
    found = meantime.compare(gold, pred)
    assert found["value"] == (1, 1, 1)
    assert (found["money_strict"], found["money_overlap"]) == ((0, 1, 1), (1, 1, 1))
    assert found["name_strict"] == (1, 2, 2)
    assert found["name_overlap"] == (2, 2, 2)
    # A place of any kind is a location there; a person is no organisation.
    assert found["name_label"] == (1, 2, 2)
