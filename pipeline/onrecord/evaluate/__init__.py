"""Scoring claims against gold, and agreement between annotators; see ``docs/evaluation.md``.

``onrecord.evaluate`` is both this package and the function in it: calling the one calls the other.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from onrecord.evaluate.evaluation import evaluate
from onrecord.evaluate.results import Difference, Evaluation
from onrecord.evaluate.scores import Score

__all__ = ["Difference", "Evaluation", "Score", "evaluate"]


class _Callable(ModuleType):
    """A module that can be called, because Python puts a package under its name once it is imported.

    ``onrecord.evaluate`` would otherwise be the function before the first use and the package from then on.
    """

    def __call__(self, *args: Any, **options: Any) -> Evaluation:
        """Call the function."""
        return evaluate(*args, **options)


sys.modules[__name__].__class__ = _Callable
