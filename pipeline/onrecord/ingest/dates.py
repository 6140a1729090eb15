"""Dates of publication as files hold them, to ISO 8601, where only one reading is possible."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2})(:\d{2})?([.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?", re.ASCII | re.I
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?", re.ASCII)
_MAIL = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2} [A-Za-z]{3} \d{4} \d{1,2}:\d{2}(?::\d{2})? ([A-Z]{1,5}|[+-]\d{4})")
_WORDS = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y")


def iso(value: object) -> object:
    """Return a date as ``published`` holds it; what has no single reading comes back as it is.

    A time without an offset is left out, for nobody knows which day it is elsewhere; day and month in figures
    (``05/03/2025``) are not told apart.
    """
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds") if value.tzinfo is not None else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return value
    text = value.strip()
    if found := _ISO.fullmatch(text):
        return _iso(*found.groups())
    if found := _COMPACT.fullmatch(text):
        return "-".join(found.groups())
    if _MAIL.fullmatch(text):
        return _mail(text) or value
    for form in _WORDS:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return text


def _iso(day: str, time: str, seconds: str | None, fraction: str | None, offset: str | None) -> str:
    if offset is None:
        return day
    zone = "Z" if offset.upper() in ("Z", "UTC", "GMT") else offset
    return f"{day}T{time.zfill(5)}{seconds or ''}{(fraction or '') if seconds else ''}{zone}"


def _mail(text: str) -> str | None:
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    # The standard library gives no offset where the zone is unknown, or "-0000".
    return when.isoformat() if when.tzinfo is not None else when.date().isoformat()
