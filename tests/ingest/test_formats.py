"""Markdown, tables, archives, feeds: what each holds comes out as documents, what is broken is set aside."""

from __future__ import annotations

import datetime
import gzip
import io
import sys
from pathlib import Path
from typing import Any

import pytest
import zstandard

from onrecord.schema import sha256_of
from tests.ingest.files import TEXT, archive, bad, documents, located, page, read, response, rows


def test_markdown_is_read_without_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Ships\ndate: 2025-03-05\nauthor: Ada Marsh\ntags: [sea]\n---\n# Ferries\n\n"
        "Ada **said** she'd pay [£5m](http://x.example)\nby *June*.\n\n- one\n- two &amp; three\n\n"
        "```\ncode\n```\n![a picture](x.png)\n\n<div>html</div>\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    (item,) = located(path)
    document = item.document
    assert document.text == "Ferries\n\nAda said she'd pay £5m\nby June.\n\none\n\ntwo & three\n\na\n\nb\n\nc\n\nd"
    assert (document.title, document.published) == ("Ships", "2025-03-05")
    assert item.provenance is not None
    assert (item.provenance.author, item.provenance.extractor) == ("Ada Marsh", "markdown-it-py")


@pytest.mark.parametrize(
    ("front", "published"),
    [
        ('+++\ndate = 2025-03-05\ntitle = "Ships"\n+++\n', "2025-03-05"),
        ("---\npublished: 2025-03-05T23:30:00-05:00  # late\n---\n", "2025-03-05T23:30:00-05:00"),
        ("---\n---\n", None),
        ("", None),
    ],
)
def test_front_matter(tmp_path: Path, front: str, published: str | None) -> None:
    (tmp_path / "a.md").write_text(f"{front}# Head\n\nAda paid.\n")
    (document,) = documents(tmp_path / "a.md")
    assert document.published == published and document.text == "Head\n\nAda paid."
    assert document.title == ("Ships" if "Ships" in front else "Head")


@pytest.mark.parametrize(
    "front", ["a: [", "- a\n- b", "a: &x [1]\nb: *x", "a: &x\n  - &y [*x]", "x: " + "[" * 3000, "'\"\t:"]
)
def test_front_matter_that_cannot_be_read_is_set_aside(tmp_path: Path, front: str) -> None:
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\nAda paid.\n")
    (item,) = bad(tmp_path / "a.md")
    assert item.stage == "parse" and "front matter" in item.error


def test_tables_give_a_document_a_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        '\ufeffid;body;when;url\r\n7;"Ada said ""no""; Bo\r\nagreed.";2025-03-05;\r\n8;Two;;https://x.example\r\n'.encode()
    )
    keys = {"text": "body", "published": "when", "doc_id": "id"}
    first, second = located(path, keys=keys)
    assert (first.document.doc_id, first.document.text, first.document.published) == (
        "7",
        'Ada said "no"; Bo\r\nagreed.',
        "2025-03-05",
    )
    assert (second.line, second.document.published, second.document.url) == (2, None, "https://x.example")


def test_tables_with_tabs_and_packed(tmp_path: Path) -> None:
    (tmp_path / "a.tsv.gz").write_bytes(gzip.compress(b"text\ttitle\nAda paid, twice\tA\n"))
    (tmp_path / "b.csv.zst").write_bytes(zstandard.compress(b"text,title\nBo paid,B\n"))
    (tmp_path / "c.csv").write_bytes("text,title\nCafé Müller paid £5,C\n".encode("cp1252"))
    first, second, third = located(tmp_path)
    assert [i.document.text for i in (first, second, third)] == ["Ada paid, twice", "Bo paid", "Café Müller paid £5"]
    assert third.provenance is not None and third.provenance.encoding == "cp1252"


def test_bad_rows_of_a_table_are_set_aside_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"text,title\na,1\nb\nc,2,3\n\xff\xfe,4\n" + b"x" * 5000 + b",5\n\nd,6\n,7\n")
    found = read(path, max_bytes=1000)
    assert [(i.line, getattr(i, "stage", "fine")) for i in found] == [
        (1, "fine"),
        (2, "parse"),
        (3, "parse"),
        (4, "fine"),
        (5, "read"),
        (6, "fine"),
        (7, "fine"),
    ]


def test_an_open_quote_mark_costs_the_table_but_not_the_memory(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'text,title\nfirst,1\n"open,2\n' + b"y,3\n" * 50_000)
    first, *others = read(tmp_path / "a.csv", max_bytes=10_000)
    assert not hasattr(first, "stage") and {getattr(i, "stage", None) for i in others} <= {"read", "parse", None}
    assert getattr(others[0], "stage", "") == "read"


