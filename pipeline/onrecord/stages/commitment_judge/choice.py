"""From verdicts to readings: the surest candidates first, and none that says again what another says."""

from __future__ import annotations

from dataclasses import replace

from onrecord.stages.commitment_judge.candidates import Candidate
from onrecord.stages.commitment_judge.network import ACTS, FORCES, Verdicts
from onrecord.stages.commitment_rules.lexicon import USUAL_FORCE
from onrecord.stages.commitment_rules.reading import Reading

SHARED = 0.6
"""Share of the shorter of two actions from which they are the same commitment."""


def chosen(
    found: list[Candidate], verdicts: Verdicts, threshold: float, vouched: float
) -> list[tuple[Candidate, Reading]]:
    """Return the candidates that are sure enough, each with its reading made final.

    Args:
        found: The candidates of a document.
        verdicts: What the judge says of them.
        threshold: Least confidence, 0 to 1, of a candidate that no rule vouches for.
        vouched: Least confidence of one the rules take for a commitment by themselves.
    """
    sure = [verdicts.commitment[n] >= (threshold if c.record is None else vouched) for n, c in enumerate(found)]
    # Of two that say the same, the one that a rule vouches for has the better cue and the better end.
    order = sorted(range(len(found)), key=lambda n: (found[n].record is None, -verdicts.commitment[n], n))
    taken: list[int] = []
    for n in order:
        if sure[n] and not any(_same(found[n], found[m]) for m in taken):
            taken.append(n)
    return [(found[n], _final(found[n], verdicts, n)) for n in sorted(taken)]


def _same(one: Candidate, other: Candidate) -> bool:
    if one.places[1] in {other.places[1], other.places[0]}:
        return True
    proposed = one.reading.proposed or other.reading.proposed
    if proposed and one.places[0] == other.places[0]:
        return True  # one cue; only rules find two actions below it
    a, b = one.reading.action, other.reading.action
    return min(a[1], b[1]) - max(a[0], b[0]) > SHARED * min(a[1] - a[0], b[1] - b[0])


def _final(candidate: Candidate, verdicts: Verdicts, n: int) -> Reading:
    """Return the reading with the judge's confidence and, where no rule vouches for it, its act and force.

    What a rule says of the act is right more often than what the network says; of what nobody but the network takes
    for a commitment it is the other way round.
    """
    reading = candidate.reading
    confidence = round(float(verdicts.commitment[n]), 3)
    if not reading.proposed:
        return replace(reading, confidence=confidence)
    act = ACTS[int(verdicts.act[n].argmax())]
    tentative = FORCES[int(verdicts.force[n].argmax())] == "tentative"
    force = "tentative" if tentative else USUAL_FORCE.get(act, "binding")
    direction = "not_do" if act == "refuse" else reading.direction
    return replace(reading, act=act, force=force, direction=direction, confidence=confidence)
