"""A data set without texts and the texts, put together again: ``dataset rejoin``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any, NamedTuple

import msgspec

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.export import texts, withhold
from onrecord.export.facts import COPIES, SPLITS, Facts, read
from onrecord.export.folder import Placement
from onrecord.export.output import finish, fresh, split_writers
from onrecord.schema import Claim, Document

_SHOWN = 20


class Rejoined(NamedTuple):
    """What came of it: the facts of the complete data set, and how many texts were looked at."""

    facts: Facts
    texts_read: int


def rejoin(folder: str | os.PathLike[str], source: str | os.PathLike[str], out: str | os.PathLike[str]) -> Rejoined:
    """Write a data set with its texts: what a build with texts would have written, byte for byte.

    Args:
        folder: The data set without texts.
        source: Folder of ``.txt`` and ``.jsonl`` files with the texts, or one such file.
        out: Folder of the complete data set, which must not be there, or be empty.

    Raises:
        InputError: if a text is missing, a record does not fit its text, or the result is not what was left out.
    """
    facts = read(folder)
    if facts.settings.texts == "included":
        raise InputError(f"{os.fspath(folder)}: the texts are in it already", "there is nothing to rejoin")
    placements = [(line, p) for line, p in jsonl.numbered(Path(folder, SPLITS), Placement)]
    found = texts.find(source, {placement.sha256 for _, placement in placements})
    _refuse_missing(Path(folder, SPLITS), placements, found, source)
    settings = msgspec.structs.replace(facts.settings, texts="included")
    with fresh(out) as part:
        with split_writers(part, settings) as writers:
            for name, writer in writers.items():
                for row, claims, place in _rows(Path(folder, name), placements, name, found.texts):
                    writer.write(row, claims, place)
        parts = {name: writer.part() for name, writer in writers.items()}
        for name in (SPLITS, COPIES):
            copyfile(Path(folder, name), part / name)
        changed = [name for name in parts if parts[name].records != facts.parts[name].records]
        if changed:
            raise InputError(
                f"{os.fspath(folder)}: {' and '.join(changed)} would not be what was left out",
                "the files were changed: onrecord dataset verify shows where",
            )
        return Rejoined(finish(part, msgspec.structs.replace(facts, settings=settings, parts=parts)), found.read)


def _refuse_missing(
    path: Path, placements: list[tuple[int, Placement]], found: texts.Found, source: str | os.PathLike[str]
) -> None:
    missing = [(line, p) for line, p in placements if p.sha256 not in found.texts]
    if not missing:
        return
    lines = [f"{path}:{line}: {p.doc_id!r} ({found.hints.get(p.sha256, 'not among them')})" for line, p in missing]
    more = f" and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    raise InputError(
        f"{os.fspath(source)}: of {len(placements)} texts {len(missing)} are not there: "
        f"{', '.join(lines[:_SHOWN])}{more}",
        "offsets hold only in the very text they were counted in, so none is used that differs",
    )


def _rows(
    folder: Path, placements: list[tuple[int, Placement]], split: str, known: dict[str, str]
) -> Iterator[tuple[Document, list[Claim], Placement]]:
    """Yield the documents of a split with their texts and claims."""
    placed = {placement.doc_id: placement for _, placement in placements if placement.split == split}
    path = folder / withhold.CLAIMS
    claims = jsonl.numbered(path, dict[str, Any])
    following = next(claims, None)
    for line, row in jsonl.numbered(folder / withhold.DOCUMENTS, dict[str, Any]):
        place = f"{folder / withhold.DOCUMENTS}:{line}"
        try:
            placement = placed[row["doc_id"]]
            text = known[placement.sha256]
            document = withhold.restored_document(row, text)
            own = []
            while following is not None and following[1]["doc_id"] == document.doc_id:
                place = f"{path}:{following[0]}"
                own.append(withhold.restored_claim(following[1], text))
                following = next(claims, None)
        except (withhold.Missing, KeyError, TypeError, ValueError) as error:
            what = "does not fit its text" if isinstance(error, withhold.Missing) else f"cannot be read ({error!r})"
            raise InputError(f"{place}: {what}", "the file was changed after it was written") from None
        yield document, own, placement
