"""What a recipe is: a question about a run, the table that answers it, and the plot of that table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pandas as pd


class Recipe(NamedTuple):
    """A question that can be put to any run.

    Attributes:
        name: What the command line calls it.
        question: It in words.
        table: Answers it for a run: takes an open :class:`onrecord.aggregate.Run`, and options by name.
        plot: Draws the table as a figure of matplotlib.
        shown: The columns that a person looks at first; all, if none are named.
        options: The options that ``table`` takes.
    """

    name: str
    question: str
    table: Callable[..., pd.DataFrame]
    plot: Callable[[pd.DataFrame], Any]
    shown: tuple[str, ...] = ()
    options: tuple[str, ...] = ("with_copies",)
