"""Build the gold files of this corpus from its articles and annotation files.

``python corpus/build_gold.py`` writes ``gold/`` and the counts in ``README.md``. With ``--check`` it writes
nothing and fails if what is there is not what it would write; with ``--review ARTICLE`` it prints the claims
of one article to reread.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec
from authoring.notation import AnnotationError
from authoring.resolve import resolve
from authoring.review import leftovers, page

from onrecord.schema import KINDS, Claim, Document, sha256_of

HERE = Path(__file__).resolve().parent
BEGIN, END = "<!-- counts: begin -->", "<!-- counts: end -->"


def main(argv: Sequence[str] | None = None) -> int:
    """Build or check; returns the exit status."""
    parser = argparse.ArgumentParser(description="Build the gold files of this corpus.")
    parser.add_argument("--check", action="store_true", help="fail if the committed files are out of date")
    parser.add_argument("--review", metavar="ARTICLE", help="print one article's claims and what they leave over")
    options = parser.parse_args(argv)
    try:
        if options.review:
            document, claims = annotated(HERE, options.review)
            print("\n".join([*page(claims), *leftovers(document.text, claims)]))
            return 0
        files = render(HERE)
    except AnnotationError as error:
        print(f"build_gold: {error}", file=sys.stderr)
        return 1
    stale = [path for path, text in files.items() if not path.exists() or path.read_text("utf-8") != text]
    if options.check and stale:
        print("build_gold: out of date: " + ", ".join(path.name for path in stale), file=sys.stderr)
        return 1
    for path in [] if options.check else stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(files[path], "utf-8", newline="\n")
    return 0


def render(root: Path) -> dict[Path, str]:
    """Return the files to write, by path: documents, claims and the datasheet with its table of counts."""
    pairs = [annotated(root, path.stem) for path in sorted((root / "articles").glob("*.txt"))]
    documents = [document for document, _ in pairs]
    claims = [claim for _, own in pairs for claim in own]
    readme = (root / "README.md").read_text("utf-8")
    before, rest = readme.split(BEGIN)
    after = rest.split(END)[1]
    return {
        root / "gold" / "documents.jsonl": _lines(documents),
        root / "gold" / "claims.jsonl": _lines(claims),
        root / "README.md": f"{before}{BEGIN}\n{counts_table(documents, claims)}\n{END}{after}",
    }


def annotated(root: Path, doc_id: str) -> tuple[Document, list[Claim]]:
    """Return an article and its claims."""
    document = read_document(root / "articles" / f"{doc_id}.txt")
    notes = (root / "annotations" / f"{doc_id}.ann").read_text("utf-8")
    return document, resolve(doc_id, document.text, notes)


def read_document(path: Path) -> Document:
    """Read an article and the JSON file of metadata beside it."""
    text = path.read_bytes().decode("utf-8")
    about = json.loads(path.with_suffix(".json").read_text("utf-8"))
    record = {"doc_id": path.stem, "text": text, "sha256": sha256_of(text)} | about
    return msgspec.convert(record, Document)


def counts_table(documents: Sequence[Document], claims: Sequence[Claim]) -> str:
    """Return the table of counts in the datasheet."""
    head = "| article | published | words | " + " | ".join(KINDS) + " |"
    rows = [head, "|---|---|--:|" + "--:|" * len(KINDS)]
    total = Counter(str(type(claim).kind) for claim in claims)
    for document in documents:
        own = Counter(str(type(claim).kind) for claim in claims if claim.doc_id == document.doc_id)
        cells = [document.doc_id, document.published or "unknown", str(len(document.text.split()))]
        rows.append("| " + " | ".join([*cells, *(str(own[kind]) for kind in KINDS)]) + " |")
    words = sum(len(document.text.split()) for document in documents)
    rows.append("| **all** | | " + " | ".join([f"{words:,}", *(f"{total[kind]:,}" for kind in KINDS)]) + " |")
    return "\n".join(rows)


def _lines(records: Sequence[Document] | Sequence[Claim]) -> str:
    return "".join(msgspec.json.encode(record).decode("utf-8") + "\n" for record in records)


if __name__ == "__main__":
    raise SystemExit(main())
