"""Plots: every recipe draws what it found, also nothing, and the same table gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from onrecord.aggregate import open_run, plots, recipes
from onrecord.errors import InputError
from onrecord.records import Records
from tests.aggregate.gold import read


@pytest.mark.parametrize("name", recipes.RECIPES)
def test_every_recipe_draws(name: str, tmp_path: Path) -> None:
    recipe = recipes.find(name)
    for at, records in enumerate([read("held_out"), Records([], [])]):
        with open_run(records) as run:
            plots.save(recipe.plot(recipe.table(run)), tmp_path / f"{at}.svg")
        assert (tmp_path / f"{at}.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    recipe = recipes.find("speakers")
    with open_run(read("held_out")) as run:
        table = recipe.table(run)
    for name in ("a.svg", "b.svg", "a.png", "b.png"):
        plots.save(recipe.plot(table), tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert b"Kessler" in (tmp_path / "a.svg").read_bytes()


def test_names_are_no_formulas_and_no_markup(tmp_path: Path) -> None:
    table = pd.DataFrame({"quotes": [1, 2]}, index=["$x_1$ </svg><script>", "\x00 line\nbreak"])
    plots.save(plots.stacked(table, title="$5bn & more", label="quotes"), tmp_path / "odd.svg")
    text = (tmp_path / "odd.svg").read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "$x_1$" in text


def test_other_kinds_of_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"plot\.pdf: no plot is written as \.pdf; name it \.png or \.svg"):
        plots.check(tmp_path / "plot.pdf")
