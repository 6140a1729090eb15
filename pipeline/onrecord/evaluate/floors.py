"""Floors that scores must not fall below, in a committed file: the gate of the project's own corpus.

A floor is a measured score less a margin. It goes up when scores do; down it goes only if somebody asks for that
in so many words. Floors belong to one gold and one set of inputs, whose fingerprints stand beside them.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator

import msgspec

from onrecord import jsonl
from onrecord.atomic import atomic
from onrecord.errors import InputError
from onrecord.evaluate.results import Evaluation

# The 8-bit encoder rounds a little differently from one processor to another, which turns a few claims.
MARGIN = 0.01
# One claim of fewer than this many moves a score by more than the margin can take.
FEWEST = 20
_GROUPS = ("spans", "attribute", "links")
_AGAIN = "look at the scores, then set the floors anew with --raise-floors --lower (make gate-lower)"


class Floors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The floors file.

    Attributes:
        gold: Fingerprint of the gold the floors were measured on.
        inputs: Fingerprint of the texts and their metadata that the claims were extracted from.
        margin: How far below the measured score a floor was put.
        floors: The least F1 of each measure, by its key.
    """

    gold: str
    inputs: str
    margin: float
    floors: dict[str, float]


def read(path: str | os.PathLike[str]) -> Floors:
    """Read a floors file.

    Raises:
        InputError: if it is not there or is none.
    """
    try:
        with open(path, "rb") as stream:
            found: Floors = jsonl.loads(stream.read(), Floors)
    except OSError as error:
        hint = "make one with --raise-floors" if isinstance(error, FileNotFoundError) else "check the path"
        raise InputError(f"{os.fspath(path)}: cannot be read ({error.strerror})", hint) from None
    except ValueError as error:
        raise InputError(f"{os.fspath(path)}: no floors file ({error})", "make one with --raise-floors") from None
    return found


def write(path: str | os.PathLike[str], floors: Floors) -> None:
    """Write a floors file, one floor a line, so that a change of it reads well."""
    with atomic(path) as stream:
        stream.write(msgspec.json.format(jsonl.dumps(floors), indent=2) + b"\n")


def failures(found: Evaluation, floors: Floors) -> Iterator[str]:
    """Yield what is wrong: a score below its floor, or floors that belong to something else."""
    for what, then, now in (
        ("gold", floors.gold, found.gold_fingerprint),
        ("the inputs", floors.inputs, found.inputs_fingerprint),
    ):
        if then != now:
            yield f"{what} changed since the floors were set (fingerprint {then}, now {now}); {_AGAIN}"
    for key, floor in floors.floors.items():
        try:
            score = found[key].f1
        except KeyError:
            yield f"{key} has a floor of {floor:.3f} and was not scored; {_AGAIN}"
            continue
        if score is None or score < floor:
            yield f"{key} is {'undefined' if score is None else format(score, '.4f')}, below its floor {floor:.3f}"


def measured(found: Evaluation, margin: float = MARGIN) -> Floors:
    """Return the floors that the scores of an evaluation would set.

    Spans, attributes and the links of a kind get one, if gold has at least :data:`FEWEST` of them.
    """
    new = {
        score.measure.key: max(0.0, math.floor((score.f1 - margin) * 1000) / 1000)
        for score in found.scores
        if score.measure.group in _GROUPS and score.gold >= FEWEST and score.f1 is not None
    }
    return Floors(found.gold_fingerprint, found.inputs_fingerprint, margin, new)


def raised(found: Evaluation, old: Floors) -> Floors:
    """Return floors with those put up that the scores have outgrown; none goes down, new measures come in."""
    new = measured(found, old.margin)
    merged = {key: max(floor, old.floors.get(key, 0.0)) for key, floor in new.floors.items()}
    kept = {key: floor for key, floor in old.floors.items() if key not in merged}
    return msgspec.structs.replace(new, floors={**merged, **kept})


def changes(old: Floors | None, new: Floors) -> Iterator[str]:
    """Yield one line for each floor that differs."""
    before = {} if old is None else old.floors
    for key in dict.fromkeys([*new.floors, *before]):
        one, other = before.get(key), new.floors.get(key)
        if one != other:
            yield f"{key}: {'none' if one is None else f'{one:.3f}'} to {'none' if other is None else f'{other:.3f}'}"
