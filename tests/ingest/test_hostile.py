"""Input made, or damaged, so as to stop a batch: it is set aside, and memory stays within the limits."""

from __future__ import annotations

import gzip
import io
import os
import socket
import tracemalloc
from pathlib import Path

import pytest
import zstandard

from onrecord.ingest.documents import Located
from onrecord.ingest.opened import Guarded, lines, whole
from tests.ingest.files import TEXT, archive, bad, located, page, read, response, rows

MIB = 1 << 20


def good(folder: Path) -> None:
    (folder / "z.txt").write_text(TEXT)


def test_a_line_of_50_mb_is_passed_over_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as stream:
        stream.write(b'{"text": "a"}\n{"text": "')
        for _ in range(50):
            stream.write(b"x" * MIB)
        stream.write(b'"}\n{"text": "b"}\n')
    tracemalloc.start()
    found = read(path, max_bytes=MIB)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(i.line, getattr(i, "stage", "fine")) for i in found] == [(1, "fine"), (2, "read"), (3, "fine")]
    assert peak < 8 * MIB


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
@pytest.mark.parametrize("ending", ["txt", "jsonl", "html", "csv", "xml"])
def test_a_decompression_bomb_fills_no_memory(tmp_path: Path, pack: object, ending: str) -> None:
    assert callable(pack)
    name = f"a.{ending}.{'gz' if pack is gzip.compress else 'zst'}"
    (tmp_path / name).write_bytes(pack(b" " * (64 * MIB) if ending == "xml" else b"x" * (64 * MIB)))
    good(tmp_path)
    tracemalloc.start()
    found = read(tmp_path, max_bytes=2 * MIB)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [getattr(i, "stage", "fine") for i in found][-1] == "fine" and len(found) <= 2
    assert peak < 24 * MIB


