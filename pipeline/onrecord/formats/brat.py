r"""Brat standoff: a folder with ``NAME.txt`` and ``NAME.ann`` for every document, and the configuration for it.

The format is that of https://brat.nlplab.org/standoff.html, the configuration that of
https://brat.nlplab.org/configuration.html. A claim is a text-bound annotation (``T``), discontinuous if it is; its
cue, source, action and condition are text-bound annotations of their own, tied to it by relations
(``has_cue``); links are relations (``R``), attributes with a closed set of values are attributes (``A``), and
those with free text stand as JSON in the note of the claim (``#``, ``AnnotatorNotes``), which brat lets people edit.
The full record is a second note, which brat keeps and shows but does not let people edit::

    T1	money 32 34	$5
    A1	money_bound T1 exact
    R1	has_cue Arg1:T2 Arg2:T3
    #1	AnnotatorNotes T1	{"amount_min": "5", "amount_max": "5", "currency": "USD", "per": null}
    #2	Record T1	{"kind": "money", ...}

Brat counts code points and cannot hold a span over a line break: such a span is written with a piece for each
line, as brat itself does (https://github.com/nlplab/brat/pull/1174), and read back as one. What a document has
beside its text is in ``NAME.json``, where ``onrecord extract`` looks for it too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from onrecord import jsonl, records
from onrecord.atomic import atomic
from onrecord.errors import InputError
from onrecord.formats import brat_config, documents, shape
from onrecord.formats.brat_lines import NOTES, RECORD, page_of
from onrecord.formats.conversion import Article, Conversion, Format
from onrecord.formats.merge import claims_of
from onrecord.formats.page import Mark, Page, Span, lay_out

_BREAKS = re.compile("[^\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def cut(text: str, pieces: list[Span]) -> list[Span]:
    """Cut spans at line breaks and tabs, which brat's files cannot hold, with the blanks around them."""
    found: list[Span] = []
    for start, end in pieces:
        for match in _BREAKS.finditer(text, start, end):
            line = match.group()
            left = match.start() + (len(line) - len(line.lstrip()) if match.start() > start else 0)
            right = match.end() - (len(line) - len(line.rstrip()) if match.end() < end else 0)
            if left < right:
                found.append((left, right))
    return found or [(pieces[0][0], pieces[-1][1])]


def write(articles: Iterable[Article], path: Path, conversion: Conversion) -> None:
    """Write a folder that brat can serve as it is."""
    records.make_folder(path)
    for name, lines in brat_config.files().items():
        _write(path / name, lines)
    taken: set[str] = set()
    for order, (document, claims) in enumerate(articles):
        name = _file_name(document.doc_id, taken)
        page = lay_out(document, claims, cut=cut)
        _write(path / f"{name}.txt", document.text)
        _write(path / f"{name}.ann", "".join(f"{line}\n" for line in _lines(page)))
        about = {**documents.about(document), "order": order}
        _write(path / f"{name}.json", json.dumps(about, ensure_ascii=False, indent=2) + "\n")


def _write(path: Path, text: str) -> None:
    with atomic(path) as stream:
        stream.write(text.encode("utf-8"))


def _file_name(doc_id: str, taken: set[str]) -> str:
    # Some file systems do not tell capitals from small letters, and none takes very long names.
    safe = quote(doc_id, safe=" !#$&'()+,;=@[]{}~")[:150] or "document"
    name, number = safe if safe[0] != "." else f"%2E{safe[1:]}", 1
    while name.casefold() in taken:
        number += 1
        name = f"{safe}~{number}"
    taken.add(name.casefold())
    return name


