"""What a run holds: articles, copies and claims, in all and by outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.aggregate import plots
from onrecord.aggregate.recipes.recipe import Recipe
from onrecord.schema import KINDS

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.aggregate.run import Run

_QUERY = """
    WITH counted AS ({counts})
    SELECT coalesce(publisher, '(unknown)') AS publisher, grouping(publisher) = 1 AS in_all, count(*) AS articles,
        count(copy_of) AS copies, min(published_day) AS first_day, max(published_day) AS last_day,
        {sums}
    FROM documents d LEFT JOIN copies USING (doc_id)
    LEFT JOIN (PIVOT counted ON kind IN ({kinds}) USING sum(number)) c USING (doc_id)
    GROUP BY GROUPING SETS ((), (publisher)) ORDER BY in_all DESC, articles DESC, publisher
"""


def table(run: Run) -> pd.DataFrame:
    """Return a row for all articles (``in_all``) and one for each outlet; the claims of copies are among the claims."""
    run.need_copies()
    counts = " UNION ALL ".join(
        f"SELECT doc_id, '{k}' AS kind, count(*) AS number FROM {k} GROUP BY doc_id" for k in KINDS
    )
    sums = ", ".join(f"coalesce(sum(c.{kind}), 0)::BIGINT AS {kind}" for kind in KINDS)
    frame = run.frame(_QUERY.format(counts=counts, sums=sums, kinds=", ".join(f"'{kind}'" for kind in KINDS)))
    frame.loc[frame["in_all"], "publisher"] = "(all)"
    return frame


def plot(frame: pd.DataFrame) -> Any:
    """Draw how many claims of each kind the outlets have."""
    counts = frame[~frame["in_all"]].set_index("publisher")[list(KINDS)].head(20)
    return plots.stacked(counts, title="Claims by outlet and kind", label="claims")


_SHOWN = ("publisher", "articles", "copies", "first_day", "last_day", "entity", "quote", "money", "date", "commitment")
RECIPE = Recipe("overview", "What does the run hold?", table, plot, _SHOWN, ())
