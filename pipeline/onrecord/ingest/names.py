"""Names of documents, unique in a run."""

from __future__ import annotations

import hashlib
from itertools import count


class Names:
    """Give out names, the wanted one where it is free."""

    def __init__(self) -> None:
        """Begin with no name taken."""
        self._taken: set[str] = set()
        self.renamed = 0

    def take(self, wanted: str, origin: str) -> str:
        """Return the wanted name, or that name with a short hash of where the document comes from.

        Args:
            wanted: The name a document would have alone.
            origin: What tells it from every other document of the run: its file and line.
        """
        name = wanted
        if name in self._taken:
            self.renamed += 1
            digest = hashlib.sha256(origin.encode("utf-8", "surrogatepass")).hexdigest()
            # The same file given twice has the same origin too, so the hash alone may be taken as well.
            name = f"{wanted}-{digest[:8]}"
            again = count(2)
            while name in self._taken:
                name = f"{wanted}-{digest[:8]}-{next(again)}"
        self._taken.add(name)
        return name
