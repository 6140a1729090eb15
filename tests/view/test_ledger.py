"""The ledger as the page gets it."""

from __future__ import annotations

import sys

import pytest

from onrecord.view.ledger import entries
from tests.view.build import ferries


def test_every_undertaking_is_an_entry_with_the_claims_it_rests_on() -> None:
    found = entries(ferries())
    assert len(found) == 3 and {entry["actor"] for entry in found} == {"Norvik Lines"}
    assert {entry["due"] for entry in found} == {"2030-12-31", None}
    assert {step[0] for entry in found for step in entry["steps"]} == {"ferries"}
    ids = {claim.id for claim in ferries().claims}
    assert all(step[1] in ids for entry in found for step in entry["steps"])


def test_without_the_libraries_that_join_them_every_commitment_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    found = entries(ferries())
    assert [entry["steps"][0][2] for entry in found] == [[["new", None]]] * 3
