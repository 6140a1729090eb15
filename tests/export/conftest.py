"""Runs to make data sets of: articles that have nothing in common but one sentence and its claims."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from pathlib import Path
from shutil import copytree

import msgspec
import pytest

from onrecord.export import Facts, Settings, build
from onrecord.records import Records, write
from onrecord.schema import Claim, Document, Link, make_document
from tests.support.claims import TEXT, examples

WORDS = 120


def words(seed: int, number: int = WORDS) -> str:
    """Return invented words that no other seed gives."""
    draw = random.Random(seed)
    return " ".join("".join(draw.choices("bcdfglmnprst", k=6)) for _ in range(number))


def article(seed: int, *, body: str | None = None, **about: str | None) -> Document:
    """Return an article: the sentence with the claims, then invented words."""
    known: dict[str, str | None] = {"published": f"2025-03-{1 + seed % 28:02}", "publisher": f"Paper {seed % 5}"}
    text = f"{TEXT} {words(seed) if body is None else body}."
    return make_document(text, **{"doc_id": f"a{seed}", **known, **about})


def claims_of(document: Document) -> list[Claim]:
    """Return one claim of each kind in the article's first sentence."""
    return [
        msgspec.structs.replace(
            claim,
            id=f"{document.doc_id}-{claim.id}",
            doc_id=document.doc_id,
            links=[Link(link.role, f"{document.doc_id}-{link.target}") for link in claim.links],
        )
        for claim in examples()
    ]


def write_run(folder: Path, documents: Iterable[Document]) -> Path:
    """Write a run of some articles, with their claims."""
    held = list(documents)
    write(folder, Records(held, [claim for document in held for claim in claims_of(document)]))
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run of twenty articles."""
    return write_run(tmp_path / "run", (article(seed) for seed in range(20)))


Build = Callable[..., Facts]


@pytest.fixture
def make(tmp_path: Path) -> Build:
    """Build a data set into a folder of the test's own, by name."""

    def made(folder: str, /, *runs: Path, **settings: object) -> Facts:
        return build(runs, tmp_path / folder, msgspec.convert({"seed": 3, **settings}, Settings))

    return made


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of twenty articles and the data sets made of it, with texts, without, and without names as well."""
    root = tmp_path_factory.mktemp("built")
    run = write_run(root / "run", (article(seed) for seed in range(20)))
    for name, settings in {
        "set": Settings(seed=3),
        "bare": Settings(seed=3, texts="withheld"),
        "nameless": Settings(seed=3, texts="withheld", names="dropped"),
    }.items():
        build([run], root / name, settings)
    return root


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A data set to do damage to."""
    return Path(copytree(built / "set", tmp_path / "damaged"))


@pytest.fixture
def nameless(built: Path, tmp_path: Path) -> Path:
    """A data set without texts and names to do damage to."""
    return Path(copytree(built / "nameless", tmp_path / "damaged"))


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
