"""Datelines: place, date and agency before the first sentence of a report."""

from __future__ import annotations

import pytest

from onrecord.text.datelines import datelines


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("LIMA — Rain fell.", "LIMA", None),
        ("LIMA, Peru, Oct 14 (Meridian) - Rain fell.", "LIMA, Peru", "Meridian"),
        ("Headline\n\nLima (Meridian) - Rain fell.", "Lima", "Meridian"),
        ("PUERTO NATALES -- Rain fell.", "PUERTO NATALES", None),
    ],
)
def test_place_and_agency(text: str, place: str, agency: str | None) -> None:
    (found,) = datelines(text)
    assert text[slice(*found.place)] == place
    assert (text[slice(*found.agency)] if found.agency else None) == agency
    assert text[found.end :].startswith("Rain")


@pytest.mark.parametrize(
    "text",
    ["", "MR. BRAUN: We left.", "Lima - the capital - was quiet.", "“Lima” - a song", "Lima (2020) - a year", "LIMA—x"],
)
def test_other_lines_are_none(text: str) -> None:
    assert not datelines(text)
