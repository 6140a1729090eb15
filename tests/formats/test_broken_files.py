"""A file in which anything is something else: every fault is named, none ends the program."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import OnrecordError
from onrecord.formats import Conversion, registry

JUNK: list[Any] = [None, True, 5, -1.5, "x", "", [], [0], {}, {"id": 1}, ["x", ["y"]]]


def places(content: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything in a JSON value."""
    yield path
    items = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, value in items:
        yield from places(value, (*path, key))


def damaged(content: Any, path: tuple[Any, ...], junk: Any) -> Any:
    content = copy.deepcopy(content)
    if not path:
        return junk
    holder = content
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = junk
    return content


@pytest.mark.parametrize("name", ["label-studio", "doccano", "prodigy", "web-annotation"])
def test_json(name: str, out: Callable[[str], Path]) -> None:
    path = out(name)
    content = json.loads(path.read_text())
    form = registry.get(name)
    chosen = random.Random(7)
    everywhere = list(places(content))
    for _ in range(40):
        found = damaged(content, chosen.choice(everywhere), chosen.choice(JUNK))
        path.write_text(json.dumps(found) + "\n")
        try:
            list(form.read(path, Conversion()))
        except OnrecordError as error:
            assert str(path) in str(error)


def test_brat(out: Callable[[str], Path]) -> None:
    path = out("brat")
    (file,) = path.glob("*.ann")
    lines = file.read_text().split("\n")
    chosen = random.Random(7)
    for _ in range(60):
        found = list(lines)
        at = chosen.randrange(len(found) - 1)
        cut = chosen.randrange(len(found[at]) + 1)
        found[at] = found[at][:cut] + chosen.choice(["", "\t", " ", "{}", "T1", "9", ":"]) + found[at][cut + 1 :]
        file.write_text("\n".join(found))
        list(registry.get("brat").read(path, Conversion()))


@pytest.mark.parametrize("name", ["csv", "brat", "label-studio", "docbin", "parquet", "web-annotation", "doccano"])
def test_a_file_cut_short(name: str, out: Callable[[str], Path]) -> None:
    path = out(name)
    for file in [p for p in path.rglob("*") if p.is_file()] or [path]:
        data = file.read_bytes()
        for part in (0, 1, len(data) // 2, len(data) - 3):
            file.write_bytes(data[:part])
            try:
                list(registry.get(name).read(path, Conversion()))
            except OnrecordError as error:
                assert str(path) in str(error)
        file.write_bytes(data)
