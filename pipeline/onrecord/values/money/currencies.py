"""Which currency a sum is in: as written, else by the document, the publisher, or the usual reading."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from onrecord.values.money.places import code_of
from onrecord.values.money.sums import Basis, Sum
from onrecord.values.money.units import DOLLAR, UNSTATED, Unit

LOCAL_DOLLARS = frozenset(["AUD", "CAD", "NZD"])
"""Dollars whose press writes a bare "$" for its own: naming the place is enough. Papers in Hong Kong or
Taiwan write "HK$" and "NT$", and a bare "$" in stories about those places is as often the US dollar."""

_CLEAR_LEAD = 3
"""How many times as often as the next one a place must be named to settle which rupee or peso is meant.
At less, a Mauritian paper's story about an Indian contractor comes out in the wrong rupee."""

_MARKED_DOLLARS = frozenset(["JMD", "TTD", "BBD", "BSD", "BZD", "GYD", "FJD"])
"""Dollars a text means by a bare "$" where it writes "US$" too. In Asia both stand for the US dollar."""

_ALWAYS_MARKED = frozenset(["HKD", "TWD"])
"""Dollars whose texts write "HK$" and "NT$" throughout: a bare "$" beside these is the US dollar."""

_UNMARKED_DOLLARS = _MARKED_DOLLARS | {"SGD", "HKD"}
"""Dollars a bare "$" stands for in a text that names no other dollar and nothing American. Taiwan and Namibia always
mark theirs; Liberia and the Caymans count in US dollars as well."""

_USUAL_SIGNS = frozenset(["£", "&pound;"])
"""Signs that several currencies bear on paper, and one in all but a few texts."""


_MARK = re.compile(r" (?:\((?P<bracketed>[A-Z][A-Za-z.]{1,11})(?: dollars?)?\)|(?P<Canadian>C[Dd][Nn]|Can)\b)")

_USUAL_NAMES = frozenset(["won"])
"""Names that mean one currency unless the text is about the other country."""


def marked_after(text: str, sums: list[Sum]) -> None:
    """Settle bare signs by a mark behind the number: "$15 (US)", "$99 (USD)", "$40 million Cdn"."""
    for found in sums:
        mark = _MARK.match(text, found.end) if len(found.codes) > 1 else None
        if mark is None:
            continue
        form = mark["bracketed"]
        code = "CAD" if form is None else form if form in found.codes else code_of(form)
        if code in found.codes:
            found.codes = frozenset([code])
            found.unit = replace(found.unit, kind="code")


def resolve(sums: list[Sum], places: Counter[str], publisher: str | None) -> None:
    """Set currency and basis of every sum.

    Args:
        sums: All sums of one text, changed in place.
        places: How often the text names places that use each currency.
        publisher: Currency of the publisher's country, if known.
    """
    stated = Counter(next(iter(found.codes)) for found in sums if len(found.codes) == 1)
    # "90m kroner … 60m Danish kroner": the adjective tells the second from the first.
    contrasted = Counter(next(iter(s.codes)) for s in sums if len(s.codes) == 1 and " " in s.unit.form)
    for found in sums:
        _resolve(found, stated, contrasted, places, publisher)


def _resolve(
    found: Sum, stated: Counter[str], contrasted: Counter[str], places: Counter[str], publisher: str | None
) -> None:
    codes, unit = found.codes, found.unit
    if len(codes) == 1:
        found.currency = next(iter(codes))
        found.basis = "symbol" if unit.kind == "symbol" and _is_bare(unit.form) else "explicit"
        return
    if unit is UNSTATED or not codes:
        _unstated(found, stated, places, publisher)
        return
    if "USD" in codes:
        _dollar(found, stated, places, publisher)
        return
    local = _most(codes, places)
    if local is None and (named := _most(codes, stated - contrasted)) is not None:
        rivals = [places[code] for code in codes if code != named]
        local = named if named == unit.default or places[named] > max(rivals) or not any(rivals) else None
    if local is not None and (
        unit.default is None
        or local == unit.default
        or _outweighs(local, unit.default, places, 1 if unit.kind == "name" else 2)
    ):
        found.currency = local
        found.basis = _usual_basis(unit) if local == unit.default and _is_usual(unit) else "document"
    elif publisher in codes:
        found.currency, found.basis = publisher, "publisher"
    elif unit.default is not None:
        found.currency, found.basis = unit.default, _usual_basis(unit)
        found.confidence *= 0.97
    else:
        found.basis = "unresolved"
        found.confidence *= 0.9


