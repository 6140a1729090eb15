"""The articles a benchmark reads: a folder of text files or the project's own, changed, whole or in short documents."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"
PUBLISHED = "2024-05-15"
_SOURCES = 200
_PARAGRAPH = re.compile(r"\n\s*\n")


def load(number: int, folder: Path | None = None) -> list[str]:
    """Return ``number`` articles, spread evenly over a folder that holds more.

    Those beyond what the folder holds are earlier ones with their paragraphs in another order and with other
    figures, so that no text is read twice.

    Args:
        number: How many.
        folder: A folder whose ``*.txt`` files are read by name; the project's own articles by default.
    """
    files = sorted((folder or CORPUS).rglob("*.txt"))
    if not files:
        raise SystemExit(f"{folder or CORPUS}: no .txt files there")
    if len(files) > number:
        files = [files[at * len(files) // number] for at in range(number)]
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    return texts + [_changed(texts[i % len(texts)], seed=i) for i in range(len(texts), number)]


def _changed(text: str, seed: int) -> str:
    generator = random.Random(seed)
    paragraphs = _PARAGRAPH.split(text)
    generator.shuffle(paragraphs)
    return _figures("\n\n".join(paragraphs), generator)


def _figures(text: str, generator: random.Random) -> str:
    return re.sub("[1-9]", lambda _: str(generator.randint(1, 9)), text)


def write(path: Path, number: int, words: int, folder: Path | None = None) -> int:
    """Write short documents as JSON Lines, one at a time, and return how many words they have.

    Each is some paragraphs of an article in a row, with other figures, and no two are the same.

    Args:
        path: The file.
        number: How many documents.
        words: How many words each has at least, unless its article ends.
        folder: As for :func:`load`.
    """
    paragraphs = [p.strip() for text in load(_SOURCES, folder) for p in _PARAGRAPH.split(text) if p.strip()]
    at = written = 0
    with path.open("w", encoding="utf-8") as lines:
        for i in range(number):
            text = ""
            while len(text.split()) < words:
                text = f"{text}\n\n{paragraphs[at % len(paragraphs)]}".strip()
                at += 1
            # The number makes a document unlike any other, whatever figures it has.
            text = f"{_figures(text, random.Random(i))}\n\nItem {i}."
            lines.write(json.dumps({"doc_id": f"item-{i}", "text": text, "published": PUBLISHED}) + "\n")
            written += len(text.split())
    return written
