"""How many documents a second are read from each format, on one core: ``python benchmarks/reading.py [DOCUMENTS]``.

The articles are made of random words, 400 each, and their pages have a menu, a style sheet and a footer as news sites
have; what counts is the processor time of the reader, without writing anything.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from html import escape
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import zstandard

from onrecord.ingest import Located, Reader, sources
from onrecord.schema import Options, Reading

_WORDS = (
    "the of and said company plan ship ferry island board vote June money that will pay in by a to harbour county "
    "chief fare new for on with was not"
).split()
_MENU = "".join(f'<li><a href="/s{n}">Section number {n}</a></li>' for n in range(80))
_STYLE = f"<style>{'a{color:red}' * 300}</style>"
_PAGES = 5
"""Pages are a fifth of the documents, for they take longest."""
Article = list[str]


def article(seed: int, words: int = 400) -> Article:
    """Return paragraphs of random words."""
    chance = random.Random(seed)
    return [f"{' '.join(chance.choices(_WORDS, k=20)).capitalize()} {seed}." for _ in range(words // 20)]


def page(paragraphs: Article) -> str:
    """Return an article as a page of a news site."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferries</title>{_STYLE}'
        f'<meta property="article:published_time" content="2025-03-05"></head><body><nav><ul>{_MENU}</ul></nav>'
        f"<article><h1>Ferries</h1>{body}</article><footer><ul>{_MENU}</ul></footer></body></html>"
    )


def _record(number: int, html: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://site.example/{number}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\nWARC-Date: 2025-03-07T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


def _files(folder: Path, ending: str, articles: list[Article], text: Callable[[Article], str]) -> Path:
    (folder / ending).mkdir()
    for number, paragraphs in enumerate(articles):
        (folder / ending / f"{number}.{ending}").write_text(text(paragraphs), encoding="utf-8")
    return folder / ending


def make(folder: Path, articles: list[Article]) -> dict[str, Path]:
    """Write articles in all formats, and return where each is."""
    texts = ["\n".join(paragraphs) for paragraphs in articles]
    pages = articles[: max(len(articles) // _PAGES, 1)]
    lines = "".join(json.dumps({"text": text, "published": "2025-03-05"}) + "\n" for text in texts).encode()
    for name, data in (("", lines), (".gz", gzip.compress(lines)), (".zst", zstandard.compress(lines))):
        (folder / f"a.jsonl{name}").write_bytes(data)
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["text", "published"], *([text, "2025-03-05"] for text in texts)])
    parquet.write_table(pa.table({"text": texts}), folder / "a.parquet")
    archive = b"".join(_record(number, page(paragraphs).encode()) for number, paragraphs in enumerate(pages))
    (folder / "a.warc.gz").write_bytes(archive)
    items = (f"<item><description>{escape(''.join(f'<p>{p}</p>' for p in a))}</description></item>" for a in articles)
    (folder / "a.rss").write_text(f"<rss><channel>{''.join(items)}</channel></rss>", encoding="utf-8")
    return {
        "Parquet": folder / "a.parquet",
        "JSON Lines": folder / "a.jsonl",
        "JSON Lines, gzip": folder / "a.jsonl.gz",
        "JSON Lines, zstd": folder / "a.jsonl.zst",
        "text files": _files(folder, "txt", articles, "\n".join),
        "CSV": folder / "a.csv",
        "RSS": folder / "a.rss",
        "Markdown": _files(folder, "md", articles, "\n\n".join),
        "HTML": _files(folder, "html", pages, page),
        "WARC": folder / "a.warc.gz",
    }


def rate(path: Path, reading: Reading) -> float:
    """Return how many documents a second of processor time are read from a path."""
    began = time.process_time()
    read = sum(isinstance(item, Located) for item in Reader(Options(reading=reading)).read(sources([path])))
    return read / (time.process_time() - began)


def main() -> None:
    """Print a table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        made = make(Path(name), [article(seed) for seed in range(count)])
        # The libraries are loaded with the first page.
        rate(made["HTML"] / "0.html", Reading())
        print("| input | documents/s |\n|---|---|")
        for title, path in made.items():
            print(f"| {title} | {rate(path, Reading()):,.0f} |", flush=True)
        print(f"| JSON Lines, duplicates marked | {rate(made['JSON Lines'], Reading(dedupe='mark')):,.0f} |")


if __name__ == "__main__":
    main()
