"""Who said what, which sums and dates are named, and who committed to what in English news.

Example::

    import onrecord

    result = onrecord.extract("Ada Marsh said on Monday it would cost $5.", published="2025-03-05")
    for claim in result.claims:
        print(claim.kind, claim.text)

``onrecord`` itself imports nothing heavy: spaCy is loaded by the first name that needs it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.aggregate.frames import frames
    from onrecord.aggregate.ledger import ledger
    from onrecord.assemble import load
    from onrecord.evaluate import evaluate
    from onrecord.extraction import Extraction, extract
    from onrecord.records import Records, read, write
    from onrecord.schema import Claim, Commitment, Date, Document, Entity, Money, Quote, make_document

_HOMES = {
    "load": "onrecord.assemble",
    "extract": "onrecord.extraction",
    "Extraction": "onrecord.extraction",
    "evaluate": "onrecord.evaluate",
    "frames": "onrecord.aggregate.frames",
    "ledger": "onrecord.aggregate.ledger",
    "read": "onrecord.records",
    "write": "onrecord.records",
    "Records": "onrecord.records",
    "make_document": "onrecord.schema",
    "Claim": "onrecord.schema",
    "Commitment": "onrecord.schema",
    "Date": "onrecord.schema",
    "Document": "onrecord.schema",
    "Entity": "onrecord.schema",
    "Money": "onrecord.schema",
    "Quote": "onrecord.schema",
}

__all__ = [
    "Claim",
    "Commitment",
    "Date",
    "Document",
    "Entity",
    "Extraction",
    "Money",
    "Quote",
    "Records",
    "evaluate",
    "extract",
    "frames",
    "ledger",
    "load",
    "make_document",
    "read",
    "write",
]


def __getattr__(name: str) -> Any:
    """Import a public name on first use (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version

        return version("onrecord")
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")


def load_ipython_extension(shell: Any) -> None:
    """Show spaCy's Docs with their claims in a notebook: ``%load_ext onrecord``."""
    from onrecord import notebook

    notebook.register(shell)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
