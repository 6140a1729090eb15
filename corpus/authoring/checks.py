"""Rules a gold record has to keep: those of the record format, and what can be seen of the guideline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from authoring.notation import AnnotationError
from onrecord.record_checks import claim_faults, link_faults
from onrecord.schema import Claim, Commitment, Date, Entity, Money, Quote, SubSpan

_MARKS = '“”"‘’'
_PREPOSITIONS = {"on", "by", "in", "until", "since", "before", "from", "at"}
_OPEN_ENDS = {
    "exact": (False, False),
    "between": (False, False),
    "at_least": (False, True),
    "more_than": (False, True),
    "at_most": (True, False),
    "less_than": (True, False),
}


def check(text: str, claims: Sequence[Claim]) -> None:
    """Raise on the first claim that breaks a rule.

    Args:
        text: Article.
        claims: All claims of the article, in any order.

    Raises:
        AnnotationError: With the document, the words of the claim and the rule.
    """
    for first, second in pairwise(sorted(claims, key=lambda claim: claim.id)):
        if first.id == second.id:
            raise AnnotationError(f"{first.doc_id}: {first.text[:60]!r}: annotated twice")
    kinds = {claim.id: str(claim.kind) for claim in claims}
    for claim in claims:
        faults = [*claim_faults(claim, text), *link_faults(claim, kinds, ()), *_edges(claim), *_fields(claim)]
        if faults:
            raise AnnotationError(f"{claim.doc_id}: {claim.text[:60]!r}: {'; '.join(faults)}")


def _edges(claim: Claim) -> Iterator[str]:
    parts = {name: getattr(claim, name, None) for name in ("cue", "source", "action", "condition")}
    spans = {name: part.text for name, part in parts.items() if isinstance(part, SubSpan)}
    for name, words in {"span": claim.text, **spans}.items():
        if words != words.strip() or words[-1] in ",;:":
            yield f"white space or punctuation at the edge of the {name}"
    if isinstance(claim, Quote | Commitment) and claim.text[-1] == ".":
        yield "full stop at the end of the span"


def _fields(claim: Claim) -> Iterator[str]:
    match claim:
        case Quote():
            yield from _quote(claim)
        case Money():
            yield from _money(claim)
        case Date():
            if claim.text.split()[0].lower() in _PREPOSITIONS:
                yield "begins with a preposition"
        case Commitment():
            yield from _commitment(claim)
        case Entity():
            return


def _quote(claim: Quote) -> Iterator[str]:
    if claim.mode == "direct" and (claim.text[0] not in _MARKS or claim.text[-1] not in _MARKS):
        yield "direct without marks at its edges"
    if claim.mode == "mixed" and not any(mark in claim.text for mark in '“"‘'):
        yield "mixed without marks"
    if claim.mode == "indirect" and claim.text.startswith(("that ", "to ")):
        yield "begins with its complementiser"
    if (claim.speaker is None) != (claim.speaker_kind == "unknown"):
        yield "speaker and its kind do not fit"


def _money(claim: Money) -> Iterator[str]:
    low, high = claim.amount_min, claim.amount_max
    if claim.bound in _OPEN_ENDS and (low is None, high is None) != _OPEN_ENDS[claim.bound]:
        yield f"open ends do not fit {claim.bound}"
    if claim.bound in ("exact", "between") and (claim.bound == "exact") != (low == high):
        yield f"amounts do not fit {claim.bound}"
    if (claim.currency is None) != (claim.currency_basis == "unresolved"):
        yield "currency and its basis do not fit"


def _commitment(claim: Commitment) -> Iterator[str]:
    if not claim.committers:
        yield "no committer"
    if claim.voice in ("own_words", "reported") and not any(link.role == "said_in" for link in claim.links):
        yield f"voice {claim.voice} without said_in"
    if claim.action.text.startswith("to "):
        yield "action begins with to"
