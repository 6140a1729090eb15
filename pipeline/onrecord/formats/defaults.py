"""What a claim made by hand says where the person has filled in nothing.

Nothing is guessed: values are null with the basis that says so, and of a closed set the member is taken that
claims least. The entity label is the label of the span.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.formats.page import Span
from onrecord.text.offsets import strip

_DEFAULTS: dict[str, dict[str, Any]] = {
    "entity": {"mention": "name"},
    "quote": {"speaker": None, "speaker_kind": "unknown", "speaker_basis": "none", "polarity": "asserted"},
    "money": {
        "amount_min": None,
        "amount_max": None,
        "bound": "exact",
        "approx": False,
        "currency": None,
        "currency_basis": "unresolved",
        "role": "amount",
        "per": None,
        "sign": "positive",
    },
    "date": {
        "type": "DATE",
        "value": None,
        "start_date": None,
        "end_date": None,
        "granularity": None,
        "bound": "at",
        "approx": "none",
        "basis": "unresolved",
        "calendar": "gregorian",
    },
    "commitment": {
        "act": "announce",
        "direction": "do",
        "polarity": "affirmed",
        "force": "intended",
        "status": "new",
        "specificity": "vague",
        "voice": "reported",
        "committers": [],
        "beneficiaries": [],
    },
}
_MARKS = "\"'“”‘’„«»‹›"


def fields(kind: str, text: str, start: int, end: int, parts: Mapping[str, Span]) -> dict[str, Any]:
    """Return the attributes of a new claim.

    Args:
        kind: Its kind.
        text: The document.
        start: First code point of its span.
        end: One past the last.
        parts: The sub-spans the person marked.
    """
    found = dict(_DEFAULTS[kind])
    if kind == "entity":
        found["name"] = text[start:end]
    if kind == "quote":
        found["mode"] = _mode(text[start:end])
    if kind == "commitment":
        found["conditional"] = "condition" in parts
    return found


def _mode(content: str) -> str:
    """Return the mode of a quote by the quote marks in it."""
    if content[0] in _MARKS and content[-1] in _MARKS and len(content) > 1:
        return "direct"
    # An apostrophe is no quote mark.
    return "mixed" if any(mark in content for mark in '"“”„«»') else "indirect"


def commitment_parts(text: str, start: int, end: int, parts: Mapping[str, Span]) -> dict[str, Span]:
    """Return the cue and the action of a commitment of which the person marked at most one.

    Both must be there. The cue is the first word unless it was marked, the action what is left after it.
    """
    found = dict(parts)
    if "cue" not in found:
        before = found["action"][0] if "action" in found and found["action"][0] > start else end
        left, right = strip(text, start, before)
        word = text[left:right].split(maxsplit=1)
        found["cue"] = (left, left + len(word[0])) if word else (start, end)
    if "action" not in found:
        after = found["cue"][1]
        left, right = strip(text, after, end) if start <= after < end else (start, end)
        found["action"] = (left, right) if left < right else (start, end)
    return found
