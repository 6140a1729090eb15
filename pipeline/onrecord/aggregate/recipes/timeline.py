"""What is said to happen when: the dated claims in the order of their days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.aggregate import periods, plots
from onrecord.aggregate.columns import Column, columns
from onrecord.aggregate.frames import typed
from onrecord.aggregate.recipes.recipe import Recipe

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.aggregate.run import Run

# A date is told with the commitment whose deadline or begin it is, else with the quote it stands in, else the sentence.
_QUERY = """
    WITH linked AS (
        SELECT l.target AS id, min_by(c.text, c.start) AS said, 'commitment' AS kind, min_by(l.role, c.start) AS part
        FROM links l JOIN commitment c ON c.id = l.claim WHERE l.role IN ('deadline', 'begin') GROUP BY l.target
    ), quoted AS (
        SELECT t.id, arg_min(q.text, q."end" - q.start) AS said, 'quote' AS kind FROM date t
        JOIN quote q ON q.doc_id = t.doc_id AND q.start <= t.start AND t."end" <= q."end" GROUP BY t.id
    )
    SELECT t.start_date, t.end_date, t.granularity, t.bound, t.approx, t.basis, t.text AS date_text,
        coalesce(l.kind, q.kind, 'sentence') AS said_as, l.part AS part,
        coalesce(l.said, q.said, substring(d.text, t.sentence_start + 1, t.sentence_end - t.sentence_start)) AS said,
        t.id, t.doc_id, t.start, t."end", d.published, d.publisher, d.url,
        t.start_date AS start_day, t.end_date AS end_day
    FROM {date} t JOIN documents d USING (doc_id) LEFT JOIN linked l USING (id) LEFT JOIN quoted q USING (id)
    WHERE t.type IN ('DATE', 'TIME') AND t.start_date IS NOT NULL
    ORDER BY t.start_date, t.end_date NULLS LAST, d.published, t.doc_id, t.start, t.id
"""


_MONTHS, _YEARS = 36, 60
_MONTH = r"^(-?\d{4}-\d{2})"


def _columns() -> tuple[Column, ...]:
    date = {column.name: column for column in columns("date")}
    closed = [date[name] for name in ("granularity", "bound", "approx", "basis")]
    said = (
        Column("date_text", "", "string"),
        Column("said_as", "", "category", ("commitment", "quote", "sentence")),
        Column("part", "", "category", ("deadline", "begin")),
        *(Column(name, "", "string") for name in ("said", "id", "doc_id")),
        date["start"],
        date["end"],
        *(Column(name, "", "string") for name in ("published", "publisher", "url")),
    )
    return (date["start_date"], date["end_date"], *closed, *said, date["start_day"], date["end_day"])


def table(run: Run, *, with_copies: bool = False) -> pd.DataFrame:
    """Return a row for each date that has days, the earliest first; durations, sets and unresolved dates have none."""
    frame = run.frame(_QUERY.format(date=run.counted("date", with_copies)))
    return typed(frame, _columns())


def plot(frame: pd.DataFrame) -> Any:
    """Draw how many dates fall into each month, by what they are told with; by year if few months hold less than half.

    Left out are dates that do not lie in one month, or year (*2026*, *the 1950s*).
    """
    dated = frame[frame["start_day"].notna()]
    found = [dated[column].str.extract(_MONTH, expand=False) for column in ("start_date", "end_date")]
    monthly = dated.empty or periods.share(list(found[0][found[0] == found[1]]), _MONTHS) >= 0.5
    unit, most = ("month", _MONTHS) if monthly else ("year", _YEARS)
    start, end = found if monthly else [months.str[:-3] for months in found]
    inside = (start == end).fillna(False).astype(bool)
    counts = dated[inside].groupby([start[inside].rename(unit), "said_as"], observed=True).size()
    filled = periods.filled(counts.unstack(fill_value=0), most)
    return plots.columns(filled, title=f"Dates named, by {unit}", label="dates")


_SHOWN = ("start_date", "end_date", "date_text", "said_as", "said", "doc_id")
RECIPE = Recipe("timeline", "What is said to happen when?", table, plot, _SHOWN)
