"""Labels of miscellaneous names and of names that cannot be organisations."""

from __future__ import annotations

import pytest

from onrecord.values.entity_labels import misc_label, no_organisation


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Lakes Cup", "EVENT"),
        ("2019 River Games", "EVENT"),
        ("World War II", "EVENT"),
        ("COP27", "EVENT"),
        ("Operation Lantern", "EVENT"),
        ("Festival of the Two Rivers", "EVENT"),
        ("Fisheries Act", "LAW"),
        ("Treaty of Riga", "LAW"),
        ("Convention on Salt Lakes", "LAW"),
        ("Water Report", "WORK"),
        ("The Last Ferry", "WORK"),
        ("Koran", "WORK"),
        ("Swahili", "NORP"),
        ("KF-21", "PRODUCT"),
        ("Covid-19", None),
        ("Thursday", None),
        ("GDP", None),
        ("love letters", None),
        ("", None),
    ],
)
def test_misc_label(name: str, label: str | None) -> None:
    assert misc_label(name) == label


def test_quoted_names_are_works() -> None:
    assert misc_label("Night Ferry", quoted=True) == "WORK"
    assert misc_label("Night Ferry") is None


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Davis Cup", "EVENT"),
        ("Lagos Treaty", "LAW"),
        ("Mbale Airport", "FAC"),
        ("Lagos Bank", None),
        ("Cup", None),
    ],
)
def test_names_of_no_organisation(name: str, label: str | None) -> None:
    assert no_organisation(name) == label