def _lines(page: Page) -> Iterator[str]:
    keys = {mark.key: f"T{number}" for number, mark in enumerate(page.marks, start=1)}
    attributes = notes = 0
    for mark in page.marks:
        key = keys[mark.key]
        offsets = ";".join(f"{start} {end}" for start, end in mark.pieces)
        yield f"{key}\t{mark.label} {offsets}\t{_BREAK.sub(' ', mark.written or '')}"
        if mark.record is None:
            continue
        for name, value in _chosen(mark):
            attributes += 1
            yield f"A{attributes}\t{mark.record.kind}_{name} {key}{value}"
        free = {n: v for n, v in mark.fields.items() if shape.ATTRIBUTES[mark.record.kind][n].free}
        for label, content in ((NOTES, free), (RECORD, jsonl.loads(jsonl.dumps(mark.record)))):
            if content:
                notes += 1
                yield f"#{notes}\t{label} {key}\t{_json(content)}"
    for number, arc in enumerate(page.arcs or (), start=1):
        yield f"R{number}\t{arc.label} Arg1:{keys[arc.source]} Arg2:{keys[arc.target]}\t"


def _chosen(mark: Mark) -> Iterator[tuple[str, str]]:
    """Yield the attributes with a closed set of values; a flag stands without value, or not at all."""
    assert mark.record is not None
    for name, value in mark.fields.items():
        attribute = shape.ATTRIBUTES[mark.record.kind][name]
        if attribute.flag and value:
            yield name, ""
        elif attribute.values and value is not None:
            yield name, f" {value}"


def _json(content: Any) -> str:
    # One line whatever a reader takes for a line break, and readable otherwise.
    plain = json.dumps(content, ensure_ascii=False)
    return _BREAK.sub(lambda m: f"\\u{ord(m[0]):04x}", plain)


def detect(path: Path) -> bool:
    """Tell whether a path is a folder with annotation files, or one such file."""
    return path.suffix == ".ann" if path.is_file() else path.is_dir() and any(path.glob("*.ann"))


def read(path: Path, conversion: Conversion) -> Iterator[Article]:
    """Yield the documents of a folder, in the order they were written in, others by name."""
    files = [path] if path.is_file() else sorted(path.glob("*.ann"))
    if not files:
        raise InputError(f"{path}: no .ann file there", "name the folder that holds NAME.txt and NAME.ann")
    abouts = [(file, conversion.attempt(_about, file.with_suffix(".json"))) for file in files]
    known = [(file, about) for file, about in abouts if about is not None]
    for file, about in sorted(known, key=lambda pair: pair[1].get("order", len(files))):
        article = conversion.attempt(_read_one, file, about, conversion)
        if article is not None:
            yield article


def _about(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        about = jsonl.loads(path.read_bytes())
        order = about.get("order", 0)
    except (ValueError, AttributeError) as error:
        raise InputError(f"{path}: not a JSON object ({error})", "correct it, or remove it") from None
    if not isinstance(order, int):
        raise InputError(f"{path}: order {order!r} is no number", "remove it")
    return about if isinstance(about, dict) else {}


def _read_one(file: Path, about: dict[str, Any], conversion: Conversion) -> Article:
    text_file = file.with_suffix(".txt")
    if not text_file.is_file():
        raise InputError(f"{text_file}: not there", f"{file.name} needs its text beside it")
    texts = {}
    for path in (text_file, file):
        try:
            texts[path] = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(f"{path}: not UTF-8 (byte {error.start})", jsonl.NOT_UTF8) from None
    stored = {name: value for name, value in about.items() if name != "order"}
    where = str(file.with_suffix(".json"))
    # A companion file that people wrote for ``extract`` names no document.
    known = stored if "sha256" in stored else None
    document = documents.restore(texts[text_file], known, file.stem, where, conversion)
    page = page_of(document, texts[file], str(file), conversion)
    page.cut = cut
    return Article(document, claims_of(page, conversion))


FORMAT = Format(
    name="brat",
    title="brat standoff: a folder with NAME.txt, NAME.ann and the configuration",
    detect=detect,
    read=read,
    write=write,
    lossy=("links to the inventory of a gold document are in the stored record, not in the picture",),
)
