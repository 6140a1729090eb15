"""What the card says of accuracy and agreement: figures where somebody measured, and that nobody did elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.export.facts import Facts
from onrecord.export.markdown import table


def evaluation(facts: Facts) -> str:
    """Return how good the claims are: scores against gold, else the model's own figures, else nothing."""
    if facts.evaluation is not None:
        found = facts.evaluation
        return (
            f"Scored against gold of {found['documents']:,} articles, as F1 with its 95 % interval over articles:\n\n"
            f"{_scores(found)}\n\n```text\n{found['signature']}\n```"
        )
    performance = [run.performance for run in facts.runs if run.performance is not None]
    if performance:
        rows = [(name, f"{value:g}") for figures in performance for name, value in _flat(figures)]
        return "Figures of the model, as its manifest gives them:\n\n" + table(("measure", "value:"), rows)
    return "Accuracy: not measured on these articles."


def agreement(facts: Facts) -> str:
    """Return how well two annotators agree, if it is known."""
    found = facts.agreement
    if found is None:
        return "Agreement between annotators: not known."
    alphas = [
        (f"{a['kind']} {a['attribute']}", f"{a['alpha']:.3f}", _interval(a), a["units"])
        for a in found.get("alphas", ())
    ]
    shown = table(("attribute", "Krippendorff's alpha:", "95 % interval", "claims:"), alphas) if alphas else ""
    return (
        f"Agreement of two annotators on {found['documents']:,} articles, as F1:\n\n{_scores(found)}\n\n{shown}\n\n"
        f"```text\n{found['signature']}\n```"
    )


def _scores(found: dict[str, Any]) -> str:
    rows = [(s["key"], f"{s['f1']:.3f}", _interval(s)) for s in found.get("scores", ()) if s["f1"] is not None]
    return table(("measure", "F1:", "95 % interval"), rows)


def _interval(figure: dict[str, Any]) -> str:
    limits = figure.get("interval")
    return f"{limits[0]:.3f}–{limits[1]:.3f}" if limits else "–"


def _flat(figures: Any, name: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(figures, dict):
        for key, value in figures.items():
            yield from _flat(value, f"{name}.{key}" if name else str(key))
    elif isinstance(figures, int | float):
        yield name, figures
