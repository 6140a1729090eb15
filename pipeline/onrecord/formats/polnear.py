"""PolNeAR: attributions in brat's standoff, as quote claims.

A part of the corpus is a folder with ``text/NAME.txt`` and ``attributions/NAME_ANNOTATOR.ann``; ``metadata.tsv``
stands in it or above it. An attribution is an event with a source, a cue and a content (Newell, Margolin & Ruths
2018). Sources are not resolved and modes not told apart there, so ``speaker`` is null and ``mode`` follows from the
quote marks of the content. Where several people annotated a text, the first of them by name is taken.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import InputError
from onrecord.formats import corpus
from onrecord.formats.conversion import Article, Conversion, Format
from onrecord.schema import Document, Quote, make_document

METADATA = "metadata.tsv"
_KEY = re.compile(r"[TE]\d+\t", re.ASCII)
_OFFSETS = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)", re.ASCII)
_CONTENTS = ("Content", "Content2")
Parts = dict[str, list[corpus.Span]]


def detect(path: Path) -> bool:
    """Tell whether a path is a part of the corpus, or holds one."""
    return bool(parts(path))


def parts(path: Path) -> list[Path]:
    """Return the folders that hold ``text`` and ``attributions``: the path itself or those directly below it."""
    folders = [path, *sorted(path.glob("*/"))] if path.is_dir() else []
    return [folder for folder in folders if (folder / "text").is_dir() and (folder / "attributions").is_dir()]


def read(path: Path, conversion: Conversion) -> Iterator[Article]:
    """Yield the annotated documents, by name."""
    folders = parts(path)
    if not folders:
        raise InputError(f"{path}: no folder with text/ and attributions/ there", "name a part of the corpus")
    for folder in folders:
        about = _metadata(folder)
        for file in sorted((folder / "text").glob("*.txt")):
            annotations = sorted((folder / "attributions").glob(f"{file.stem}_*.ann"))
            if not annotations:
                conversion.note("texts without annotation; they are left out")
                continue
            if len(annotations) > 1:
                conversion.note("texts with several annotators; the first by name was taken")
            article = conversion.attempt(_read_one, file, annotations[0], about.get(file.stem, {}), conversion)
            if article is not None:
                yield article


def _metadata(folder: Path) -> dict[str, dict[str, str]]:
    for path in (folder / METADATA, folder.parent / METADATA):
        if path.is_file():
            rows = csv.DictReader(corpus.text_of(path).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
            return {row.get("filename") or "": row for row in rows}
    return {}


def _read_one(file: Path, annotation: Path, about: dict[str, str], conversion: Conversion) -> Article:
    document = make_document(
        corpus.text_of(file),
        doc_id=file.stem,
        published=corpus.published_of(about.get("publication_date"), conversion),
        title=about.get("title") or None,
        publisher=about.get("publisher") or None,
        language="en",
    )
    quotes = []
    for number, found in _events(annotation):
        if "Cue" not in found or "Content" not in found:
            conversion.note("attributions without a cue or a content; they are left out")
        else:
            quote = _quote(document, found, f"{annotation}:{number}")
            quotes += [] if quote is None else [quote]
    return Article(document, sorted(quotes, key=lambda quote: (quote.start, quote.end, quote.id)))


def _events(annotation: Path) -> Iterator[tuple[int, Parts]]:
    """Yield every attribution: the number of its line, and the stretches of text of each of its roles.

    A line that begins with no key and tab is the rest of one that a line feed in its text broke in two; the
    offsets stand in the part before it.
    """
    spans: Parts = {}
    events: list[tuple[int, str]] = []
    for number, line in enumerate(corpus.text_of(annotation).split("\n"), start=1):
        key, _, rest = line.partition("\t") if _KEY.match(line) else ("", "", "")
        if key.startswith("T"):
            shape = _OFFSETS.match(rest)
            if shape is None:
                raise InputError(f"{annotation}:{number}: no label and offsets", "is it a brat annotation file?")
            spans[key] = [(int(a), int(b)) for a, b in (piece.split() for piece in shape[2].split(";"))]
        elif key.startswith("E"):
            events.append((number, rest))
    for number, rest in events:
        roles = dict(role.split(":", 1) for role in rest.split() if ":" in role)
        yield number, {role: spans[key] for role, key in roles.items() if key in spans}


def _quote(document: Document, found: Parts, where: str) -> Quote | None:
    if any(end > len(document.text) for pieces in found.values() for _, end in pieces):
        raise InputError(f"{where}: offsets beyond the end of the text", "is it the text that was annotated?")
    whole = {role: (pieces[0][0], pieces[-1][1]) for role, pieces in found.items()}
    source = whole.get("Source")
    return corpus.make(
        Quote,
        document,
        [piece for role in _CONTENTS for piece in found.get(role, ())],
        parts=[whole[role] for role in ("Cue", "Source") if role in whole],
        cue=corpus.part(document.text, *whole["Cue"]),
        source=None if source is None else corpus.part(document.text, *source),
    )


FORMAT = Format(
    name="polnear",
    title="PolNeAR: text/ and attributions/ in brat's standoff, attributions as quotes",
    detect=detect,
    read=read,
    lossy=("of several annotators the first is taken",),
)
