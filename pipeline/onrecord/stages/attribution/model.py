"""The working form of a quote between the rules: a cue with its source, and the content it introduces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Token

from onrecord.stages.attribution.lexicon import ReportingVerb

Range = tuple[int, int]
"""Half-open code points."""


@dataclass(frozen=True)
class Source:
    """The words that name who speaks: the whole noun phrase and the tokens that head it."""

    start: int
    end: int
    heads: tuple[Token, ...]

    @property
    def head(self) -> Token:
        """The first head: the one other rules ask about number, name and kind."""
        return self.heads[0]


@dataclass(frozen=True)
class Cue:
    """A word group that signals attribution: a reporting verb, a noun of saying, "according to".

    ``token`` is the word the content hangs on; it is the key by which "one quote per cue" is kept.
    """

    token: Token
    start: int
    end: int
    source: Source | None
    polarity: str
    sense: ReportingVerb | None = None
    begins: int | None = None

    @property
    def hull(self) -> Range:
        """The cue together with its source: the cue clause without its adjuncts.

        ``begins`` is set where the clause opens with somebody else: "media quoted him as saying".
        """
        start = self.start if self.begins is None else self.begins
        if self.source is None:
            return start, self.end
        return min(start, self.source.start), max(self.end, self.source.end)


class Complement(NamedTuple):
    """Content found to belong to a cue, the cue as it then reads, and the rule that found it."""

    span: Range
    cue: Cue
    rule: str
    confidence: float


class Beside(NamedTuple):
    """Content before and after a cue clause, either of them empty, and the rule that found it."""

    before: Range | None
    after: Range | None
    rule: str
    confidence: float


@dataclass
class Attribution:
    """One quote in the making. Fragments are kept in text order and do not overlap."""

    fragments: list[Range]
    cue: Cue | None
    rule: str
    confidence: float
    source: Source | None = None
    polarity: str = "asserted"
    notes: set[str] = field(default_factory=set)

    @property
    def start(self) -> int:
        """First code point of the content."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """One past the last code point of the content."""
        return self.fragments[-1][1]

    def covers(self, spans: Sequence[Range]) -> bool:
        """Whether every one of ``spans`` lies inside one of the fragments."""
        return all(any(a <= start and end <= b for a, b in self.fragments) for start, end in spans)
