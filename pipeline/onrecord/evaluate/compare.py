"""One document compared: its claims on both sides, matched kind by kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import UNSET

from onrecord.evaluate import names
from onrecord.evaluate.match import Pair, match
from onrecord.schema import KINDS, Claim, Document, Entity, Quote

ByKind = dict[str, list[Claim]]


class Compared(NamedTuple):
    """A document, the claims of both sides by kind, and which of them are matched.

    All kinds are matched, for links may lead to any; ``kinds`` are those that are scored. ``same_name`` compares
    canonical names, knowing from both sides which of them are persons'.
    """

    document: Document
    kinds: Sequence[str]
    gold: ByKind
    pred: ByKind
    pairs: dict[str, list[Pair]]
    same_name: names.Same

    def matched(self, kind: str) -> Iterator[tuple[Claim, Claim]]:
        """Yield the matched claims of a kind, gold first."""
        for pair in self.pairs[kind]:
            yield self.gold[kind][pair.gold], self.pred[kind][pair.pred]


def compare(
    document: Document, gold: Iterable[Claim], pred: Iterable[Claim], kinds: Sequence[str] = tuple(KINDS)
) -> Compared:
    """Match the claims of two annotations of one document.

    The order of the claims does not matter: they are put in the order of the text first.
    """
    left, right = _by_kind(gold), _by_kind(pred)
    labels = dict(_labels(right))
    labels.update(_labels(left))
    if document.entities is not UNSET:
        for participant in document.entities:
            label = names.PERSON if participant.label == "PERSON" else names.OTHER
            labels.update((names.key(name), label) for name in (*participant.aliases, participant.name))
    pairs = {kind: match(left[kind], right[kind]) for kind in KINDS}
    return Compared(document, kinds, left, right, pairs, names.comparer(labels))


def _by_kind(claims: Iterable[Claim]) -> ByKind:
    found: ByKind = {kind: [] for kind in KINDS}
    for claim in claims:
        found[claim.kind].append(claim)
    for group in found.values():
        group.sort(key=lambda claim: (claim.start, claim.end, claim.id))
    return found


def _labels(claims: ByKind) -> Iterator[tuple[str, str]]:
    for quote in claims["quote"]:
        assert isinstance(quote, Quote)
        if quote.speaker is not None and quote.speaker_kind != "unknown":
            yield names.key(quote.speaker), names.PERSON if quote.speaker_kind == "person" else names.OTHER
    for entity in claims["entity"]:
        assert isinstance(entity, Entity)
        yield names.key(entity.name), names.PERSON if entity.label == "PERSON" else names.OTHER
