"""Rebuild the CLDR rows of ``currencies.tsv`` and ``places_currency.tsv``; rows marked ``hand`` stay.

A development-time tool: run ``python -m onrecord.lexicons.build_currencies`` where Babel is installed. The
package never imports it, and reads only the files it writes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from babel import Locale
from babel import __version__ as babel_version
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

HERE = Path(__file__).parent
TODAY = date(2024, 6, 1)
"""Day whose legal tender counts; fixed, so that the same Babel writes the same files."""

CURRENCY_COLUMNS = ("form", "codes", "default", "kind", "side", "guard", "factor", "source")
PLACE_COLUMNS = ("form", "territory", "code", "source")

TENDER = {
    "NA": "NAD",
    "LS": "LSL",
    "BT": "BTN",
    "ZW": "USD",
    "PA": "USD",
    "SV": "USD",
    "EC": "USD",
    "HT": "HTG",
}
"""Territories with several currencies in CLDR: the one their press counts in."""

FAMILIAR_CODES = frozenset(
    [
        "USD",
        "EUR",
        "GBP",
        "JPY",
        "CHF",
        "AUD",
        "NZD",
        "HKD",
        "SGD",
        "INR",
        "CNY",
        "RUB",
        "BRL",
        "MXN",
        "ZAR",
        "KRW",
    ]
    + [
        "SEK",
        "NOK",
        "DKK",
        "PLN",
        "CZK",
        "MYR",
        "IDR",
        "THB",
        "VND",
        "NGN",
        "GHS",
        "KES",
        "ILS",
        "EGP",
        "PKR",
        "BDT",
    ]
)
"""Codes that mean money wherever they stand beside a number; the others need more."""

WORDLIKE_CODES = frozenset(["ALL", "AMD", "COP", "PEN", "SDG", "SOS", "TOP", "TRY"])
"""Codes that are words, acronyms or companies as well: they need a magnitude or a grouped number."""

GUARDED_HEADS = frozenset(["won", "sol", "mark", "som", "dram", "kip", "lek", "lev", "leu", "sum", "tala", "dong"])
"""Currency words that are ordinary words too: guarded like the codes above."""

LEFT_OUT_HEADS = frozenset(["real", "mark", "marks", "all"])
DEFAULTS = {
    "dollar": "USD",
    "pound": "GBP",
    "won": "KRW",
    "ruble": "RUB",
    "real": "BRL",
    "baht": "THB",
    "lira": "TRY",
}
"""What an unqualified word means where the document says nothing else. No entry: it stays unresolved."""

SKIPPED_CITIES = frozenset(
    [
        "Casey",
        "Center",
        "Central",
        "Christmas",
        "Currie",
        "Davis",
        "Dawson",
        "Easter",
        "Eastern",
        "Johnston",
        "Knox",
    ]
    + [
        "Lindeman",
        "Macquarie",
        "Marengo",
        "Mawson",
        "McMurdo",
        "Mountain",
        "Nelson",
        "Pacific",
        "Palmer",
        "Petersburg",
    ]
    + ["Rainy", "Reunion", "Rothera", "Troll", "Vincennes", "Vostok", "Wake", "Wallis", "Winamac"]
)
"""Time zone cities that are more often a person, a direction or a feast."""


def main() -> None:
    """Rewrite both files in place."""
    tender = dict(_tender())
    _rewrite("currencies", CURRENCY_COLUMNS, lambda: _currency_rows(sorted(set(tender.values()))))
    _rewrite("places_currency", PLACE_COLUMNS, lambda: _place_rows(tender))


def _tender() -> Iterator[tuple[str, str]]:
    for territory in sorted(Locale("en").territories):
        if len(territory) == 2 and territory.isalpha():
            codes = get_territory_currencies(territory, TODAY, TODAY)
            code = TENDER.get(territory) or (codes[0] if codes else None)
            if code:
                yield territory, str(code)


def _currency_rows(codes: list[str]) -> Iterator[tuple[str, ...]]:
    heads: dict[str, set[str]] = {}
    for code in codes:
        guard = "none" if code in FAMILIAR_CODES else "large" if code in WORDLIKE_CODES else "strong"
        yield code, code, code, "code", "both", guard, "1", "cldr"
        for count in (1, 2):
            name = (
                get_currency_name(code, count=count, locale="en")
                .split(" (")[0]
                .replace(" & ", " and ")
                .replace("St. ", "St ")
            )
            for form in {name.casefold(), _ascii(name.casefold())}:
                yield form, code, code, "name", "after", "none", "1", "cldr"
                heads.setdefault(form.split()[-1], set()).add(code)
    for head, members in sorted(heads.items()):
        if head in LEFT_OUT_HEADS:
            continue
        single = next(iter(members)) if len(members) == 1 else ""
        default = single or DEFAULTS.get(head.removesuffix("s"), "")
        guard = "strong" if head.removesuffix("s") in GUARDED_HEADS else "none"
        yield head, "|".join(sorted(members)), default, "name", "after", guard, "1", "cldr"


def _place_rows(tender: dict[str, str]) -> Iterator[tuple[str, ...]]:
    names = Locale("en").territories
    for territory, code in tender.items():
        full = names[territory]
        for form in {
            full,
            full.split(" (")[0],
            full.split(" SAR ")[0],
            full.replace(" & ", " and "),
            _ascii(full),
        }:
            yield form, territory, code, "cldr"
    for zone, territory in get_global("zone_territories").items():
        city = zone.split("/")[-1].replace("_", " ")
        if territory in tender and "/" in zone and city.isalpha() and city not in SKIPPED_CITIES:
            yield city, territory, tender[territory], "cldr"


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


def _rewrite(name: str, columns: tuple[str, ...], rows: Callable[[], Iterator[tuple[str, ...]]]) -> None:
    path = HERE / f"{name}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#") and not line.startswith("# CLDR:")]
    hand = [tuple(line.split("\t")) for line in lines if line.endswith("\thand")]
    taken = {row[0] for row in hand}
    fresh: dict[str, tuple[str, ...]] = {}
    for row in rows():
        if row[0] not in taken:
            fresh.setdefault(row[0], row)
    body = ["\t".join(row) for row in [*hand, *(fresh[form] for form in sorted(fresh))]]
    origin = f"# CLDR: rows marked cldr come from CLDR (Unicode License v3) as shipped in Babel {babel_version}."
    path.write_text("\n".join([*comments, origin, "\t".join(columns), *body]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
