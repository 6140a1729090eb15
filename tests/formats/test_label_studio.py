"""Label Studio JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest

from onrecord import records
from onrecord.formats import Article, convert, shape
from onrecord.schema import Extent, make_document
from tests.formats.articles import TEXT, article, span
from tests.formats.conftest import Back, content, save
from tests.formats.hands import LabelStudio

Out = Callable[[str], Path]
Read = Callable[..., Back]
DIRECT = "“We will cut fares 🚋 by $5,”"


def test_a_task(out: Out) -> None:
    (task,) = json.loads(out("label-studio").read_text())
    assert task["data"]["text"] == TEXT and task["predictions"][0]["model_version"] == "onrecord"
    start, end = span("€3m")
    items = [i for i in task["predictions"][0]["result"] if i.get("value", {}).get("start") == start]
    region = items[0]
    value = {"start": start, "end": end, "text": "€3m", "labels": ["money"]}
    want = {"from_name": "label", "to_name": "text", "type": "labels", "value": value, "score": 0.5}
    assert {k: v for k, v in region.items() if k != "id"} == want
    given = {i["from_name"]: i["value"].get("choices", i["value"]["text"]) for i in items[1:]}
    assert given == {
        "money_amount_max": ["3000000"],
        "money_bound": ["at_most"],
        "money_approx": ["true"],
        "money_currency": ["EUR"],
        "money_currency_basis": ["symbol"],
        "money_role": ["change_to"],
        "money_per": [""],
        "money_sign": ["positive"],
    }


def test_the_configuration_beside_it_has_every_control_and_label(out: Out) -> None:
    path = out("label-studio")
    config = ElementTree.parse(path.with_suffix(".xml"))
    controls = {e.get("name"): e for tag in ("Labels", "Choices", "TextArea") for e in config.iter(tag)}
    relations = {e.get("value") for e in config.iter("Relation")}
    (task,) = json.loads(path.read_text())
    for item in task["predictions"][0]["result"]:
        if item["type"] == "relation":
            assert set(item["labels"]) <= relations
            continue
        control = controls[item["from_name"]]
        assert control.tag.lower() == item["type"] and control.get("toName") == item["to_name"]
        if item["type"] in ("labels", "choices"):
            assert set(item["value"][item["type"]]) <= {e.get("value") for e in control}
    assert {"mode", "bound", "committers"} <= {(name or "").partition("_")[2] for name in controls}
    assert [e.get("value") for e in controls["quote_mode"]] == list(shape.ATTRIBUTES["quote"]["mode"].values)


def test_attributes_can_be_edited(out: Out, back: Read) -> None:
    path = out("label-studio")
    hand = LabelStudio(path)
    money, quote, cut = (
        hand.find("money", "€3m"),
        hand.find("quote", DIRECT),
        hand.find("commitment", "will cut fares 🚋 by $5"),
    )
    hand.answer(money, "money_bound", ["less_than"])
    hand.answer(money, "money_approx", ["false"])
    hand.answer(money, "money_amount_max", ["3500000"], "textarea")
    hand.answer(money, "money_per", [], "textarea")
    hand.answer(quote, "quote_speaker", ["the captain"], "textarea")
    hand.answer(quote, "quote_mode", [])
    hand.answer(cut, "commitment_beneficiaries", ["riders"], "textarea")
    hand.answer(hand.find("date", "2030"), "date_granularity", [])
    hand.save()
    found = back(path, "label-studio")
    sum_: Any = found.of("money", "€3m")
    assert (sum_.bound, sum_.approx, sum_.amount_max, sum_.per) == ("less_than", False, "3500000", None)
    said: Any = found.of("quote", "fares")
    # Nothing was chosen where something must be: what it was stays.
    assert (said.speaker, said.mode) == ("the captain", "direct")
    assert found.of("commitment", "cut fares").beneficiaries == ["riders"]  # type: ignore[union-attr]
    assert found.of("date", "2030").granularity is None  # type: ignore[union-attr]
    assert sum_.id in {c.id for c in article().claims}


def test_relabelling_an_entity_keeps_the_rest(out: Out, back: Read) -> None:
    path = out("label-studio")
    hand = LabelStudio(path)
    key = hand.find("ORG", "Norvik")
    (region,) = [r for r in hand.result if r.get("id") == key and r["type"] == "labels"]
    region["value"]["labels"] = ["GPE"]
    hand.save()
    norvik: Any = back(path, "label-studio").of("entity", "Norvik")
    assert (norvik.id, norvik.label, norvik.name) == (key, "GPE", "Norvik")


def test_a_region_that_becomes_another_kind_is_a_new_claim(out: Out, back: Read) -> None:
    path = out("label-studio")
    hand = LabelStudio(path)
    key = hand.find("date", "200")
    (region,) = [r for r in hand.result if r.get("id") == key and r["type"] == "labels"]
    region["value"]["labels"] = ["money"]
    hand.save()
    found = back(path, "label-studio")
    money: Any = found.of("money", "200")
    assert (money.amount_min, money.currency_basis, money.id != key) == (None, "unresolved", True)
    assert found.done.notes["claims removed since they were written"] == 1


def test_without_our_configuration_attributes_stay(out: Out, back: Read) -> None:
    path = out("label-studio")
    hand = LabelStudio(path)
    hand.result[:] = [r for r in hand.result if r["type"] in ("labels", "relation")]
    hand.save()
    assert back(path, "label-studio").claims == article().claims


def tasks(tmp_path: Path, *found: dict[str, Any]) -> Path:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(found))
    return path


def region(start: int, end: int, text: str | None, label: str = "money") -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label]} | ({"text": text} if text is not None else {})
    return {"id": f"r{start}", "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def annotated(text: str, *result: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": 12, "data": {"text": text}, "annotations": [{"result": list(result), **more}]}


def test_a_project_made_without_us(tmp_path: Path, back: Read) -> None:
    page = annotated(
        "Pays $5.", region(5, 7, "$5"), {"type": "choices", "from_name": "topic", "value": {"choices": ["x"]}}
    )
    other = {"id": 13, "data": {"body": "Pays €7."}, "annotations": [{"result": [region(5, 7, "€7")]}]}
    found = back(tasks(tmp_path, page, other), "label-studio")
    assert [(c.doc_id, c.text) for c in found.claims] == [("task-12", "$5"), ("task-13", "€7")]


def test_utf16_offsets_and_escaped_line_breaks(tmp_path: Path, back: Read) -> None:
    page = annotated("🚋 Pays $5\nor €7.", region(8, 10, "$5"), region(3, 16, "Pays $5\\nor €7", "quote"))
    found = back(tasks(tmp_path, page), "label-studio")
    assert [(c.kind, c.start, c.text) for c in found.claims] == [("quote", 2, "Pays $5\nor €7"), ("money", 7, "$5")]
    assert any("UTF-16" in note for note in found.done.notes)


def test_which_annotation_counts(tmp_path: Path, back: Read) -> None:
    def annotation(words: str, **more: Any) -> dict[str, Any]:
        return {"result": [region("ab cd ef".index(words), "ab cd ef".index(words) + 2, words)], **more}

    several = [annotation("ab", updated_at="2025-01-02"), annotation("cd", updated_at="2025-01-01")]
    data = {"text": "ab cd ef"}
    found = back(
        tasks(
            tmp_path,
            {"id": 1, "data": data, "annotations": several},
            {"id": 2, "data": data, "annotations": [*several, annotation("ef", ground_truth=True)]},
            {"id": 3, "data": data, "annotations": [annotation("ab", was_cancelled=True)]},
            {"id": 4, "data": data, "annotations": [annotation("ef", was_cancelled=True), annotation("cd")]},
            {"id": 5, "data": data, "annotations": [], "predictions": [annotation("ab")]},
        ),
        "label-studio",
    )
    assert [(c.doc_id, c.text) for c in found.claims] == [
        ("task-1", "ab"),
        ("task-2", "ef"),
        ("task-4", "cd"),
        ("task-5", "ab"),
    ]
    assert [(note.partition(";")[0], n) for note, n in found.done.notes.items()][:3] == [
        ("tasks with several annotations", 2),
        ("new money claims", 4),
        ("tasks their annotators skipped", 1),
    ]


BAD: list[tuple[Any, str]] = [
    (
        annotated("Pays $5.", region(5, 7, "$6")),
        "task 1 (task-12), region r5: span 5:7 is '$5' in the text, '$6' in the file",
    ),
    (annotated("Pays $5.", region(5, 17, None)), "task 1 (task-12), region r5: span 5:17 is not inside"),
    (
        annotated("Pays $5.", {"type": "labels", "id": "x"}),
        "task 1: a result is not as Label Studio writes it (KeyError",
    ),
    ({"text": "Pays $5."}, "task 1: no data; export the project as JSON, not as JSON-MIN or CSV"),
    ({"data": {"image": 5}}, "task 1: no text in data"),
    ({"data": {"text": "x", "onrecord": {"claims": 5}}}, "task 1: stored records: 'document'"),
    ({"data": {"text": "x", "onrecord": {"claims": [{}], "document": {}}}}, "task 1: stored records: Object missing"),
]


@pytest.mark.parametrize(("task", "failure"), BAD, ids=[f[:40] for _, f in BAD])
def test_a_bad_task_is_named_and_the_rest_goes_on(task: Any, failure: str, tmp_path: Path) -> None:
    path = tasks(tmp_path, task, annotated("Pays $7.", region(5, 7, "$7")))
    done = convert(path, tmp_path / "back", source_format="label-studio")
    assert len(done.failures) == 1 and done.failures[0].startswith(f"{path}: {failure}")
    assert [c.text for c in records.read(tmp_path / "back").claims] == ["$7"]


def with_line_feeds_alone(path: Path) -> None:
    """Do to a task what a tool does that turns CRLF into LF and counts accordingly."""
    (task,) = json.loads(path.read_text())
    before = task["data"]["text"]
    task["data"]["text"] = before.replace("\r\n", "\n")
    for item in task["predictions"][0]["result"]:
        value = item.get("value", {})
        for end in {"start", "end"} & value.keys():
            value[end] -= before.count("\r\n", 0, value[end])
        if isinstance(value.get("text"), str):
            value["text"] = value["text"].replace("\r\n", "\n")
    path.write_text(json.dumps([task]))


def test_line_ends_the_tool_changed_are_put_back(tmp_path: Path, back: Read) -> None:
    plain = article()
    text = "One.\r\nTwo pays $5.\r\nThree."
    money = msgspec.structs.replace(
        next(c for c in plain.claims if c.text == "$5"), doc_id="d", start=15, end=17, sentence=Extent(6, 19)
    )
    both = msgspec.structs.replace(money, id="both", start=3, end=18, text=text[3:18], sentence=Extent(0, 6))
    save(tmp_path / "in", Article(make_document(text, doc_id="d"), [both, money]))
    convert(tmp_path / "in", tmp_path / "t.json")
    with_line_feeds_alone(tmp_path / "t.json")
    found = back(tmp_path / "t.json", "label-studio")
    assert content(found.folder) == content(tmp_path / "in")
    assert "texts whose line ends the tool had changed; they are as they were again" in found.done.notes


def test_a_text_that_is_not_the_one_that_was_written_says_so(out: Out, back: Read) -> None:
    # The article has a lone line feed beside its CRLF, so its hash does not tell what it was.
    path = out("label-studio")
    with_line_feeds_alone(path)
    found = back(path, "label-studio")
    assert any("not those that were written" in note for note in found.done.notes)
    ferries = found.of("entity", "=SUM Ferries")
    assert ferries.start == span("=SUM")[0] - 1 and ferries.sentence is msgspec.UNSET
    # What stands before the line end is over the same characters as before.
    assert found.of("quote", "fares").id in {c.id for c in article().claims}
