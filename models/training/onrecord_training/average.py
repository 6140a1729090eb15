"""Average the weights of several runs into one ("model soups", Wortsman et al. 2022, ICML).

Usage:
    python -m onrecord_training.average WEIGHTS[=SHARE] ... --out FILE

Runs that start from each other's weights lie in one basin: their mean reads as well as the best of them on
each task and overfits less on the one trained last. A head that an earlier run lacks comes from the last.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def average(shares: list[tuple[Path, float]]) -> dict[str, torch.Tensor]:
    """Return the mean of saved weights, each counted by its share."""
    loaded = [(torch.load(path, weights_only=True), share) for path, share in shares]
    last, total = loaded[-1][0], sum(share for _, share in shares)
    return {
        name: torch.stack([weights.get(name, last[name]).float() * (share / total) for weights, share in loaded]).sum(0)
        for name in last
    }


def main() -> None:
    """Average and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", nargs="+", help="files of averaged weights, with =SHARE if it is not 1")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    shares = [(Path(name), float(share or 1)) for name, _, share in (w.partition("=") for w in args.weights)]
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(average(shares), args.out)


if __name__ == "__main__":
    main()
