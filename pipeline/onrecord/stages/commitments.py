"""Commitments: actors said to have undertaken, planned, offered or refused what they can do.

*Lima agreed on Monday to lend Quito $2bn by 2031.* gives one commitment over "agreed on Monday to lend Quito
$2bn by 2031": act ``agree``, force ``binding``, action "lend Quito $2bn by 2031", committer Lima, beneficiary
Quito, with links to the sum and to the date as deadline.

Needs tags, a parse and sentences. Entities, sums, dates and quotes are used where earlier stages found them;
without entities the committers are the words of the noun phrase.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.schema import Commitment, Entity
from onrecord.stages import store
from onrecord.stages.commitment_rules import record, search
from onrecord.stages.commitment_rules.cast import Cast
from onrecord.stages.commitment_rules.scene import Scene

NAME = "onrecord_commitments"
STAGE = "commitments"


@Language.factory(
    NAME,
    requires=["token.dep", "token.head", "token.tag", "token.lemma", "doc.sents"],
    default_config={"threshold": 0.5},
)
def make_commitments(nlp: Language, name: str, threshold: float) -> CommitmentStage:
    """Return the commitments stage; findings less sure than ``threshold`` (0 to 1) are dropped."""
    return CommitmentStage(threshold=threshold)


class CommitmentStage:
    """Writes one :class:`~onrecord.schema.Commitment` for each undertaking found.

    Attributes:
        threshold: Confidence below which a finding is dropped.
    """

    def __init__(self, threshold: float = 0.5) -> None:
        """Set the threshold, a confidence between 0 and 1."""
        self.threshold = threshold

    def __call__(self, doc: Doc) -> Doc:
        """Find commitments and store them on the Doc, with the mentions of actors they need."""
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
        readings = [
            reading
            for reading in search.readings(doc, scene)
            if reading.confidence >= self.threshold and reading.action[0] < reading.action[1]
        ]
        if not readings:
            return [], []  # without asking who is who, which takes a third of the time
        cast = Cast(doc)
        published = store.context(doc).published
        built = (record.build(scene, cast, reading, published, STAGE) for reading in readings)
        found = [claim for claim in built if claim is not None]
        return sorted(found, key=lambda c: (c.start, c.end)), list(cast.names.mentions.values())
