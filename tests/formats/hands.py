"""What a person does in an annotation tool, done to its files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.formats.articles import TEXT, span


class Brat:
    """Lines of an annotation file; brat removes what hangs on a removed span."""

    def __init__(self, path: Path) -> None:
        (self._file,) = path.glob("*.ann")
        self.lines = self._file.read_bytes().decode().split("\n")[:-1]

    def find(self, label: str, words: str) -> str:
        start = span(words)[0]
        (line,) = [x for x in self.lines if re.match(rf"T\d+\t{label} {start} ", x) and x.split("\t")[2] == words]
        return line.partition("\t")[0]

    def move(self, key: str, words: str) -> None:
        (at,) = [i for i, x in enumerate(self.lines) if x.startswith(f"{key}\t")]
        label = self.lines[at].split("\t")[1].partition(" ")[0]
        self.lines[at] = self._line(key, label, words)

    def remove(self, key: str) -> None:
        self.lines = [x for x in self.lines if not re.search(rf"(^|[ :]){key}(\s|$)", x)]

    def add(self, label: str, words: str) -> str:
        key = f"T{1 + max(int(x[1:].partition(chr(9))[0]) for x in self.lines if x[0] == 'T')}"
        self.lines.append(self._line(key, label, words))
        return key

    def tie(self, relation: str, source: str, target: str) -> None:
        self.lines.append(f"R{len(self.lines) + 1000}\t{relation} Arg1:{source} Arg2:{target}\t")

    def untie(self, relation: str, source: str, target: str) -> None:
        self.lines = [x for x in self.lines if not x.endswith(f"\t{relation} Arg1:{source} Arg2:{target}\t")]

    def save(self) -> None:
        self._file.write_bytes("".join(f"{line}\n" for line in self.lines).encode())

    @staticmethod
    def _line(key: str, label: str, words: str) -> str:
        start, end = span(words)
        return f"{key}\t{label} {start} {end}\t{words}"


class LabelStudio:
    """Results of one task, submitted: what was predicted becomes an annotation."""

    def __init__(self, path: Path) -> None:
        self._path = path
        (self.task,) = json.loads(path.read_text())
        self.result: list[dict[str, Any]] = self.task["predictions"][0]["result"]

    def find(self, label: str, words: str) -> str:
        start, _ = span(words)
        regions = [r for r in self.result if r["type"] == "labels" and r["value"]["labels"] == [label]]
        (key,) = [r["id"] for r in regions if r["value"]["start"] == start and r["value"]["text"] == words]
        return str(key)

    def move(self, key: str, words: str) -> None:
        for region in self.result:
            if region.get("id") == key:
                own = {"text": words} if region["type"] != "textarea" else {}
                region["value"] |= dict(zip(("start", "end"), span(words), strict=True)) | own

    def remove(self, key: str) -> None:
        self.result[:] = [r for r in self.result if key not in (r.get("id"), r.get("from_id"), r.get("to_id"))]

    def add(self, label: str, words: str) -> str:
        key = f"new{len(self.result)}"
        value = {"start": span(words)[0], "end": span(words)[1], "text": words, "labels": [label]}
        self.result.append({"id": key, "from_name": "label", "to_name": "text", "type": "labels", "value": value})
        return key

    def answer(self, key: str, control: str, values: list[str], what: str = "choices") -> None:
        self.result[:] = [r for r in self.result if (r.get("id"), r.get("from_name")) != (key, control)]
        (region,) = [r for r in self.result if r.get("id") == key and r["type"] == "labels"]
        value = {k: region["value"][k] for k in ("start", "end")} | {"text" if what == "textarea" else what: values}
        if values:
            self.result.append({"id": key, "from_name": control, "to_name": "text", "type": what, "value": value})

    def tie(self, relation: str, source: str, target: str) -> None:
        # Drawn the wrong way round, and turned by the person.
        ends = {"from_id": target, "to_id": source, "direction": "left"}
        self.result.append({"type": "relation", **ends, "labels": [relation]})

    def untie(self, relation: str, source: str, target: str) -> None:
        self.result[:] = [
            r
            for r in self.result
            if (r.get("from_id"), r.get("to_id"), r.get("labels")) != (source, target, [relation])
        ]

    def save(self) -> None:
        self.task["annotations"] = [{"id": 7, "result": self.result, "was_cancelled": False}]
        self._path.write_text(json.dumps([self.task]))


class Doccano:
    """Entities of one document; doccano numbers them anew and writes them in its own order."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.row = json.loads(path.read_text())

    def find(self, label: str, words: str) -> str:
        at = (label, *span(words))
        (key,) = [e["id"] for e in self.row["entities"] if (e["label"], e["start_offset"], e["end_offset"]) == at]
        return str(key)

    def move(self, key: str, words: str) -> None:
        (entity,) = [e for e in self.row["entities"] if str(e["id"]) == key]
        entity["start_offset"], entity["end_offset"] = span(words)

    def remove(self, key: str) -> None:
        self.row["entities"] = [e for e in self.row["entities"] if str(e["id"]) != key]
        ties = [r for r in self.row["relations"] if key not in (str(r["from_id"]), str(r["to_id"]))]
        self.row["relations"] = ties

    def add(self, label: str, words: str) -> str:
        start, end = span(words)
        key = 5000 + len(self.row["entities"])
        self.row["entities"].append({"id": key, "label": label, "start_offset": start, "end_offset": end})
        return str(key)

    def tie(self, relation: str, source: str, target: str) -> None:
        self.row["relations"].append({"id": 0, "from_id": int(source), "to_id": int(target), "type": relation})

    def untie(self, relation: str, source: str, target: str) -> None:
        gone = (relation, source, target)
        ties = [r for r in self.row["relations"] if (r["type"], str(r["from_id"]), str(r["to_id"])) != gone]
        self.row["relations"] = ties

    def save(self) -> None:
        for entity in self.row["entities"]:
            entity["id"] += 900
        for relation in self.row["relations"]:
            relation["from_id"] += 900
            relation["to_id"] += 900
        self.row["entities"].sort(key=lambda e: (e["start_offset"], e["end_offset"]))
        self._path.write_text(json.dumps({"id": 3, **self.row, "Comments": []}) + "\n")


