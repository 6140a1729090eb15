"""Who is quoted most, and by which outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.aggregate import plots
from onrecord.aggregate.recipes.nested import NESTED
from onrecord.aggregate.recipes.recipe import Recipe

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.aggregate.run import Run

_QUERY = """
    WITH said AS (
        SELECT r.participant, d.publisher, q.doc_id, q.quote_mode
        FROM {quotes} q JOIN documents d USING (doc_id)
        JOIN roles r ON r.claim = q.id AND r.role = 'speaker'
        WHERE q.speaker_kind <> 'anonymous' AND q.id NOT IN ({nested})
    ), most AS (
        SELECT participant, count(*) AS quotes_in_all FROM said
        GROUP BY participant ORDER BY quotes_in_all DESC, participant LIMIT {top}
    )
    SELECT m.participant, any_value(p.name) AS speaker, any_value(p.kind) AS kind, s.publisher, count(*) AS quotes,
        count(*) FILTER (s.quote_mode = 'direct') AS direct, count(DISTINCT s.doc_id) AS articles,
        any_value(m.quotes_in_all) AS quotes_in_all
    FROM most m JOIN said s USING (participant) JOIN participants p USING (participant)
    GROUP BY m.participant, s.publisher
    ORDER BY quotes_in_all DESC, m.participant, quotes DESC, s.publisher NULLS LAST
"""


def table(run: Run, *, top: int = 20, with_copies: bool = False) -> pd.DataFrame:
    """Return a row for each of the most quoted speakers and each outlet that quotes them.

    A quote of two speakers counts for both, one inside another of the same speaker not again; anonymous sources do not
    count.

    Args:
        run: An open run.
        top: How many speakers.
        with_copies: Whether syndicated copies count as well.
    """
    _ = run.participants
    return run.frame(_QUERY.format(quotes=run.counted("quote", with_copies), nested=NESTED, top=int(top)))


def plot(frame: pd.DataFrame) -> Any:
    """Draw a bar for each speaker, divided by outlet."""
    pivot = frame.pivot_table(index="speaker", columns="publisher", values="quotes", aggfunc="sum", sort=False)
    return plots.stacked(pivot.fillna(0), title="Who is quoted most, and by whom", label="quotes")


_SHOWN = ("speaker", "kind", "publisher", "quotes", "direct", "articles")
RECIPE = Recipe("speakers", "Who is quoted most, and by which outlet?", table, plot, _SHOWN, ("top", "with_copies"))
