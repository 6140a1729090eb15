"""Some of the inputs of ``make fuzz``."""

from __future__ import annotations

from pathlib import Path

from onrecord.schema import KINDS
from tests.fuzz.guessing import build
from tests.fuzz.inputs import make
from tests.fuzz.running import Fuzz

# What once raised: phrases, contents and sources of nothing but white space or marks.
ONCE_WRONG = [f"1-guessing-{n}" for n in (9833, 20037, 49513, 51246, 52713, 62184)]


def test_damaged_inputs_end_as_claims_that_hold_or_in_quarantine(tmp_path: Path) -> None:
    fuzz = Fuzz(build(), tmp_path)
    fuzz.run([*ONCE_WRONG, *(f"1-{n}" for n in range(400))])
    assert fuzz.failures == []
    assert (
        fuzz.counts["inputs"] == 400 + len(ONCE_WRONG)
        and fuzz.counts["documents"] > 200
        and fuzz.counts["set aside"] > 20
    )
    assert all(fuzz.counts[kind] > 20 for kind in KINDS if kind != "commitment")
    assert list(tmp_path.iterdir()) == []


def test_an_input_follows_from_its_seed() -> None:
    assert make("1-7") == make("1-7") != make("1-8")