class Prodigy:
    """Spans of one task; a span that is moved is removed and drawn anew, without what it had beside it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.task = json.loads(path.read_text())

    def find(self, label: str, words: str) -> str:
        at = (label, *span(words))
        return str([self._at(s) for s in self.task["spans"]].index(at))

    def move(self, key: str, words: str) -> None:
        old = self.task["spans"][int(key)]
        new = {"start": span(words)[0], "end": span(words)[1], "label": old["label"]}
        self.task["spans"][int(key)] = new
        for relation in self.task["relations"]:
            for end in ("head_span", "child_span"):
                if self._at(relation[end]) == self._at(old):
                    relation[end] = new

    def remove(self, key: str) -> None:
        old = self._at(self.task["spans"][int(key)])
        ties = self.task["relations"]
        self.task["relations"] = [r for r in ties if old not in (self._at(r["head_span"]), self._at(r["child_span"]))]
        self.task["spans"][int(key)] = None

    def add(self, label: str, words: str) -> str:
        self.task["spans"].append({"start": span(words)[0], "end": span(words)[1], "label": label})
        return str(len(self.task["spans"]) - 1)

    def tie(self, relation: str, source: str, target: str) -> None:
        head, child = self.task["spans"][int(source)], self.task["spans"][int(target)]
        self.task["relations"].append(
            {"label": relation, "head_span": head, "child_span": child, "head": 0, "child": 0}
        )

    def untie(self, relation: str, source: str, target: str) -> None:
        gone = (relation, *(self._at(self.task["spans"][int(key)]) for key in (source, target)))
        ties = self.task["relations"]
        found = [(r["label"], self._at(r["head_span"]), self._at(r["child_span"])) for r in ties]
        self.task["relations"] = [r for r, at in zip(ties, found, strict=True) if at != gone]

    def save(self) -> None:
        self.task["spans"] = [s for s in self.task["spans"] if s is not None]
        self._path.write_text(json.dumps({**self.task, "answer": "accept", "_task_hash": 1}) + "\n")

    @staticmethod
    def _at(found: dict[str, Any] | None) -> tuple[Any, ...]:
        return () if found is None else (found["label"], found["start"], found["end"])


class WebAnnotation:
    """Annotations of a collection."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.collection = json.loads(path.read_text())
        self.items: list[dict[str, Any]] = self.collection["first"]["items"]
        self._source = self.items[0]["target"]

    def find(self, label: str, words: str) -> str:
        marks = [i for i in self.items if i.get("motivation") == "classifying" and i["body"][0]["value"] == label]
        selectors = [(i["id"], i["target"]["selector"]) for i in marks if isinstance(i["target"], dict)]
        (key,) = [k for k, (at, text) in selectors if at["start"] == span(words)[0] and text["exact"] == words]
        return str(key)

    def move(self, key: str, words: str) -> None:
        (item,) = [i for i in self.items if i["id"] == key]
        item["target"] = self._target(words)

    def remove(self, key: str) -> None:
        self.items[:] = [i for i in self.items if i["id"] != key and {"id": key} not in self._targets(i)]

    def add(self, label: str, words: str) -> str:
        key = f"#new{len(self.items)}"
        body = {"type": "TextualBody", "purpose": "tagging", "value": label}
        self.items.append({"id": key, "type": "Annotation", "body": body, "target": self._target(words)})
        return key

    def tie(self, relation: str, source: str, target: str) -> None:
        body = [{"type": "TextualBody", "purpose": "tagging", "value": relation}]
        ends = [{"id": source}, {"id": target}]
        self.items.append({"type": "Annotation", "motivation": "linking", "body": body, "target": ends})

    def untie(self, relation: str, source: str, target: str) -> None:
        gone = (relation, [{"id": source}, {"id": target}])
        self.items[:] = [i for i in self.items if (self._bodies(i)[0]["value"], i["target"]) != gone]

    def save(self) -> None:
        self._path.write_text(json.dumps(self.collection))

    def _target(self, words: str) -> dict[str, Any]:
        # A tool that writes no position.
        quoted = {"type": "TextQuoteSelector", "exact": words, "suffix": TEXT[span(words)[1] :][:9]}
        return {"source": self._source, "selector": quoted}

    @staticmethod
    def _targets(item: dict[str, Any]) -> list[Any]:
        return item["target"] if isinstance(item["target"], list) else [item["target"]]

    @staticmethod
    def _bodies(item: dict[str, Any]) -> list[dict[str, Any]]:
        return item["body"] if isinstance(item["body"], list) else [item["body"]]


HANDS: dict[str, Any] = {
    "brat": Brat,
    "label-studio": LabelStudio,
    "doccano": Doccano,
    "prodigy": Prodigy,
    "web-annotation": WebAnnotation,
}
