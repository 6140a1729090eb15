"""Who is named in how many articles, under which names, and why these are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.aggregate import plots
from onrecord.aggregate.recipes.recipe import Recipe

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.aggregate.run import Run

_QUERY = """
    SELECT p.participant, p.name, p.kind, p.external_id, p.documents,
        array_to_string(list(n.name ORDER BY n.documents DESC, n.name), '; ') AS names,
        array_to_string(list(DISTINCT n.basis ORDER BY n.basis), '; ') AS basis
    FROM participants p LEFT JOIN names n USING (participant)
    GROUP BY ALL ORDER BY p.documents DESC, p.participant LIMIT {top}
"""


def table(run: Run, *, top: int = 1000) -> pd.DataFrame:
    """Return a row for each participant, those of most articles first.

    ``basis`` is what joined its names: see :mod:`onrecord.aggregate.participants`. One of a single document has no
    ``names``.
    """
    _ = run.participants
    return run.frame(_QUERY.format(top=int(top)))


def plot(frame: pd.DataFrame) -> Any:
    """Draw in how many articles the most named participants are."""
    return plots.stacked(frame.set_index("name")[["documents"]].head(20), title="Participants", label="articles")


_SHOWN = ("participant", "kind", "documents", "names", "basis")
RECIPE = Recipe("participants", "Who is named in how many articles?", table, plot, _SHOWN, ("top",))
