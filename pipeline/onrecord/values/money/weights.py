"""Pounds that are a weight: "5 pounds of flour", "a 40-pound spaniel", "lost 12 pounds"."""

from __future__ import annotations

import re

_WEIGHT_AFTER = re.compile(
    r" of (?!(?:debt|aid|investment|funding|spending|savings|cuts|taxpayers?|public|support|damage"
    r"|new|government"
    r"|the|them|it|his|her|their|its|our|my|your|fines?|loans?|assets?|revenue|sales|profits?|stock|shares)\b)[a-z]"
    r"| ?\(\d[\d.,]*\s?(?:kg|kilo|g\b|t\b|ton)|[ -](?:lighter|heavier|overweight|weight|in weight"
    r"|bag|baby|bomb|bass|catch|salmon|turkey|dumbbells?|per capita"
    r"|per square inch|per acre|of pressure)\b|s? (?:each )?(?:in|of) weight\b"
)
_WEIGHT_BEFORE = re.compile(
    r"\b(?:weigh(?:s|ed|ing)?|los(?:e|es|t|ing)|gain(?:s|ed|ing)?|shed(?:s|ding)?|put on|lift(?:s|ed|ing)?"
    r"|bench(?:es|ed)?|heavier by|lighter by)(?: \w+){0,3} $"
    r"|\b(?:bout|fight|boxer|champion|wrestler|division|catchweight)\b[^.;$£]{0,40} (?:at|of) $"
    r"|\d\s?(?:kg|kilos?|kilogram(?:me)?s?|stone|tonnes?|tons?|grams?)\s?\($",
    re.IGNORECASE,
)
_POUNDER = re.compile(
    r"-pounds? (?!(?:notes?|coins?|fines?|fees?|tickets?|deals?|bills?|bonus|prize|jackpot|grants?|loans?|debts?"
    r"|rewards?|payments?|payouts?|prices?|costs?|levy|tax|charges?|cheques?|contracts?|funds?|salary|donations?|investments?"
    r"|budget|increase|rise|cut|settlement|bounty|hole|a-)\b)[a-z]"
)


def is_weight(text: str, start: int, end: int) -> bool:
    """Return whether pounds are a weight."""
    hyphen = text[end - 6 : end] if text[end - 1 : end] != "s" else text[end - 7 : end]
    if hyphen.startswith("-") and _POUNDER.match(text, end - len(hyphen)):
        return True
    return (
        _WEIGHT_AFTER.match(text, end) is not None or _WEIGHT_BEFORE.search(text, max(0, start - 60), start) is not None
    )
