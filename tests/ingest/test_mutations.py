"""Files of all formats, damaged at random: every one ends as documents that hold together, or in quarantine."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest
import zstandard

from onrecord import jsonl
from onrecord.ingest.documents import Located
from onrecord.schema import Document, Provenance, Quarantined, sha256_of
from tests.ingest.files import SENTENCES, TEXT, page, read, response
from tests.ingest.test_formats import RSS

_ROWS = b'{"text": "Ada paid.", "published": "2025-03-05"}\n{"text": "\\ud800 Bo", "doc_id": 5}\n' * 2
_ARTICLE = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-03-05"}</script>'
_WHOLE = {
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


def _damaged(data: bytes, chance: random.Random) -> bytes:
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


@pytest.mark.parametrize("ending", _WHOLE)
def test_damaged_files_end_as_documents_or_in_quarantine(tmp_path: Path, ending: str) -> None:
    chance = random.Random(f"{ending} 1")
    path = tmp_path / f"a.{ending}"
    for _ in range(60):
        path.write_bytes(_damaged(_WHOLE[ending], chance))
        for item in read(path, dedupe=chance.choice(["off", "mark"]), max_bytes=chance.choice([10**7, 3000])):
            if isinstance(item, Located):
                assert jsonl.loads(jsonl.dumps(item.document), Document) == item.document
                assert jsonl.loads(jsonl.dumps(item.provenance), Provenance) == item.provenance
                assert sha256_of(item.document.text) == item.document.sha256
            else:
                assert jsonl.loads(jsonl.dumps(item), Quarantined) == item
                assert item.hint and "report it" not in item.hint, item
