"""Marked cases from Markdown files: a heading for each case, its marked text below."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def load(name: str) -> list[Any]:
    """Return the cases of ``name``.md beside this file as pytest parameters, strict xfails where they say so."""
    params = []
    for block in ("\n" + (Path(__file__).parent / f"{name}.md").read_text(encoding="utf-8")).split("\n## ")[1:]:
        heading, _, marked = block.partition("\n")
        title, _, reason = heading.partition(" xfail: ")
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        params.append(pytest.param(marked.strip("\n"), id=title, marks=marks))
    return params
