"""``ingest_run``: a folder of documents, what the caller knows of them, and reading again what failed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.ingest import failed, ingest_run
from onrecord.ingest.sources import Source
from onrecord.schema import Document, IngestManifest, Options, Provenance, Quarantined, Reading
from tests.ingest.files import TEXT, archive, bad, documents, located, page, read, response, rows

FILES = ["documents.jsonl", "manifest.json", "provenance.jsonl", "quarantine.jsonl"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    given = tmp_path / "in"
    given.mkdir()
    (given / "a.txt").write_text(TEXT)
    (given / "b.html").write_text(page())
    (given / "c.txt").write_bytes(bytes(range(256)))
    (given / "d.jsonl").write_text('{"text": "One."}\n{broken\n{"text": "Three.", "odd": 1}\n')
    return given


def test_the_folder_holds_documents_and_where_they_come_from(folder: Path, tmp_path: Path) -> None:
    seen: list[Any] = []
    summary = ingest_run([folder], tmp_path / "out", options=Options(published="2025-03-05"), progress=seen.append)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == FILES
    found = list(jsonl.read(tmp_path / "out" / "documents.jsonl", Document))
    origins = list(jsonl.read(tmp_path / "out" / "provenance.jsonl", Provenance))
    aside = list(jsonl.read(tmp_path / "out" / "quarantine.jsonl", Quarantined))
    assert [d.doc_id for d in found] == [p.doc_id for p in origins]
    assert [d.sha256 for d in found] == [p.sha256 for p in origins]
    assert {d.published for d in found} == {"2025-03-05"}
    assert [(Path(q.source).name, q.line) for q in aside] == [("c.txt", None), ("d.jsonl", 2)]
    manifest: IngestManifest = jsonl.loads((tmp_path / "out" / "manifest.json").read_bytes(), IngestManifest)
    assert manifest == summary.manifest
    assert (manifest.documents, manifest.quarantined, len(seen)) == (4, 2, 6)
    assert manifest.ignored_keys == {"odd": 1} and sum(manifest.extractors.values()) == 4


def test_the_same_input_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        ingest_run([folder], tmp_path / name, options=Options(reading=Reading(dedupe="mark")))
        contents.append({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()})
    assert contents[0] == contents[1]


def test_a_run_that_breaks_off_leaves_what_was_there(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ingest_run([folder / "a.txt"], out)
    before = {p.name: p.read_bytes() for p in out.iterdir()}

    def stop(item: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest_run([folder], out, progress=stop)
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


def test_what_was_ingested_is_input_again(folder: Path, tmp_path: Path) -> None:
    ingest_run([folder], tmp_path / "out")
    again = documents(tmp_path / "out")
    assert again == list(jsonl.read(tmp_path / "out" / "documents.jsonl", Document))


def test_only_what_failed_is_read_again(folder: Path, tmp_path: Path) -> None:
    ingest_run([folder], tmp_path / "out")
    assert failed(tmp_path / "out") == [
        Source(str(folder / "c.txt"), "text"),
        Source(str(folder / "d.jsonl"), "jsonl", frozenset({2})),
    ]
    (folder / "c.txt").write_text("Mended.")
    (folder / "d.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n{"text": "Three."}\n')
    retry = Options(reading=Reading(retry=str(tmp_path / "out")))
    ingest_run([], tmp_path / "again", options=retry)
    assert [d.text for d in jsonl.read(tmp_path / "again" / "documents.jsonl", Document)] == ["Mended.", "Two."]
    with pytest.raises(InputError, match="both what is read again and what is written"):
        ingest_run([], tmp_path / "out", options=retry)
    with pytest.raises(InputError, match="nothing was set aside"):
        failed(tmp_path / "again")


def test_records_that_are_not_read_again_cost_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.ingest import page as pages
    from onrecord.ingest.reader import Reader

    path = archive(tmp_path / "a.warc.gz", *(response(f"https://h.example/{n}", page().encode()) for n in range(5)))
    read_as, real = [], pages.document
    monkeypatch.setattr(pages, "document", lambda data, **where: read_as.append(where["line"]) or real(data, **where))
    (item,) = Reader(Options()).read([Source(str(path), "warc", frozenset({4}))])
    assert item.line == 4 and read_as == [4]


def test_the_documents_of_a_run_are_not_written_over(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "claims-00000.jsonl").write_text("")
    with pytest.raises(InputError, match="a run is there"):
        ingest_run([folder], tmp_path)


def test_what_cannot_be_read_again_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no quarantine\.jsonl there"):
        failed(tmp_path)
    record = Quarantined(source="-", line=2, doc_id=None, stage="parse", error="x", hint="y")
    jsonl.write(tmp_path / "quarantine.jsonl", [record])
    with pytest.raises(InputError, match="standard input cannot be read again"):
        failed(tmp_path)
    jsonl.write(
        tmp_path / "quarantine.jsonl",
        [Quarantined(source="gone.txt", line=None, doc_id=None, stage="read", error="x", hint="y")],
    )
    with pytest.raises(InputError, match=r"gone\.txt: not there any more"):
        failed(tmp_path)
    for paths, options, hint in (
        ([], Options(), "no input; name files"),
        (["x.txt"], Options(reading=Reading(retry="r")), "give one of them"),
    ):
        with pytest.raises(InputError, match=hint):
            ingest_run(paths, tmp_path / "out", options=options)


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("t.csv", "file,published,publisher\nnews/a.txt,2025-03-05,\nb,2025-03-06,Quay\n"),
        ("t.tsv", "filename\tpublished\tpublisher\na.txt\t5 March 2025\t\nb\t2025-03-06\tQuay\n"),
        (
            "t.jsonl",
            '{"id": "a", "published": "2025-03-05"}\n{"id": "b", "published": "2025-03-06", "publisher": "Quay"}\n',
        ),
    ],
)
def test_a_table_says_what_is_known_of_documents(
    tmp_path: Path, name: str, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(table)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT)
    rows(tmp_path / "news" / "b.jsonl", {"text": "Bo paid.", "doc_id": "b", "publisher": "Nobody"})
    first, second = documents("news", metadata=name)
    assert (first.published, second.published, second.publisher) == ("2025-03-05", "2025-03-06", "Quay")
    (tmp_path / "news" / "a.json").write_text('{"published": "2025-03-04"}')
    assert documents("news", metadata=name)[0].published == "2025-03-04", "what stands beside a file is nearer to it"


@pytest.mark.parametrize(
    ("name", "table", "error"),
    [
        ("t.csv", "a,b\n1,2\n", "t.csv:1: does not say which document it is about"),
        ("t.txt", "x", "t.txt: not a table"),
        ("t.jsonl", "{broken\n", "t.jsonl:1: not JSON"),
        ("none.csv", None, "none.csv: cannot be read"),
    ],
)
def test_a_table_that_cannot_be_used_stops_the_run(tmp_path: Path, name: str, table: str | None, error: str) -> None:
    if table is not None:
        (tmp_path / name).write_text(table)
    path = rows(tmp_path / "a.jsonl", {"text": "a"})
    with pytest.raises(InputError, match=error.replace(".", r"\.")):
        read(path, metadata=str(tmp_path / name))


def test_keys_may_be_called_otherwise_and_lie_deeper(tmp_path: Path) -> None:
    row = {
        "id": 4,
        "content": {"body": "Ada paid."},
        "date": "2025-03-05 10:00:00",
        "publisher": "Quay",
        "outlet": "Mail",
    }
    keys = {"text": "content.body", "doc_id": "id", "published": "date", "publisher": "outlet"}
    path = rows(tmp_path / "a.jsonl", row, {"text": "Bo paid."})
    first, second = documents(path, keys=keys)
    assert (first.doc_id, first.text, first.published, first.publisher) == ("4", "Ada paid.", "2025-03-05", "Mail")
    assert second.text == "Bo paid."
    (item, _) = bad(rows(tmp_path / "b.jsonl", {"content": "x"}, {"body": "y"}), keys={"doc_id": "id"})
    assert "--text-key says where the text is: 'content'" in item.hint


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("2025-03-05", "2025-03-05"),
        ("2025-03", "2025-03"),
        ("2025-03-05T08:00:00Z", "2025-03-05T08:00:00Z"),
        ("2025-03-05 08:00:00", "2025-03-05"),
        ("2025-03-05T08:00:00.123+0100", "2025-03-05T08:00:00.123+0100"),
        ("20250305", "2025-03-05"),
        ("20250305T080000Z", "2025-03-05"),
        ("Wed, 05 Mar 2025 08:00:00 -0500", "2025-03-05T08:00:00-05:00"),
        ("5 March 2025", "2025-03-05"),
        ("Mar 5, 2025", "2025-03-05"),
        ("05/03/2025", None),
        ("yesterday", None),
        ("2025-02-30", None),
    ],
)
def test_dates_are_read_where_there_is_one_way_to(tmp_path: Path, value: str, published: str | None) -> None:
    path = rows(tmp_path / "a.jsonl", {"text": "a", "published": value})
    if published is None:
        assert bad(path)[0].stage == "document"
    else:
        assert located(path)[0].document.published == published


def test_a_missing_library_stops_the_run(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins
    import sys

    from onrecord.ingest import page as pages

    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("trafilatura"):
            raise ImportError(name)
        return real(name, *rest)

    pages._library.cache_clear()
    monkeypatch.setattr("onrecord.optional.import_module", lambda name: without(name))
    monkeypatch.delitem(sys.modules, "trafilatura", raising=False)
    with pytest.raises(InputError, match=r"trafilatura is not installed; pip install 'onrecord\[ingest\]'"):
        ingest_run([folder], tmp_path / "out")
    pages._library.cache_clear()
    assert not (tmp_path / "out" / "manifest.json").exists()


def test_the_manifest_names_how_it_was_read(folder: Path, tmp_path: Path) -> None:
    reading = Reading(keys={"text": "body"}, language="any", dedupe="drop", similarity=0.9, max_bytes=5000)
    ingest_run([folder / "a.txt"], tmp_path / "out", options=Options(reading=reading))
    said = json.loads((tmp_path / "out" / "manifest.json").read_text())["reading"]
    assert (said["keys"], said["dedupe"], said["similarity"]) == ({"text": "body"}, "drop", 0.9)
