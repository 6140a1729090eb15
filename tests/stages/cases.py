"""Marked cases from the files beside this one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def load_lines(name: str, option: str, default: str | None = None) -> list[Any]:
    """Return the cases of ``name``.txt, one a line below the headings of their groups, as pytest parameters.

    Each parameter is the marked line and the value of ``option`` for it: a line ``option: value`` ("none" for
    null) and a line ``xfail: reason`` hold for the next case only.
    """
    params = []
    group, seen, value, reason = "", 0, default, ""
    for line in (HERE / f"{name}.txt").read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            group, seen = line.removeprefix("## "), 0
        elif line.startswith(f"{option}: "):
            told = line.removeprefix(f"{option}: ")
            value = None if told == "none" else told
        elif line.startswith("xfail: "):
            reason = line.removeprefix("xfail: ")
        elif line and not line.startswith("#"):
            seen += 1
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            params.append(pytest.param(line, value, id=f"{group}-{seen}", marks=marks))
            value, reason = default, ""
    return params


def load(name: str) -> list[Any]:
    """Return the cases of ``name``.md, a heading for each, as pytest parameters, strict xfails where they say so."""
    params = []
    for block in ("\n" + (HERE / f"{name}.md").read_text(encoding="utf-8")).split("\n## ")[1:]:
        heading, _, marked = block.partition("\n")
        title, _, reason = heading.partition(" xfail: ")
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        params.append(pytest.param(marked.strip("\n"), id=title, marks=marks))
    return params
