"""Many inputs: most with a pipeline that guesses, and all stages; some with the shipped one."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from onrecord.assemble import load
from tests.fuzz.guessing import build
from tests.fuzz.running import Fuzz

# Inputs after which the figures are printed.
_STEP = 2_000


def main() -> int:
    """Put the inputs through, print the figures as it goes, and return 1 if something was wrong."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--shipped", type=int, default=20_000, help="so many of them with the shipped pipeline")
    parser.add_argument("--first", type=int, default=0, help="number of the input to begin with, to go on from there")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--seed", default="1", help="other inputs")
    chosen = parser.parse_args()
    until, failed, counts = time.monotonic() + chosen.seconds, False, Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for about, make, first, last in (
            ("shipped", load, chosen.first, chosen.shipped),
            ("guessing", build, max(chosen.first, chosen.shipped), chosen.inputs),
        ):
            if first >= last:
                continue
            fuzz = Fuzz(make(), Path(folder))
            for start in range(first, last, _STEP):
                if time.monotonic() > until:
                    break
                end = min(start + _STEP, last)
                fuzz.run(f"{chosen.seed}-{about}-{n}" for n in range(start, end))
                _print(f"{about} pipeline, inputs {first:,} to {end - 1:,}", fuzz)
            failed = failed or bool(fuzz.failures)
            counts += fuzz.counts
    print("in all:", _said(counts))
    return int(failed)


def _print(about: str, fuzz: Fuzz) -> None:
    print(f"{about}: {_said(fuzz.counts)}; slowest part {fuzz.slowest:.1f} s of the processor")
    print(f"  {len(fuzz.failures)} failures", *map(str, fuzz.failures[:20]), sep="\n    ", flush=True)


def _said(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in sorted(counts.items()))


if __name__ == "__main__":
    sys.exit(main())