def _is_usual(unit: Unit) -> bool:
    """Return whether a sign means one currency in all but a few texts: "£", "C$"."""
    return unit.form in _USUAL_SIGNS or unit.form in _USUAL_NAMES or (unit.kind == "symbol" and unit.form.endswith("$"))


def _usual_basis(unit: Unit) -> Basis:
    named = unit.form in _USUAL_NAMES or (unit.kind == "symbol" and not _is_bare(unit.form))
    return "explicit" if named else "symbol"


def _is_bare(form: str) -> bool:
    """Return whether a sign stands without its country: "€", "R" and "N" do, "US$" and "JD" do not."""
    return len(form) == 1 or not any(ch.isalpha() for ch in form)


def _most(codes: frozenset[str], counts: Counter[str]) -> str | None:
    """Return the code counted most often; None if there is none or the next one is not far behind."""
    ranked = sorted(((counts[code], code) for code in codes if counts[code]), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] < _CLEAR_LEAD * ranked[1][0]):
        return None
    return ranked[0][1]


def _outweighs(local: str, usual: str, places: Counter[str], least: int) -> bool:
    """Return whether a local reading beats the usual one: named more often than all other places together."""
    share = 2 * places[local] - sum(places.values())
    return places[usual] == 0 and places[local] >= least and (share > 0 or least == 1 and share == 0)


def _dollar(found: Sum, stated: Counter[str], places: Counter[str], publisher: str | None) -> None:
    """Settle a bare "$", "dollars" or "cents"."""
    codes = found.codes
    others = Counter({code: n for code, n in places.items() if code in codes and code != "USD"})
    local = _most(codes - {"USD"}, others)
    named = _most(codes - {"USD"} - _ALWAYS_MARKED, stated)
    american = places["USD"]
    word = found.unit.kind != "symbol"
    if local is not None and others[local] > 2 * american and _is_local(local, word, stated, places, publisher):
        found.currency, found.basis = local, "document"
        found.confidence *= 0.93
    elif named is not None and stated["USD"] == 0 and american <= places[named] and _leads(named, places, publisher):
        found.currency, found.basis = named, "document"
    elif publisher in codes and publisher != "USD" and american <= max(places[publisher], 2):
        found.currency, found.basis = publisher, "publisher"
        found.confidence *= 0.93
    elif stated["USD"] and named is None or (word and american):
        found.currency, found.basis = "USD", "document"
    else:
        found.currency, found.basis = "USD", "symbol"
        found.confidence *= 0.97


def _leads(code: str, places: Counter[str], publisher: str | None) -> bool:
    """Return whether most places named use a currency, or its publisher; one foreign sum in full is too little."""
    total = sum(places.values())
    return code == publisher or not total or 2 * places[code] > total


def _is_local(local: str, word: bool, stated: Counter[str], places: Counter[str], publisher: str | None) -> bool:
    if local in LOCAL_DOLLARS or (stated[local] and local not in _ALWAYS_MARKED):
        return _leads(local, places, publisher)
    if local in _UNMARKED_DOLLARS and not places["USD"] and not stated["USD"] and not (word and local == "HKD"):
        return _leads(local, places, publisher)
    return local == publisher or (
        local in _MARKED_DOLLARS
        and stated["USD"] > 0
        and places[local] >= 2
        and 2 * places[local] > sum(places.values())
    )


def _unstated(found: Sum, stated: Counter[str], places: Counter[str], publisher: str | None) -> None:
    """Settle a sum written without any currency: "a multi-crore scam", "a seven-figure fee"."""
    found.basis = "unresolved"
    if found.quantity.factor is not None and int(found.quantity.factor) % 100_000 == 0 and found.rule == "indian-scale":
        candidates = frozenset(["INR", "PKR", "NPR", "BDT", "LKR"])
        code = _most(candidates, places) or _most(candidates, stated)
        if code is not None:
            found.currency, found.basis = code, "document"
        elif publisher in candidates:
            found.currency, found.basis = publisher, "publisher"


def inherits(found: Sum, source: Sum) -> None:
    """Give an elided sum the currency written with an earlier one."""
    found.unit, found.codes = source.unit if source.unit.kind != "minor" else DOLLAR, source.codes
