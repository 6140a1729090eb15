"""Libraries that come with an extra, imported when they are needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from onrecord.errors import InputError


class MissingLibraryError(InputError):
    """An optional library is not installed: no fault of any input, and the same for all of its kind."""


def need(module: str, extra: str) -> Any:
    """Import a module of an optional library.

    Args:
        module: The module.
        extra: The extra of onrecord it comes with.

    Raises:
        MissingLibraryError: saying what to install, if it is not there.
    """
    try:
        return import_module(module)
    except ImportError:
        library = module.partition(".")[0]
        raise MissingLibraryError(f"{library} is not installed", f"pip install 'onrecord[{extra}]'") from None
