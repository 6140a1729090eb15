"""What is known of a data set, as ``dataset.json`` holds it: card, metadata and checks are made from it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.schema.document import Sha256

FACTS, CARD, CROISSANT = "dataset.json", "README.md", "croissant.json"
SPLITS, COPIES = "splits.jsonl", "copies.jsonl"
LAYOUT = 1


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the caller asked for; the same settings and runs give the same bytes.

    Attributes:
        name: Name of the data set, with ``version`` in card and signature.
        split: Train, dev and test in per cent; a split of 0 is not written.
        seed: Where groups fall.
        keep_together: What is in one split beside near-duplicates, which always are.
        threshold: Least Jaccard similarity of near-duplicates, from 0.5 to 1.
        keep_copies: Whether documents that say what an earlier one says stay.
        texts: Whether words are written, or offsets and hashes in their place.
        names: Without texts, whether canonical names are written, or their places.
    """

    name: str = "claims"
    version: str = "1.0.0"
    split: tuple[int, int, int] = (80, 10, 10)
    seed: int = 0
    keep_together: Literal["near-duplicates", "publisher", "day", "publisher-day"] = "near-duplicates"
    threshold: float = 0.7
    keep_copies: bool = False
    texts: Literal["included", "withheld"] = "included"
    names: Literal["kept", "dropped"] = "kept"

    def __post_init__(self) -> None:
        """Refuse shares that are none."""
        if sum(self.split) != 100 or min(self.split) < 0:
            raise ValueError(f"shares of {self.split} do not add up to 100")


class RunFacts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One run the data set is made of, told by the hashes of its files.

    Attributes:
        model: Name, version and fingerprint of its pipeline, null without a manifest (gold has none).
        performance: Figures of the pipeline, where the manifest has any.
    """

    documents: Sha256
    claims: Sha256
    onrecord: str | None
    model: dict[str, str] | None
    quarantined: int | None
    performance: Any = None


class SourceFacts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Documents of one source and licence; ``source`` null where no sources file names it."""

    source: str | None
    version: str | None
    licence: str
    documents: int


class Duplicates(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was found alike among the documents of the runs, and what was left out for it."""

    documents_read: int
    copies_of_the_same_words: int
    near_copies: int
    documents_removed: int
    claims_removed: int
    largest_group: int


class Part(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Counts of one split.

    Attributes:
        claims: Claims by kind.
        labels: For each kind and each field with a closed set of values, how often each value occurs.
        left_open: What the records leave open, by what it is: how many of how many.
        records: SHA-256 of the split's files as they are with texts, by name.
    """

    documents: int
    groups: int
    characters: int
    claims: dict[str, int]
    labels: dict[str, dict[str, dict[str, int]]]
    left_open: dict[str, tuple[int, int]]
    records: dict[str, Sha256]


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A data file as written."""

    sha256: Sha256
    bytes: int


class Facts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything ``dataset.json`` holds.

    Attributes:
        layout: Version of the layout of a data set.
        records: Version of the claim record.
        names_lost: Names that do not stand in their text, and so cannot come back once dropped.
        libraries: Versions of the libraries that shape the bytes of Parquet files and the search for copies.
        evaluation: Scores of the pipeline against gold, as given; null if not measured.
        agreement: Agreement between annotators, as given; null if not known.
    """

    layout: int
    records: int
    onrecord: str
    libraries: dict[str, str]
    settings: Settings
    signature: str
    runs: list[RunFacts]
    sources: list[SourceFacts]
    publishers: int
    languages: list[str]
    duplicates: Duplicates
    names_lost: int
    parts: dict[str, Part]
    evaluation: dict[str, Any] | None
    agreement: dict[str, Any] | None
    files: dict[str, File]


def signature(onrecord: str, records: int, runs: list[RunFacts], settings: Settings, parts: Mapping[str, Part]) -> str:
    """Return one line that tells a data set from any other; texts withheld or not, it is the same data set.

    ``content`` is a hash of the records of all splits with their texts.
    """
    models = sorted({f"{r.model['name']}-{r.model['version']}-{r.model['fingerprint']}" for r in runs if r.model})
    hashed = hashlib.sha256()
    for name, part in parts.items():
        for file, digest in part.records.items():
            hashed.update(f"{name}/{file}\x1f{digest}\x1f".encode())
    fields = {
        "name": f"{settings.name}-{settings.version}",
        "onrecord": onrecord,
        "records": records,
        "model": "+".join(models) or "none",
        "split": "/".join(map(str, settings.split)),
        "seed": settings.seed,
        "together": settings.keep_together,
        "similarity": settings.threshold,
        "copies": "kept" if settings.keep_copies else "removed",
        "names": settings.names,
        "documents": sum(part.documents for part in parts.values()),
        "claims": sum(sum(part.claims.values()) for part in parts.values()),
        "content": hashed.hexdigest()[:16],
    }
    return "|".join(f"{key}:{value}" for key, value in fields.items())


def read(folder: str | os.PathLike[str]) -> Facts:
    """Read the facts of a data set.

    Raises:
        InputError: if the folder holds none, or they cannot be read.
    """
    path = Path(folder, FACTS)
    try:
        facts: Facts = jsonl.loads(path.read_bytes(), Facts)
    except OSError:
        raise InputError(f"{os.fspath(folder)}: no {FACTS} there", "give the folder of a data set") from None
    except ValueError as error:
        raise InputError(f"{path}: {error}", f"this reads layout {LAYOUT} of data sets") from None
    return facts


def dumps(facts: Facts) -> bytes:
    """Return the facts as the file holds them."""
    return msgspec.json.format(jsonl.dumps(facts), indent=2) + b"\n"


def file_facts(path: Path) -> File:
    """Return hash and size of a file."""
    with path.open("rb") as stream:
        return File(hashlib.file_digest(stream, "sha256").hexdigest(), path.stat().st_size)
