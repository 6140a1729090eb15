"""What looks like a date and is a name: people called Sunday, streets, cars, quarters of a match, verses, versions."""

from __future__ import annotations

import re

from onrecord.values.dates.model import Timex

# Rules whose names of the calendar are also names of people and places.
_CALENDAR_NAMES = frozenset({"month", "weekday", "holiday", "season", "day-month", "month-day"})
_NAMED_PLACE = re.compile(
    r" (?:Islands?|Street|St\.|Road|Avenue|Lane|Square|Bridge|Hills?|Park|Creek|River|Bay|Beach|House|College"
    r"|School|Club|Circle|City|Hospital|University|Stadium)\b"
)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Lady|Dame|Chief|Alhaji|Senator|Sen|Prof|Rev|Gen|Col|Capt)\.? $")
# A surname and what makes a clause of it; "Sunday Mass", "Friday President Yun said" are no names.
_SURNAME = re.compile(
    r" (?!(?:President|Prime|Minister|Premier|Chancellor|King|Queen|Pope|Mass|Prayers?|Night|Morning|Evening|Afternoon"
    r"|Vice|Foreign|Defen[cs]e|Secretary|General|Senator|Governor|Mayor|Judge|Police|The|Mr|Ms|Mrs|Dr|US|UK|EU|UN|In|At"
    r"|[A-Z]+ )\b)[A-Z][a-z]+(?:,| (?:said|scored|saved|netted|headed|equalised|told|added|won|once|twice|was|is|has"
    r"|had|of)\b)"
)
_DEGREES = re.compile(r"\b(?:lows?|highs?|temperatures?|mercury|degrees|rounds?)\b[^.\n]{0,28}$", re.IGNORECASE)
_VERSION = re.compile(
    r"\b(?:[Vv]ersions?|[Rr]elease|[Bb]uild|[Ff]irmware|iOS|macOS|Android|[Cc]lause|[Ss]ection|IP|v) $"
)
_VERSE = re.compile(
    r"(?:[:\d]|\b(?:ratio|score) of |\b(?:Genesis|Exodus|Leviticus|Deuteronomy|Joshua|Judges|Samuel|Kings|Job|Psalms?"
    r"|Proverbs|Ecclesiastes|Isaiah|Jeremiah|Ezekiel|Daniel|Micah|Matthew|Mark|Luke|John|Acts|Romans|Corinthians"
    r"|Galatians|Ephesians|Philippians|Timothy|Hebrews|James|Peter|Revelation|[Cc]hapter|Surah|Sura|Quran"
    r"|Qur.an|verse) )$"
)
_GAME = re.compile(
    r"\b(?:touchdowns?|quarterback|yards|rebounds?|half-?time|three-pointers?|free throws?|her side|his side|the side"
    r"|scored|trailed|leading scorer|quarter-finals?|NBA|NFL|AFL|netball|basketball|buzzer)\b"
)
_FINANCE = re.compile(
    r"\b(?:profits?|revenues?|sales|earnings|GDP|growth|economy|shares?|losses|percent|per cent|billion|million|crore"
    r"|income|output|exports?|prices)\b|[%$£€₹]"
)
_GAME_WINDOW = 120
# "A 2012 Toyota Corolla": the model year of a car.
_CAR = re.compile(
    r" (?:[a-z]+ )?(?:Toyota|Honda|Ford|Chevrolet|Chevy|Nissan|BMW|Mercedes|Audi|Hyundai|Kia|Volkswagen|VW|Jeep|Dodge"
    r"|Mazda|Subaru|Lexus|Tesla|Suzuki|Mitsubishi|GMC|Cadillac|Buick|Chrysler|Volvo|Porsche|Ferrari|Fiat|Renault|Peugeot"
    r"|Skoda|Land Rover|Range Rover|Jaguar|Maruti|Mahindra|Isuzu|Acura|Infiniti|Pontiac|Harley)\b"
)
_STREET = re.compile(r" (?:[NSEW]\.? )?[A-Z][\w.]+ (?:Street|Road|Avenue|Drive|Lane|Boulevard|Highway|St\.|Rd\.|Ave\.)")


def is_name(text: str, timex: Timex) -> bool:
    """Return whether an expression is a name, or a part of one, or no date by the words beside it."""
    start, end = timex.start, timex.end
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    if timex.rule in _CALENDAR_NAMES and _NAMED_PLACE.match(after):
        return True
    if timex.rule == "weekday" and (_TITLE.search(before) or _is_person(text, start, after)):
        # "Sunday Adeyemi scored": a given name.
        return True
    if timex.rule == "weekend" and "Weekend" in text[start:end]:
        return True
    if timex.rule == "decade" and _DEGREES.search(text, max(0, start - 40), start):
        return True
    if timex.rule == "quarter" and re.match(r" of (?:the|a|its|their) (?:game|match|contest)\b", after):
        return True
    if timex.rule == "quarter" and _is_match(text, start, end):
        return True
    if timex.rule == "numeric-day" and _VERSION.search(before):
        return True
    if timex.rule == "month":
        return _TITLE.search(before) is not None
    if timex.rule in ("year", "year-range"):
        return _CAR.match(after) is not None or _STREET.match(after) is not None
    return timex.rule == "clock" and _VERSE.search(before) is not None


def _is_person(text: str, start: int, after: str) -> bool:
    opens = start == 0 or re.search(r"(?:[.!?\u201d\"] |\n|\band |, )$", text[max(0, start - 5) : start])
    return bool(opens and _SURNAME.match(after))


def _is_match(text: str, start: int, end: int) -> bool:
    """Whether a quarter is one of a game: told by the words around it."""
    around = text[max(0, start - _GAME_WINDOW) : end + _GAME_WINDOW]
    return _GAME.search(around) is not None and _FINANCE.search(around) is None
