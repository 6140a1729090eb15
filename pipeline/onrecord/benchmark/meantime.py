"""MEANTIME: time expressions as in TempEval-3, sums and named participants, in the first six sentences of Wikinews.

The corpus takes titles, determiners and appositions into the span of a participant and lets mentions nest; a claim
is the name alone. Participants therefore count also by overlap (a Jaccard index of 0.5), and their figures say less
than those of a corpus of names.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.benchmark import overlaps, tempeval3
from onrecord.benchmark.task import Counted, Measure, Task
from onrecord.extraction import claims_in
from onrecord.formats import cat
from onrecord.formats.conversion import Article
from onrecord.schema import Claim, Entity, Money

# What the corpus calls a location or a product goes by several labels here.
_LABELS = {"GPE": "LOC", "FAC": "LOC", "NORP": "LOC", "WORK": "PRODUCT"}
MEASURES = (
    *tempeval3.MEASURES,
    Measure("money_strict", "sums, strict"),
    Measure("money_overlap", "sums, Jaccard ≥ 0.5"),
    Measure("name_strict", "named participants, strict"),
    Measure("name_overlap", "named participants, Jaccard ≥ 0.5"),
    Measure("name_label", "named participants, Jaccard ≥ 0.5 and label"),
)


def compare(gold: Sequence[Claim], pred: Sequence[Claim]) -> Counted:
    """Count the claims of a document."""
    sums, found_sums = ([claim for claim in side if isinstance(claim, Money)] for side in (gold, pred))
    money = {
        "money_strict": overlaps.strict(sums, found_sums),
        "money_overlap": len(overlaps.pairs(sums, found_sums, overlaps.HALF)),
    }
    wanted, found = (
        [claim for claim in side if isinstance(claim, Entity) and claim.mention == "name"] for side in (gold, pred)
    )
    matched = overlaps.pairs(wanted, found, overlaps.HALF)
    names = {
        "name_strict": overlaps.strict(wanted, found),
        "name_overlap": len(matched),
        "name_label": sum(_label(one) == _label(other) for one, other in matched),
    }
    return {
        **tempeval3.compare(gold, pred),
        **{key: (right, len(sums), len(found_sums)) for key, right in money.items()},
        **{key: (right, len(wanted), len(found)) for key, right in names.items()},
    }


def _label(claim: Entity) -> str:
    return _LABELS.get(claim.label, claim.label)


def count(gold: Article, doc: Doc) -> Counted:
    """Count what is annotated in a document."""
    return compare(gold.claims, claims_in(gold.document, doc))


TASK = Task(
    name="meantime",
    title="MEANTIME: time expressions, sums and participants in Wikinews",
    place="meantime",
    part="three of four topics (Airbus, Apple, GM)",
    files="CAT .xml files",
    get="http://www.newsreader-project.eu/results/data/wikinews",
    measures=MEASURES,
    golds=cat.read,
    count=count,
)
