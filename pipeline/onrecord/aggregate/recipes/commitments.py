"""Who commits to what kind of thing: commitments by actor, act, force and status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from onrecord.aggregate import plots
from onrecord.aggregate.recipes.recipe import Recipe
from onrecord.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.aggregate.run import Run

BY = ("actor", "act", "force", "status")
_QUERY = """
    WITH made AS (
        SELECT coalesce(p.name, '(nobody named)') AS actor, r.participant, c.act, c.force, c.status, c.doc_id, c.id
        FROM {commitments} c LEFT JOIN roles r ON r.claim = c.id AND r.role = 'committer'
        LEFT JOIN participants p USING (participant) WHERE c.polarity = 'affirmed'
    ), totals AS (SELECT participant, count(DISTINCT id) AS in_all FROM made GROUP BY participant)
    SELECT {chosen}, count(DISTINCT id) AS commitments, count(DISTINCT doc_id) AS articles
    FROM made JOIN totals ON totals.participant IS NOT DISTINCT FROM made.participant
    GROUP BY {grouped} ORDER BY {order}
"""


def table(run: Run, *, by: Sequence[str] = BY, with_copies: bool = False) -> pd.DataFrame:
    """Return how many commitments there are of each kind; a joint one counts for each of its actors.

    Denied ones ("did not promise") are none. What several articles tell counts in each; the ledger has it once.

    Args:
        run: An open run.
        by: What to tell apart, any of :data:`BY`.
        with_copies: Whether syndicated copies count as well.

    Raises:
        InputError: if ``by`` names nothing, or something else.
    """
    if not by or not set(by) <= set(BY):
        raise InputError(f"commitments by {', '.join(by) or 'nothing'}", f"it is any of {', '.join(BY)}")
    _ = run.participants
    names = ["made.participant, actor" if name == "actor" else name for name in by]
    order = (
        "made.participant IS NULL, max(in_all) DESC, made.participant, commitments DESC"
        if "actor" in by
        else "commitments DESC"
    )
    query = _QUERY.format(
        commitments=run.counted("commitment", with_copies),
        chosen=", ".join(names),
        grouped=", ".join(names),
        order=f"{order}, {', '.join(names)}",
    )
    return run.frame(query)


def plot(frame: pd.DataFrame) -> Any:
    """Draw a bar for each actor with most of them, divided by act, or for what else the table tells apart."""
    keys = [name for name in BY if name in frame.columns]
    if "actor" in keys and frame["participant"].notna().any():
        # Those of nobody named would dwarf the rest.
        frame = frame[frame["participant"].notna()]
    if len(keys) == 1:
        return plots.stacked(
            frame.set_index(keys[0])[["commitments"]].head(20), title="Commitments", label="commitments"
        )
    rows = "actor" if "actor" in keys else keys[0]
    parts = next(name for name in keys if name != rows)
    pivot = frame.pivot_table(index=rows, columns=parts, values="commitments", aggfunc="sum", sort=False)
    return plots.stacked(pivot.fillna(0).head(20), title="Commitments by actor", label="commitments")


RECIPE = Recipe("commitments", "Who commits to what kind of thing?", table, plot, (), ("by", "with_copies"))
