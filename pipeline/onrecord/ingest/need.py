"""What makes text of input: libraries that only some input needs, and their versions."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from onrecord import optional


def need(module: str) -> Any:
    """Import a module of a library that comes with the extra for input.

    Raises:
        MissingLibraryError: saying what to install, if it is not there.
    """
    return optional.need(module, "ingest")


@cache
def extractor(library: str = "onrecord") -> tuple[str, str]:
    """Return the name and version of what makes text, as provenance holds them; by default that is onrecord."""
    try:
        return library, version(library)
    except PackageNotFoundError:
        return library, "unknown"
