"""One utterance in several wordings: quotes of different articles that give the same words, more or less.

The speaker need not be known to be the same: many articles give a surname alone, and what one gives to a minister
another gives to the ministry. But two wordings by two people of different names are two utterances, unless both quote
the same eight words and more to the letter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from onrecord.aggregate import differences
from onrecord.aggregate.commitments import Place
from onrecord.aggregate.differences import Difference, Match, Words
from onrecord.aggregate.run import opened

if TYPE_CHECKING:
    import os


_LEAST_WORDS = 4
_TO_THE_LETTER = 8
# Fewer words are a commonplace that anybody may have said.
_PART_OF_ANYBODY = 10
# A figure that differs within so many days is misheard or corrected; later it is news.
_SAME_NEWS_DAYS = 3
_SHINGLE = 3
_COMMON_SHINGLE = 500
_COMPARED = 50


class Wording(msgspec.Struct, frozen=True):
    """An utterance as one article has it.

    Attributes:
        place: Where it stands.
        speaker: Who is said to have said it, in the words of the article.
        participant: Who that is across documents.
        mode: ``direct``, ``indirect`` or ``mixed``.
        similarity: Share of words in common with the fullest wording.
        differs_in: What is different: ``none`` but marks, ``extent`` (a part is quoted), ``words``, or ``numbers``.
        difference: The wording against the fullest one, ``[-left out-]`` and ``{+added+}``.
    """

    place: Place
    speaker: str | None
    participant: str | None
    mode: str
    similarity: float = 1.0
    differs_in: Difference = "none"
    difference: str = ""


class Utterance(msgspec.Struct, frozen=True):
    """What was said once, with all its wordings from the earliest on; ``text`` is the fullest."""

    id: str
    text: str
    wordings: list[Wording]

    @property
    def places(self) -> list[Place]:
        """Every place it stands in."""
        return [wording.place for wording in self.wordings]


class _Quote(NamedTuple):
    """A wording that is being placed: its place in time, and its words."""

    number: int
    wording: Wording
    words: Words


_QUOTES = """
    SELECT q.id, q.doc_id, q.start, q."end", q.text, d.published, d.publisher, d.title, d.url, q.speaker, r.participant,
        q.quote_mode
    FROM quote q JOIN documents d USING (doc_id) SEMI JOIN originals USING (doc_id)
    LEFT JOIN (SELECT claim, min(participant) AS participant FROM roles WHERE role = 'speaker' GROUP BY claim) r
        ON r.claim = q.id
    ORDER BY d.published_day NULLS LAST, d.published, q.doc_id, q.start, q.id
"""


def variants(run: Any, *, aliases: str | os.PathLike[str] | None = None) -> list[Utterance]:
    """Return all utterances of four words and more, those with several wordings and those with one, by time.

    The quotes are held in memory, the articles are not. Syndicated copies count once.

    Args:
        run: As :func:`onrecord.aggregate.open_run` takes it.
        aliases: See :mod:`onrecord.aggregate.aliases`.
    """
    quotes = []
    with opened(run, aliases=aliases) as source:
        source.need_copies()
        _ = source.participants
        for number, row in enumerate(source.rows(_QUOTES)):
            words = differences.words(row[4])
            if len(words.plain) >= _LEAST_WORDS:
                quotes.append(_Quote(number, Wording(Place(*row[:9]), *row[9:]), words))
    return sorted((_utterance(group) for group in _grouped(quotes)), key=_age)


def _age(utterance: Utterance) -> tuple[str, str, int]:
    first = utterance.wordings[0].place
    return first.published or "~", first.doc_id, first.start


def _grouped(quotes: list[_Quote]) -> list[list[tuple[_Quote, Match]]]:
    """Put each quote to the fullest wording it is one of; the fullest come first."""
    groups: list[list[tuple[_Quote, Match]]] = []
    by_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for quote in sorted(quotes, key=lambda quote: (-len(quote.words.plain), quote.number)):
        shingles = {tuple(quote.words.plain[at : at + _SHINGLE]) for at in range(len(quote.words.plain) - _SHINGLE + 1)}
        shared: Counter[int] = Counter()
        for shingle in sorted(shingles):
            if len(by_shingle[shingle]) < _COMMON_SHINGLE:
                shared.update(by_shingle[shingle])
        candidates = sorted(shared, key=lambda group: (-shared[group], group))[:_COMPARED]
        matches = [(group, _match(groups[group], quote)) for group in candidates]
        found = [(match.similarity, -group, match) for group, match in matches if match is not None]
        if found:
            _, group, match = max(found)
            groups[-group].append((quote, match))
            continue
        for shingle in shingles:
            by_shingle[shingle].append(len(groups))
        groups.append([(quote, Match(1.0, "none"))])
    return groups


def _match(group: list[tuple[_Quote, Match]], quote: _Quote) -> Match | None:
    """Compare a quote with the fullest wording of a group; what stands inside another quote is no wording of it."""
    if any(_overlap(other.wording.place, quote.wording.place) for other, _ in group):
        return None
    full = group[0][0]
    one = full.wording.participant is not None and full.wording.participant == quote.wording.participant
    least = differences.ALIKE_OF_ONE if one else differences.ALIKE
    found = differences.match(full.words, quote.words, least)
    if found is None:
        return None
    if found.differs_in == "numbers" and not _same_news(full.wording.place, quote.wording.place):
        return None
    unnamed = None in (full.wording.speaker, quote.wording.speaker)
    if unnamed and found.differs_in == "extent" and len(quote.words.plain) < _PART_OF_ANYBODY:
        return None
    letter = found.differs_in == "none" and len(quote.words.plain) >= _TO_THE_LETTER
    return found if letter or _may_be_one(full.wording, quote.wording) else None


def _overlap(one: Place, other: Place) -> bool:
    return one.doc_id == other.doc_id and one.start < other.end and other.start < one.end


def _may_be_one(one: Wording, other: Wording) -> bool:
    """Whether two speakers can be one: the same, a surname for a full name, or one that is not named."""
    if one.participant == other.participant and one.participant is not None:
        return True
    if one.speaker is None or other.speaker is None:
        return True
    first, second = (differences.words(wording.speaker or "").plain for wording in (one, other))
    short, long = sorted((first, second), key=len)
    return bool(short) and short[-1] == long[-1]


def _same_news(one: Place, other: Place) -> bool:
    try:
        first, second = (date.fromisoformat((place.published or "")[:10]) for place in (one, other))
    except ValueError:
        return False
    return abs((second - first).days) <= _SAME_NEWS_DAYS


def _utterance(group: list[tuple[_Quote, Match]]) -> Utterance:
    full = group[0][0]
    wordings = []
    for quote, match in sorted(group, key=lambda pair: pair[0].number):
        shown = "" if match.differs_in == "none" else differences.shown(full.words, quote.words)
        wordings.append(
            msgspec.structs.replace(
                quote.wording,
                similarity=round(match.similarity, 3),
                differs_in=match.differs_in,
                difference=shown,
            )
        )
    return Utterance(wordings[0].place.claim, full.wording.place.text, wordings)
