"""Names of organisations as strings: acronyms, abbreviations, forms of one name."""

from __future__ import annotations

import pytest

from onrecord.values import organisations


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("RBP", "Reserve Bank of Peru", True),
        ("R.B.P.", "Reserve Bank of Peru", True),
        ("VDCs", "Village Defence Committees", True),
        ("OBR", "Omar bin Rashid", True),
        ("RBP", "Royal Bank of Chile", False),
        ("Who", "World Health Office", False),
    ],
)
def test_acronyms(short: str, full: str, fits: bool) -> None:
    assert organisations.is_acronym(short, full) is fits


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("Andexbank", "Andean Export Bank", True),
        ("INP", "National Institute of Fisheries", False),
        ("IPN", "National Institute of Ports", True),
        ("Reuters", "Lagos", False),
        ("the port and the town", "Port Town Authority", False),
    ],
)
def test_abbreviations_in_brackets(short: str, full: str, fits: bool) -> None:
    assert organisations.is_abbreviation(short, full) is fits


def test_forms_of_one_body_share_a_key() -> None:
    assert organisations.organisation_key("Nordlys Energy Ltd.") == organisations.organisation_key("the Nordlys Energy")
    assert organisations.organisation_key("UN Dam Fund") == organisations.organisation_key("United Nations Dam Fund")
    assert organisations.organisation_key("Reid & Co") == organisations.organisation_key("Reid and Co.")
    assert organisations.organisation_key("") == ""
