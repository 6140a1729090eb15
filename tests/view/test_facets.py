"""What claims are found by: their own values, and those of what they are joined to."""

from __future__ import annotations

from onrecord.view.facets import facets
from tests.support.claims import example, examples


def test_a_commitment_is_found_by_its_sum_and_its_deadline() -> None:
    found = facets(examples())["commitment"]
    assert (found.who, found.currencies) == ({"Norvik"}, {"USD"})
    assert found.days == {("2030-01-01", "2030-12-31")}


def test_what_is_said_in_a_quote_is_found_by_who_says_it() -> None:
    found = facets(examples())
    assert found["money"].who == found["date"].who == {"Ada Marsh", "Norvik"}
    assert found["quote"].currencies == {"USD"}


def test_what_stands_outside_a_quote_is_not() -> None:
    quote = example("quote", end=22, text="Norvik ")
    assert facets([quote, example("money")])["money"].who == set()


def test_what_is_unknown_finds_nothing() -> None:
    unknown = [example("money", currency=None), example("date", start_date=None, end_date=None)]
    found = facets([example("quote", speaker=None), *unknown])
    assert all(not one.who and not one.currencies and not one.days for one in found.values())


def test_a_date_open_at_one_side_is_the_day_it_names() -> None:
    found = facets([example("date", start_date=None, end_date="2030-12-31")])
    assert found["date"].days == {("2030-12-31", "2030-12-31")}


def test_a_link_into_the_inventory_of_gold_joins_nothing() -> None:
    claim = example("commitment", links=[])
    assert facets([claim])["commitment"].days == set()
