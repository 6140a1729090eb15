"""docs/formats.md says what the code does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from onrecord.formats import defaults, registry

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", defaults._DEFAULTS)
def test_defaults(kind: str) -> None:
    (row,) = re.findall(rf"^\| {kind} \| (.*) \|$", PAGE, flags=re.MULTILINE)
    values = {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in defaults._DEFAULTS[kind].items()
    }
    assert row.partition(";")[0] == ", ".join(f"{name} {value}" for name, value in values.items())


def test_formats_that_can_be_written() -> None:
    for form in registry.all_formats():
        assert form.write is None or f"`{form.name}`" in PAGE or form.name == "onrecord"


@pytest.mark.parametrize(
    ("parts", "cue", "action"),
    [
        ({}, "will", "pay her now"),
        ({"cue": (0, 8)}, "will pay", "her now"),
        ({"action": (5, 16)}, "will", "pay her now"),
        ({"action": (0, 16)}, "will", "will pay her now"),
        ({"cue": (0, 16)}, "will pay her now", "will pay her now"),
    ],
)
def test_cue_and_action_nobody_drew(parts: dict[str, tuple[int, int]], cue: str, action: str) -> None:
    text = "will pay her now, he said"
    found = defaults.commitment_parts(text, 0, 16, parts)
    assert (text[slice(*found["cue"])], text[slice(*found["action"])]) == (cue, action)


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        ("“No.”", "direct"),
        ("'no'", "direct"),
        ("it isn't so", "indirect"),
        ("it was “odd” then", "mixed"),
        ("“", "mixed"),
    ],
)
def test_mode_of_a_new_quote(content: str, mode: str) -> None:
    assert defaults.fields("quote", content, 0, len(content), {})["mode"] == mode
