"""The five kinds of claim as frozen records, discriminated by ``kind``.

Field names and closed value sets are those of the annotation guideline (``docs/claims.md``). All offsets
are half-open and count Unicode code points of the document text: ``text[start:end] == claim.text``.

A field that only the pipeline writes (``sentence``, ``stage``, ``rule``, ``confidence``) is left out of gold
files, and ``fragments`` is left out of contiguous spans; they are ``UNSET`` then, which is not the same as
null.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import UNSET, UnsetType

Offset = Annotated[int, msgspec.Meta(ge=0)]
Fragment = tuple[Offset, Offset]
DecimalString = Annotated[str, msgspec.Meta(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
IsoDay = Annotated[str, msgspec.Meta(pattern=r"^-?[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
CurrencyCode = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}$")]
Confidence = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]


class Extent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Offsets without text: the sentence a claim stands in."""

    start: Offset
    end: Offset


class SubSpan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a claim or of its surroundings: cue, source, action, condition."""

    start: Offset
    end: Offset
    text: str


class Link(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A typed link from the claim that holds it to another claim of the same document."""

    role: Literal[
        "speaker",
        "committer",
        "beneficiary",
        "amount",
        "deadline",
        "begin",
        "said_in",
        "anchor",
        "change_of",
        "same_as",
        "part_of",
    ]
    target: str


class _Claim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """Fields every claim has. ``id`` is derived from content (see :mod:`onrecord.schema.ids`)."""

    kind: ClassVar[str]

    id: str
    doc_id: str
    start: Offset
    end: Offset
    text: str
    fragments: list[Fragment] | UnsetType = UNSET
    sentence: Extent | UnsetType = UNSET
    links: list[Link] = []
    stage: str | UnsetType = UNSET
    rule: str | UnsetType = UNSET
    confidence: Confidence | UnsetType = UNSET


EntityLabel = Literal["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK", "LAW"]


class Entity(_Claim, frozen=True, kw_only=True, tag="entity"):
    """A mention of a participant; all mentions of one participant in the document share ``entity_id``."""

    kind: ClassVar[str] = "entity"

    label: EntityLabel
    mention: Literal["name", "nominal", "pronoun"]
    entity_id: str
    name: str


class Quote(_Claim, frozen=True, kw_only=True, tag="quote"):
    """Speech, writing or thought attributed to a source; the span is the content."""

    kind: ClassVar[str] = "quote"

    mode: Literal["direct", "indirect", "mixed"]
    cue: SubSpan | None
    source: SubSpan | None
    speaker: str | None
    speaker_kind: Literal["person", "organisation", "group", "document", "anonymous", "unknown"]
    speaker_basis: Literal["same_clause", "same_sentence", "earlier_sentence", "later_sentence", "none"]
    polarity: Literal["asserted", "denied", "declined", "questioned"]


class Money(_Claim, frozen=True, kw_only=True, tag="money"):
    """A sum of money. Amounts are exact decimal strings in major units; null is an open end."""

    kind: ClassVar[str] = "money"

    amount_min: DecimalString | None
    amount_max: DecimalString | None
    bound: Literal["exact", "at_least", "more_than", "at_most", "less_than", "between", "order_of_magnitude"]
    approx: bool
    currency: CurrencyCode | None
    currency_basis: Literal["explicit", "symbol", "document", "publisher", "unresolved"]
    role: Literal["amount", "change_by", "change_to", "change_from", "rate"]
    per: str | None
    sign: Literal["positive", "negative"]


class Date(_Claim, frozen=True, kw_only=True, tag="date"):
    """A place in time with its TIMEX3 value; start_date and end_date are the first and last day covered."""

    kind: ClassVar[str] = "date"

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    start_date: IsoDay | None
    end_date: IsoDay | None
    granularity: (
        Literal["minute", "hour", "day", "week", "month", "quarter", "half", "year", "decade", "century"] | None
    )
    bound: Literal["at", "before", "by", "until", "since", "after", "within", "during"]
    approx: Literal["none", "about", "early", "mid", "late"]
    basis: Literal["explicit", "published", "mention", "tense", "fiscal", "unresolved"]
    calendar: Literal["gregorian", "fiscal"]


class Commitment(_Claim, frozen=True, kw_only=True, tag="commitment"):
    """An actor said to have undertaken, planned, offered or refused a future action it controls."""

    kind: ClassVar[str] = "commitment"

    act: Literal["promise", "agree", "plan", "offer", "announce", "refuse", "threaten"]
    direction: Literal["do", "not_do"]
    polarity: Literal["affirmed", "denied"]
    force: Literal["binding", "intended", "tentative"]
    conditional: bool
    condition: SubSpan | None
    status: Literal["new", "reaffirmed", "modified", "delayed", "withdrawn", "fulfilled", "broken", "historical"]
    specificity: Literal["specific", "vague"]
    voice: Literal["own_words", "reported", "document", "narrator"]
    cue: SubSpan
    action: SubSpan
    committers: list[str]
    beneficiaries: list[str]


Claim = Entity | Quote | Money | Date | Commitment
KINDS: dict[str, type[Claim]] = {c.kind: c for c in (Entity, Quote, Money, Date, Commitment)}
