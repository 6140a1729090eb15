"""Checking the files of a data set: are they there, and do they have the hashes that are written of them?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord import jsonl
from onrecord.export.facts import CROISSANT, FACTS, Facts, file_facts

_DATA = (".jsonl", ".parquet")


def file_faults(root: Path, facts: Facts) -> Iterator[str]:
    """Yield what is wrong with the files and with their metadata."""
    found: dict[str, str] = {}
    for name, written in facts.files.items():
        if not (root / name).is_file():
            yield f"{root / name}: not there, {FACTS} lists it"
            continue
        found[name] = file_facts(root / name).sha256
        if found[name] != written.sha256:
            yield f"{root / name}: was {written.sha256[:12]}… when written, now {found[name][:12]}…"
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and name.endswith(_DATA) and name not in facts.files and not name.startswith("."):
            yield f"{path}: a data file that {FACTS} does not list"
    yield from _record_faults(root, facts)
    yield from _croissant_faults(root / CROISSANT, found)


def _record_faults(root: Path, facts: Facts) -> Iterator[str]:
    """Yield the splits whose records are other than those that the signature is made of."""
    if facts.settings.texts == "included":
        for split, part in facts.parts.items():
            for name, digest in part.records.items():
                file = facts.files.get(f"{split}/{name}")
                if file is not None and file.sha256 != digest:
                    yield f"{root / FACTS}: {split}/{name} has two hashes, {file.sha256[:12]}… and {digest[:12]}…"


def _croissant_faults(path: Path, found: dict[str, str]) -> Iterator[str]:
    try:
        metadata: Any = jsonl.loads(path.read_bytes())
        listed = {file["@id"]: file["sha256"] for file in metadata["distribution"]}
    except OSError:
        yield f"{path}: not there"
        return
    except (KeyError, TypeError, ValueError) as error:
        yield f"{path}: not the metadata of a data set ({error!r})"
        return
    for name, digest in found.items():
        if listed.get(name) != digest:
            yield f"{path}: {name} has sha256 {str(listed.get(name))[:12]}…, the file {digest[:12]}…"
