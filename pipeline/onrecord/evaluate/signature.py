"""What produced a number, in one line, so that it can be produced again (the manner of sacreBLEU: Post 2018)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version

import msgspec

from onrecord import jsonl
from onrecord.evaluate.match import OVERLAP
from onrecord.schema import KINDS, Claim, Document


class Fingerprint:
    """A hash of documents and claims that does not depend on their order."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._parts: dict[str, str] = {}

    def add(self, document: Document, claims: Iterable[Claim]) -> None:
        """Take in one document and its claims, with everything they say."""
        lines = sorted(jsonl.dumps(claim) for claim in claims)
        self._parts[document.doc_id] = _hash([jsonl.dumps(msgspec.structs.replace(document, text="")), *lines])

    def hex(self) -> str:
        """Return twelve hex digits."""
        return _hash(f"{name} {self._parts[name]}".encode("utf-8", "surrogatepass") for name in sorted(self._parts))[
            :12
        ]


def inputs(documents: Mapping[str, Document]) -> str:
    """Return a fingerprint of what an extraction read: texts, dates, titles and the rest, but no claims."""
    found = Fingerprint()
    for document in documents.values():
        found.add(msgspec.structs.replace(document, entities=msgspec.UNSET), [])
    return found.hex()


def signature(
    kinds: Collection[str], documents: int, gold: str, *, resamples: int, seed: int, permutations: int | None = None
) -> str:
    """Return the line that goes with every figure.

    Args:
        kinds: Kinds of claim scored.
        documents: Number of documents compared.
        gold: Fingerprint of gold.
        resamples: Number of bootstrap resamples.
        seed: Of the resamples and of the randomisation.
        permutations: Number of random swaps, where two systems were compared.
    """
    chosen = "all" if set(kinds) == set(KINDS) else "+".join(kind for kind in KINDS if kind in kinds)
    parts = [
        f"kinds:{chosen}",
        f"match:exact+jaccard{OVERLAP:g}",
        "names:surname",
        f"docs:{documents}",
        f"gold:{gold}",
        f"bs:{resamples}",
        *([] if permutations is None else [f"ar:{permutations}"]),
        f"seed:{seed}",
        f"version:{_version()}",
    ]
    return "|".join(parts)


def _version() -> str:
    try:
        return version("onrecord")
    except PackageNotFoundError:  # run from a source tree that nobody installed
        return "unknown"


def _hash(lines: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line + b"\n")
    return digest.hexdigest()
