"""Which articles are copies of an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.aggregate import plots
from onrecord.aggregate.recipes.recipe import Recipe

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.aggregate.run import Run

_QUERY = """
    SELECT c.copy_of, o.publisher AS first_publisher, o.published AS first_published, c.doc_id, d.publisher,
        d.published, c.similarity, c.contained, d.title, d.url
    FROM copies c JOIN documents d USING (doc_id) JOIN documents o ON o.doc_id = c.copy_of
    ORDER BY c.copy_of, d.published NULLS LAST, c.doc_id
"""


def table(run: Run) -> pd.DataFrame:
    """Return a row for each syndicated copy, with the article it is a copy of."""
    run.need_copies()
    return run.frame(_QUERY)


def plot(frame: pd.DataFrame) -> Any:
    """Draw which outlets run most copies, and whose."""
    filled = frame.fillna({"publisher": "(unknown)", "first_publisher": "(unknown)"})
    counts = filled.groupby(["publisher", "first_publisher"]).size().unstack(fill_value=0)
    return plots.stacked(counts.head(20), title="Copies by outlet, divided by the first to publish", label="articles")


_SHOWN = ("copy_of", "doc_id", "publisher", "published", "similarity", "contained")
RECIPE = Recipe("copies", "Which articles are copies of an earlier one?", table, plot, _SHOWN, ())
