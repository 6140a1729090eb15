"""Many inputs: most with a pipeline that guesses, and all stages; some with the shipped one."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from onrecord.assemble import load
from tests.fuzz.guessing import build
from tests.fuzz.running import Fuzz


def main() -> int:
    """Put the inputs through, print the figures, and return 1 if something was wrong."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--shipped", type=int, default=2_000, help="so many of them with the shipped pipeline")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--seed", default="1", help="other inputs")
    chosen = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        until = time.monotonic() + chosen.seconds
        for about, make, number in (
            ("shipped", load, chosen.shipped),
            ("guessing", build, chosen.inputs - chosen.shipped),
        ):
            fuzz, begun = Fuzz(make(), folder), time.monotonic()
            fuzz.run(_seeds(f"{chosen.seed}-{about}", number, until))
            said = ", ".join(f"{count:,} {what}" for what, count in sorted(fuzz.counts.items()))
            print(f"{about} pipeline: {said}; {time.monotonic() - begun:.0f} s, slowest part {fuzz.slowest:.1f} s")
            print(f"{len(fuzz.failures)} failures", *map(str, fuzz.failures[:20]), sep="\n  ", flush=True)
            failed = failed or bool(fuzz.failures)
    return int(failed)


def _seeds(prefix: str, number: int, until: float) -> Iterator[str]:
    for n in range(number):
        if time.monotonic() > until:
            return
        yield f"{prefix}-{n}"


if __name__ == "__main__":
    sys.exit(main())
