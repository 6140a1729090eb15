"""CAT XML of the MEANTIME corpus (Minard et al. 2016): time expressions, sums and participants as claims.

A document is a list of tokens with sentence numbers, markables that anchor to tokens, and relations. Only sentences
0 to 5 are annotated (0 is the headline, 1 the date line), so the rest is left out: it would pass for text without
claims. There is no text but the tokens; :mod:`onrecord.formats.detokenise` makes one, a line for a sentence.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import InputError
from onrecord.formats import corpus, detokenise
from onrecord.formats.conversion import Article, Conversion, Format
from onrecord.formats.timeml import parsed
from onrecord.formats.timex3 import Timex, claims
from onrecord.schema import Claim, Date, Document, Entity, Money, make_document

PATTERN = "*.xml"
LAST_SENTENCE = 5
LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "PRO": "PRODUCT"}
_MENTIONS = {"NAM": "name", "PRE.NAM": "name", "PRO": "pronoun"}


def detect(path: Path) -> bool:
    """Tell whether a path is a CAT file, or a folder with some."""
    if not corpus.holds(path, PATTERN):
        return False
    try:
        root = parsed(corpus.files(path, PATTERN)[0])
    except InputError:
        return False
    return root.tag == "Document" and root.find("Markables") is not None


def read(path: Path, conversion: Conversion) -> Iterator[Article]:
    """Yield the documents of a folder, or of a file, by name."""
    for file in corpus.files(path, PATTERN):
        article = conversion.attempt(_read_one, file, conversion)
        if article is not None:
            yield article


def _read_one(file: Path, conversion: Conversion) -> Article:
    root = parsed(file)
    if root.tag != "Document" or root.find("Markables") is None:
        raise InputError(f"{file}: no CAT document with Markables", "name the files of the corpus")
    page = _Page(root)
    created = next((m for m in page.of("TIMEX3") if m.get("functionInDocument") == "CREATION_TIME"), None)
    document = make_document(
        page.text,
        doc_id=file.stem,
        published=corpus.published_of(None if created is None else created.get("value"), conversion),
        title=page.title,
        url=root.get("url"),
        language=root.get("lang"),
    )
    times = [Timex(_key(mark), page.pieces(mark), mark.attrib) for mark in page.of("TIMEX3") if page.pieces(mark)]
    dates: list[Date] = claims(document, times, None if created is None else _key(created), conversion)
    found: list[Claim] = [*dates, *_sums(document, page), *_entities(document, page, conversion)]
    return Article(document, sorted(found, key=lambda claim: (claim.start, claim.end, claim.kind, claim.id)))


def _key(mark: ET.Element) -> str:
    return mark.get("m_id", "")


class _Page:
    """A document laid out as text."""

    def __init__(self, root: ET.Element) -> None:
        sentences: dict[int, list[ET.Element]] = {}
        for token in root.iter("token"):
            number = int(token.get("sentence", 0))
            if number <= LAST_SENTENCE:
                sentences.setdefault(number, []).append(token)
        self._places: dict[str, corpus.Span] = {}
        lines: list[str] = []
        begun = 0
        for tokens in sentences.values():
            line, places = detokenise.text_of([token.text or "" for token in tokens])
            for token, (start, end) in zip(tokens, places, strict=True):
                self._places[token.get("t_id", "")] = (begun + start, begun + end)
            lines.append(line)
            begun += len(line) + 1
        self.text = "\n".join(lines)
        self.title = lines[0] if lines else None
        self._root = root

    def of(self, tag: str) -> Iterator[ET.Element]:
        """Yield the markables of a kind."""
        return self._root.iterfind(f"Markables/{tag}")

    def pieces(self, mark: ET.Element) -> list[corpus.Span]:
        """Return what a markable covers, tokens that follow each other as one; nothing beyond what is annotated."""
        found: list[corpus.Span] = []
        places = [
            self._places[key] for a in mark.iterfind("token_anchor") if (key := a.get("t_id", "")) in self._places
        ]
        for start, end in sorted(places):
            if found and not self.text[found[-1][1] : start].strip():
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def instances(self) -> dict[str, ET.Element]:
        """Return the participant each mention refers to, by the key of the mention."""
        by_key = {_key(entity): entity for entity in self.of("ENTITY")}
        found = {}
        for relation in self._root.iterfind("Relations/REFERS_TO"):
            target = relation.find("target")
            entity = None if target is None else by_key.get(target.get("m_id", ""))
            if entity is not None:
                found.update({source.get("m_id", ""): entity for source in relation.iterfind("source")})
        return found


def _sums(document: Document, page: _Page) -> list[Money]:
    sums = (corpus.make(Money, document, page.pieces(m)) for m in page.of("VALUE") if m.get("type") == "MONEY")
    return [claim for claim in sums if claim is not None]


def _entities(document: Document, page: _Page, conversion: Conversion) -> list[Entity]:
    """Return mentions of participants; whatever is not marked as a name or a pronoun is a nominal."""
    instances = page.instances()
    found = []
    for mark in page.of("ENTITY_MENTION"):
        entity = instances.get(_key(mark))
        label = None if entity is None else LABELS.get(entity.get("ent_type", ""))
        if entity is None or label is None:
            conversion.lose("mentions of participants without one of our labels")
            continue
        claim = corpus.make(
            Entity,
            document,
            page.pieces(mark),
            parts=[(int(_key(mark) or 0), 0)],
            label=label,
            mention=_MENTIONS.get(mark.get("syntactic_type", ""), "nominal"),
            entity_id=entity.get("instance_id") or f"entity-{_key(entity)}",
            name=(entity.get("TAG_DESCRIPTOR") or "").strip() or "participant",
        )
        found += [] if claim is None else [claim]
    return found


FORMAT = Format(
    name="cat",
    title="CAT XML of MEANTIME: time expressions, sums and participants",
    detect=detect,
    read=read,
    lossy=("sentences after the first six, which are not annotated", "events and relations are left out"),
)
