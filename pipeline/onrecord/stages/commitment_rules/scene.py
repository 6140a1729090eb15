"""What earlier stages found in a document, by token: quotes, sums and dates around a commitment."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from spacy.tokens import Doc, Token

from onrecord.schema import Date, Money, Quote
from onrecord.stages import store
from onrecord.stages.commitment_rules.words import Words

ClaimT = TypeVar("ClaimT", Date, Money, Quote)


class Scene:
    """Words, quotes, sums and dates of one document, ready to be asked about a stretch of text."""

    def __init__(self, doc: Doc) -> None:
        """Index the claims earlier stages stored on a Doc."""
        self.doc = doc
        self.text = store.text(doc)
        self.words = Words(doc)
        self.quotes = store.get(doc, Quote)
        self.money = sorted(store.get(doc, Money), key=lambda c: c.start)
        self.dates = sorted(store.get(doc, Date), key=lambda c: c.start)
        self._money_starts = [c.start for c in self.money]
        self._date_starts = [c.start for c in self.dates]
        self._quote_at = self._index_quotes()

    def _index_quotes(self) -> list[int]:
        """Return for each token the index of the innermost quote that holds it, or -1."""
        at = [-1] * len(self.doc)
        order = sorted(range(len(self.quotes)), key=lambda n: self.quotes[n].start - self.quotes[n].end)
        for number in order:
            for start, end in pieces(self.quotes[number]):
                first, last = store.token_at(self.doc, start), store.token_at(self.doc, end - 1)
                at[first : last + 1] = [number] * (last + 1 - first)
        return at

    def quote(self, token: Token) -> Quote | None:
        """Return the innermost quote that holds a token."""
        number = self._quote_at[token.i]
        return self.quotes[number] if number >= 0 else None

    def is_spoken(self, token: Token) -> bool:
        """Whether a token stands in direct speech."""
        quote = self.quote(token)
        return quote is not None and quote.mode == "direct"

    def said_in(self, cue: Token, target: Token) -> Quote | None:
        """Return the quote a commitment is made in: the one around its cue, else the one its action is."""
        return self.quote(cue) or self.quote(target)

    def sums(self, start: int, end: int) -> list[Money]:
        """Return the sums inside a stretch of text."""
        return _inside(self.money, self._money_starts, start, end)

    def times(self, start: int, end: int) -> list[Date]:
        """Return the dates inside a stretch of text."""
        return _inside(self.dates, self._date_starts, start, end)

    def token(self, offset: int) -> Token:
        """Return the token that holds a character."""
        return self.doc[store.token_at(self.doc, offset)]


def pieces(quote: Quote) -> Sequence[tuple[int, int]]:
    """Return the fragments of a quote, or its whole extent."""
    return quote.fragments if isinstance(quote.fragments, list) else [(quote.start, quote.end)]


def _inside(claims: list[ClaimT], starts: list[int], start: int, end: int) -> list[ClaimT]:
    found = []
    for number in range(bisect_left(starts, start), len(claims)):
        if claims[number].start >= end:
            break
        if claims[number].end <= end:
            found.append(claims[number])
    return found
