"""en-worldwide-newswire: names by exact span and label, over nine, six and four labels.

Four labels are those of CoNLL 2003, to which the authors of the corpus map their own: facilities are locations;
nationalities, products and the rest are MISC; dates and sums are left out. Six are the labels of names that stand
for participants. The claims are mapped to the labels of the corpus as :data:`LABELS` says. Its *Date* is a calendar
date or part of one, never a relative expression, a clock time or a duration, so of our dates those count that name
a month, a weekday or a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from onrecord.benchmark import overlaps
from onrecord.benchmark.task import Counted, Measure, Task
from onrecord.extraction import claims_in
from onrecord.formats import corpus, newswire
from onrecord.formats.bio import Name
from onrecord.schema import Claim, Date, Entity, Money
from onrecord.values.numbers import SCALES, TENS, UNITS

LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Location",
    "LOC": "Location",
    "FAC": "Facility",
    "NORP": "NORP",
    "PRODUCT": "Product",
    "EVENT": "Misc",
    "WORK": "Misc",
    "LAW": "Misc",
}
NINE = ("Person", "Organization", "Location", "Facility", "NORP", "Product", "Misc", "Date", "Money")
SIX = NINE[:6]
FOUR = {
    "Person": "PER",
    "Organization": "ORG",
    "Location": "LOC",
    "Facility": "LOC",
    "NORP": "MISC",
    "Product": "MISC",
    "Misc": "MISC",
}
_CALENDAR = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:1[5-9]|20)\d\d)\b",
    re.IGNORECASE,
)
MEASURES = (
    Measure("nine", "names, nine labels"),
    Measure("six", "names, six labels"),
    Measure("four", "names, four labels"),
    *(Measure(label, label) for label in NINE),
    Measure("money_overlap", "Money, Jaccard ≥ 0.5"),
    Measure("money_number", "Money with a number, Jaccard ≥ 0.5"),
)
_NUMBER_WORDS = frozenset([*UNITS, *TENS, *SCALES, "hundred", "hundreds"])
_WORD = re.compile(r"[^\W\d_]+")


def mapped(claims: Iterable[Claim]) -> Iterator[Name]:
    """Yield claims as names with the labels of the corpus."""
    for claim in claims:
        if isinstance(claim, Entity) and claim.mention == "name":
            yield Name(claim.start, claim.end, LABELS[claim.label])
        elif isinstance(claim, Money):
            yield Name(claim.start, claim.end, "Money")
        elif isinstance(claim, Date) and claim.type == "DATE" and _CALENDAR.search(claim.text):
            yield Name(claim.start, claim.end, "Date")


def compare(gold: Sequence[Name], pred: Sequence[Name]) -> Counted:
    """Count names by span and label."""
    simple = [[name._replace(label=FOUR[name.label]) for name in side if name.label in FOUR] for side in (gold, pred)]
    return {
        "nine": _counts(gold, pred),
        "six": _counts(*([name for name in side if name.label in SIX] for side in (gold, pred))),
        "four": _counts(simple[0], simple[1]),
        **{label: _counts(*([n for n in side if n.label == label] for side in (gold, pred))) for label in NINE},
    }


def _counts(gold: Iterable[Name], pred: Iterable[Name]) -> tuple[int, int, int]:
    wanted, found = set(gold), set(pred)
    return len(wanted & found), len(wanted), len(found)


def compare_sums(gold: newswire.Named, pred: Sequence[Claim]) -> Counted:
    """Count sums by overlap: all spans labelled Money, and those that hold a number, as every sum does here."""
    annotated = ((name.start, name.end) for name in gold.names if name.label == "Money")
    wanted = [claim for span in annotated if (claim := corpus.make(Money, gold.document, [span])) is not None]
    numbered = [claim for claim in wanted if _has_number(claim.text)]
    found = [claim for claim in pred if isinstance(claim, Money)]
    return {
        key: (len(overlaps.pairs(side, found, overlaps.HALF)), len(side), len(found))
        for key, side in (("money_overlap", wanted), ("money_number", numbered))
    }


def _has_number(text: str) -> bool:
    return any(c.isdigit() for c in text) or any(w in _NUMBER_WORDS for w in _WORD.findall(text.casefold()))


def count(gold: newswire.Named, doc: Doc) -> Counted:
    """Count the names of an article."""
    claims = claims_in(gold.document, doc)
    return {**compare(gold.names, list(mapped(claims))), **compare_sums(gold, claims)}


TASK = Task(
    name="newswire",
    title="en-worldwide-newswire: names in news from all over the world",
    place="en_worldwide_newswire/dev",
    part="a development part of the project's own, by document",
    files=f"{newswire.TAGS}/NAME.txt.tsv and {newswire.TEXTS}/NAME.txt",
    get="https://github.com/stanfordnlp/en-worldwide-newswire",
    measures=MEASURES,
    golds=newswire.named,
    count=count,
)
