"""Train the backbone: resumable, seeded, every batch of one task.

Usage:
    python -m onrecord_training.train --data DIR --minilm DIR --out DIR --minutes 100

The run folder holds ``last.pt`` (everything needed to go on), ``average.pt`` (the averaged weights, for
export), ``half.pt`` (the same as they were half way) and ``log.jsonl``. Calling it
again with the same folder goes on where it stopped.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from onrecord.encoder.pieces import PieceEncoder
from onrecord_training.corpora import read_conllu, read_newswire, read_polnear
from onrecord_training.examples import (
    IGNORE,
    Example,
    Inventory,
    make_tokenizer,
    span_example,
    syntax_example,
    windows,
)
from onrecord_training.network import Network, Sizes

# Passes over each corpus, relative: treebanks are small and everything downstream stands on the parse.
PASSES = {"syntax": 10, "names": 4, "attribution": 3}
BATCH_PIECES = 1280  # about 900 words: many small steps learn more than few large ones
STEP = 32
RARE_NAMES = ("FAC", "PRODUCT")
LIMIT = 254  # pieces a window, besides [CLS] and [SEP]


def load_examples(data: Path, cache: Path) -> tuple[Inventory, dict[str, list[Example]]]:
    """Convert the training corpora, or read the conversion made before."""
    if cache.exists():
        return pickle.loads(cache.read_bytes())  # our own file, written below
    treebanks = [
        data / "ud_english_ewt/en_ewt-ud-train.conllu",
        *sorted((data / "gum/dep/train").glob("*.conllu")),
    ]
    inventory = Inventory.from_documents(d for p in treebanks for d in read_conllu(p))
    nlp = make_tokenizer()
    examples: dict[str, list[Example]] = {"syntax": [], "names": [], "attribution": []}
    # Two readings with different paragraph breaks.
    for seed in (1, 2):
        for path in treebanks:
            examples["syntax"] += [syntax_example(nlp, d, inventory) for d in read_conllu(path, seed)]
    for document in read_newswire(data / "en_worldwide_newswire/train"):
        examples["names"].append(span_example(nlp, document, "names", inventory))
    for document in read_polnear(data / "polnear/train", every_annotator=True):
        examples["attribution"].append(span_example(nlp, document, "attribution", inventory))
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_bytes(pickle.dumps((inventory, examples)))
    return inventory, examples


Window = tuple[Example, int, int]


def batches(examples: list[Example], pieces: PieceEncoder, rng: random.Random) -> list[list[Window]]:
    """Cut one pass over a corpus into batches of about ``BATCH_PIECES`` pieces of like length, shuffled.

    Widths are multiples of ``STEP`` and each width has its fixed number of rows: oneDNN builds a kernel for
    every new shape, and without this half of the time went there.
    """
    buckets: dict[int, list[Window]] = {}
    for e in examples:
        counts = np.concatenate([[0], np.cumsum(pieces.counts(e.words))])
        for a, b in windows(e, pieces, LIMIT, rng):
            buckets.setdefault(round_up(int(counts[b] - counts[a]) + 2), []).append((e, a, b))
    out: list[list[Window]] = []
    left: list[Window] = []
    for width in sorted(buckets):
        rows = max(1, BATCH_PIECES // width)
        cut = left + buckets[width]
        rng.shuffle(cut)
        whole = len(cut) - len(cut) % rows
        out += [cut[i : i + rows] for i in range(0, whole, rows)]
        left = cut[whole:]
    if left:
        out.append(left)
    rng.shuffle(out)
    return out


def round_up(n: int) -> int:
    """Return the next multiple of ``STEP``."""
    return -(-n // STEP) * STEP


def collate(
    batch: list[Window], pieces: PieceEncoder, rng: random.Random, word_dropout: float
) -> dict[str, torch.Tensor]:
    """Turn windows into padded tensors. ``word_dropout`` is the chance of a word read as unknown."""
    rows = []
    for example, a, b in batch:
        ids, case, first, last = [pieces.cls], [0], [], []
        for word in example.words[a:b]:
            split, kind = pieces.word(word)
            if rng.random() < word_dropout:
                split = (pieces.unknown,)
            first.append(len(ids))
            ids += split
            case += [kind] * len(split)
            last.append(len(ids) - 1)
        rows.append((ids + [pieces.sep], case + [0], first, last))
    width, words = round_up(max(len(r[0]) for r in rows)), round_up(max(len(r[2]) for r in rows))
    out = {
        "ids": torch.full((len(rows), width), pieces.pad),
        "case": torch.zeros(len(rows), width, dtype=torch.long),
        "mask": torch.zeros(len(rows), width),
        "first": torch.zeros(len(rows), words, dtype=torch.long),
        "last": torch.zeros(len(rows), words, dtype=torch.long),
        "word_mask": torch.zeros(len(rows), words, dtype=torch.bool),
    }
    for i, (ids, case, first, last) in enumerate(rows):
        out["ids"][i, : len(ids)] = torch.tensor(ids)
        out["case"][i, : len(case)] = torch.tensor(case)
        out["mask"][i, : len(ids)] = 1
        out["first"][i, : len(first)] = torch.tensor(first)
        out["last"][i, : len(last)] = torch.tensor(last)
        out["word_mask"][i, : len(first)] = True
    for key in batch[0][0].labels:
        target = torch.full((len(rows), words), IGNORE)
        for i, (example, a, b) in enumerate(batch):
            values = example.labels[key][a:b]
            if key == "head":
                values = np.where((values >= a) & (values < b), values - a, IGNORE)
            target[i, : b - a] = torch.from_numpy(values)
        out[key] = target
    return out


def loss_of(network: Network, batch: dict[str, torch.Tensor], task: str) -> torch.Tensor:
    """Return the loss of one batch of one task (cross-entropy, label smoothing 0.03)."""

    def entropy(
        scores: torch.Tensor, target: torch.Tensor, smoothing: float = 0.03, weight: torch.Tensor | None = None
    ) -> torch.Tensor:
        return F.cross_entropy(
            scores.flatten(0, -2).float(), target.flatten(), weight, ignore_index=IGNORE, label_smoothing=smoothing
        )

    layers = network.encode(batch["ids"], batch["case"], batch["mask"])
    if task != "syntax":
        scores = getattr(network, task)(network.words(layers, task, batch["first"], batch["last"]))
        loss = entropy(scores, batch[task], weight=network.name_weights if task == "names" else None)
        if task == "attribution":
            loss = 0.5 * loss + 0.5 * network.crf(scores.float(), batch[task], batch["word_mask"], IGNORE)
        return loss
    x = network.words(layers, "tagging", batch["first"], batch["last"])
    loss = entropy(network.tag(x), batch["tag"]) + 0.3 * entropy(network.pos(x), batch["pos"])
    loss = loss + 0.5 * entropy(network.sent(x), batch["sent"])
    x = network.words(layers, "parsing", batch["first"], batch["last"])
    scores = network.arcs(x).float().masked_fill(~batch["word_mask"][:, None, :], -1e4)
    loss = loss + entropy(scores, batch["head"], smoothing=0.0)
    # Labels are scored for the words that have a head only: most of the cost of the parser.
    known = (batch["head"] != IGNORE) & (batch["dep"] != IGNORE)
    chosen = known.flatten().nonzero().squeeze(1)
    filler = (~known).flatten().nonzero().squeeze(1)
    missing = -len(chosen) % 256
    chosen = torch.cat([chosen, filler[:missing]])  # whole blocks, for the same reason as in batches()
    row, word = chosen // known.shape[1], chosen % known.shape[1]
    target = batch["dep"].masked_fill(~known, IGNORE)[row, word]
    head, dep = network.label_parts(x)
    label = network.label_scores(
        network.dropout(head[row, batch["head"].clamp_min(0)[row, word]]), network.dropout(dep[row, word])
    )
    return loss + entropy(label, target)


def main() -> None:
    """Run or resume training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passes", type=json.loads, default=PASSES, help="passes over each corpus, as JSON")
    parser.add_argument("--start", type=Path, help="averaged weights of an earlier run to start from")
    parser.add_argument("--rate", type=float, default=1.0, help="multiplies the learning rates")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    inventory, examples = load_examples(args.data, args.out.parent / "examples.pkl")
    (args.out / "labels.json").write_text(json.dumps(inventory.as_dict(), indent=1))
    pieces = PieceEncoder.from_bytes((args.minilm / "tokenizer.json").read_bytes())
    sizes = Sizes(**{k: len(v) for k, v in inventory.as_dict().items()})
    network = Network(sizes)
    # Facilities and products are a hundredth of all names, and were not learned at their natural weight.
    network.name_weights = torch.tensor([2.0 if n[2:] in RARE_NAMES else 1.0 for n in inventory.names])
    network.load_minilm(args.minilm / "model.safetensors")
    network.pieces.weight.requires_grad_(False)
    network.positions.weight.requires_grad_(False)
    if args.start:
        # A head that the earlier run did not have starts afresh.
        network.load_state_dict(torch.load(args.start, weights_only=True), strict=False)
    schedule = plan(examples, pieces, args.passes, args.seed)
    fit(network, schedule, pieces, args)


