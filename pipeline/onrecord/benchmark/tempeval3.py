"""The measures of TempEval-3, task A (UzZaman et al. 2013): time expressions, their types and values.

Strict F1 asks for the same characters, relaxed F1 for one in common. Type and value F1 are F1 over relaxed matches
that have the right type, the right value: the relaxed F1 times the share of matches that are right. Values are
compared character by character, as the task does, and in one spelling (:mod:`onrecord.benchmark.spellings`).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.benchmark import overlaps
from onrecord.benchmark.spellings import one_spelling
from onrecord.benchmark.task import Counted, Measure, Task
from onrecord.extraction import claims_in
from onrecord.formats import timeml
from onrecord.formats.conversion import Article
from onrecord.schema import Claim, Date

MEASURES = (
    Measure("strict", "time expressions, strict"),
    Measure("relaxed", "time expressions, relaxed"),
    Measure("type", "type, relaxed"),
    Measure("value", "value, relaxed"),
    Measure("spelled", "value in any spelling, relaxed"),
)


def compare(gold: Sequence[Claim], pred: Sequence[Claim]) -> Counted:
    """Count the dates among the claims of a document."""
    wanted = [claim for claim in gold if isinstance(claim, Date)]
    found = [claim for claim in pred if isinstance(claim, Date)]
    matched = overlaps.pairs(wanted, found, 0)
    right = {
        "strict": overlaps.strict(wanted, found),
        "relaxed": len(matched),
        "type": sum(one.type == other.type for one, other in matched),
        "value": sum(one.value is not None and one.value == other.value for one, other in matched),
        "spelled": sum(_is_same(one.value, other.value) for one, other in matched),
    }
    return {key: (number, len(wanted), len(found)) for key, number in right.items()}


def _is_same(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one_spelling(one) == one_spelling(other)


def count(gold: Article, doc: Doc) -> Counted:
    """Count the time expressions of a TimeML document."""
    return compare(gold.claims, claims_in(gold.document, doc))


TASK = Task(
    name="tempeval3",
    title="TempEval-3, task A: time expressions in TimeBank and AQUAINT",
    place="tempeval3",
    part="training part (TBAQ-cleaned)",
    files=f"{timeml.PATTERN} files",
    get="TimeBank 1.2 is LDC2006T08, https://catalog.ldc.upenn.edu/LDC2006T08",
    measures=MEASURES,
    golds=timeml.read,
    count=count,
)
