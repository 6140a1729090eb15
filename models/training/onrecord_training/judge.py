"""Train the judge of commitments and test it on documents it has not seen.

Usage:
    python -m onrecord_training.judge --data DIR --model DIR --out FILE.npz --report FILE

The annotated documents are dealt into five parts. For each part networks learn from the other four, and the stage
with these networks finds commitments in it: the report holds the scores of all five parts together, with intervals by
document bootstrap. What is written at last learned from all of them; its calibration is fitted on the scores of
documents that the networks had not seen.
"""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from torch import Tensor, nn
from torch.nn import functional as F

import onrecord
from onrecord.stages.commitment_judge.network import ACTS, FORCES, Judge
from onrecord.stages.commitments import NAME, CommitmentStage
from onrecord_training import commitment_scores
from onrecord_training.judge_data import Table, read, table

FOLDS, SEEDS, EPOCHS, BATCH, RATE = 5, 4, 8, 64, 1e-3
WIDTH, HIDDEN, PROJECTED, PLACES = 384, 128, 96, 6
VALUE_WEIGHT = 0.1


class Network(nn.Module):
    """Six word vectors and the features, each through a layer of its own, then one hidden layer."""

    def __init__(self, features: int) -> None:
        """Set up for a number of features."""
        super().__init__()
        self.words = nn.ModuleList(nn.Linear(WIDTH, PROJECTED) for _ in range(PLACES))
        self.features = nn.Linear(features, 64)
        self.direct = nn.Linear(features, 1)
        self.hidden = nn.Linear(PLACES * PROJECTED + 64, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        self.act = nn.Linear(HIDDEN + features, len(ACTS))
        self.force = nn.Linear(HIDDEN + features, len(FORCES))
        self.some, self.many = nn.Dropout(0.3), nn.Dropout(0.4)

    def forward(self, words: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the logits of being a commitment, of acts and of forces."""
        given = self.some(features)
        parts = [_gelu(layer(self.some(words[:, k]))) for k, layer in enumerate(self.words)]
        parts.append(_gelu(self.features(given)))
        hidden = self.many(_gelu(self.hidden(self.many(torch.cat(parts, -1)))))
        both = torch.cat([hidden, given], -1)
        return (self.out(hidden) + self.direct(given))[:, 0], self.act(both), self.force(both)


def _gelu(x: Tensor) -> Tensor:
    return F.gelu(x, approximate="tanh")


def fit(rows: Table, chosen: np.ndarray, seed: int) -> Network:
    """Train one network on chosen rows."""
    torch.manual_seed(seed)
    network = Network(len(rows.names))
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=0.05)
    order = np.random.RandomState(seed)
    words, features = torch.from_numpy(rows.words), torch.from_numpy(rows.features)
    label, weight = torch.from_numpy(rows.label), torch.from_numpy(rows.weight)
    act, force = torch.from_numpy(rows.act), torch.from_numpy(rows.force)
    steps, step = EPOCHS * (len(chosen) // BATCH), 0
    for _ in range(EPOCHS):
        shuffled = order.permutation(chosen)
        for at in range(0, len(shuffled) - BATCH + 1, BATCH):
            rate = RATE * min(1.0, (step + 1) / 50) * max(0.0, 1 - step / steps)
            for group in optimizer.param_groups:
                group["lr"] = rate
            b = shuffled[at : at + BATCH]
            logit, acts, forces = network(words[b], features[b])
            loss = (F.binary_cross_entropy_with_logits(logit, label[b], reduction="none") * weight[b]).mean()
            for scores, target in ((acts, act[b]), (forces, force[b])):
                if (target >= 0).any():
                    loss = loss + VALUE_WEIGHT * F.cross_entropy(scores, target, ignore_index=-1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return network.eval()


def pack(networks: list[Network], names: list[str], calibration: tuple[float, float]) -> bytes:
    """Return networks of several seeds as the bytes of one ``.npz`` file, weights as 16-bit floats."""

    def stack(name: str, transpose: bool = True) -> np.ndarray:
        layers = [n.get_submodule(name) for n in networks]
        weights = np.stack([layer.weight.detach().numpy() for layer in layers])  # type: ignore[union-attr, operator]
        return weights.transpose(0, 2, 1) if transpose else weights[:, 0]

    def bias(name: str) -> np.ndarray:
        return np.stack([n.get_submodule(name).bias.detach().numpy() for n in networks])  # type: ignore[union-attr, operator]

    arrays = {
        "words": np.stack([stack(f"words.{k}") for k in range(PLACES)], axis=1),
        "words_bias": np.stack([bias(f"words.{k}") for k in range(PLACES)], axis=1),
        "out": stack("out", transpose=False),
        "out_bias": (bias("out") + bias("direct"))[:, 0],
        "direct": stack("direct", transpose=False),
    }
    for name in ("features", "hidden", "act", "force"):
        arrays |= {name: stack(name), f"{name}_bias": bias(name)}
    meta = json.dumps({"features": names, "calibration": [round(v, 5) for v in calibration]}).encode()
    file = io.BytesIO()
    packed = {k: v.astype(np.float16) for k, v in arrays.items()}
    np.savez_compressed(file, meta=np.frombuffer(meta, dtype=np.uint8), **packed)  # type: ignore[arg-type]
    return file.getvalue()


def logits_of(judge: Judge, rows: Table, chosen: np.ndarray) -> np.ndarray:
    """Return what an uncalibrated judge says of chosen rows, as logits."""
    chance = judge.score(rows.words[chosen], rows.features[chosen]).commitment.astype(float).clip(1e-6, 1 - 1e-6)
    return np.asarray(np.log(chance / (1 - chance)))


def main() -> None:
    """Cross-validate, report, train on everything and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--model", type=Path, required=True, help="folder of the packaged pipeline")
    parser.add_argument("--out", type=Path, required=True, help="file of the weights")
    parser.add_argument("--report", type=Path, required=True, help="file of the scores, written as .json and .txt")
    args = parser.parse_args()
    torch.set_num_threads(2)
    nlp = onrecord.load(args.model)
    delivered = nlp.get_pipe(NAME)
    assert isinstance(delivered, CommitmentStage)
    documents = read(nlp, args.data)
    rows = table(documents)
    part = np.random.RandomState(0).permutation(len(documents)) % FOLDS
    trained, logits = [], np.zeros(len(rows.label))
    for fold in range(FOLDS):
        learn, test = np.flatnonzero(part[rows.document] != fold), np.flatnonzero(part[rows.document] == fold)
        trained.append([fit(rows, learn, seed) for seed in range(SEEDS)])
        logits[test] = logits_of(Judge(pack(trained[-1], rows.names, (1.0, 0.0))), rows, test)
        print(f"part {fold + 1} of {FOLDS} trained", flush=True)
    sure = rows.weight == 1.0
    model = LogisticRegression(C=1e6).fit(logits[sure, None], rows.label[sure])
    calibration = float(model.coef_[0, 0]), float(model.intercept_[0])
    judged = [Judge(pack(networks, rows.names, calibration)) for networks in trained]
    results = [
        commitment_scores.Result(
            document=d,
            rules=CommitmentStage().find(d.doc),
            shipped=CommitmentStage(delivered.threshold, delivered.vouched, judged[part[n]]).find(d.doc),
            every=CommitmentStage(0.0, 0.0, judged[part[n]]).find(d.doc),
        )
        for n, d in enumerate(documents)
    ]
    report = commitment_scores.report(results)
    args.report.with_suffix(".json").write_text(json.dumps(report, indent=1) + "\n")
    args.report.with_suffix(".txt").write_text(commitment_scores.as_text(report) + "\n")
    print(commitment_scores.as_text(report))
    everything = np.arange(len(rows.label))
    final = pack([fit(rows, everything, seed) for seed in range(SEEDS)], rows.names, calibration)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_bytes(final)
    print(f"{args.out}: {len(final) / 1e6:.1f} MB for {NAME}")


if __name__ == "__main__":
    main()
