"""Folders of records to convert, and a way there and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from onrecord import records
from onrecord.formats import Article, Conversion, convert
from onrecord.records import Records
from onrecord.schema import Claim
from tests.formats.articles import article

FILES = {
    "onrecord": "records",
    "brat": "brat",
    "label-studio": "tasks.json",
    "doccano": "project.doccano.jsonl",
    "prodigy": "tasks.prodigy.jsonl",
    "docbin": "docs.spacy",
    "web-annotation": "annotations.jsonld",
    "csv": "tables",
    "parquet": "tables",
}
"""What to call a file or folder of every format that can be written."""
EDITORS = ["brat", "label-studio", "doccano", "prodigy", "web-annotation"]
"""Formats in which people draw spans and relations."""


def save(folder: Path, *articles: Article) -> Path:
    """Write records, and return their folder."""
    claims = [claim for a in articles for claim in a.claims]
    records.write(folder, Records([a.document for a in articles], claims))
    return folder


def content(folder: Path) -> tuple[bytes, bytes]:
    """Return the bytes of both files of a folder of records."""
    return (folder / "documents.jsonl").read_bytes(), (folder / "claims.jsonl").read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The records of the article."""
    return save(tmp_path / "records in", article())


@pytest.fixture
def out(folder: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Convert the article to a format, and return the file or folder."""

    def write(name: str) -> Path:
        path = tmp_path / FILES[name]
        convert(folder, path, target_format=name)
        return path

    return write


class Back(msgspec.Struct):
    """What came back from a format."""

    claims: list[Claim]
    done: Conversion
    folder: Path

    def of(self, kind: str, words: str) -> Claim:
        """Return the claim of a kind that has some words in it."""
        (found,) = [claim for claim in self.claims if claim.kind == kind and words in claim.text]
        return found


@pytest.fixture
def back(tmp_path: Path) -> Callable[..., Back]:
    """Convert a file back, and return the claims; they must be valid."""
    from onrecord.validate import validate

    def read(path: Path, name: str) -> Back:
        done = convert(path, tmp_path / "back", source_format=name, overwrite=True)
        assert validate(tmp_path / "back").failures == []
        return Back(records.read(tmp_path / "back").claims, done, tmp_path / "back")

    return read
