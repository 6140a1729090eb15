"""How much is quoted directly, from anonymous and from institutional sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.aggregate import plots
from onrecord.aggregate.recipes.nested import NESTED
from onrecord.aggregate.recipes.recipe import Recipe

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.aggregate.run import Run

_KINDS = ("person", "organisation", "group", "document", "anonymous", "unknown")
_QUERY = """
    SELECT coalesce(d.publisher, '(unknown)') AS publisher, grouping(d.publisher) = 1 AS in_all,
        count(DISTINCT q.doc_id) AS articles, count(*) AS quotes,
        count(*) FILTER (quote_mode = 'direct') AS direct,
        count(*) FILTER (quote_mode = 'indirect') AS indirect,
        count(*) FILTER (quote_mode = 'mixed') AS mixed,
        {kinds},
        round(avg((quote_mode = 'direct')::INT), 4) AS share_direct,
        round(avg((speaker_kind = 'anonymous')::INT), 4) AS share_anonymous,
        round(avg((speaker_kind IN ('organisation', 'document'))::INT), 4) AS share_institutional
    FROM {quotes} q JOIN documents d USING (doc_id) WHERE q.id NOT IN ({nested})
    GROUP BY GROUPING SETS ((), (d.publisher))
    ORDER BY in_all DESC, quotes DESC, publisher
"""


def table(run: Run, *, with_copies: bool = False) -> pd.DataFrame:
    """Return a row for all articles (``in_all``) and one for each outlet: quotes by mode and by kind of source.

    Institutional are organisations and documents (a ministry, a report). A source that nobody names is ``unknown``,
    one that is kept from the reader (*officials*, *a person familiar with the matter*) ``anonymous``. A quote inside
    another of the same speaker is not counted again.
    """
    kinds = ", ".join(f"count(*) FILTER (speaker_kind = '{kind}') AS {kind}" for kind in _KINDS)
    frame = run.frame(_QUERY.format(quotes=run.counted("quote", with_copies), nested=NESTED, kinds=kinds))
    frame.loc[frame["in_all"], "publisher"] = "(all)"
    return frame


def plot(frame: pd.DataFrame) -> Any:
    """Draw the three shares for all articles and for the outlets with most quotes."""
    shares = frame.set_index("publisher")[["share_direct", "share_anonymous", "share_institutional"]].head(13) * 100
    shares.columns = ["direct", "anonymous", "institutional"]
    return plots.grouped(shares, title="Direct quotes, anonymous and institutional sources", label="per cent of quotes")


_SHOWN = ("publisher", "articles", "quotes", "share_direct", "share_anonymous", "share_institutional")
RECIPE = Recipe("sourcing", "How much is quoted directly, anonymously, from institutions?", table, plot, _SHOWN)
