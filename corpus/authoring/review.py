"""For the second pass: the claims of an article as a page, and the words no claim accounts for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import UNSET

from onrecord.schema import Claim, Commitment, Date, Entity, Money, Quote

_SUSPECTS = {
    "date": r"\b(?:now|soon|to(?:day|night|morrow)|yesterday|later|earlier|recent(?:ly)?|current(?:ly)?|daily"
    r"|weekly|monthly|annual(?:ly)?|(?:hour|day|week|weekend|month|quarter|year|decade)s?|century|minutes?"
    r"|morning|evening|night|noon|midnight|spring|summer|autumn|winter|(?:19|20)\d\d|\w+day|\w+ember"
    r"|(?:Jan|Febr)uary|March|April|May|June|July|August|October)\b",
    "money": r"[$€£₹₦¥₱]|\b(?:(?:dollar|euro|pound|rupee|peso|cent|zloty)s?|yen|naira|reais|crore)\b",
    "quote": r"[“\"]|\b(?:sa(?:id|ys?)|told|wrote|according|added|adding|declined|den(?:y|ied)|call(?:ed|ing)"
    r"|ask(?:ed|ing)|(?:warn|claim|expect|hope|believe|argu|insist|estimat|describ|urg)\w*)\b",
    "commitment": r"\b(?:will|won['’]t|would|shall|may|ready to|set to|due to|(?:is|are) to"
    r"|plan(?:s|ned|ning)?|deal|aims?|seek\w*"
    r"|(?:promis|pledg|vow|agree|offer|refus|reject|threat|commit|intend|undert|consider)\w*)\b",
    "entity": r"(?<=[\w,] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*",
}
# A capital letter inside a date or a sum names nobody.
_STAND_IN = {("entity", "date"), ("entity", "money")}


def page(claims: Sequence[Claim]) -> Iterator[str]:
    """Yield two lines a claim, in text order: its words, and all the annotator decided about them."""
    names = {claim.id: f"{claim.kind} {claim.text[:25]!r}" for claim in claims}
    for claim in claims:
        words = claim.text
        if claim.fragments is not UNSET:
            words = " ++ ".join(claim.text[a - claim.start : b - claim.start] for a, b in claim.fragments)
        yield f"{claim.kind:10} {words}"
        links = ", ".join(f"{link.role}→{names[link.target]}" for link in claim.links)
        yield f"{'':10} {_fields(claim)}  {links}".rstrip()


def leftovers(text: str, claims: Sequence[Claim]) -> Iterator[str]:
    """Yield the words that often belong to a claim of some kind and here belong to none of it."""
    for kind, pattern in _SUSPECTS.items():
        spans = list(_accounted(kind, claims))
        for match in re.finditer(pattern, text):
            if not any(start <= match.start() < end for start, end in spans):
                around = text[max(match.start() - 35, 0) : match.end() + 35].replace("\n", " ")
                yield f"{kind:10} {match[0]!r} in … {around} …"


def _accounted(kind: str, claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    for claim in claims:
        if claim.kind != kind and (kind, claim.kind) not in _STAND_IN:
            continue
        if isinstance(claim, Quote | Commitment) and claim.cue is not None:
            yield claim.cue.start, claim.cue.end
        if not isinstance(claim, Commitment) and getattr(claim, "mode", "direct") != "indirect":
            yield claim.start, claim.end


def _fields(claim: Claim) -> str:
    match claim:
        case Entity():
            return f"{claim.label} {claim.mention} = {claim.name}"
        case Quote():
            parts = (claim.cue and claim.cue.text, claim.source and claim.source.text, claim.speaker)
            who = " | ".join(part or "-" for part in parts)
            return f"{claim.mode} {claim.polarity} {claim.speaker_kind} {claim.speaker_basis}  {who}"
        case Money():
            amount = f"{claim.amount_min}..{claim.amount_max} {claim.currency} ({claim.currency_basis})"
            closed = f"{claim.bound} {claim.role} per={claim.per} {claim.sign}"
            return f"{amount} {'approx ' if claim.approx else ''}{closed}"
        case Date():
            days = f"{claim.start_date}..{claim.end_date} {claim.granularity}"
            closed = f"{claim.bound} approx={claim.approx} {claim.basis} {claim.calendar}"
            return f"{claim.type} {claim.value} {days} {closed}"
        case Commitment():
            closed = f"{claim.act} {claim.direction} {claim.polarity} {claim.force} {claim.status}"
            actors = f"{'; '.join(claim.committers)} ▸ {'; '.join(claim.beneficiaries) or '-'}"
            condition = f"  if [{claim.condition.text}]" if claim.condition else ""
            words = f"[{claim.cue.text}] [{claim.action.text}]{condition}"
            return f"{closed} {claim.specificity} {claim.voice}  {words}  {actors}"
