"""Web archives: their pages, and what is left of damaged ones."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
import zstandard

from tests.ingest.files import SENTENCES, archive, bad, located, page, read, response


def test_archives_give_a_document_a_page(tmp_path: Path) -> None:
    date = '<meta property="article:published_time" content="2025-03-05">'
    path = archive(
        tmp_path / "a.warc.gz",
        response("https://h.example/1", page(head=date).encode()),
        response("https://h.example/gone", b"gone", status="404 Not Found"),
        response("https://h.example/x.png", b"\x89PNG", kind="image/png"),
        response("https://h.example/22", page([*SENTENCES[::-1]]).encode()),
        response("https://h.example/333", b"<html><body></body></html>"),
    )
    first, second, third = read(path)
    assert first.document.published == "2025-03-05"  # type: ignore[union-attr]
    assert second.document.published is None, "the day it was fetched is another matter"  # type: ignore[union-attr]
    assert second.document.url == "https://h.example/22"  # type: ignore[union-attr]
    assert [item.line for item in (first, second, third)] == [1, 4, 5]
    assert getattr(third, "stage", "") == "parse"
    offset = second.provenance.offset  # type: ignore[union-attr]
    assert gzip.decompress(path.read_bytes()[offset:]).startswith(b"WARC/1.0")


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_cut_short_anywhere_says_so_and_gives_no_half_page(tmp_path: Path, packed: bool) -> None:
    records = [
        response("https://h.example/1", page().encode()),
        response("https://h.example/22", b"gone", status="404"),
    ]
    records += [response("https://h.example/333", page(SENTENCES[::-1]).encode())]
    pieces = [gzip.compress(record) if packed else record for record in records]
    data, path = b"".join(pieces), tmp_path / ("a.warc.gz" if packed else "a.warc")
    ends = [len(b"".join(pieces[:n])) for n in range(4)]
    path.write_bytes(data)
    whole = [item.document.text for item in located(path)]
    assert len(whole) == 2
    for length in sorted({*range(1, ends[1], 29), *range(ends[1], len(data), 7), *range(ends[1] - 9, ends[1] + 9)}):
        path.write_bytes(data[:length])
        found = read(path)
        texts = [item.document.text for item in found if not hasattr(item, "stage")]
        assert texts == whole[: len(texts)]
        if not any(end - (0 if packed else 4) <= length <= end for end in ends):
            (fault,) = (item for item in found if hasattr(item, "stage"))
            assert (fault.stage, fault.hint) == ("read", "is the archive complete?")  # type: ignore[union-attr]


def lengthened(record: bytes, by: int) -> bytes:
    """Return a record that says it is longer than it is."""
    head, rest = record.split(b"Content-Length: ", 1)
    length, rest = rest.split(b"\r\n", 1)
    return head + b"Content-Length: %d\r\n" % (int(length) + by) + rest


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress, bytes], ids=["gzip", "zstd", "plain"])
@pytest.mark.parametrize("by", [-40, 9, 400, 2_500, 10**6, 10**9, "no length", "no record", "cut"])
def test_what_stands_behind_a_damaged_record_is_read(tmp_path: Path, by: int | str, pack: Any) -> None:
    records = [response(f"https://h.example/{n}", page([f"Ship {n}.", *SENTENCES]).encode()) for n in range(5)]
    if isinstance(by, int):
        records[2] = lengthened(records[2], by)
    elif by == "no length":
        records[2] = records[2].replace(b"Content-Length", b"Content-Depth", 1)
    elif by == "no record":
        records[2] = records[2].replace(b"WARC/1.0", b"WAR?/1.0")
    pieces = [pack(record) for record in records]
    if by == "cut":
        pieces[2] = pieces[2][: len(pieces[2]) // 2]
    name = {gzip.compress: "a.warc.gz", zstandard.compress: "a.warc.zst"}.get(pack, "a.warc")
    (tmp_path / name).write_bytes(b"".join(pieces))
    found = read(tmp_path)
    urls = [item.document.url for item in found if not hasattr(item, "stage")]
    assert urls == [f"https://h.example/{n}" for n in (0, 1, 3, 4)]
    (fault,) = bad(tmp_path)
    assert (fault.line, fault.stage) == (None, "read") and "read on from byte" in fault.error


def test_records_that_all_go_on_to_the_end_are_not_read_for_ever(tmp_path: Path) -> None:
    record = lengthened(response("https://h.example/1", b"gone", status="404 Not Found"), 10**6)
    (tmp_path / "a.warc").write_bytes(record * 500)
    found = bad(tmp_path)
    assert len(found) < 10 and found[-1].hint == "is the archive complete?"


def test_a_page_the_library_fails_on_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.ingest import page as pages

    def failing(tree: Any) -> Any:
        if "Ship 1" in "".join(tree.itertext()):
            raise ValueError("odd")
        return of_page(tree)

    of_page = pages.facts.of_page
    monkeypatch.setattr(pages.facts, "of_page", failing)
    records = [response(f"https://h.example/{n}", page([f"Ship {n}.", *SENTENCES]).encode()) for n in range(3)]
    found = read(archive(tmp_path / "a.warc.gz", *records))
    assert [getattr(item, "stage", "fine") for item in found] == ["fine", "parse", "fine"]


def test_of_an_archive_packed_as_a_whole_no_byte_is_named(tmp_path: Path) -> None:
    records = [response(f"https://h.example/{n}", page([f"Ship {n}.", *SENTENCES]).encode()) for n in range(3)]
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b"".join(records)))
    found: Any = located(tmp_path)
    assert [item.provenance.offset for item in found] == [0, None, None]


def test_a_picture_longer_than_a_page_may_be_is_passed_over(tmp_path: Path) -> None:
    big = response("https://h.example/x.png", b"x" * 200_000, kind="image/png")
    archive(tmp_path / "a.warc.gz", big, response("https://h.example/22", page().encode()))
    (item,) = located(tmp_path, max_bytes=100_000)
    assert item.line == 2
    (fault,) = bad(archive(tmp_path / "b.warc.gz", response("https://h.example/1", b"x" * 200_000)), max_bytes=100_000)
    assert fault.error == "page longer than 100,000 bytes"


@pytest.mark.parametrize(
    "data", [b"", b"nonsense", b"WARC/1.0\r\n", b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", bytes(range(256)) * 40]
)
def test_what_is_no_archive_does_no_harm(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(data))
    assert not [item for item in read(tmp_path) if not hasattr(item, "stage")]
