"""What is wrong in one document, claim by claim: missed, spurious, with other boundaries, with a wrong value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

import msgspec

from onrecord.evaluate.attributes import ATTRIBUTES
from onrecord.evaluate.compare import Compared
from onrecord.evaluate.links import Targets, distinct
from onrecord.schema import Claim, Link

Error = Literal["missed", "spurious", "boundary", "value"]


class Finding(NamedTuple):
    """One error.

    Attributes:
        error: ``missed`` (in gold alone), ``spurious`` (predicted alone), ``boundary`` (matched, but the spans
            differ) or ``value`` (matched, but an attribute or a link differs).
        kind: Kind of claim.
        attribute: The attribute, or ``link`` and its role; empty unless a value is wrong.
        gold: Position of the gold claim among those of its kind, None if there is none.
        pred: Position of the predicted claim, None if there is none.
        wanted: The value in gold, for people to read.
        found: The value predicted.
        rule: The rule that made the predicted claim; empty if there is none or it does not say.
    """

    error: Error
    kind: str
    attribute: str
    gold: int | None
    pred: int | None
    wanted: str
    found: str
    rule: str


def findings(compared: Compared) -> Iterator[Finding]:
    """Yield the errors of a document, kind by kind."""
    targets = Targets(compared)
    for kind in compared.kinds:
        gold, pred, pairs = compared.gold[kind], compared.pred[kind], compared.pairs[kind]
        matched_gold, matched_pred = {pair.gold for pair in pairs}, {pair.pred for pair in pairs}
        for at, claim in enumerate(gold):
            if at not in matched_gold:
                yield Finding("missed", kind, "", at, None, claim.text, "", "")
        for at, claim in enumerate(pred):
            if at not in matched_pred:
                yield Finding("spurious", kind, "", None, at, "", claim.text, _rule(claim))
        for pair in pairs:
            one, other = gold[pair.gold], pred[pair.pred]
            if not pair.exact:
                yield Finding("boundary", kind, "", pair.gold, pair.pred, one.text, other.text, _rule(other))
            for attribute, wanted, found in _differing(compared, targets, one, other):
                yield Finding("value", kind, attribute, pair.gold, pair.pred, wanted, found, _rule(other))


def _differing(compared: Compared, targets: Targets, gold: Claim, pred: Claim) -> Iterator[tuple[str, str, str]]:
    for attribute in ATTRIBUTES[gold.kind]:
        if not attribute.same(gold, pred, compared.same_name):
            yield attribute.name, shown(attribute.value(gold)), shown(attribute.value(pred))
    same = targets.matched(gold, pred)
    missing = [link for link in distinct(gold) if link not in {one for one, _ in same}]
    extra = [link for link in distinct(pred) if link not in {other for _, other in same}]
    for role in dict.fromkeys(link.role for link in (*missing, *extra)):
        yield f"link {role}", _targets(targets, "gold", missing, role), _targets(targets, "pred", extra, role)


def _targets(targets: Targets, side: str, links: Iterable[Link], role: str) -> str:
    return "; ".join(targets.text(side, link.target) for link in links if link.role == role) or "none"


def shown(value: Any) -> str:
    """Return a value as people read it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, msgspec.Struct):
        return str(getattr(value, "text", value))
    if isinstance(value, (list, tuple)):
        return ", ".join(dict.fromkeys(shown(part) for part in value)) or "none"
    return str(value)


def _rule(claim: Claim) -> str:
    return "" if claim.rule is msgspec.UNSET else claim.rule
