"""The attributes of each kind that are scored, and when two values of one are the same."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from onrecord.evaluate import names
from onrecord.evaluate.match import OVERLAP
from onrecord.evaluate.spans import same_part
from onrecord.schema import Claim, Money, SubSpan

Compare = Callable[[Any, Any, names.Same], bool]


class Attribute(NamedTuple):
    """One attribute of a kind.

    Attributes:
        name: The field, or what several fields together are called.
        value: Reads it from a claim.
        compare: Whether two values are the same, given how names compare in the document.
        filled: Whether a value says anything; None for an attribute that always does.
        listed: Whether the value is a list of names, which are also counted one by one.
        nominal: Whether values are categories, so that Krippendorff's alpha is defined; parts of the text are not.
    """

    name: str
    value: Callable[[Any], Any]
    compare: Compare
    filled: Callable[[Any], bool] | None = None
    listed: bool = False
    nominal: bool = True

    def same(self, gold: Claim, pred: Claim, same_name: names.Same) -> bool:
        """Whether two claims have the same value."""
        return self.compare(self.value(gold), self.value(pred), same_name)


def _equal(one: object, other: object, _: names.Same) -> bool:
    return one == other


def _decimal(one: str | None, other: str | None) -> bool:
    """Compare amounts as numbers: 0.5 is 0.50."""
    return one == other or (one is not None and other is not None and Decimal(one) == Decimal(other))


def _amount(one: tuple[str | None, str | None], other: tuple[str | None, str | None], _: names.Same) -> bool:
    return _decimal(one[0], other[0]) and _decimal(one[1], other[1])


def _sum(one: tuple[Any, Any], other: tuple[Any, Any], same_name: names.Same) -> bool:
    return one[1] == other[1] and _amount(one[0], other[0], same_name)


def _part(one: SubSpan | None, other: SubSpan | None, _: names.Same) -> bool:
    return same_part(one, other, OVERLAP)


def _name(one: str | None, other: str | None, same_name: names.Same) -> bool:
    if one is None or other is None:
        return one is other
    return same_name(one, other)


def _names(one: list[str], other: list[str], same_name: names.Same) -> bool:
    return names.distinct(one) == names.distinct(other) == names.common(one, other, same_name)


def _present(value: object) -> bool:
    return value is not None


def _amounts(claim: Money) -> tuple[str | None, str | None]:
    return claim.amount_min, claim.amount_max


def _given(amounts: tuple[str | None, str | None]) -> bool:
    return amounts != (None, None)


def _field(name: str, *, nullable: bool = False) -> Attribute:
    return Attribute(name, _reader(name), _equal, _present if nullable else None)


def _reader(name: str) -> Callable[[Any], Any]:
    return lambda claim: getattr(claim, name)


def _text(name: str, *, nullable: bool = True) -> Attribute:
    return Attribute(name, _reader(name), _part, _present if nullable else None, nominal=False)


def _people(name: str) -> Attribute:
    return Attribute(name, _reader(name), _names, bool, listed=True)


ATTRIBUTES: dict[str, tuple[Attribute, ...]] = {
    "entity": (
        _field("label"),
        _field("mention"),
        Attribute("name", _reader("name"), _name),
    ),
    "quote": (
        _field("mode"),
        _text("cue"),
        _text("source"),
        Attribute("speaker", _reader("speaker"), _name, _present),
        _field("speaker_kind"),
        _field("speaker_basis"),
        _field("polarity"),
    ),
    "money": (
        Attribute("amount", _amounts, _amount, _given),
        _field("currency", nullable=True),
        Attribute(
            "amount+currency",
            lambda claim: (_amounts(claim), claim.currency),
            _sum,
            lambda value: _given(value[0]) and value[1] is not None,
        ),
        _field("currency_basis"),
        _field("bound"),
        _field("approx"),
        _field("role"),
        _field("per", nullable=True),
        _field("sign"),
    ),
    "date": (
        _field("type"),
        _field("value", nullable=True),
        _field("start_date", nullable=True),
        _field("end_date", nullable=True),
        _field("granularity", nullable=True),
        _field("bound"),
        _field("approx"),
        _field("basis"),
        _field("calendar"),
    ),
    "commitment": (
        _text("cue", nullable=False),
        _text("action", nullable=False),
        _people("committers"),
        _people("beneficiaries"),
        _field("act"),
        _field("direction"),
        _field("polarity"),
        _field("force"),
        _field("conditional"),
        _text("condition"),
        _field("status"),
        _field("specificity"),
        _field("voice"),
    ),
}
