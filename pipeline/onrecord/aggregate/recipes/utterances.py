"""Which quotes are given in several wordings, and how these differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.aggregate import plots, variants
from onrecord.aggregate.columns import Column
from onrecord.aggregate.frames import typed
from onrecord.aggregate.recipes.recipe import Recipe

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.aggregate.run import Run

_TEXT = ("claim", "doc_id", "published", "publisher", "speaker", "participant")
COLUMNS = (
    Column("utterance", "", "string"),
    Column("wordings", "", "Int64"),
    Column("articles", "", "Int64"),
    *(Column(name, "", "string") for name in _TEXT),
    Column("quote_mode", "", "category", ("direct", "indirect", "mixed")),
    Column("similarity", "", "float64"),
    Column("differs_in", "", "category", ("none", "extent", "words", "numbers")),
    Column("text", "", "string"),
    Column("difference", "", "string"),
    Column("start", "", "Int64"),
    Column("end", "", "Int64"),
    Column("url", "", "string"),
)


def table(run: Run, *, least: int = 2) -> pd.DataFrame:
    """Return a row for each wording of the utterances that several articles give, the earliest first.

    Args:
        run: An open run.
        least: Least number of articles.
    """
    import pandas as pd

    rows = []
    for utterance in variants.variants(run):
        articles = len({place.doc_id for place in utterance.places})
        for one in utterance.wordings if articles >= least else ():
            place = one.place
            about = (place.claim, place.doc_id, place.published, place.publisher, one.speaker, one.participant)
            how = (one.mode, one.similarity, one.differs_in, place.text, one.difference or None)
            rows.append(
                (utterance.id, len(utterance.wordings), articles, *about, *how, place.start, place.end, place.url)
            )
    return typed(pd.DataFrame(rows, columns=[column.name for column in COLUMNS], dtype=object), COLUMNS)


def plot(frame: pd.DataFrame) -> Any:
    """Draw the utterances with most wordings, divided by what is different."""
    short = frame["text"].groupby(frame["utterance"]).transform("first").str.slice(0, 60)
    counts = frame.groupby([short.rename("text"), "differs_in"], observed=True).size().unstack(fill_value=0)
    counts = counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index].head(20)
    return plots.stacked(counts, title="Quotes in several wordings", label="wordings")


_SHOWN = ("published", "publisher", "speaker", "differs_in", "text", "difference")
RECIPE = Recipe("utterances", "Which quotes are given in several wordings?", table, plot, _SHOWN, ())
