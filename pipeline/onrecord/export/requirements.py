"""Libraries that only datasets need, imported when they are needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from onrecord.errors import InputError


def need(module: str) -> Any:
    """Import a module of an optional library.

    Raises:
        InputError: saying what to install, if it is not there.
    """
    try:
        return import_module(module)
    except ImportError:
        library = module.partition(".")[0]
        raise InputError(f"{library} is not installed", "pip install 'onrecord[dataset]'") from None
