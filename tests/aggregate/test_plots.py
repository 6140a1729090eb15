"""Plots: every recipe draws what it found, also nothing, and the same table gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from onrecord.aggregate import open_run, periods, plots, recipes
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


def counts(**rows: int) -> pd.DataFrame:
    return pd.DataFrame({"n": list(rows.values())}, index=[label.strip("_").replace("_", "-") for label in rows])


def test_an_axis_of_time_has_no_gaps() -> None:
    months = periods.filled(counts(_2025_11=1, _2026_02=2))
    assert dict(months["n"]) == {"2025-11": 1, "2025-12": 0, "2026-01": 0, "2026-02": 2}
    assert list(periods.filled(counts(_2029=1, _2031=1)).index) == ["2029", "2030", "2031"]


def test_what_lies_far_off_is_one_bar() -> None:
    found = periods.filled(counts(_1537=1, _1800=2, _2021=4, _2022=5, _2050=1), most=3)
    assert dict(found["n"]) == {"before 2021": 3, "2021": 4, "2022": 5, "2023": 0, "after 2023": 1}
    old = periods.filled(pd.DataFrame({"n": [1, 1]}, index=["-0044", "-0042"]))
    assert list(old.index) == ["-0044", "-0043", "-0042"]
    assert periods.share(["2020-01", "2022-02", "2022-03"], 2) == pytest.approx(2 / 3)
    assert periods.share([], 2) == 0
