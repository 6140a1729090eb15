"""W3C Web Annotation."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord import jsonl, records
from onrecord.formats import convert
from onrecord.schema import make_document
from tests.formats.articles import TEXT, article, span
from tests.formats.conftest import Back

Out = Callable[[str], Path]
Read = Callable[..., Back]
URL = "https://example.org/fares"


def test_a_claim_is_selected_by_position_and_by_quote(out: Out) -> None:
    collection = json.loads(out("web-annotation").read_text())
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld" and collection["type"] == "AnnotationCollection"
    items = collection["first"]["items"]
    assert items[0]["motivation"] == "describing" and items[0]["body"][0]["value"] == TEXT
    source = items[0]["target"]
    (said,) = [i for i in items if i["body"][0]["value"] == "cue" and i["target"]["selector"][1]["exact"] == "said"]
    start, end = span("said")
    position, quote = said["target"]["selector"]
    assert said["target"]["source"] == source
    assert position == {"type": "TextPositionSelector", "start": start, "end": end}
    assert quote["prefix"] == TEXT[start - 32 : start] and quote["suffix"] == TEXT[end : end + 32]
    (tie,) = [i for i in items if i["motivation"] == "linking" and i["target"][1]["id"] == said["id"]]
    assert tie["body"][0] == {"type": "TextualBody", "purpose": "tagging", "value": "has_cue"}
    assert all(i["type"] == "Annotation" and i["id"].startswith("urn:") for i in items)
    assert len({i["id"] for i in items}) == len(items)


def test_attributes_are_edited_in_the_body(out: Out, back: Read) -> None:
    path = out("web-annotation")
    path.write_text(path.read_text().replace('\\"amount_max\\":\\"3000000\\"', '\\"amount_max\\":\\"3500000\\"'))
    assert back(path, "web-annotation").of("money", "€3m").amount_max == "3500000"  # type: ignore[union-attr]


def annotation(label: str, *selectors: dict[str, Any], source: Any = URL) -> dict[str, Any]:
    body = {"type": "TextualBody", "purpose": "tagging", "value": label}
    return {
        "id": f"#{label}",
        "type": "Annotation",
        "body": body,
        "target": {"source": source, "selector": list(selectors)},
    }


def position(start: int, end: int) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def quoted(exact: str, **around: str) -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact, **around}


def other(tmp_path: Path, *annotations: Any) -> tuple[Path, Path]:
    """Annotations of another tool, and the documents they are about."""
    text = "🚋 They pay $5 now and $5 later."
    jsonl.write(tmp_path / "documents.jsonl", [make_document(text, doc_id="d")])
    (document,) = jsonl.read(tmp_path / "documents.jsonl")
    jsonl.write(tmp_path / "documents.jsonl", [{**document, "url": URL}])
    (tmp_path / "a.json").write_text(json.dumps(annotations))
    return tmp_path / "a.json", tmp_path / "documents.jsonl"


def test_annotations_of_another_tool(tmp_path: Path) -> None:
    path, documents = other(
        tmp_path,
        annotation("quote", position(2, 30), quoted("They pay $5 now and $5 later")),
        annotation("money", quoted("$5", suffix=" later"), source={"id": URL}),
        annotation("date", position(14, 17), source=URL),
    )
    done = convert(path, tmp_path / "back", documents=documents)
    assert done.failures == [] and not any("UTF-16" in note for note in done.notes)
    claims = records.read(tmp_path / "back").claims
    assert [(c.kind, c.start, c.text) for c in claims] == [
        ("quote", 2, "They pay $5 now and $5 later"),
        ("date", 14, "now"),
        ("money", 22, "$5"),
    ]


def test_a_position_that_is_not_that_of_the_quote_is_named(tmp_path: Path) -> None:
    path, documents = other(tmp_path, annotation("quote", position(4, 31), quoted("They pay $5 now and $5 later")))
    (failure,) = convert(path, tmp_path / "back", documents=documents).failures
    assert failure.startswith(f"{path}: annotation 1: span 4:31 is 'ey pay")


def test_utf16_positions(tmp_path: Path) -> None:
    found = [
        annotation("quote", position(3, 31), quoted("They pay $5 now and $5 later")),
        annotation("date", position(15, 18)),
    ]
    path, documents = other(tmp_path, *found)
    done = convert(path, tmp_path / "back", documents=documents)
    assert not done.failures and any("UTF-16" in note for note in done.notes)
    claims = records.read(tmp_path / "back").claims
    assert [(c.kind, c.text) for c in claims] == [("quote", "They pay $5 now and $5 later"), ("date", "now")]


def test_a_quote_alone_is_found_by_what_stands_around_it(tmp_path: Path) -> None:
    path, documents = other(tmp_path, annotation("money", quoted("$5", suffix=" later"), source={"id": URL}))
    convert(path, tmp_path / "back", documents=documents)
    (claim,) = records.read(tmp_path / "back").claims
    assert (claim.start, claim.text) == (22, "$5")


BAD = [
    ("annotation", "annotation 1: no JSON object"),
    ({"type": "Annotation"}, "annotation 1: no target"),
    ({"type": "Annotation", "target": {"source": URL}}, "annotation 1: no tag says what it is"),
    (annotation("money"), "annotation 1: no selector of text"),
    (
        annotation("money", {"type": "TextPositionSelector", "start": 1}),
        "annotation 1: a position without start and end",
    ),
    (annotation("money", quoted("$5")), "annotation 1: '$5' is more than once in the text"),
    (annotation("money", quoted("$6")), "annotation 1: '$6' is not in the text"),
    (
        annotation("money", position(0, 2), source="https://example.org/x"),
        "annotation 1: no text of https://example.org/x",
    ),
]


@pytest.mark.parametrize(("one", "failure"), BAD, ids=[f[14:50] for _, f in BAD])
def test_what_cannot_be_read_is_named(one: Any, failure: str, tmp_path: Path) -> None:
    path, documents = other(tmp_path, one)
    done = convert(path, tmp_path / "back", source_format="web-annotation", documents=documents)
    assert len(done.failures) == 1 and done.failures[0].startswith(f"{path}: {failure}")


@pytest.mark.parametrize(
    "content", ["5", "{}", '{"type": "AnnotationCollection", "first": "https://example.org/page1"}']
)
def test_a_file_of_something_else(content: str, tmp_path: Path) -> None:
    from onrecord.errors import InputError

    (tmp_path / "a.jsonld").write_text(content)
    with pytest.raises(InputError, match="no annotations"):
        convert(tmp_path / "a.jsonld", tmp_path / "back")


def test_pages_and_single_annotations(out: Out, tmp_path: Path, back: Read) -> None:
    collection = json.loads(out("web-annotation").read_text())
    (tmp_path / "page.json").write_text(json.dumps({**collection["first"], "next": None}))
    assert back(tmp_path / "page.json", "web-annotation").claims == article().claims
    (tmp_path / "one.json").write_text(json.dumps(collection["first"]["items"][0]))
    assert back(tmp_path / "one.json", "web-annotation").claims == []
