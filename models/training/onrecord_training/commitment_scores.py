"""Scores of found commitments against annotations that may leave some open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from onrecord.evaluate.names import same_name
from onrecord.schema import Commitment, Date, Money
from onrecord.stages import store
from onrecord_training.commitments import characters, matched
from onrecord_training.judge_data import Annotated

VALUES = ("act", "direction", "force", "polarity", "status", "specificity", "voice", "conditional")
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
RESAMPLES = 1000


@dataclass
class Result:
    """A document with what the rules alone, the stage as shipped, and the judge at any confidence find in it."""

    document: Annotated
    rules: list[Commitment]
    shipped: list[Commitment]
    every: list[Commitment]


def count(document: Annotated, found: Sequence[Commitment]) -> Counter[str]:
    """Return counts of one document: gold, predicted, matched, matched with each value right, links.

    An annotation left open counts for nothing, matched or not, and neither does what matches it.
    """
    gold = document.claims
    spans = [characters(c) for c in gold]
    own = [_characters(c) for c in found]
    match = dict(matched(spans, own))
    open_ = {i for i, claim in enumerate(gold) if claim.get("optional")}
    out = Counter(gold=len(gold) - len(open_), found=len(found) - len(open_ & set(match)))
    for i, j in match.items():
        if i in open_:
            continue
        out["overlap"] += 1
        out.update(v for v in VALUES if gold[i][v] == getattr(found[j], v))
        out["committers"] += _same_actors(document.doc.text, gold[i]["committers"], found[j].committers)
    for role, kind in (("amount", Money), ("deadline", Date)):
        places = {c.id: (c.start, c.end) for c in store.get(document.doc, kind)}
        for i, claim in enumerate(gold):
            if i in open_:
                continue
            wanted = claim[role]
            said = [places[k.target] for k in found[match[i]].links if k.role == role] if i in match else []
            out[f"{role}_gold"] += wanted is not None
            out[f"{role}_found"] += bool(said)
            out[role] += wanted is not None and any(a < wanted[1] and wanted[0] < b for a, b in said)
    return out


def _same_actors(text: str, wanted: list[Any], said: list[str]) -> bool:
    names = [w if isinstance(w, str) else text[w[0] : w[1]] for w in wanted]
    left = list(said)
    for name in names:
        found = next((s for s in left if same_name(name, s)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _characters(claim: Commitment) -> set[int]:
    pieces = claim.fragments if isinstance(claim.fragments, list) and claim.fragments else [(claim.start, claim.end)]
    return {at for start, end in pieces for at in range(start, end)}


def report(results: list[Result]) -> dict[str, Any]:
    """Return scores of the rules alone, of the stage as shipped and of the judge at each threshold.

    They are given for all documents and for those that were taken at random.
    """
    out: dict[str, Any] = {"documents": len(results)}
    counts = {
        "rules": [count(r.document, r.rules) for r in results],
        "shipped": [count(r.document, r.shipped) for r in results],
    }
    for threshold in THRESHOLDS:
        kept = ((r.document, [c for c in r.every if c.confidence >= threshold]) for r in results)
        counts[f"{threshold:.2f}"] = [count(d, found) for d, found in kept]
    chance = [n for n, r in enumerate(results) if r.document.selection in {"random", "shared"}]
    for name, of in (("all", range(len(results))), ("random", chance)):
        out[name] = {key: _scores([rows[n] for n in of]) for key, rows in counts.items()}
        out[name]["documents"] = len(of)
    return out | {"reliability": _reliability(results)}


def _scores(rows: list[Counter[str]]) -> dict[str, list[float]]:
    names = sorted({k for r in rows for k in r} | {"amount", "deadline", "committers", "overlap", *VALUES})
    table = np.array([[r[k] for k in names] for r in rows], dtype=float)
    rng = np.random.RandomState(0)
    samples = [table.sum(0)] + [table[rng.randint(0, len(rows), len(rows))].sum(0) for _ in range(RESAMPLES)]
    at = {k: n for n, k in enumerate(names)}

    def f1(role: str) -> Callable[[np.ndarray], float]:
        gold, found = (f"{role}_gold", f"{role}_found") if role in {"amount", "deadline"} else ("gold", "found")
        return lambda s: 200 * s[at[role]] / max(1.0, s[at[gold]] + s[at[found]])

    measures = {role: f1(role) for role in ("overlap", *VALUES, "committers", "amount", "deadline")}
    measures["precision"] = lambda s: 100 * s[at["overlap"]] / max(1.0, s[at["found"]])
    measures["recall"] = lambda s: 100 * s[at["overlap"]] / max(1.0, s[at["gold"]])
    out = {}
    for name, measure in measures.items():
        values = [measure(s) for s in samples]
        low, high = np.percentile(values[1:], [2.5, 97.5])
        out[name] = [round(float(v), 1) for v in (values[0], low, high)]
    return out


def _reliability(results: list[Result]) -> list[list[float]]:
    """Return for each tenth of confidence how many there are, their mean confidence and the share that is right."""
    bins: dict[int, list[tuple[float, int]]] = {}
    for result in results:
        for claim in result.every:
            one = count(result.document, [claim])
            if one["found"]:
                bins.setdefault(min(9, int(10 * claim.confidence)), []).append((claim.confidence, one["overlap"]))
    return [
        [len(v), round(float(np.mean([c for c, _ in v])), 3), round(float(np.mean([r for _, r in v])), 3)]
        for _, v in sorted(bins.items())
    ]


def as_text(found: dict[str, Any]) -> str:
    """Return a report as lines of text."""
    names = ("precision", "recall", "overlap", "act", "direction", "force", "committers", "amount", "deadline")
    lines = []
    for part in ("all", "random"):
        lines += [f"{part}: {found[part]['documents']} documents", f"{'':8}" + "".join(f"{n:>20}" for n in names)]
        for key, scores in found[part].items():
            if key != "documents":
                cells = (f"{v[0]:.1f} ({v[1]:.1f}-{v[2]:.1f})" for v in (scores[n] for n in names))
                lines.append(f"{key:8}" + "".join(f"{c:>20}" for c in cells))
    lines += [f"confidence {c:.2f}: right {r:.2f} of {n}" for n, c, r in found["reliability"]]
    return "\n".join(lines)
