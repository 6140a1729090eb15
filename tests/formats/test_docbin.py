"""spaCy DocBin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from onrecord import collect, records
from onrecord.errors import InputError
from onrecord.formats import convert
from tests.formats.articles import TEXT, article, span
from tests.formats.conftest import Back

Out = Callable[[str], Path]
Read = Callable[..., Back]


def load(path: Path) -> Doc:
    (doc,) = DocBin(store_user_data=True).from_disk(path).get_docs(spacy.blank("en").vocab)
    return doc


def save(path: Path, doc: Doc) -> Path:
    path.write_bytes(DocBin(attrs=["ENT_IOB", "ENT_TYPE"], docs=[doc], store_user_data=True).to_bytes())
    return path


def test_what_spacy_reads(out: Out) -> None:
    doc = load(out("docbin"))
    assert doc.text == TEXT
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Ada Marsh", "PERSON"),
        ("=SUM Ferries", "ORG"),
        ("Norvik", "ORG"),
    ]
    assert [s.text for s in doc.spans["quote"]] == ["“We will cut fares 🚋 by $5,”", "“And\nnobody,”", "“pays more.”"]
    assert {s.text for s in doc.spans["cue"]} == {"said", "added", "will", "plans"}
    quotes = {c.id for c in article().claims if c.kind == "quote"}
    assert {s.id_ for s in doc.spans["quote"]} == quotes
    # The pipeline keeps its claims in the same place.
    assert collect.claims(doc) == article().claims


def test_a_claim_inside_a_token_is_said_to_have_no_span(folder: Path, tmp_path: Path) -> None:
    done = convert(folder, tmp_path / "d.spacy")
    assert done.notes == {"claims that begin or end inside a token; they are in user_data alone": 1}
    doc = load(tmp_path / "d.spacy")
    assert [s.text for s in doc.spans["money"]] == ["$5"]


def test_span_groups_can_be_edited(out: Out, back: Read) -> None:
    path = out("docbin")
    doc = load(path)
    kept = [s for s in doc.spans["entity"] if s.text != "she"]
    new = doc.char_span(*span("200 people"), label="NORP")
    doc.spans["entity"] = [*kept, new]
    moved = doc.spans["date"][0]
    doc.spans["date"] = [
        doc.char_span(*span("by 2030"), label="date", span_id=s.id_) if s.text == "2030" else s
        for s in doc.spans["date"]
    ]
    found = back(save(path, doc), "docbin")
    assert moved.text in ("200", "2030")
    assert [c.text for c in found.claims if c.kind == "entity"] == ["Ada Marsh", "=SUM Ferries", "200 people", "Norvik"]
    people: Any = found.of("entity", "200 people")
    assert people.label == "NORP"
    year: Any = found.of("date", "by 2030")
    assert year.end_date == "2030-12-31" and found.of("commitment", "hire").links[1].target == year.id


def test_a_doc_of_the_pipeline(tiny_nlp: Any, tmp_path: Path, back: Read) -> None:
    from onrecord import extract

    text = "Ada said Norvik will pay $5 in Bergen."
    expected = extract(text, published="2025-03-05", nlp=tiny_nlp)
    from onrecord.extraction import prepare

    doc = tiny_nlp(prepare(tiny_nlp, expected.document))
    found = back(save(tmp_path / "d.spacy", doc), "docbin")
    assert found.claims == expected.claims and found.claims
    (document,) = records.read(found.folder).documents
    assert (document.doc_id, document.published) == (expected.document.doc_id, "2025-03-05")


def test_docs_of_anybody(tmp_path: Path, back: Read) -> None:
    nlp = spacy.blank("en")
    doc = nlp("Ada Marsh paid Norvik on Monday.")
    doc.set_ents(
        [doc.char_span(0, 9, label="PERSON"), doc.char_span(15, 21, label="ORG"), doc.char_span(25, 31, label="DAY")]
    )
    found = back(save(tmp_path / "d.spacy", doc), "docbin")
    assert [(c.doc_id, c.text, c.label) for c in found.claims] == [("1", "Ada Marsh", "PERSON"), ("1", "Norvik", "ORG")]  # type: ignore[union-attr]


def test_what_is_no_docbin(tmp_path: Path) -> None:
    (tmp_path / "d.spacy").write_bytes(b"nonsense")
    with pytest.raises(InputError, match=r"d.spacy: not a DocBin"):
        convert(tmp_path / "d.spacy", tmp_path / "back")
