"""Which language a text is in, where it is long enough to tell."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from onrecord.errors import InputError
from onrecord.ingest.need import need

ANY = "any"
# Characters of the beginning that are looked at: what comes later hardly ever changes the answer.
_SAMPLE = 2000
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS = 60
_SURE = 0.7
# Words of English that are none, or rare ones, in other languages. They are a fifth of English prose, so that for
# nearly every text the answer takes no detector, which takes seconds to load and milliseconds a text.
_ENGLISH = frozenset(
    "the and of that with was from said which have has this are his her their they would been were not it for by "
    "but had who will he she its".split()
)
_ENGLISH_SHARE = 0.15


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language a text is in; None if it is too short or too mixed to tell.

    Raises:
        InputError: if the text is not plainly English and py3langid is not installed.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if sum(map(len, words)) < _LEAST_LETTERS:
        return None
    if sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    language, share = _detector().classify(sample)
    # "zxx" stands for no language at all, as in tables of figures.
    return language if share >= _SURE and language != "zxx" else None


def same(one: str, other: str) -> bool:
    """Tell whether two codes name one language, of whatever country (``en-GB``, ``en``)."""
    return _base(one) == _base(other)


def check(code: str) -> str:
    """Return a code as it is compared.

    Raises:
        InputError: if it is none.
    """
    if code != ANY and not re.fullmatch(r"[a-z]{2,3}", _base(code)):
        raise InputError(f"{code!r} is no language code", "give one of ISO 639, such as en, or any")
    return _base(code)


def _base(code: str) -> str:
    return re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0]


@cache
def _detector() -> Any:
    library = need("py3langid.langid")
    return library.LanguageIdentifier.from_model_file(library.MODEL_FILE, norm_probs=True)
