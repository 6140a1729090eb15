"""From runs to a data set: ``dataset build``."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.export import figures, licences, names, plan, runs
from onrecord.export.facts import COPIES, LAYOUT, SPLITS, Duplicates, Facts, Part, Settings, SourceFacts, signature
from onrecord.export.folder import Placement
from onrecord.export.output import finish, fresh, split_writers
from onrecord.schema import SCHEMA_VERSION

# What goes into the heading of the card and, between colons and bars, into the signature.
_NAME = re.compile(r"\w[\w .+-]*")
Path_ = str | os.PathLike[str]


class _Written(NamedTuple):
    parts: dict[str, Part]
    claims_removed: int
    names_lost: int
    languages: list[str]


def build(
    folders: Sequence[Path_],
    out: Path_,
    settings: Settings | None = None,
    *,
    sources: Path_ | None = None,
    evaluation: Path_ | None = None,
    agreement: Path_ | None = None,
) -> Facts:
    """Build a data set from runs into a new folder.

    Texts are streamed: what is held is the metadata of all documents, their MinHash signatures, and the shingles of
    those that may have a near-duplicate.

    Args:
        folders: Run or gold folders; no two documents may have one name.
        out: The folder, which must not be there, or be empty. It appears when the data set is complete.
        settings: How to split, what to leave out.
        sources: TOML file with licences (:mod:`onrecord.export.licences`).
        evaluation: JSON of an evaluation of the pipeline against gold, for the card.
        agreement: JSON of the agreement of two annotators, for the card.

    Raises:
        InputError: if a run cannot be used, a split would be empty, a library is missing or the folder is taken.
    """
    settings = settings or Settings()
    _check(settings)
    measured = None if evaluation is None else figures.read(evaluation, agreement=False)
    agreed = None if agreement is None else figures.read(agreement, agreement=True)
    known = [] if sources is None else licences.read(sources)
    with fresh(out) as folder:
        settled = plan.make(folders, settings, known)
        written = _write(folder, folders, settled.placements, settings)
        jsonl.write(folder / SPLITS, settled.placements.values())
        jsonl.write(folder / COPIES, settled.copied.values())
        made = [runs.facts(run) for run in folders]
        package = _version("onrecord")
        same = sum(copy.similarity == 1 for copy in settled.copied.values())
        facts = Facts(
            layout=LAYOUT,
            records=SCHEMA_VERSION,
            onrecord=package,
            libraries={"rensa": _version("rensa")},
            settings=settings,
            signature=signature(package, SCHEMA_VERSION, made, settings, written.parts),
            runs=made,
            sources=_sources(settled.placements.values(), known),
            publishers=len({e.publisher for e in settled.entries if e.doc_id in settled.placements and e.publisher}),
            languages=written.languages,
            duplicates=Duplicates(
                documents_read=len(settled.entries),
                copies_of_the_same_words=same,
                near_copies=len(settled.copied) - same,
                documents_removed=len(settled.entries) - len(settled.placements),
                claims_removed=written.claims_removed,
                largest_group=settled.largest_group,
            ),
            names_lost=written.names_lost,
            parts=written.parts,
            evaluation=measured,
            agreement=agreed,
            files={},
        )
        return finish(folder, facts)


def _check(settings: Settings) -> None:
    """Refuse settings that make no sense."""
    for what in (settings.name, settings.version):
        if not _NAME.fullmatch(what):
            raise InputError(
                f"{what!r} cannot name a data set or version", "use letters, digits, dots, dashes and blanks"
            )
    if settings.names == "dropped" and settings.texts == "included":
        raise InputError("names cannot be dropped while the texts name them", "leave the texts out as well")
    if not 0.5 <= settings.threshold <= 1:
        raise InputError(f"a similarity of {settings.threshold} is not from 0.5 to 1", "0.7 is a common choice")


def _write(folder: Path, folders: Sequence[Path_], placements: Mapping[str, Placement], settings: Settings) -> _Written:
    claims_removed = names_lost = 0
    languages: set[str] = set()
    with split_writers(folder, settings) as writers:
        for document, claims in runs.located(folders):
            placement = placements.get(document.doc_id)
            if placement is None:
                claims_removed += len(claims)
                continue
            if settings.names == "dropped":
                document, claims, lost = names.opaque(document, claims)
                names_lost += lost
            if document.language:
                languages.add(document.language)
            writers[placement.split].write(document, claims, placement)
    parts = {name: writer.part() for name, writer in writers.items()}
    return _Written(parts, claims_removed, names_lost, sorted(languages))


def _sources(placements: Collection[Placement], known: list[licences.Source]) -> list[SourceFacts]:
    versions = {source.key: source.version for source in known}
    counts = Counter((p.source, p.licence) for p in placements)
    return [
        SourceFacts(source=source, version=versions.get(source or ""), licence=licence, documents=number)
        for (source, licence), number in sorted(counts.items(), key=lambda item: (item[0][0] or "~", item[0][1]))
    ]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
