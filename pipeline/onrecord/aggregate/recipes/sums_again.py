"""Whether an article names a sum that it has named before, so that it is added once.

A headline has *$1.4bn* and the text *more than $1.4bn*, or *nearly $1.4bn* and *$1.38bn*: one figure with another
bound, or rounded, is one sum. What was a conversion or a component at one place is none to be added at another.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Why = Literal["conversions", "components", "changes", "rates", "repeated", "no_currency"]
_STAYS = ("conversions", "components")


class Named:
    """The sums of one article so far; those that are not added for what they are come first, exact ones next."""

    def __init__(self) -> None:
        """Begin an article."""
        self._known: dict[tuple[object, ...], dict[tuple[Decimal, ...], Why | None]] = {}

    def again(
        self, unit: tuple[object, ...], low: str | None, high: str | None, approx: bool, why: Why | None
    ) -> Why | None:
        """Return why a sum is not added, if it is not.

        Args:
            unit: What sums have in common that can be one: currency and sign.
            low: Its least.
            high: Its most.
            approx: Whether it is said to be about so much.
            why: What is known already.
        """
        ends = tuple(sorted({Decimal(end) for end in (low, high) if end is not None}))
        known = self._known.setdefault(unit, {})
        if why is not None:
            if why in _STAYS:
                known.setdefault(ends, why)
            return why
        if not ends:
            return None
        if ends in known:
            return known[ends] or "repeated"
        if approx and len(ends) == 1:
            rounded = (other for other in known if len(other) == 1 and _rounded(other[0], ends[0]))
            for other in rounded:
                return known[other] or "repeated"
        known[ends] = None
        return None


def _rounded(exact: Decimal, figure: Decimal) -> bool:
    """Whether a figure is another one rounded to the digits it has, up or down: a headline does either."""
    unit = Decimal(1).scaleb(figure.normalize().as_tuple().exponent)  # type: ignore[arg-type]
    return abs(exact - figure) < unit and len(figure.normalize().as_tuple().digits) > 1
