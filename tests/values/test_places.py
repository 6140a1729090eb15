"""Place names: label, the place an adjective means, forms of one place's name."""

from __future__ import annotations

import pytest

from onrecord.values import places


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Peru", "GPE"),
        ("the United States", "GPE"),
        ("U . S .", "GPE"),
        ("Cape Town", "GPE"),
        ("New South Wales", "GPE"),
        ("Moyale District", "GPE"),
        ("Republic of Peru", "GPE"),
        ("Solomon Islands", "GPE"),
        ("Africa", "LOC"),
        ("Hudson Bay", "LOC"),
        ("Gulf of Riga", "LOC"),
        ("Lake Victoria", "LOC"),
        ("southern Namibia", "LOC"),
        ("Nowherton", None),
        ("", None),
    ],
)
def test_label(name: str, label: str | None) -> None:
    assert places.place_label(name) == label


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Russian", "Russia"),
        ("Danes", "Denmark"),
        ("U.S.", "United States"),
        ("Britain", "United Kingdom"),
        ("Kenya", "Kenya"),
        ("Bengali", None),
        ("table", None),
    ],
)
def test_place_of(word: str, place: str | None) -> None:
    assert places.place_of(word) == place


def test_forms_of_one_place_share_a_key() -> None:
    assert places.place_key("U.S.") == places.place_key("the United States of America")
    assert places.place_key("Republic of Peru") == places.place_key("PERU")
    assert places.place_key("Republic of Korea") != places.place_key("Korea")
    assert places.people_key("Indians") == places.people_key("Indian")


def test_other_kinds_of_name() -> None:
    assert places.is_facility("Mbale Airport") and not places.is_facility("Airport")
    assert places.is_organisation("Union of Potters") and not places.is_organisation("Union")
    assert places.keeps_article("The Hague") and not places.keeps_article("The Gambia")
    assert places.is_country("Kingdom of Norway") and not places.is_country("Oslo")
