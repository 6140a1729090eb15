"""Libraries that only some inputs need, imported when they are needed."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from onrecord.errors import InputError


class MissingLibraryError(InputError):
    """An optional library is not installed: no fault of any input, and the same for all of its kind."""


def need(module: str) -> Any:
    """Import a module of an optional library.

    Raises:
        MissingLibraryError: saying what to install, if it is not there.
    """
    try:
        return import_module(module)
    except ImportError:
        library = module.partition(".")[0]
        raise MissingLibraryError(f"{library} is not installed", "pip install 'onrecord[ingest]'") from None


@cache
def extractor(library: str = "onrecord") -> tuple[str, str]:
    """Return the name and version of what makes text, as provenance holds them; by default that is onrecord."""
    try:
        return library, version(library)
    except PackageNotFoundError:
        return library, "unknown"
