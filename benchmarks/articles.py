"""The articles a benchmark reads: a folder of text files, or the project's own with changes."""

from __future__ import annotations

import random
import re
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"
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
    return re.sub("[1-9]", lambda _: str(generator.randint(1, 9)), "\n\n".join(paragraphs))
