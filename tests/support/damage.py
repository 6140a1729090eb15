"""Small files of all formats, and ways to damage them."""

from __future__ import annotations

import gzip
import random

import zstandard

from tests.ingest.files import SENTENCES, TEXT, page, response
from tests.ingest.test_formats import RSS

_ROWS = b'{"text": "Ada paid.", "published": "2025-03-05"}\n{"text": "\\ud800 Bo", "doc_id": 5}\n' * 2
_ARTICLE = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-03-05"}</script>'
WHOLE = {
    "txt": TEXT.encode(),
    "md": f"---\ntitle: x\ndate: 2025-03-05\n---\n# Head\n\n*a* [b](c)\n\n- {TEXT}\n".encode(),
    "html": page(head=_ARTICLE).encode(),
    "jsonl": _ROWS,
    "jsonl.gz": gzip.compress(_ROWS),
    "jsonl.zst": zstandard.compress(_ROWS),
    "csv": b'text,title,published\n"Ada, ""paid""",x,2025-03-05\nBo,,\n',
    "rss": RSS.encode(),
    "warc": b"".join(response(f"https://h.example/{'1' * n}", page(SENTENCES[n:]).encode()) for n in range(2)),
}
# Bytes that mean something to one format or another.
_PIECES = [
    *(b"\0", b"\xff", b"\xe9", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\r", b"\n", b"\x1f\x8b\x08"),
    *(b"<", b"]]>", b"&#x0;", b"&#xD800;", b"<!--", b"<![CDATA[", b"<div>" * 300, b"charset=utf-7", b"<table>"),
    *(b'"', b"'", b",", b"{", b"[", b"\\u0000", b"\\ud800", b"9" * 400, b"1e999", b"NaN", b"null", b"-"),
    *(b"---\n", b"+++\n", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", "\u202e".encode()),
]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return data with a few bytes changed, put in, left out or repeated."""
    made = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 3, 5, 10, 30])):
        at, kind = chance.randrange(len(made) + 1), chance.random()
        if kind < 0.4 and made:
            made[at % len(made)] = chance.randrange(256)
        elif kind < 0.7:
            made[at:at] = chance.choice(_PIECES)
        elif kind < 0.85:
            del made[at : at + chance.choice([1, 2, 5, 20, 200])]
        elif kind < 0.95:
            made[at:at] = made[: chance.randrange(200)]
        else:
            del made[at:]
    return bytes(made)
