"""Licences: as somebody stated them, or unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.export import Settings, build
from onrecord.export.licences import read, source_of
from onrecord.export.syndication import Entry
from onrecord.export.tables import read as rows

SOURCES = """
[harbour]
name = "Harbour Mail"
licence = "CC BY 4.0"
version = "2025"

[gazettes]
license = "MIT"
publishers = ["Paper 1", "Paper 2"]
hosts = ["Gazette.example"]
size = "what other readers of the file need does no harm"
"""


def entry(publisher: str | None = None, url: str | None = None) -> Entry:
    return Entry("d", "0", None, publisher, url, 0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text(SOURCES, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("found", "key"),
    [
        (entry("harbour"), "harbour"),
        (entry("Harbour Mail"), "harbour"),
        (entry("Paper 2"), "gazettes"),
        (entry(url="https://news.gazette.example/a?b"), "gazettes"),
        (entry("Paper 3"), None),
        (entry("harbour mail"), None),
        (entry(url="https://notgazette.example/"), None),
        (entry(url="http://[broken"), None),
        (entry(), None),
    ],
)
def test_a_document_belongs_to_the_source_that_names_it(file: Path, found: Entry, key: str | None) -> None:
    source = source_of(found, read(file))
    assert (source.key if source else None) == key


def test_two_sources_of_one_document_are_an_error(file: Path) -> None:
    with pytest.raises(InputError, match=r"\[harbour\] and \[gazettes\]"):
        source_of(entry("harbour", "https://gazette.example/"), read(file))


@pytest.mark.parametrize(
    ("written", "fault"),
    [("[a\n", "not TOML"), ("[a]\nlicence = 3\n", r"\[a\]"), ("b = 1\n", r"\[b\]")],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, written: str, fault: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(InputError, match=fault) as error:
        read(path)
    assert str(path) in str(error.value)


def test_the_corpus_lists_its_sources_in_this_form() -> None:
    found = read(Path(__file__).parents[2] / "corpus" / "sources.toml")
    assert all(source.licence and source.version for source in found)


def test_licences_reach_facts_and_tables(run: Path, file: Path, tmp_path: Path) -> None:

    facts = build([run], tmp_path / "set", Settings(split=(100, 0, 0)), sources=file)
    assert [(s.source, s.licence, s.documents) for s in facts.sources] == [
        ("gazettes", "MIT", 8),
        (None, "unknown", 12),
    ]
    found = list(rows(tmp_path / "set" / "train" / "documents.parquet"))
    assert {(r["publisher"], r["licence"]) for r in found} == {
        (f"Paper {n}", "MIT" if n in (1, 2) else "unknown") for n in range(5)
    }
    card = (tmp_path / "set" / "README.md").read_text(encoding="utf-8")
    assert '\nlicense: "unknown"\n' in card and "| gazettes | – | MIT | 8 |" in card


def test_what_is_known_of_all_is_what_the_card_says(tmp_path: Path, run: Path) -> None:
    path = tmp_path / "all.toml"
    path.write_text('[a]\nlicence = "CC BY 4.0"\npublishers = ["Paper 0","Paper 1","Paper 2","Paper 3","Paper 4"]\n')
    build([run], tmp_path / "set", Settings(split=(100, 0, 0)), sources=path)
    assert '\nlicense: "cc-by-4.0"\n' in (tmp_path / "set" / "README.md").read_text(encoding="utf-8")
