"""From verdicts to readings: the surest candidates first, and none that says again what another says."""

from __future__ import annotations

from dataclasses import replace

from onrecord.stages.commitment_judge.candidates import Candidate
from onrecord.stages.commitment_judge.network import ACTS, FORCES, Verdicts
from onrecord.stages.commitment_rules.lexicon import USUAL_FORCE
from onrecord.stages.commitment_rules.reading import Reading

SHARED = 0.6
"""Share of the shorter of two candidates from which they are the same commitment."""
PROPOSED = "proposed_"


def chosen(found: list[Candidate], verdicts: Verdicts, threshold: float) -> list[tuple[Candidate, Reading]]:
    """Return the candidates at least as sure as ``threshold`` (0 to 1), each with its reading made final."""
    order = sorted(range(len(found)), key=lambda n: (-verdicts.commitment[n], n))
    taken: list[int] = []
    for n in order:
        if verdicts.commitment[n] < threshold:
            break
        if not any(_same(found[n], found[m]) for m in taken):
            taken.append(n)
    return [(found[n], _final(found[n], verdicts, n)) for n in sorted(taken)]


def _same(one: Candidate, other: Candidate) -> bool:
    if one.places[1] in {other.places[1], other.places[0]}:
        return True
    shared = min(one.span[1], other.span[1]) - max(one.span[0], other.span[0])
    return shared > SHARED * min(one.span[1] - one.span[0], other.span[1] - other.span[0])


def _final(candidate: Candidate, verdicts: Verdicts, n: int) -> Reading:
    """Return the reading with the judge's confidence and, where no rule vouches for it, its act and force.

    What a rule says of the act is right more often than what the network says; of what nobody but the network takes
    for a commitment it is the other way round.
    """
    reading = candidate.reading
    confidence = round(float(verdicts.commitment[n]), 3)
    if not reading.rule.startswith(PROPOSED):
        return replace(reading, confidence=confidence)
    act = ACTS[int(verdicts.act[n].argmax())]
    tentative = FORCES[int(verdicts.force[n].argmax())] == "tentative"
    force = "tentative" if tentative else USUAL_FORCE.get(act, "binding")
    direction = "not_do" if act == "refuse" else reading.direction
    return replace(reading, act=act, force=force, direction=direction, confidence=confidence)
