"""Periods, and deadlines as a calendar that calendar programs read."""

from __future__ import annotations

from datetime import date

import pytest

import onrecord
from onrecord.aggregate import due
from onrecord.aggregate.ical import calendar
from onrecord.errors import InputError
from tests.aggregate.build import articles

MARKED = """
== a | 2025-01-10T09:00:00+01:00 | Coast Herald | https://herald.example/a
[Norvik Lines](entity label=ORG) [will spend €400 million, “all of it”;
on ferries by [2030](date value=2030)](commitment cue=will committers='Norvik Lines').

== b | 2025-02
[Ana Levy](entity) [will not sell the yard before [1 May 2026](date value=2026-05-01 bound=before)](commitment
cue='will not' act=refuse direction=not_do committers='Ana Levy') and
[will build a school](commitment cue=will committers='Ana Levy').
"""


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026-q1", "2026-01-01", "2026-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-03-31", "2026-03-31", "2026-03-31"),
        ("2026-03..2026-Q3", "2026-03-01", "2026-09-30"),
    ],
)
def test_periods(text: str, first: str, last: str) -> None:
    assert due.parse(text) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "26", "2026-13", "2026-02-30", "2026-Q5", "..2026", "0000", "Q1 2026", "2027..2026"]
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(InputError, match="is no period|ends before it begins"):
        due.parse(text)


def test_a_calendar_has_a_whole_day_for_each_deadline() -> None:
    import icalendar

    ledger = onrecord.ledger(articles(MARKED))
    assert len(ledger) == 3
    read = icalendar.Calendar.from_ical(calendar(ledger))
    events = {str(event["uid"]): event for event in read.walk("VEVENT")}
    assert len(events) == 2
    by_day = {event["dtstart"].dt: event for event in events.values()}
    assert set(by_day) == {date(2030, 12, 31), date(2026, 4, 30)}
    ferries = by_day[date(2030, 12, 31)]
    assert str(ferries["summary"]) == "Norvik Lines: spend €400 million, “all of it”; on ferries by 2030"
    assert str(ferries["url"]) == "https://herald.example/a"
    (place,) = ledger.entries[0].sources
    assert f"a:{place.start}-{place.end}" in str(ferries["description"])
    assert str(by_day[date(2026, 4, 30)]["summary"]).startswith("Ana Levy: not sell the yard")
    assert by_day[date(2026, 4, 30)]["dtstamp"].dt.date() == date(2025, 2, 1)


def test_the_same_ledger_gives_the_same_bytes() -> None:
    assert calendar(onrecord.ledger(articles(MARKED))) == calendar(onrecord.ledger(articles(MARKED)))
