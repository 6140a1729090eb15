"""Commitments: actors said to have undertaken, planned, offered or refused what they can do.

*Lima agreed on Monday to lend Quito $2bn by 2031.* gives one commitment over "agreed on Monday to lend Quito
$2bn by 2031": act ``agree``, force ``binding``, action "lend Quito $2bn by 2031", committer Lima, beneficiary
Quito, with links to the sum and to the date as deadline.

Rules and looser proposals read candidates; where the stage has a judge and the words have vectors, the judge tells
which of them are commitments, else the rules alone do. Needs tags, a parse and sentences. Entities, sums, dates and
quotes are used where earlier stages found them; without entities the committers are the words of the noun phrase.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.grammar.labels import kept
from onrecord.schema import Commitment, Entity
from onrecord.stages import store
from onrecord.stages.commitment_judge import candidates, choice
from onrecord.stages.commitment_judge.network import Judge
from onrecord.stages.commitment_rules import record, search
from onrecord.stages.commitment_rules.cast import Cast
from onrecord.stages.commitment_rules.scene import Scene

NAME = "onrecord_commitments"
STAGE = "commitments"
JUDGE = "judge.npz"


@Language.factory(
    NAME,
    requires=["token.dep", "token.head", "token.tag", "token.lemma", "doc.sents"],
    default_config={"threshold": 0.5, "vouched": 0.05},
)
def make_commitments(nlp: Language, name: str, threshold: float, vouched: float) -> CommitmentStage:
    """Return the commitments stage.

    Args:
        nlp: The pipeline.
        name: Name of the component in it.
        threshold: Findings less sure than this (0 to 1) are dropped.
        vouched: The same for findings the rules vouch for, once a judge has looked at them: what has the form of a
            commitment stays unless the judge is nearly certain that it is none.
    """
    return CommitmentStage(threshold=threshold, vouched=vouched)


class CommitmentStage:
    """Writes one :class:`~onrecord.schema.Commitment` for each undertaking found.

    Attributes:
        threshold: Confidence below which a finding is dropped.
        vouched: The same for what the rules vouch for, where there is a judge.
        judge: The network that tells commitments from other candidates; None leaves it to the rules.
    """

    def __init__(self, threshold: float = 0.5, vouched: float = 0.05, judge: Judge | None = None) -> None:
        """Set the thresholds, confidences between 0 and 1, and the judge."""
        self.threshold, self.vouched, self.judge = threshold, vouched, judge

    def __call__(self, doc: Doc) -> Doc:
        """Find commitments and store them on the Doc, with the mentions of actors they need."""
        with kept(doc):
            found, mentions = self._find(doc)
        if mentions:
            known = store.get(doc, Entity)
            ids = {e.id for e in known}
            store.put(doc, "entity", [*known, *(m for m in mentions if m.id not in ids)])
        store.put(doc, "commitment", found)
        return doc

    def find(self, doc: Doc) -> list[Commitment]:
        """Return the commitments of a Doc in text order; the Doc is not changed.

        Raises:
            MissingAnnotationError: if tags, a parse or sentence boundaries are missing.
        """
        return self._find(doc)[0]

    def _find(self, doc: Doc) -> tuple[list[Commitment], list[Entity]]:
        store.require(doc, NAME, "TAG", "DEP", "SENT_START")
        if not len(doc):
            return [], []
        scene = Scene(doc)
        judged = self.judge is not None and len(doc.tensor) == len(doc)
        cast = Cast(doc)
        found = self._judged(doc, scene, cast) if judged else self._ruled(doc, scene, cast)
        linked = {link.target for claim in found for link in claim.links}
        mentions = [m for m in cast.mentions() if m.id in linked]
        return sorted(found, key=lambda c: (c.start, c.end)), mentions

    def _ruled(self, doc: Doc, scene: Scene, cast: Cast) -> list[Commitment]:
        readings = [
            reading
            for reading in search.readings(doc, scene)
            if reading.confidence >= self.threshold and reading.action[0] < reading.action[1]
        ]
        published = store.context(doc).published
        built = (record.build(scene, cast, reading, published, STAGE) for reading in readings)
        return [claim for claim in built if claim is not None]

    def _judged(self, doc: Doc, scene: Scene, cast: Cast) -> list[Commitment]:
        published = store.context(doc).published
        found = candidates.of(doc, scene, cast, published, STAGE)
        if self.judge is None or not found:
            return []
        out = []
        verdicts = self.judge(found, np.asarray(doc.tensor, dtype=np.float32))
        for candidate, reading in choice.chosen(found, verdicts, self.threshold, self.vouched):
            claim = candidate.record
            if claim is None:
                claim = record.build(scene, cast, reading, published, STAGE, judged=True)
            if claim is not None:
                out.append(replace(claim, confidence=reading.confidence))
        return out

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Serialise the judge."""
        return self.judge.data if self.judge is not None else b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> CommitmentStage:
        """Load what :meth:`to_bytes` wrote."""
        self.judge = Judge(data) if data else None
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the judge into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        if self.judge is not None:
            (folder / JUDGE).write_bytes(self.judge.data)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> CommitmentStage:
        """Load what :meth:`to_disk` wrote."""
        file = Path(path) / JUDGE
        self.judge = Judge(file.read_bytes()) if file.exists() else None
        return self
