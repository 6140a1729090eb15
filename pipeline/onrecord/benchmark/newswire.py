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

from onrecord.benchmark.task import Counted, Measure, Task
from onrecord.extraction import claims_in
from onrecord.formats import newswire
from onrecord.formats.bio import Name
from onrecord.schema import Claim, Date, Entity, Money

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
)


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


def count(gold: newswire.Named, doc: Doc) -> Counted:
    """Count the names of an article."""
    return compare(gold.names, list(mapped(claims_in(gold.document, doc))))


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
