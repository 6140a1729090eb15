"""The candidates of annotated documents, as arrays with labels."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.stages import store
from onrecord.stages.commitment_judge import candidates
from onrecord.stages.commitment_judge.candidates import Candidate
from onrecord.stages.commitment_judge.network import ACTS, FORCES, seen
from onrecord.stages.commitment_rules.cast import Cast
from onrecord.stages.commitment_rules.reading import span
from onrecord.stages.commitment_rules.scene import Scene
from onrecord.stages.commitments import NAME, STAGE
from onrecord_training.commitments import OVERLAP, characters, records, text_of

OPEN_WEIGHT = 0.5
"""Weight in training of what annotators left open: by the guideline it may be one."""
LEAST_SEEN = 5
"""How many candidates a feature must hold for to be used."""


@dataclass
class Annotated:
    """A document with its annotation and its candidates; every stage but commitments has run on it."""

    doc: Doc
    claims: list[dict[str, Any]]
    selection: str
    found: list[Candidate]
    labels: list[dict[str, Any] | None]


@dataclass
class Table:
    """Candidates as arrays: vectors, features, label, weight, act and force (-1 unknown), document."""

    names: list[str]
    words: np.ndarray
    features: np.ndarray
    label: np.ndarray
    weight: np.ndarray
    act: np.ndarray
    force: np.ndarray
    document: np.ndarray


def read(nlp: Language, data: Path) -> list[Annotated]:
    """Run the pipeline over the annotated texts; of a text annotated twice the first annotation is taken."""
    first: dict[str, dict[str, Any]] = {}
    for record in records():
        first.setdefault(record["sha256"], record)
    kept = list(first.values())
    stages = [n for n in nlp.pipe_names if n != NAME]
    out = []
    with nlp.select_pipes(enable=stages):
        pairs = ((_begun(nlp, text_of(r, data), r), r) for r in kept)
        for doc, record in nlp.pipe(pairs, as_tuples=True, batch_size=16):
            out.append(_annotated(doc, record))
    return out


def _begun(nlp: Language, text: str, record: dict[str, Any]) -> Doc:
    doc = nlp.make_doc(text)
    store.set_context(doc, store.Context(doc_id=record["sha256"], published=record["published"]))
    return doc


def _annotated(doc: Doc, record: dict[str, Any]) -> Annotated:
    scene = Scene(doc)
    found = candidates.of(doc, scene, Cast(doc), store.context(doc).published, STAGE)
    spans = [characters(claim) for claim in record["claims"]]
    labels: list[dict[str, Any] | None] = []
    for candidate in found:
        own = _characters_of(candidate)
        share, n = max(((len(own & s) / len(own | s), -n) for n, s in enumerate(spans)), default=(0.0, 0))
        labels.append(record["claims"][-n] if share >= OVERLAP else None)
    return Annotated(doc, record["claims"], record["selection"], found, labels)


def _characters_of(candidate: Candidate) -> set[int]:
    reading = candidate.reading
    if reading.first_cue is not None:
        return set(range(*reading.first_cue)) | set(range(*reading.action))
    return set(range(*span(reading)))


def table(documents: list[Annotated]) -> Table:
    """Return the candidates of documents as arrays."""
    counts = Counter(name for d in documents for c in d.found for name in c.features)
    names = sorted(name for name, n in counts.items() if n >= LEAST_SEEN)
    index = {name: n for n, name in enumerate(names)}
    rows = [(n, c, label) for n, d in enumerate(documents) for c, label in zip(d.found, d.labels, strict=True)]
    features = np.zeros((len(rows), len(names)), dtype=np.float32)
    for at, (_, candidate, _) in enumerate(rows):
        for name, value in candidate.features.items():
            if name in index:
                features[at, index[name]] = value
    claims = [label for _, _, label in rows]
    return Table(
        names=names,
        words=np.stack([seen(c, np.asarray(documents[n].doc.tensor)) for n, c, _ in rows]),
        features=features,
        label=np.array([c is not None for c in claims], dtype=np.float32),
        weight=np.array([OPEN_WEIGHT if c is not None and c.get("optional") else 1.0 for c in claims], np.float32),
        act=np.array([ACTS.index(c["act"]) if c is not None else -1 for c in claims]),
        force=np.array([FORCES.index(c["force"]) if c is not None else -1 for c in claims]),
        document=np.array([n for n, _, _ in rows]),
    )
