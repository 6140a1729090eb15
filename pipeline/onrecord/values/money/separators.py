"""What a dot before three digits means in one text: "13.625" is a price, "5.000" may be five thousand.

English and European texts group digits the other way round. Numbers that can only be read one way show which of
the two a text is; where they show nothing, or both, the dot stays ambiguous.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from onrecord.values.money.lexer import Lexeme
from onrecord.values.numbers import ambiguous_separator

_ENGLISH = re.compile(r"(?<![\d.,])\d{1,3},\d{3}(?![\d,]*\d)|[$£€¥₹]\s?\d+\.\d\d(?![\d,])")
_EUROPEAN = re.compile(
    r"\d(?:\.\d{3}){2,}(?!\d)|\d\.\d{3},\d|[$£€₹]\s?\d{1,3},\d{1,2}(?![\d,])"
    r"|(?<![\d,.])\d{1,3},\d{1,2}\s?(?:%|€|per ?cent|million|billion|euros?)"
)


def settle(text: str, lexemes: list[Lexeme]) -> list[Lexeme]:
    """Return the lexemes with the digits of ambiguous numbers rewritten where the text shows what its dots mean.

    Offsets stay those of the text. "13.625" becomes "13.6250", which is read one way only, and "5.000" in a text
    with "1.234,50" becomes "5000". A number that ends in a naught is no price: nobody writes "5.000" for five.
    """
    at = [i for i, lexeme in enumerate(lexemes) if lexeme.kind == "number" and ambiguous_separator(lexeme.text)]
    if not at:
        return lexemes
    english, european = _ENGLISH.search(text) is not None, _EUROPEAN.search(text) is not None
    if english == european:
        return lexemes
    settled = list(lexemes)
    for i in at:
        digits = lexemes[i].text
        if european:
            settled[i] = replace(lexemes[i], text=digits.replace(".", ""))
        elif not digits.endswith("0"):
            settled[i] = replace(lexemes[i], text=digits + "0")
    return settled