def plan(
    examples: dict[str, list[Example]], pieces: PieceEncoder, passes: dict[str, int], seed: int
) -> list[tuple[str, list[Window]]]:
    """Lay out all steps of a run: whole passes over each corpus, spread evenly and mixed; deterministic."""
    steps: list[tuple[float, str, list[Window]]] = []
    for task, count in passes.items():
        copies = 2 if task == "syntax" else 1  # the treebanks are read twice with different breaks
        half = len(examples[task]) // copies
        for k in range(count):
            part = examples[task][(k % copies) * half : (k % copies + 1) * half]
            rng = random.Random(f"{seed}:{task}:{k}")
            one = batches(part, pieces, rng)
            steps += [((k + (i + rng.random()) / len(one)) / count, task, b) for i, b in enumerate(one)]
    steps.sort(key=lambda s: s[0])
    return [(task, batch) for _, task, batch in steps]


def fit(
    network: Network, schedule: list[tuple[str, list[Window]]], pieces: PieceEncoder, args: argparse.Namespace
) -> None:
    """Run the steps that are left; a checkpoint every ten minutes and at the end."""
    heads = [p for n, p in network.named_parameters() if p.requires_grad and not n.startswith(("layers.", "norm."))]
    body = [p for n, p in network.named_parameters() if p.requires_grad and n.startswith(("layers.", "norm."))]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": 3e-4, "peak": 3e-4}, {"params": heads, "lr": 1e-3, "peak": 1e-3}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    average = {k: v.clone() for k, v in network.state_dict().items()}
    step, started, words, last_save = 0, time.time(), 0, time.time()
    last = args.out / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=False)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        average, step = state["average"], state["step"]
    total, warm = len(schedule), 200
    running: dict[str, float] = {}
    network.train()
    parameters = body + heads
    while step < total:
        task, windows_ = schedule[step]
        rng = random.Random(f"{args.seed}:{step}")
        batch = collate(windows_, pieces, rng, word_dropout=0.03)
        factor = min(1.0, (step + 1) / warm) * max(0.0, 1 - step / total)
        for group in optimizer.param_groups:
            group["lr"] = args.rate * group["peak"] * max(factor, 0.005)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = loss_of(network, batch, task)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 2.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        words += sum(b - a for _, a, b in windows_)
        running[task] = 0.98 * running.get(task, float(loss.detach())) + 0.02 * float(loss.detach())
        if step % 4 == 0:
            decay = min(0.996, 1 - 4 / (step + 8))
            with torch.no_grad():
                for k, v in network.state_dict().items():
                    if not k.startswith(("pieces.", "positions.")):
                        average[k].lerp_(v, 1 - decay)
        if step % 100 == 0 or step == total:
            line = {
                "step": step,
                "of": total,
                "wps": round(words / (time.time() - started)),
                "lr": factor,
                **running,
            }
            with (args.out / "log.jsonl").open("a") as handle:
                handle.write(json.dumps({k: round(v, 4) for k, v in line.items()}) + "\n")
        if step == total // 2:
            torch.save(average, args.out / "half.pt")
        if time.time() - last_save > 600 or step == total or math.isnan(float(loss.detach())):
            if math.isnan(float(loss.detach())):
                raise SystemExit(f"loss is not a number at step {step}: resume from {last}")
            save(args.out, network, optimizer, average, step)
            last_save = time.time()


def save(
    out: Path, network: Network, optimizer: torch.optim.Optimizer, average: dict[str, torch.Tensor], step: int
) -> None:
    """Write the checkpoint and the averaged weights, each in one move."""
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "average": average,
        "step": step,
    }
    for name, what in (("last.pt", state), ("average.pt", average)):
        torch.save(what, out / f"{name}.tmp")
        (out / f"{name}.tmp").replace(out / name)


if __name__ == "__main__":
    main()
