"""An article with everything a record can have, in words that formats trip over."""

from __future__ import annotations

from typing import Any

from onrecord.formats import Article
from onrecord.schema import (
    Claim,
    Commitment,
    Date,
    Entity,
    Extent,
    Link,
    Money,
    Quote,
    SubSpan,
    claim_id,
    make_document,
)

TEXT = (
    "“We will cut fares 🚋 by $5,” Ada Marsh said.\n"
    "“And\nnobody,” she added, “pays more.”\r\n"
    "=SUM Ferries plans to hire 200 people by 2030 if Norvik pays up to €3m.\tEnd."
)
DOC_ID = "fares/2025: “a”"
COMMON = {"stage": "test", "rule": "by_hand", "confidence": 0.5}


def span(words: str, nth: int = 1) -> tuple[int, int]:
    """Return the offsets of some words of the article."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def part(words: str, nth: int = 1) -> SubSpan:
    return SubSpan(*span(words, nth), words)


def make(kind: type[Any], words: str, nth: int = 1, **fields: Any) -> Any:
    """Return a claim over some words, or over the fragments given."""
    start, end = span(words, nth) if words else (fields["fragments"][0][0], fields["fragments"][-1][1])
    sentence = Extent(0, 45) if start < 45 else Extent(45, len(TEXT))
    return kind(
        id=claim_id(DOC_ID, kind.kind, start, end, fields.get("fragments", ())),
        doc_id=DOC_ID,
        start=start,
        end=end,
        text=TEXT[start:end],
        **{"sentence": sentence, **COMMON, **fields},
    )


def article() -> Article:
    """Return the article with its claims."""
    ada = make(Entity, "Ada Marsh", label="PERSON", mention="name", entity_id="e1", name="Ada Marsh")
    she = make(Entity, "she", label="PERSON", mention="pronoun", entity_id="e1", name="Ada Marsh")
    ferries = make(Entity, "=SUM Ferries", label="ORG", mention="name", entity_id="e2", name="=SUM Ferries")
    norvik = make(Entity, "Norvik", label="ORG", mention="name", entity_id="e3", name="Norvik")
    five = make(Money, "$5", **MONEY, amount_min="5", amount_max="5", currency="USD", currency_basis="symbol")
    three = make(
        Money,
        "€3m",
        **{**MONEY, "bound": "at_most", "approx": True, "role": "change_to", "per": ""},
        amount_min=None,
        amount_max="3000000",
        currency="EUR",
        currency_basis="symbol",
        links=[Link("same_as", five.id)],
    )
    year = make(Date, "2030", **DATE, value="2030", start_date="2030-01-01", end_date="2030-12-31", granularity="year")
    lone = make(
        Date, "200", **{**DATE, "basis": "unresolved"}, value=None, start_date=None, end_date=None, granularity=None
    )
    says: dict[str, Any] = {
        "speaker": "Ada Marsh",
        "speaker_kind": "person",
        "polarity": "asserted",
        "links": [Link("speaker", ada.id)],
    }
    fares = make(
        Quote,
        "“We will cut fares 🚋 by $5,”",
        mode="direct",
        cue=part("said"),
        source=part("Ada Marsh"),
        speaker_basis="same_clause",
        **says,
    )
    pays = make(
        Quote,
        "",
        fragments=[span("“And\nnobody,”"), span("“pays more.”")],
        mode="direct",
        cue=part("added"),
        source=part("she"),
        speaker_basis="earlier_sentence",
        **says,
    )
    cut = make(
        Commitment,
        "will cut fares 🚋 by $5",
        **COMMITMENT,
        conditional=False,
        condition=None,
        cue=part("will"),
        action=part("cut fares 🚋 by $5"),
        committers=[],
        beneficiaries=["riders, all", "staff"],
        links=[Link("amount", five.id), Link("said_in", fares.id), Link("committer", ferries.id)],
    )
    hire = make(
        Commitment,
        "plans to hire 200 people by 2030",
        **{**COMMITMENT, "act": "plan"},
        conditional=True,
        condition=part("Norvik pays up to €3m"),
        cue=part("plans"),
        action=part("hire 200 people by 2030"),
        committers=["=SUM Ferries"],
        beneficiaries=[],
        links=[Link("committer", ferries.id), Link("deadline", year.id)],
    )
    document = make_document(
        TEXT, doc_id=DOC_ID, published="2025-03-05", title="", publisher="The 'Star'", language="en"
    )
    claims: list[Claim] = [ada, she, ferries, norvik, five, three, year, lone, fares, pays, cut, hire]
    return Article(document, sorted(claims, key=lambda c: (c.start, c.end, c.kind, c.id)))


MONEY: dict[str, Any] = {"bound": "exact", "approx": False, "role": "amount", "per": None, "sign": "positive"}
DATE: dict[str, Any] = {"type": "DATE", "bound": "by", "approx": "none", "basis": "explicit", "calendar": "gregorian"}
COMMITMENT: dict[str, Any] = {
    "act": "promise",
    "direction": "do",
    "polarity": "affirmed",
    "force": "binding",
    "status": "new",
    "specificity": "specific",
    "voice": "own_words",
}
