"""The formats there are, by name.

To add one, write a module of this package with a ``FORMAT`` and name it here. Those of public corpora
have a reader and no writer: timeml, polnear, newswire, cat, conllu.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from onrecord import records
from onrecord.errors import InputError
from onrecord.formats.conversion import Format

# In the order in which they are tried on a file whose format nobody named.
_MODULES = {
    "onrecord": "native",
    "brat": "brat",
    "label-studio": "label_studio",
    "doccano": "doccano",
    "prodigy": "prodigy",
    "docbin": "docbin",
    "web-annotation": "web_annotation",
    "timeml": "timeml",
    "polnear": "polnear",
    "newswire": "newswire",
    "cat": "cat",
    "conllu": "conllu",
    "csv": "csv_tables",
    "parquet": "parquet",
}


def names() -> list[str]:
    """Return the names of all formats."""
    return list(_MODULES)


def get(name: str) -> Format:
    """Return a format by name.

    Raises:
        InputError: if there is none of that name.
    """
    if name not in _MODULES:
        raise InputError(f"no format {name!r}", f"there are {', '.join(_MODULES)}")
    module = importlib.import_module(f"onrecord.formats.{_MODULES[name]}")
    found: Format = module.FORMAT
    return found


def all_formats() -> list[Format]:
    """Return all formats."""
    return [get(name) for name in _MODULES]


def of_source(path: Path) -> Format:
    """Return the format of a file or folder by what is in it.

    Raises:
        InputError: if it looks like none, or is not there.
    """
    if not path.exists():
        raise InputError(f"{path}: not there", "check the path")
    for form in all_formats():
        if form.detect(path):
            return form
    if path.name.removesuffix(".gz") in (records.DOCUMENTS, records.CLAIMS):
        raise InputError(f"{path}: half of a run", f"give the folder, {path.parent}")
    raise InputError(
        f"{path}: looks like no format there is", "name it with --from; onrecord convert --list lists them"
    )


def of_target(path: Path, source: Format) -> Format:
    """Return the format a file or folder to be written should have, by its name.

    A name without an ending is a folder of our own records, unless that is what is being converted.

    Raises:
        InputError: if the name does not say.
    """
    name = path.name.lower()
    for form in all_formats():
        if form.write is not None and any(name.endswith(suffix) for suffix in form.suffixes):
            return form
    if not path.suffix and source.name != "onrecord":
        return get("onrecord")
    raise InputError(f"{path}: the name does not say which format to write", "name it with --to")
