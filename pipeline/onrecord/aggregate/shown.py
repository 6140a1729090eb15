"""How the tables of a run, the ledger and its entries look in a notebook: HTML without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.aggregate import columns
from onrecord.rendered import safe, table

if TYPE_CHECKING:
    from onrecord.aggregate.entries import Entry
    from onrecord.aggregate.frames import Frames
    from onrecord.aggregate.history import Event
    from onrecord.aggregate.ledger import Ledger

_LEDGER = ("due", "who", "undertakes", "amount", "state", "what became of it", "articles")
_HISTORY = ("published", "event", "words", "outlet", "place")


def frames(shown: Frames) -> str:
    """Return the names of the tables and their columns, without reading any."""
    rows = (
        (f"<code>{name}</code>", ", ".join(f"<code>{column.name}</code>" for column in columns.columns(name)))
        for name in columns.TABLES
    )
    where = ", ".join(safe(str(folder)) for folder in shown.run.folders)
    return f"<div><p>Tables of {where}</p>{table(('table', 'columns'), rows, len(columns.TABLES))}</div>"


def ledger(shown: Ledger) -> str:
    """Return a row for each entry."""
    articles = len({place.doc_id for entry in shown for place in entry.sources})
    about = f"<p>{len(shown):,} undertakings in {articles:,} articles</p>"
    return f"<div>{about}{table(_LEDGER, map(_row, shown), len(shown))}</div>"


def entry(shown: Entry) -> str:
    """Return an entry with its history, each event with the words that tell it."""
    about = f"<p><b>{_who(shown)}</b>: {safe(shown.wording)} ({safe(shown.standing)})</p>"
    return f"<div>{about}{table(_HISTORY, map(_event, shown.history), len(shown.history))}</div>"


def _row(shown: Entry) -> tuple[str, ...]:
    amount = "" if shown.amount is None else safe(shown.amount.text)
    events = ", ".join(dict.fromkeys(event.what for event in shown.history))
    articles = len({place.doc_id for place in shown.sources})
    return (shown.due or "", _who(shown), safe(shown.wording), amount, shown.state, events, f"{articles:,}")


def _event(event: Event) -> tuple[str, ...]:
    place = event.place
    change = f" {safe(event.before)} → {safe(event.after or '')}" if event.before else ""
    where = safe(f"{place.doc_id}:{place.start}-{place.end}")
    return (safe(place.published or ""), event.what + change, safe(place.text), safe(place.publisher or ""), where)


def _who(shown: Entry) -> str:
    return ", ".join(safe(actor.name) for actor in shown.actors) or "nobody named"
