"""Where the tree settles a tag: past tense and past participle, which look alike in English.

Tags and trees come from heads of their own and may disagree. A form in *-ed* with a subject and without an
auxiliary is finite (*Norvik pledged*), one that modifies a noun is a participle (*the sum pledged in May*).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
# These can share the auxiliary of another verb, or do without one.
DEPENDENT = frozenset({"conj", "advcl", "acl", "parataxis", "orphan", "dep"})


class Agreement:
    """Corrects tags by the tree they stand in."""

    def __init__(self, tags: Sequence[str], deps: Sequence[str]) -> None:
        """Find the labels it looks at in a model's inventories; it does nothing where one is missing."""
        found = all(tag in tags for tag in ("VBD", "VBN")) and all(dep in deps for dep in ("nsubj", "acl"))
        self._past, self._participle = (tags.index("VBD"), tags.index("VBN")) if found else (-1, -1)
        self._subject = deps.index("nsubj") if found else -1
        self._modifier = deps.index("acl") if found else -1
        self._auxiliaries = [i for i, dep in enumerate(deps) if dep in AUXILIARIES]
        self._dependent = [i for i, dep in enumerate(deps) if dep in DEPENDENT]

    def tags(self, tags: Ints, heads: Ints, deps: Ints) -> Ints:
        """Return the tags of a window, all arrays as indices into the model's inventories."""
        has_subject = np.zeros(len(tags), dtype=bool)
        has_subject[heads[deps == self._subject]] = True
        has_auxiliary = np.zeros(len(tags), dtype=bool)
        has_auxiliary[heads[np.isin(deps, self._auxiliaries)]] = True
        bare = ~has_auxiliary
        finite = (tags == self._participle) & has_subject & bare & ~np.isin(deps, self._dependent)
        modifier = (tags == self._past) & (deps == self._modifier) & ~has_subject & bare
        return np.where(finite, self._past, np.where(modifier, self._participle, tags))
