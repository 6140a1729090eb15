"""Identifiers derived from content, so that the same text and pipeline version give the same ids."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def claim_id(
    doc_id: str, kind: str, start: int, end: int, fragments: Sequence[tuple[int, int]] = (), salt: str = ""
) -> str:
    """Return a 16-digit hex id for one claim.

    Args:
        doc_id: Document the claim belongs to.
        kind: Kind of the claim.
        start: First code point of the claim.
        end: One past its last code point.
        fragments: Fragments of a discontinuous span; none for a contiguous one.
        salt: What tells two claims of one kind over the same span apart (the offsets of the cue, say).
    """
    parts = [doc_id, kind, str(start), str(end), *(f"{a}-{b}" for a, b in fragments), salt]
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]
