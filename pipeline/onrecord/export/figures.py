"""Figures a card quotes: the JSON that ``onrecord evaluate --format json`` prints, cut down to what is shown."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec

from onrecord import jsonl
from onrecord.errors import InputError


class _Score(msgspec.Struct, frozen=True):
    key: str
    group: str
    f1: float | None
    gold: int
    interval: tuple[float, float] | None = None


class _Alpha(msgspec.Struct, frozen=True):
    kind: str
    attribute: str
    units: int
    alpha: float | None
    interval: tuple[float, float] | None = None


class _Evaluation(msgspec.Struct, frozen=True):
    signature: str
    documents: int
    scores: list[_Score]
    alphas: list[_Alpha] | None = None


def read(path: str | os.PathLike[str], *, agreement: bool) -> dict[str, Any]:
    """Read an evaluation: F1 of spans, attributes and links, and alpha where two annotators were compared.

    Args:
        path: What ``onrecord evaluate --format json`` printed.
        agreement: Whether it must be of two annotators (``--agreement``), or must not.

    Raises:
        InputError: if it is no evaluation, or one of the other sort.
    """
    name = os.fspath(path)
    try:
        found: _Evaluation = jsonl.loads(Path(path).read_bytes(), _Evaluation)
    except OSError as error:
        raise InputError(f"{name}: cannot be opened ({error.strerror})", "check the path") from None
    except ValueError as error:
        raise InputError(f"{name}: no evaluation ({error})", "write one: onrecord evaluate --format json") from None
    if agreement and found.alphas is None:
        tip = "compare two annotations: onrecord evaluate --agreement --format json"
        raise InputError(f"{name}: an evaluation against gold, without 'alphas'", tip)
    if not agreement and found.alphas is not None:
        raise InputError(f"{name}: agreement of two annotators, no evaluation", "give it with --agreement")
    shown = [score for score in found.scores if score.group in ("spans", "attribute", "links") and score.gold]
    alphas = [alpha for alpha in found.alphas or [] if alpha.alpha is not None]
    kept = msgspec.structs.replace(found, scores=shown, alphas=alphas)
    return {key: value for key, value in msgspec.to_builtins(kept).items() if value}
