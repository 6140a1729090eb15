"""Questions that can be put to any run, each with a table and a plot: one module for each."""

from __future__ import annotations

from onrecord.aggregate.recipes import (
    commitments,
    copies,
    due,
    overview,
    participants,
    sourcing,
    speakers,
    sums,
    timeline,
    utterances,
)
from onrecord.aggregate.recipes.recipe import Recipe
from onrecord.errors import InputError

_MODULES = (overview, speakers, sourcing, sums, timeline, commitments, due, utterances, participants, copies)
RECIPES: dict[str, Recipe] = {module.RECIPE.name: module.RECIPE for module in _MODULES}

__all__ = ["RECIPES", "Recipe", "find"]


def find(name: str) -> Recipe:
    """Return a recipe by its name.

    Raises:
        InputError: if there is none, with those there are.
    """
    if name not in RECIPES:
        raise InputError(f"no recipe {name!r}", f"there are {', '.join(RECIPES)}")
    return RECIPES[name]
