"""What a rule found: one cue and what it commits to, before names and values are filled in."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.stages.commitment_rules.lexicon import Cue

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate commitment; extents are code points, half-open.

    Attributes:
        cue: The lexicon row, or one made up for a modal.
        head: The word the cue hangs on: verb, noun or adjective; the main verb under a modal.
        cue_extent: What is shown as the cue, verb group included.
        target: The head of the action: its verb, or the noun that is given or done.
        action: Extent of the action.
        actors: Heads of the noun phrases of those who commit themselves.
        beneficiaries: Heads of the noun phrases of those who receive.
        rule: Name of the rule.
        confidence: How sure that rule is.
        first_cue: Extent of a shared cue standing apart; the record then has fragments.
    """

    cue: Cue
    head: Token
    cue_extent: Extent
    target: Token
    action: Extent
    actors: tuple[Token, ...]
    rule: str
    confidence: float
    act: str
    direction: str
    force: str
    status: str
    polarity: str = "affirmed"
    beneficiaries: tuple[Token, ...] = ()
    first_cue: Extent | None = None

    @property
    def proposed(self) -> bool:
        """Whether no rule vouches for it: the names of what is only proposed begin alike."""
        return self.rule.startswith("proposed_")


def of_cue(
    cue: Cue,
    head: Token,
    cue_extent: Extent,
    target: Token,
    action: Extent,
    actors: tuple[Token, ...],
    rule: str,
    confidence: float,
) -> Reading:
    """Return a reading with the values of its lexicon row."""
    return Reading(
        cue=cue,
        head=head,
        cue_extent=cue_extent,
        target=target,
        action=action,
        actors=actors,
        rule=rule,
        confidence=confidence,
        act=cue.act,
        direction=cue.direction,
        force=cue.force,
        status=cue.status,
    )


def span(reading: Reading) -> Extent:
    """Return the hull of cue and action."""
    cue = reading.first_cue or reading.cue_extent
    return min(cue[0], reading.action[0]), max(cue[1], reading.action[1])
