"""When two names are the same."""

from __future__ import annotations

import pytest

from onrecord.evaluate import names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Marsh", "ada marsh"),
        ("Ada Marsh", "Marsh"),
        ("Ada Marsh", "Mrs. Marsh"),
        ("President Ada Marsh", "Ada Marsh"),
        ("Prime Minister Marsh", "Ada Marsh"),
        ("Ada Marsh Jr.", "Marsh"),
        ("Ursula von der Lohe", "von der Lohe"),
        ("Rui Lago Caro", "Lago Caro"),
        ("The Treasury", "Treasury"),
        ("U.N.", "UN"),
        ("Sean O’Hara", "Sean O'Hara"),
        ("Zoë Brandt", "Zoe\u0308 Brandt"),
        ("the two  leaders", "the two leaders"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert names.same_name(one, other)
    assert names.same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Marsh", "Ben Marsh"),
        ("Ada Marsh", "Ada"),
        ("Central Bank of Kenya", "Kenya"),
        ("government officials", "officials"),
        ("Zoë Brandt", "Zoe Brandt"),
        ("Marsh", "Marshall"),
        ("Ada Marsh", ""),
        ("Mrs.", "Ms."),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert not names.same_name(one, other)
    assert not names.same_name(other, one)


def test_only_a_person_has_a_surname() -> None:
    assert not names.same_name("Bank Indonesia", "Indonesia", person=False)
    same = names.comparer({"bank indonesia": names.OTHER, "ada marsh": names.PERSON})
    assert not same("Bank Indonesia", "Indonesia")
    assert same("Ada Marsh", "Marsh")


def test_a_title_alone_stays_a_name() -> None:
    assert names.personal("President") == ("president",)
    assert names.personal("Dr. Ada Marsh III") == ("ada", "marsh")


def test_names_of_a_set_are_paired_one_to_one() -> None:
    same = names.comparer({})
    assert names.common(["Ada Marsh", "Ben Marsh"], ["Marsh"], same) == 1
    assert names.common(["Ada Marsh", "Norvik"], ["norvik", "Marsh"], same) == 2
    # the equal spelling takes its partner before a surname can
    assert names.common(["Ada Marsh", "Marsh"], ["Marsh", "Ada Marsh"], same) == 2
    assert names.distinct(["Norvik", "NORVIK", "the Norvik"]) == 1
