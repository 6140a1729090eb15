"""The commitments of a run, each with its actors across documents, its sum, its deadline and where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from onrecord.aggregate.run import Run


class Sum(msgspec.Struct, frozen=True):
    """The sum of a commitment: what the money claim it links says."""

    text: str
    amount_min: str | None
    amount_max: str | None
    bound: str
    currency: str | None
    role: str
    per: str | None

    @property
    def ends(self) -> tuple[Decimal | None, Decimal | None]:
        """Both ends as numbers, None where open."""
        low, high = (None if end is None else Decimal(end) for end in (self.amount_min, self.amount_max))
        return low, high


class Day(msgspec.Struct, frozen=True):
    """The deadline, or the begin, of a commitment: what the date claim it links says."""

    text: str
    value: str | None
    start_date: str | None
    end_date: str | None
    bound: str
    approx: str

    @property
    def due(self) -> str | None:
        """The last day on which the words are kept: the eve of what it must be done before, else the end of the period.

        None where the text gives no day, or the day is one before Christ.
        """
        from datetime import date, timedelta

        if self.bound == "before" and self.start_date is not None and self.start_date > "0001-01-01":
            return (date.fromisoformat(self.start_date) - timedelta(days=1)).isoformat()
        return None if self.bound in ("since", "after") else self.end_date


class Place(msgspec.Struct, frozen=True):
    """Where a claim stands: the exact words, in which article, and the articles that are copies of that one."""

    claim: str
    doc_id: str
    start: int
    end: int
    text: str
    published: str | None
    publisher: str | None
    title: str | None
    url: str | None
    copies: list[str] = []


class Made(msgspec.Struct, frozen=True):
    """One commitment as one article has it. ``spans`` are the sums and dates that stand inside the action."""

    place: Place
    actors: tuple[str, ...]
    committers: tuple[str, ...]
    act: str
    direction: str
    polarity: str
    force: str
    conditional: bool
    status: str
    voice: str
    cue: str
    action: str
    spans: tuple[tuple[int, int], ...]
    amount: Sum | None
    deadline: Day | None
    begin: Day | None


_CLAIMS = """
    SELECT c.id, c.doc_id, c.start, c."end", c.text, d.published, d.publisher, d.title, d.url,
        c.act, c.direction, c.polarity, c.force, c.conditional, c.status, c.voice, c.cue_text, c.action_text
    FROM commitment c JOIN documents d USING (doc_id) SEMI JOIN originals USING (doc_id)
    ORDER BY d.published_day NULLS LAST, d.published, c.doc_id, c.start, c."end", c.id
"""
_LINKED = "FROM links l JOIN {0} t ON t.id = l.target WHERE l.claim_kind = 'commitment' AND l.role = '{1}'"
_SUM = "l.claim, t.text, t.amount_min, t.amount_max, t.bound, t.currency, t.role, t.per"
_DAY = "l.claim, t.text, t.value, t.start_date, t.end_date, t.bound, t.approx"
# What stands inside an action: every sum and date, linked or not.
_INSIDE = """
    SELECT c.id, t.start - c.action_start, t."end" - c.action_start FROM commitment c
    JOIN (SELECT doc_id, start, "end" FROM money UNION ALL SELECT doc_id, start, "end" FROM date) t USING (doc_id)
    WHERE t.start < c.action_end AND t."end" > c.action_start ORDER BY ALL
"""


def read(run: Run) -> Iterator[Made]:
    """Yield the commitments of a run from the earliest article on, those of syndicated copies left out."""
    run.need_copies()
    _ = run.participants
    amounts = _first(run, f"SELECT {_SUM} {_LINKED.format('money', 'amount')} ORDER BY t.start", Sum)
    deadlines = _first(run, f"SELECT {_DAY} {_LINKED.format('date', 'deadline')} ORDER BY t.start", Day)
    begins = _first(run, f"SELECT {_DAY} {_LINKED.format('date', 'begin')} ORDER BY t.start", Day)
    actors = _many(run, "SELECT claim, participant FROM roles WHERE role = 'committer' ORDER BY ALL")
    committers = _many(run, "SELECT claim, name FROM parties WHERE role = 'committer' ORDER BY claim, position")
    copies = _many(run, "SELECT copy_of, doc_id FROM copies ORDER BY ALL")
    inside: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for claim, start, end in run.rows(_INSIDE):
        inside[claim].append((start, end))
    for row in run.rows(_CLAIMS):
        claim, doc_id = row[:2]
        own = (actors.get(claim, ()), committers.get(claim, ()), inside.get(claim, ()))
        acting, named, spans = map(tuple, own)
        values = (amounts.get(claim), deadlines.get(claim), begins.get(claim))
        place = Place(*(*row[:9], copies.get(doc_id, [])))
        yield Made(*(place, acting, named, *row[9:18], spans, *values))


def _first(run: Run, query: str, record: type[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for claim, *fields in run.rows(query):
        found.setdefault(claim, record(*fields))
    return found


def _many(run: Run, query: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in run.rows(query):
        found[key].append(value)
    return found