def test_a_file_that_unpacks_out_of_all_proportion_is_given_up(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read1(self, size: int = -1) -> bytes:
            return b"x" * size

    stream = io.BufferedReader(Guarded(Endless(), io.BytesIO(b"small"), "a.gz"), MIB)
    with pytest.raises(Exception, match="unpacks to more than 400 times its size"):
        while stream.read(MIB):
            pass


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
@pytest.mark.parametrize("cut", [4, 40, 400])
def test_a_packed_file_cut_short_keeps_what_could_be_read(tmp_path: Path, pack: object, cut: int) -> None:
    assert callable(pack)
    path = rows(tmp_path / "a.jsonl", *({"text": os.urandom(40).hex()} for _ in range(500)))
    packed = tmp_path / ("b.jsonl.gz" if pack is gzip.compress else "b.jsonl.zst")
    packed.write_bytes(pack(path.read_bytes())[:-cut])
    path.unlink()
    *before, last = read(packed, language="any")
    assert getattr(last, "stage", "") == "read" and last.hint == "is the file complete?"  # type: ignore[union-attr]
    # Packed with gzip, all lines come out that are whole; with zstd, those of whole blocks.
    assert len(before) >= (500 - cut // 20 - 2 if pack is gzip.compress else 0)


def test_two_packed_files_in_one_are_one(tmp_path: Path) -> None:
    for pack, name in ((gzip.compress, "a.jsonl.gz"), (zstandard.compress, "b.jsonl.zst")):
        (tmp_path / name).write_bytes(pack(b'{"text": "a"}\n') + pack(b'{"text": "b"}\n'))
    assert [item.document.text for item in located(tmp_path)] == ["a", "b", "a", "b"]


def test_a_page_of_an_archive_may_be_a_bomb(tmp_path: Path) -> None:
    inner = gzip.compress(b"x" * (64 * MIB))
    packed = response("https://h.example/1", inner).replace(
        b"\r\nContent-Length", b"\r\nContent-Encoding: gzip\r\nContent-Length", 2
    )
    plain = response("https://h.example/22", b"x" * (8 * MIB))
    path = archive(tmp_path / "a.warc.gz", plain, response("https://h.example/333", page().encode()))
    path.write_bytes(path.read_bytes() + gzip.compress(packed))
    tracemalloc.start()
    found = read(path, max_bytes=MIB)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found[1], Located)
    assert sum(isinstance(i, Located) for i in found) == 1 and found[0].error.startswith("page longer")  # type: ignore[union-attr]
    assert peak < 24 * MIB


@pytest.mark.parametrize(
    "text",
    [
        "\ud800 lone",
        "\u202egnp.exe\u202c told",
        "a\0b\x07\x1b[2J",
        "x" * 300_000,
        "\ufeff\u200b",
        "e" + "\u0301" * 5000,
        "\U0001f4b0" * 1000,
        "\r\n\r\u2028\x85",
    ],
)
def test_odd_characters_stay_as_they_are(tmp_path: Path, text: str) -> None:
    (item,) = located(rows(tmp_path / "a.jsonl", {"text": text, "title": text}), dedupe="mark")
    assert item.document.text == text and item.document.title == text


def test_keys_may_be_odd_too(tmp_path: Path) -> None:
    from onrecord.ingest import ingest_run

    source = rows(tmp_path / "a.jsonl", {"text": "a", "\udc80": 1, "": 2, "\0": 3})
    (tmp_path / "b.csv").write_bytes(b"text,caf\xc3\xa9\xff\nx,y\n")
    summary = ingest_run([source, tmp_path / "b.csv"], tmp_path / "out")
    assert summary.manifest.documents == 2 and len(summary.manifest.ignored_keys) == 4
    assert (tmp_path / "out" / "manifest.json").read_bytes()


def test_a_file_name_may_be_no_unicode(tmp_path: Path) -> None:
    from onrecord.ingest import failed, ingest_run

    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    os.mkdir(folder)
    for name, data in ((b"/na\xefve.txt", b"Ada paid."), (b"/\xff.txt", bytes(256))):
        with open(folder + name, "wb") as stream:
            stream.write(data)
    summary = ingest_run([os.fsdecode(folder)], tmp_path / "out")
    assert (summary.manifest.documents, summary.manifest.quarantined) == (1, 1)
    (again,) = failed(tmp_path / "out")
    assert os.path.isfile(again.path)


def test_a_text_longer_than_the_pipeline_takes_is_set_aside(tmp_path: Path) -> None:
    (item,) = bad(rows(tmp_path / "a.jsonl", {"text": "a " * 500_001}))
    assert "1,000,002 characters" in item.error


def test_no_name_in_a_document_is_taken_for_a_path(tmp_path: Path) -> None:
    names = ["../../evil", "/etc/evil", "a\0b", "..", "", "C:\\evil", "con", "x" * 5000]
    out = tmp_path / "out"
    from onrecord.ingest import ingest_run

    source = rows(tmp_path / "a.jsonl", *({"text": "a", "doc_id": name} for name in names))
    before = {p for p in tmp_path.rglob("*")}
    ingest_run([source], out)
    made = {p.name for p in tmp_path.rglob("*") if p not in before and p != out}
    assert made == {"documents.jsonl", "provenance.jsonl", "quarantine.jsonl", "manifest.json"}


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a name was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    head = (
        '<base href="https://h.example/"><link rel="canonical" href="https://h.example/a">'
        '<meta http-equiv="refresh" content="0; url=https://h.example/b"><script src="https://h.example/x.js"></script>'
    )
    (tmp_path / "a.html").write_text(page(head=head) + '<iframe src="https://h.example/c"></iframe>')
    (tmp_path / "b.txt").write_text("https://h.example/d")
    (tmp_path / "c.html").write_text("https://h.example/e")
    (tmp_path / "d.xml").write_text('<?xml-stylesheet href="https://h.example/f"?><rss><channel/></rss>')
    assert [type(item) for item in read(tmp_path)][:2] == [Located, Located]


def test_an_error_nobody_thought_of_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object, **options: object) -> str:
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.extract", broken)
    (tmp_path / "a.html").write_text(page())
    good(tmp_path)
    first, second = read(tmp_path)
    assert getattr(first, "error", "") == "its main text could not be taken out (RecursionError: too deep)"
    assert isinstance(second, Located)


def test_lines_are_numbered_and_placed_whatever_their_length() -> None:
    data = b"ab\n" + b"x" * 100 + b"\n\ncd"
    found = list(lines(io.BytesIO(data), 10))  # type: ignore[arg-type]
    assert found == [(1, 0, b"ab\n"), (2, 3, None), (3, 104, b"\n"), (4, 105, b"cd")]
    assert all(line is None or data[at:].startswith(line) for _, at, line in found)
    assert whole(io.BytesIO(b"x" * 11), 10) is None and whole(io.BytesIO(b"x" * 10), 10) == b"x" * 10
