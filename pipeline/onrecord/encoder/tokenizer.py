"""spaCy's English tokenizer, extended where news figures need it: the same in training and in use.

spaCy keeps "$100bn" together after the sign and does not separate a dash between two sums. The additional
rules split a currency mark from its figure ("Rs500", "EUR20"), a figure from its magnitude ("100bn"), and a
dash before a currency mark ("$3m-$5m"). They are stored with the model like any tokenizer rules, so nothing
needs registering.

Example:
    ``$100bn`` becomes ``$ 100 bn``, ``€20m.`` becomes ``€ 20 m .``, ``US$4.7bn`` becomes ``US$ 4.7 bn``.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# Codes that are not also plain words or parts of names before a number ("COP30", "ALL 5", "TOP10" stay
# whole).
CODES = (
    "USD EUR GBP JPY CNY RMB INR AUD CAD CHF SEK NOK DKK PLN CZK HUF RUB UAH ILS NIS AED SAR QAR EGP "
    "KES NGN ZAR GHS UGX TZS ETB PKR BDT LKR NPR SGD HKD TWD MYR IDR THB PHP VND KRW NZD BRL "
    "MXN CLP ARS PEN XAF XOF"
).split()
DOLLARS = r"(?:US|AU|A|CA|C|HK|NZ|S|NT|R|MX|Z|J|TT|EC|B|N|L)\$"
MARKS = rf"(?:{DOLLARS}|(?:{'|'.join(CODES)}|Rs\.?|KSh|Ksh|KES|Sh|Tsh|Ush|RM|Dh|Php)(?=[0-9]))"
MAGNITUDES = r"bn|mn|mln|bln|tn|trn|tr|mil|million|billion|trillion|crore|lakh|cr|m|k|K|M|B|T|MM"
SIGNS = "$€£¥₹₩₦₽₺₱฿₫₴₪¢"
# Runs of one mark are one token in the treebanks ("!!", "====", "***").
RUNS = [r"[!?]{2,}", r"\.[!?]+", r"\*{2,}", r"={2,}", r"_{2,}", r"~{2,}", r"<{2,}", r">{2,}", r"-{2,}"]
# spaCy strips marks one by one and starts over each time: a line of 16,000 brackets took half a minute.
RUNS.append(r"[^\w\s]{16,}")

# Prefixes that never stand alone ("non-payment", "re-elected") keep their hyphen; before a capital they are
# split, so that the name in "pro-Kyiv" is a word of its own. Telephone numbers are one token.
PREFIXES = "non|e|re|anti|co|mid|pre|pro|cross|post|over|multi|ex|sub|counter|semi|mini|inter"
WHOLE = re.compile(rf"(?:(?:{PREFIXES}|{PREFIXES.title()})-[a-z]+|(?:[0-9]{{3}}-)?[0-9]{{3}}-[0-9]{{4}})$")
CLOCK = r"(?<=[0-9]:[0-9][0-9])(?:am|pm|AM|PM|a\.m\.|p\.m\.)"


def extend(nlp: Language) -> None:
    """Add the figure rules to an English pipeline's tokenizer, in place."""
    defaults: Any = nlp.Defaults
    suffixes = [rf"(?<=[0-9])(?:{MAGNITUDES})", CLOCK, *RUNS, *defaults.suffixes]
    prefixes = [MARKS, *RUNS, *defaults.prefixes]
    infixes = [
        *defaults.infixes,
        rf"(?<=[0-9A-Za-z])(?:-|–|—)(?=(?:{DOLLARS}|[{SIGNS}]))",
        r"(?<=[A-Za-z]\.)(?:-|–)(?=[A-Za-z])",
        r"(?<=[A-Za-z]{2})/(?=[A-Za-z]{2})",
    ]
    tokenizer: Any = nlp.tokenizer
    # spaCy re-joins single letters with a full stop ("20 m." at the end of a sentence); figures need them
    # apart.
    tokenizer.rules = {k: v for k, v in tokenizer.rules.items() if k not in {"b.", "k.", "m.", "t.", "and/or"}}
    tokenizer.rules = {**tokenizer.rules, "etc.": [{ORTH: "etc."}]}
    tokenizer.token_match = WHOLE.match
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