@pytest.mark.parametrize(
    ("body", "documents", "fault"),
    [
        ('"open,2\ny,3\nz,4\n', ["first"], (None, "lines 3 to 5: not a row (unexpected end of data)")),
        ('"open,2\ny,3\n"z, too",4\nlast,5\n', ["first", "last"], (None, "lines 3 to 5: not a row")),
        ('"Ada said "no" to Bo",2\nlast,3\n', ["first", "last"], (2, "not a row")),
        ('"open,2\n', ["first"], (2, "not a row (unexpected end of data)")),
    ],
)
def test_what_an_open_quote_mark_takes_in_is_no_cell(
    tmp_path: Path, body: str, documents: list[str], fault: tuple[int | None, str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"text,title\nfirst,1\n{body}")
    found = read(path)
    assert [i.document.text for i in found if not hasattr(i, "stage")] == documents
    (aside,) = bad(path)
    assert aside.line == fault[0] and aside.error.startswith(fault[1]) and "quote mark" in aside.hint


def test_no_row_takes_the_place_of_a_header_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('"te"xt,title\nBo paid.,1\ntext,2\nAda paid.,3\n')
    (aside,) = read(tmp_path / "a.csv")
    assert (aside.line, getattr(aside, "stage", "")) == (None, "parse") and "line 1: not a row" in aside.error  # type: ignore[union-attr]


def test_parquet_gives_a_document_a_row(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    when = datetime.datetime(2025, 3, 5, 8, tzinfo=datetime.UTC)
    table = pa.table({"body": [TEXT, None, "Bo paid."], "published": [when, None, None], "id": [1, 2, 3]})
    parquet.write_table(table, tmp_path / "a.parquet", row_group_size=1)
    keys = {"text": "body", "doc_id": "id"}
    first, second, third = read(tmp_path / "a.parquet", keys=keys)
    assert getattr(first, "document", None) and getattr(third, "document", None)
    assert first.document.published == "2025-03-05T08:00:00+00:00"  # type: ignore[union-attr]
    assert (second.line, getattr(second, "stage", "")) == (2, "document")
    (tmp_path / "a.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:-20])
    (broken,) = bad(tmp_path / "a.parquet", keys=keys)
    assert broken.stage == "read" and "is the file complete?" in broken.hint


RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour</title><link>https://h.example</link><image><title>Logo</title></image>
<item><title>One &amp; all</title><link>https://h.example/1</link><dc:creator>Bo Lind</dc:creator>
<pubDate>Wed, 05 Mar 2025 08:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Ada said she&#8217;d pay.</p>
<script>x()</script><p>Bo <b>re</b>fused.<br>Twice.</p>]]></content:encoded></item>
<item><title>Two</title><description>&lt;p&gt;Only a summary.&lt;/p&gt;</description></item>
<item><title>Three</title></item>
</channel></rss>"""


def test_feeds_give_a_document_an_item(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RSS)
    first, second, third = read(tmp_path / "a.xml")
    document = first.document  # type: ignore[union-attr]
    assert document.text == "Ada said she’d pay.\nBo refused.\nTwice."
    assert (document.title, document.url, document.publisher, document.published) == (
        "One & all",
        "https://h.example/1",
        "The Harbour",
        "2025-03-05T08:00:00+00:00",
    )
    assert first.provenance.author == "Bo Lind"  # type: ignore[union-attr]
    assert second.document.text == "Only a summary."  # type: ignore[union-attr]
    assert (third.line, getattr(third, "stage", "")) == (3, "parse")


def test_atom_feeds_too(tmp_path: Path) -> None:
    (tmp_path / "a.atom").write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title><entry><title>T</title>'
        '<link rel="self" href="https://q.example/feed"/><link href="https://q.example/2"/>'
        "<updated>2025-04-01T00:00:00Z</updated><published>2025-03-05T00:00:00Z</published>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ada paid.</p><p>Bo did not.</p></div>'
        "</content></entry></feed>"
    )
    (document,) = documents(tmp_path / "a.atom")
    assert document.text == "Ada paid.\nBo did not."
    assert (document.url, document.publisher, document.published) == (
        "https://q.example/2",
        "Quay",
        "2025-03-05T00:00:00Z",
    )


@pytest.mark.parametrize(
    "data",
    [
        "",
        "<rss",
        "<opml/>",
        "not xml",
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
        "<rss><channel><item><description>&c;&c;</description></item></channel></rss>",
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><description>&x;</description>'
        "</item></channel></rss>",
        '<!DOCTYPE rss SYSTEM "http://x.example/x.dtd"><rss><channel><item/></channel></rss>',
        "<rss><channel><item>" + "<b>" * 5000,
    ],
)
def test_hostile_feeds_do_no_harm(tmp_path: Path, data: str) -> None:
    (tmp_path / "a.rss").write_text(data)
    found = read(tmp_path / "a.rss")
    assert all(getattr(item, "stage", "") in ("read", "parse") for item in found) and found


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl.gz", "a.html", "a.warc.gz", "a.parquet", "a.xml", "a.jsonl.zst"])
def test_standard_input_is_known_by_how_it_begins(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / name
    if name == "a.txt":
        path.write_text(TEXT)
    elif "jsonl" in name:
        rows(path, {"text": TEXT})
        path.write_bytes((gzip.compress if name.endswith("gz") else zstandard.compress)(path.read_bytes()))
    elif name == "a.html":
        path.write_text(page())
    elif name == "a.warc.gz":
        archive(path, response("https://h.example/1", page().encode()))
    elif name == "a.parquet":
        import pyarrow as pa
        import pyarrow.parquet

        pyarrow.parquet.write_table(pa.table({"text": [TEXT]}), path)
    else:
        path.write_text(RSS)
    there = [getattr(item, "document", item) for item in read(path)]
    stdin(monkeypatch, path.read_bytes())
    piped = [getattr(item, "document", item) for item in read("-")]
    assert [getattr(d, "text", None) for d in piped] == [getattr(d, "text", None) for d in there]
    assert getattr(piped[0], "text", "")


def test_provenance_says_where_and_how(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", {"text": TEXT}, {"text": "Bo paid."})
    line = path.read_bytes().splitlines()[1]
    provenance: Any = located(path)[1].provenance
    assert (provenance.source, provenance.line, provenance.encoding) == (str(path), 2, "utf-8")
    assert path.read_bytes()[provenance.offset :].startswith(line)
    assert provenance.raw_sha256 == sha256_of(line.decode())
    assert provenance.sha256 == sha256_of("Bo paid.")
    assert provenance.extractor == "onrecord"
