"""From files to documents; what cannot be read is set aside and the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from onrecord.ingest.documents import Located
from onrecord.ingest.reader import Reader
from onrecord.ingest.sources import sources
from onrecord.schema import Document, Options, Quarantined, sha256_of

TEXT = "Ada Marsh said Norvik would pay $5."


def read(*paths: Path | str, options: Options | None = None) -> list[Located | Quarantined]:
    return list(Reader(options or Options()).read(sources(paths)))


def documents(*paths: Path | str, options: Options | None = None) -> list[Document]:
    found = read(*paths, options=options)
    assert all(isinstance(item, Located) for item in found), found
    return [item.document for item in found if isinstance(item, Located)]


def rows(path: Path, *records: Any) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_text_is_named_after_its_file_and_not_altered(tmp_path: Path) -> None:
    (tmp_path / "ferries.v2.txt").write_bytes("Ada\r\npaid\u00a0€5.\n\n".encode())
    (document,) = documents(tmp_path)
    assert (document.doc_id, document.text) == ("ferries.v2", "Ada\r\npaid\u00a0€5.\n\n")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfAda")
    assert documents(tmp_path)[0].text == "Ada"


def test_a_companion_says_what_is_known_of_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    about = {
        "published": "2025-03-05",
        "title": "Ships",
        "url": "https://example.org",
        "publisher": "Harbour",
    }
    (tmp_path / "a.json").write_text(json.dumps(about | {"language": "en", "author": "Bo"}))
    reader = Reader(Options(published="1999-01-01", publisher="Nobody"))
    (item,) = reader.read(sources([tmp_path]))
    assert isinstance(item, Located)
    assert {name: getattr(item.document, name) for name in about} == about
    assert item.document.language == "en"
    assert reader.ignored == {"author": 1}


def test_defaults_are_for_documents_that_name_none(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", {"text": "a", "published": "2025-03-05"}, {"text": "b", "publisher": ""})
    first, second = documents(path, options=Options(published="1999-01-01", publisher="Nobody"))
    assert (first.published, first.publisher) == ("2025-03-05", "Nobody")
    assert (second.published, second.publisher) == ("1999-01-01", "Nobody")


def test_rows_need_no_more_than_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(rows(tmp_path / "b", {"text": TEXT}, {"text": "x", "doc_id": 7}).read_bytes()))
    first, second = documents(path)
    assert (first.doc_id, first.sha256) == (sha256_of(TEXT)[:16], sha256_of(TEXT))
    assert second.doc_id == "7"


def test_keys_no_document_has_are_counted(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", {"text": "a", "author": "Bo"}, {"text": "b", "author": "Cy", "tags": []})
    reader = Reader(Options())
    list(reader.read(sources([path])))
    assert reader.ignored == {"author": 2, "tags": 1}


def test_the_documents_of_a_run_can_be_read_again(tmp_path: Path) -> None:
    path = rows(tmp_path / "documents.jsonl", {"text": TEXT, "doc_id": "a", "sha256": sha256_of(TEXT)})
    assert documents(path)[0].sha256 == sha256_of(TEXT)
    rows(path, {"text": TEXT + "!", "doc_id": "a", "sha256": sha256_of(TEXT)})
    (bad,) = read(path)
    assert isinstance(bad, Quarantined)
    assert (bad.stage, bad.error) == ("document", "sha256 does not match the text")


def test_equal_names_are_told_apart(tmp_path: Path) -> None:
    for part in ("x", "y"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "a.txt").write_text(TEXT)
    first, second = documents(tmp_path)
    assert first.doc_id == "a" and second.doc_id.startswith("a-") and len(second.doc_id) == 10


def test_a_file_that_is_no_text_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "b.txt").write_text("tea")
    bad, good = read(tmp_path)
    assert isinstance(bad, Quarantined) and isinstance(good, Located)
    assert (bad.source, bad.line, bad.stage) == (str(tmp_path / "a.txt"), None, "read")
    assert "binary data" in bad.error and "iconv" in bad.hint


@pytest.mark.parametrize(
    ("companion", "stage", "error"),
    [
        ("{broken", "parse", "a.json is not JSON"),
        ("[1, 2]", "parse", "a.json is not a JSON object"),
        ('{"published": "5 March"}', "document", "published '5 March' is not an ISO 8601 date"),
        ('{"published": 2025}', "document", "Expected `str | null`, got `int` - at `$.published`"),
    ],
)
def test_a_bad_companion_sets_its_text_aside(tmp_path: Path, companion: str, stage: str, error: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.json").write_text(companion)
    (bad,) = read(tmp_path)
    assert isinstance(bad, Quarantined)
    assert bad.stage == stage and bad.error.startswith(error) and bad.hint


def test_bad_rows_are_set_aside_with_their_lines_and_in_their_place(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        b'{"text": "a"}',
        b"{broken",
        b"caf\xe9",
        b"",
        b'{"title": "no text"}',
        b'{"text": 5}',
        b'["text"]',
        b'{"text": "b", "published": "yesterday"}',
        b'{"text": "said", "kind": "quote", "start": 0, "end": 4}',
        b'{"text": "c"}',
        b"null",
    ]
    path.write_bytes(b"\n".join(lines))
    found = read(path)
    assert [(i.line, i.stage if isinstance(i, Quarantined) else i.document.text) for i in found] == [
        (1, "a"),
        (2, "parse"),
        (3, "parse"),
        (5, "document"),
        (6, "document"),
        (7, "document"),
        (8, "document"),
        (9, "document"),
        (10, "c"),
        (11, "document"),
    ]
    bad = [i for i in found if isinstance(i, Quarantined)]
    assert all(i.error and i.hint and i.source == str(path) for i in bad)
    assert "a claim, not a document" in [i.error for i in bad]


def test_a_row_that_is_set_aside_takes_no_name(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", {"text": "a", "doc_id": "x", "sha256": "0"}, {"text": "b", "doc_id": "x"})
    bad, good = read(path)
    assert isinstance(bad, Quarantined) and isinstance(good, Located)
    assert good.document.doc_id == "x"


def test_a_broken_archive_keeps_what_could_be_read(tmp_path: Path) -> None:
    text = "".join(json.dumps({"text": f"{n} {sha256_of(str(n))}"}) + "\n" for n in range(2000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(text.encode())[:-4000])
    (tmp_path / "b.txt").write_text(TEXT)
    found = read(tmp_path)
    bad = [i for i in found if isinstance(i, Quarantined)]
    assert [i.stage for i in bad] == ["read"] and "cannot be read" in bad[0].error
    assert len(found) > 1000 and isinstance(found[-1], Located)


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [TEXT.encode(), f"\n\n {TEXT}\r\n".encode(), b""])
def test_standard_input_may_be_a_text(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    stdin(monkeypatch, data)
    (document,) = documents("-")
    assert (document.doc_id, document.text) == ("stdin", data.decode())


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n \r\n"])
def test_standard_input_may_be_rows(monkeypatch: pytest.MonkeyPatch, before: bytes) -> None:
    stdin(monkeypatch, before + b'{"text": "a"}\nbroken\n{"text": "b"}\n')
    found = read("-")
    assert [i.document.text if isinstance(i, Located) else i.stage for i in found] == ["a", "parse", "b"]
    assert {i.source for i in found} == {"-"}
