"""What must hold within one record beyond its schema. Each function yields faults, none if all is well."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal

from msgspec import UNSET

from onrecord.errors import InputError
from onrecord.schema import (
    Claim,
    Commitment,
    Date,
    Document,
    Money,
    Quote,
    SubSpan,
    check_published,
    sha256_of,
)

# Which kind of claim a link of each role may point at; the others join claims of the same kind.
LINK_KINDS = {
    "speaker": "entity",
    "committer": "entity",
    "beneficiary": "entity",
    "amount": "money",
    "deadline": "date",
    "begin": "date",
    "said_in": "quote",
    "anchor": "date",
}
INVENTORY = "entity:"


def document_faults(document: Document) -> Iterator[str]:
    """Check the hash and the date of a document."""
    actual = sha256_of(document.text)
    if actual != document.sha256:
        yield f"sha256 is {document.sha256[:12]}…, the text has {actual[:12]}…: it was altered"
    if document.published is not None:
        try:
            check_published(document.published)
        except InputError as error:
            yield str(error)


def claim_faults(claim: Claim, text: str) -> Iterator[str]:
    """Check the spans and values of a claim against the text of its document."""
    yield from _span_faults("span", claim.start, claim.end, claim.text, text)
    yield from _fragment_faults(claim)
    for name, part in _sub_spans(claim):
        yield from _span_faults(name, part.start, part.end, part.text, text)
    if claim.sentence is not UNSET:
        inside = claim.sentence.start <= claim.start < claim.sentence.end
        if not inside or claim.sentence.end > len(text):
            yield f"sentence {claim.sentence.start}:{claim.sentence.end} does not hold start {claim.start}"
    if isinstance(claim, Money):
        yield from _money_faults(claim)
    if isinstance(claim, Date):
        yield from _date_faults(claim)


def link_faults(claim: Claim, kinds: Mapping[str, str], inventory: Collection[str]) -> Iterator[str]:
    """Check the links of a claim.

    Args:
        claim: The claim that holds the links.
        kinds: Kind of every claim of the same document by id.
        inventory: Ids of the document's gold participants.
    """
    for link in claim.links:
        wanted = LINK_KINDS.get(link.role, claim.kind)
        if link.target.startswith(INVENTORY):
            if link.target.removeprefix(INVENTORY) not in inventory:
                yield f"{link.role} link to {link.target}, which the document's entities do not list"
            elif wanted != "entity":
                yield f"{link.role} link to an entity; it joins {wanted} claims"
        elif link.target not in kinds:
            yield f"{link.role} link to {link.target}, which is no claim of document {claim.doc_id}"
        elif link.target == claim.id:
            yield f"{link.role} link to itself"
        elif kinds[link.target] != wanted:
            yield f"{link.role} link to {kinds[link.target]} claim {link.target}; it takes {wanted} claims"


def _span_faults(name: str, start: int, end: int, written: str, text: str) -> Iterator[str]:
    if not start < end <= len(text):
        yield f"{name} {start}:{end} is not inside a text of {len(text)} characters"
    elif text[start:end] != written:
        yield f"{name} {start}:{end} is {text[start:end]!r} in the document, {written!r} in the record"


def _fragment_faults(claim: Claim) -> Iterator[str]:
    if claim.fragments is UNSET:
        return
    pieces = claim.fragments
    if len(pieces) < 2:
        yield f"{len(pieces)} fragment(s); a contiguous span has no fragments"
        return
    if any(start >= end for start, end in pieces):
        yield "an empty fragment"
    if any(end > start for (_, end), (start, _) in zip(pieces, pieces[1:], strict=False)):
        yield "fragments overlap or are out of order"
    start, end = pieces[0][0], max(end for _, end in pieces)
    if (start, end) != (claim.start, claim.end):
        yield f"fragments span {start}:{end}, the claim {claim.start}:{claim.end}"


def _sub_spans(claim: Claim) -> Iterator[tuple[str, SubSpan]]:
    names = {Quote: ("cue", "source"), Commitment: ("cue", "action", "condition")}.get(type(claim), ())
    for name in names:
        part = getattr(claim, name)
        if part is not None:
            yield name, part


def _money_faults(claim: Money) -> Iterator[str]:
    low, high = claim.amount_min, claim.amount_max
    if low is not None and high is not None and Decimal(low) > Decimal(high):
        yield f"amount_min {low} is above amount_max {high}"


def _date_faults(claim: Date) -> Iterator[str]:
    days = (claim.start_date, claim.end_date)
    for day in days:
        # The calendar of the standard library begins with year 1.
        if day is not None and day[0] != "-" and day[:4] != "0000":
            try:
                date.fromisoformat(day)
            except ValueError:
                yield f"{day} is no day of the calendar"
    start, end = days
    if start is not None and end is not None and _order(start) > _order(end):
        yield f"start_date {start} is after end_date {end}"


def _order(day: str) -> tuple[int, int, int]:
    """Return year, month and day; a string comparison would put years before Christ in the wrong order."""
    year, month, number = day.lstrip("-").split("-")
    return (-int(year) if day[0] == "-" else int(year), int(month), int(number))
