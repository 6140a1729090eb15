"""Names of people as strings: titles, forms of one name."""

from __future__ import annotations

import pytest

from onrecord.values import names


@pytest.mark.parametrize(
    ("text", "titles", "name"),
    [
        ("Mr. Otto Braun", ("Mr.",), "Otto Braun"),
        ("Prime Minister Ana Silva", ("Prime Minister",), "Ana Silva"),
        ("Chief Justice Sir Tom Reid", ("Chief Justice", "Sir"), "Tom Reid"),
        ("Lt. Gen. Ada Okoro", ("Lt. Gen.",), "Ada Okoro"),
        ("Pope Francis", ("Pope",), "Francis"),
        ("MS Rao", (), "MS Rao"),
        ("president Silva", (), "president Silva"),
        ("Mayor", ("Mayor",), ""),
    ],
)
def test_titles_are_split_off(text: str, titles: tuple[str, ...], name: str) -> None:
    found = names.split_titles(text)
    assert found.titles == titles
    assert text[found.offset :] == name


def test_titles_tell_gender_and_what_stays() -> None:
    assert names.split_titles("Ms Silva").gender == "f"
    assert names.split_titles("Dr Silva").gender is None
    assert names.split_titles("Queen Marta").stays
    assert not names.split_titles("Senator Marta").stays


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ana Levy", "Ana Maria Levy", True),
        ("R. Levy", "Robert M. Levy", True),
        ("Otto Braun", "Otto Braun Jr.", True),
        ("bin Rashid", "Omar bin Rashid", True),
        ("Vega Luna", "Iris Vega Luna Mora", True),
        ("Ana Levy", "Eva Levy", False),
        ("Ana Levy", "Ana Lopez", False),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    assert names.same_person(names.person_tokens(one), names.person_tokens(other)) is same
