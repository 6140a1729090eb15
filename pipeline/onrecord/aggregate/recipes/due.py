"""What falls due when: the open entries of the ledger by their deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.aggregate import periods, plots
from onrecord.aggregate.ledger import Ledger, ledger
from onrecord.aggregate.recipes.recipe import Recipe

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.aggregate.run import Run

COLUMNS = ("due", "actors", "action", "force", "conditional", "amount", "deadline", "articles", "sources", "entry")


def table(run: Run, *, due: str | None = None) -> pd.DataFrame:
    """Return a row for each undertaking with a deadline, the next first; syndicated copies count once.

    Args:
        run: An open run.
        due: Period the deadlines are in (``2026-Q1``); by default from the first article that tells of an undertaking
            on: a deadline that was over by then no longer falls due.

    Raises:
        InputError: if it is no period.
    """
    found = ledger(run).due(due or "0001..9999")
    if due is None:
        earliest = min((entry.first_published for entry in found if entry.first_published), default="")
        found = Ledger([entry for entry in found if (entry.due or "") >= (entry.first_published or earliest)[:10]])
    return found.frame()[list(COLUMNS)]


def plot(frame: pd.DataFrame) -> Any:
    """Draw how many undertakings fall due in each month, or year if there are many months, by force."""
    months = frame["due"].str[:7]
    shown = (months if months.nunique() <= 24 else frame["due"].str[:4]).rename("due")
    counts = frame.groupby([shown, "force"], observed=True).size().unstack(fill_value=0)
    return plots.columns(periods.filled(counts), title="Commitments falling due", label="commitments")


_SHOWN = ("due", "actors", "action", "force", "amount", "articles")
RECIPE = Recipe("due", "What falls due when?", table, plot, _SHOWN, ("due",))
