"""Deadlines of the ledger as a calendar (RFC 5545): a whole-day event on the last day of each.

The same ledger gives the same bytes: events are known by their entry, and stamped with the day of the last article, not
with today.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from onrecord.optional import need

if TYPE_CHECKING:
    from onrecord.aggregate.entries import Entry
    from onrecord.aggregate.ledger import Ledger

_UNDATED = "1970-01-01"


def calendar(ledger: Ledger) -> bytes:
    """Return the entries that have a day on which they fall due as an iCalendar file.

    Raises:
        InputError: if icalendar is not installed.
    """
    icalendar = need("icalendar", "answers")
    made = icalendar.Calendar()
    made.add("prodid", "-//onrecord//ledger of commitments//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Commitments falling due")
    for entry in ledger:
        if entry.due is not None:
            made.add_component(_event(icalendar, entry, entry.due))
    found: bytes = made.to_ical()
    return found


def _event(icalendar: object, entry: Entry, due: str) -> object:
    event = icalendar.Event()  # type: ignore[attr-defined]
    day = date.fromisoformat(due)
    stamp = date.fromisoformat((entry.last_published or _UNDATED)[:10].ljust(10, "-").replace("--", "-01", 2)[:10])
    event.add("uid", f"{entry.id}@onrecord")
    event.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
    event.add("dtstart", day)
    who = ", ".join(actor.name for actor in entry.actors) or "nobody named"
    event.add("summary", f"{_clean(who)}: {_clean(entry.wording)}")
    event.add("description", _clean_lines(_description(entry)))
    event.add("categories", [entry.act, entry.force])
    event.add("transp", "TRANSPARENT")
    if address := next((place.url for place in reversed(entry.sources) if place.url), None):
        event.add("url", address)
    return event


def _description(entry: Entry) -> str:
    deadline = entry.deadline.text if entry.deadline is not None else ""
    lines = [f"Deadline as written: {deadline}"]
    for place in entry.sources:
        about = ", ".join(part for part in (place.publisher, place.published) if part)
        lines.append(f"“{place.text}” ({about or place.doc_id}; {place.doc_id}:{place.start}-{place.end})")
        if place.url:
            lines.append(place.url)
    return "\n".join(lines)


def _clean(text: str) -> str:
    """Return a text on one line, without control characters, which the format does not allow."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _clean_lines(text: str) -> str:
    return "\n".join(_clean(line) for line in text.split("\n"))
