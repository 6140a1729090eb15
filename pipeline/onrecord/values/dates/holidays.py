"""Holidays: the days of those the calendar fixes, and the names of those it does not.

A holiday that follows the sighting of the moon or a lunar calendar (Ramadan, Eid, Diwali) has no day here: a day
worked out from tables can be off by one from the day that was kept.
"""

from __future__ import annotations

from datetime import date

from onrecord.values.dates.periods import day_of, plus_days
from onrecord.values.dates.pieces import APOSTROPHE, word

# Month and day of holidays on a fixed day.
FIXED: dict[str, tuple[int, int]] = {
    "new year's day": (1, 1), "epiphany": (1, 6), "valentine's day": (2, 14), "st patrick's day": (3, 17),
    "april fools' day": (4, 1), "anzac day": (4, 25), "may day": (5, 1), "juneteenth": (6, 19),
    "canada day": (7, 1), "bastille day": (7, 14), "halloween": (10, 31), "all saints' day": (11, 1),
    "armistice day": (11, 11), "veterans day": (11, 11), "christmas eve": (12, 24), "christmas day": (12, 25),
    "christmas": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31), "bonfire night": (11, 5),
    "the fourth of july": (7, 4), "international women's day": (3, 8), "new year": (1, 1),
}  # fmt: skip
# Month, ISO weekday and which one of the month (-1 the last).
FLOATING: dict[str, tuple[int, int, int]] = {
    "martin luther king jr. day": (1, 1, 3), "martin luther king day": (1, 1, 3), "presidents' day": (2, 1, 3),
    "memorial day": (5, 1, -1), "columbus day": (10, 1, 2), "thanksgiving day": (11, 4, 4), "thanksgiving": (11, 4, 4),
}  # fmt: skip
# Days from Easter Sunday of the western church.
EASTER: dict[str, int] = {
    "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2,
    "easter": 0, "easter sunday": 0, "easter monday": 1, "ascension day": 39, "whit monday": 50, "pentecost": 49,
}  # fmt: skip
UNCOMPUTED = (
    "Ramadan", "Eid al-Fitr", "Eid al-Adha", "Eid-ul-Fitr", "Eid-ul-Adha", "Eid ul-Fitr", "Eid ul-Adha", "Eid",
    "Diwali", "Holi", "Hanukkah", "Passover", "Yom Kippur",
    "Rosh Hashanah", "Lunar New Year", "Chinese New Year", "Nowruz", "Ashura", "Orthodox Easter", "Navratri",
    "Dussehra", "Tet", "Vesak", "Mother's Day", "Father's Day", "Labor Day", "Labour Day", "Independence Day",
    "Republic Day", "election day", "Election Day", "polling day", "Inauguration Day",
)  # fmt: skip

_TITLED = (key.removeprefix("the ").title().replace("'S", "'s") for key in (*FIXED, *FLOATING, *EASTER))
# "Shrove Tuesday" in any text is the holiday; "Super Tuesday" and "Black Friday" are names of events.
HOLIDAY = word(
    name.replace("'", APOSTROPHE + "?").replace(".", r"\.?").replace(" ", "[ ]") for name in (*_TITLED, *UNCOMPUTED)
)
HOLIDAY_FIRST = " ".join(name.lower().split()[0] for name in (*FIXED, *FLOATING, *EASTER, *UNCOMPUTED)) + " fourth"


def easter(year: int) -> date | None:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return day_of(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return the nth weekday of a month; -1 is the last."""
    if nth > 0:
        first = day_of(year, month, 1)
        return first and plus_days(first, (weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    after = day_of(year + month // 12, month % 12 + 1, 1)
    last = after and plus_days(after, -1)
    return last and plus_days(last, -((last.isoweekday() - weekday) % 7))


def holiday(name: str, year: int) -> date | None:
    """Return the day of a holiday in a year; None where the calendar does not fix it."""
    key = name.lower().replace("\u2019", "'")
    key = "the fourth of july" if key == "fourth of july" else key
    if key in FIXED:
        return day_of(year, *FIXED[key])
    if key in FLOATING:
        return nth_weekday(year, *FLOATING[key])
    if key in EASTER and 1583 <= year <= 9999:
        sunday = easter(year)
        return sunday and plus_days(sunday, EASTER[key])
    return None
