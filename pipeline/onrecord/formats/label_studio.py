"""Label Studio JSON: tasks with predictions to correct, and the tasks it exports.

The formats are those of https://labelstud.io/guide/task_format and https://labelstud.io/guide/predictions. Every
claim is a region with a label, so is every cue, source, action and condition; relations tie them together and are
the links. Attributes are choices and text areas of the region. The labelling configuration is written beside the
tasks (``tasks.json``, ``tasks.xml``) and has to be pasted into the settings of the project.

Label Studio keeps everything in ``data``, so the records a task was written from are there, and a region that is
gone is known to have been removed. Its regions are contiguous: a further piece of a discontinuous span is a region
labelled ``fragment`` with a relation ``continues``. It counts code points since 2022
(https://github.com/HumanSignal/label-studio/issues/1008), UTF-16 units before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from onrecord import jsonl
from onrecord.atomic import atomic
from onrecord.errors import InputError
from onrecord.formats import documents, label_studio_config, shape
from onrecord.formats.conversion import Article, Conversion, Format
from onrecord.formats.json_files import array, peek
from onrecord.formats.merge import claims_of
from onrecord.formats.page import Arc, Mark, Page, lay_out
from onrecord.formats.stored import KEY, pack, unpack
from onrecord.schema import Claim

_LABELS = ("labels", "hypertextlabels")


def write(articles: Iterable[Article], path: Path, conversion: Conversion) -> None:
    """Write tasks with predictions, and the configuration beside them."""
    with atomic(path) as stream:
        separator = b"[\n"
        for article in articles:
            stream.write(separator + jsonl.dumps(_task(article)))
            separator = b",\n"
        stream.write(b"\n]\n" if separator == b",\n" else b"[]\n")
    config = path.with_suffix(".xml")
    with atomic(config) as stream:
        stream.write(label_studio_config.build().encode())
    conversion.note(f"labelling configuration, in {config}")


def _task(article: Article) -> dict[str, Any]:
    document, claims = article
    page = lay_out(document, claims, contiguous=True)
    result = [item for mark in page.marks for item in _region(mark)]
    result += [
        {"type": "relation", "from_id": a.source, "to_id": a.target, "direction": "right", "labels": [a.label]}
        for a in page.arcs or ()
    ]
    data = {
        "text": document.text,
        "doc_id": document.doc_id,
        "title": document.title,
        KEY: pack(article),
    }
    return {"data": data, "predictions": [{"model_version": KEY, "result": result}]}


def _region(mark: Mark) -> Iterator[dict[str, Any]]:
    (start, end) = mark.pieces[0]
    span = {"start": start, "end": end, "text": mark.written}

    def item(name: str, what: str, value: dict[str, Any]) -> dict[str, Any]:
        return {"id": mark.key, "from_name": name, "to_name": "text", "type": what, "value": {**span, **value}}

    region = item("label", "labels", {"labels": [mark.label]})
    if mark.record is None:
        yield region
        return
    if mark.record.confidence is not msgspec.UNSET:
        region["score"] = mark.record.confidence
    yield region
    kind = mark.record.kind
    for name, value in mark.fields.items():
        control = label_studio_config.control(kind, name)
        if value is None or value == []:
            continue
        if shape.ATTRIBUTES[kind][name].free:
            yield item(control, "textarea", {"text": value if isinstance(value, list) else [value]})
        else:
            yield item(control, "choices", {"choices": [str(value).lower() if isinstance(value, bool) else value]})


def detect(path: Path) -> bool:
    """Tell whether a file is an array of tasks."""
    first = peek(path)
    return isinstance(first, dict) and "data" in first and bool({"annotations", "predictions"} & first.keys())


def read(path: Path, conversion: Conversion) -> Iterator[Article]:
    """Yield the documents of exported tasks: what was annotated, else what was predicted."""
    for number, task in enumerate(array(path), start=1):
        article = conversion.attempt(_read_task, task, f"{path}: task {number}", number, conversion)
        if article is not None:
            yield article


def _read_task(task: Any, where: str, number: int, conversion: Conversion) -> Article | None:
    data = task.get("data") if isinstance(task, dict) else None
    if not isinstance(data, dict):
        raise InputError(f"{where}: no data", "export the project as JSON, not as JSON-MIN or CSV")
    texts = [value for key, value in data.items() if isinstance(value, str) and key != "doc_id"]
    text = data.get("text", texts[0] if len(texts) == 1 else None)
    if not isinstance(text, str):
        raise InputError(f"{where}: no text in data", "name it text in the labelling configuration and in the tasks")
    about, records = unpack(data.get(KEY), where)
    doc_id = str(data.get("doc_id") or f"task-{task.get('id', number)}")
    document = documents.restore(text, about, doc_id, where, conversion)
    try:
        result = _result(task, conversion)
        if result is None:
            return None
        marks, arcs = _drawn(result, f"{where} ({document.doc_id})", records)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        fault = f"{where}: a result is not as Label Studio writes it ({type(error).__name__}: {error})"
        raise InputError(fault, "export the project as JSON") from None
    page = Page(document=document, marks=marks, arcs=arcs, records=records)
    return Article(document, claims_of(page, conversion))


def _result(task: dict[str, Any], conversion: Conversion) -> list[Any] | None:
    """Return the results of a task; None if its annotators skipped it."""
    annotations = [a for a in task.get("annotations") or [] if isinstance(a, dict)]
    done = [a for a in annotations if not a.get("was_cancelled")]
    if annotations and not done:
        conversion.note("tasks their annotators skipped; they were left out")
        return None
    if len(done) > 1:
        conversion.note("tasks with several annotations; the one marked as ground truth or updated last was taken")
    if done:
        last = max(done, key=lambda a: (bool(a.get("ground_truth")), str(a.get("updated_at") or "")))
        return list(last.get("result") or [])
    predictions = [p for p in task.get("predictions") or [] if isinstance(p, dict)]
    conversion.note("tasks without annotation; their predictions were taken", bool(predictions))
    return list(predictions[-1].get("result") or []) if predictions else []


def _drawn(result: list[Any], where: str, records: list[Claim]) -> tuple[list[Mark], list[Arc]]:
    """Return the marks and arcs of the results of a task."""
    by_id = {record.id: record for record in records}
    marks: dict[str, Mark] = {}
    arcs: list[Arc] = []
    answers: dict[str, dict[str, list[str]]] = {}
    for item in result:
        if item["type"] == "relation":
            ends = (str(item["from_id"]), str(item["to_id"]))
            arcs += [
                Arc(str(label), *(reversed(ends) if item.get("direction") == "left" else ends))
                for label in item.get("labels") or [""]
            ]
        elif item["type"] in _LABELS:
            key, value = str(item["id"]), item["value"]
            marks[key] = Mark(
                key=key,
                label=str(value[item["type"]][0]),
                pieces=[(int(value["start"]), int(value["end"]))],
                written=None if value.get("text") is None else str(value["text"]),
                record=by_id.get(key),
                where=f"{where}, region {key}",
            )
        elif item["type"] in ("choices", "textarea") and "id" in item:
            values = item["value"]["choices" if item["type"] == "choices" else "text"]
            answers.setdefault(str(item["id"]), {})[str(item["from_name"])] = (
                [values] if isinstance(values, str) else values
            )
    # A project without our configuration shows no attributes, which does not make them empty.
    if answers:
        for key, mark in marks.items():
            mark.fields = _fields(shape.kind_of(mark.label), answers.get(key, {}))
    return list(marks.values()), arcs


def _fields(kind: str | None, answers: dict[str, list[str]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, attribute in shape.ATTRIBUTES.get(kind or "", {}).items():
        given = answers.get(label_studio_config.control(kind or "", name), [])
        if attribute.many:
            fields[name] = given
        elif not given:
            fields[name] = None
        else:
            fields[name] = given[0] == "true" if attribute.flag else given[0]
    return fields


FORMAT = Format(
    name="label-studio",
    title="Label Studio: tasks with predictions, and the JSON it exports",
    detect=detect,
    read=read,
    write=write,
    suffixes=(".json",),
    lossy=("links to the inventory of a gold document are in the stored record, not in the picture",),
    surrogates=True,
)
