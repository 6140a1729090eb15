"""The lines of a brat annotation file."""

from __future__ import annotations

import re
from typing import Any, NoReturn

import msgspec

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.formats import shape
from onrecord.formats.conversion import Conversion
from onrecord.formats.page import Arc, Mark, Page
from onrecord.schema import Claim, Document

NOTES = "AnnotatorNotes"
"""The note people edit."""
RECORD = "Record"
"""The note that holds the record a claim was written from."""

_TEXT_BOUND = re.compile(r"(\S+) (-?\d+ -?\d+(?:;-?\d+ -?\d+)*) *", re.ASCII)
_RELATION = re.compile(r"(\S+) Arg1:(\S+) Arg2:(\S+)\s*")
_ATTRIBUTE = re.compile(r"(\S+) (\S+)(?: (.+?))?\s*")
_PAIR = re.compile(r"\s*(\w+)\s*[=:]\s*(.*?)\s*")


def page_of(document: Document, content: str, name: str, conversion: Conversion) -> Page:
    """Return the page of a document from the content of its annotation file.

    Raises:
        InputError: naming the line that cannot be read.
    """
    file = _File(document, name, conversion)
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            file.add(number, line.rstrip("\r"))
    return file.page()


class _File:
    def __init__(self, document: Document, name: str, conversion: Conversion) -> None:
        self._document = document
        self._name = name
        self._conversion = conversion
        self._marks: dict[str, Mark] = {}
        self._arcs: list[Arc] = []
        self._events: dict[str, tuple[str, list[tuple[str, str]]]] = {}
        self._chosen: list[tuple[int, str, str, str | None]] = []
        self._notes: list[tuple[int, str, str, str]] = []

    def add(self, number: int, line: str) -> None:
        """Take in one line; lines that refer to others wait until all are read."""
        key, _, rest = line.partition("\t")
        data, _, tail = rest.partition("\t")
        first = key[:1]
        if first == "T":
            self._text_bound(number, key, data, tail)
        elif first == "R":
            match = _RELATION.fullmatch(data) or self._bad(number, "a relation", "R1\tspeaker Arg1:T1 Arg2:T2")
            self._arcs.append(Arc(*match.groups()))
        elif first in "AM":
            match = _ATTRIBUTE.fullmatch(data) or self._bad(number, "an attribute", "A1\tquote_mode T1 direct")
            self._chosen.append((number, match[1], match[2], match[3]))
        elif first == "E":
            self._event(number, key, data)
        elif first == "#":
            label, _, target = data.partition(" ")
            self._notes.append((number, label, target.strip(), tail))
        elif first in "N*":
            what = "normalisations" if first == "N" else "equivalences"
            self._conversion.note(f"{what}, which no claim has; they were left out")
        else:
            self._bad(number, "a line of a brat file", "T1\tquote 0 5\tHello")

    def _bad(self, number: int, what: str, example: str) -> NoReturn:
        raise InputError(f"{self._name}:{number}: not {what}", f"such a line is {example!r}, with tabs")

    def _text_bound(self, number: int, key: str, data: str, tail: str) -> None:
        match = _TEXT_BOUND.fullmatch(data) or self._bad(number, "a span", "T1\tquote 0 5\tHello")
        offsets = [tuple(map(int, piece.split())) for piece in match[2].split(";")]
        if key in self._marks:
            raise InputError(f"{self._name}:{number}: {key} again", "every annotation has an id of its own")
        self._marks[key] = Mark(
            key=key,
            label=match[1],
            pieces=[(start, end) for start, end in offsets],
            written=tail,
            where=f"{self._name}:{number}",
        )

    def _event(self, number: int, key: str, data: str) -> None:
        trigger, *arguments = [tuple(part.split(":", 1)) for part in data.split()]
        if len(trigger) != 2 or any(len(argument) != 2 for argument in arguments):
            self._bad(number, "an event", "E1\tquote:T1 Cue:T2")
        self._events[key] = (trigger[1], [(role, target) for role, target in arguments])

    def page(self) -> Page:
        """Return the page of all lines."""
        self._draw_events()
        seen = {key: set[str]() for key in self._marks}
        for number, name, target, value in self._chosen:
            self._choose(number, name, self._mark(number, target), value, seen)
        for key, mark in self._marks.items():
            _unchosen(mark, seen[key])
        for number, label, target, content in self._notes:
            if label in (NOTES, RECORD) and target in self._marks:
                self._note(number, label, self._marks[target], content)
        records = [mark.record for mark in self._marks.values() if mark.record is not None]
        marks = list(self._marks.values())
        return Page(document=self._document, marks=marks, arcs=self._arcs, records=records)

    def _mark(self, number: int, key: str) -> Mark:
        key = self._events[key][0] if key in self._events else key
        if key not in self._marks:
            raise InputError(
                f"{self._name}:{number}: no annotation {key}", "remove the line, or put the annotation back"
            )
        return self._marks[key]

    def _draw_events(self) -> None:
        """Turn events into relations from their trigger; a role with a number is the same role."""
        for trigger, arguments in self._events.values():
            for role, target in arguments:
                name = role.rstrip("0123456789").lower()
                label = shape.part_relation(name) if name in shape.PART_LABELS else name
                self._arcs.append(Arc(label, trigger, self._events.get(target, (target, []))[0]))
        ends = {key: trigger for key, (trigger, _) in self._events.items()}
        self._arcs = [Arc(a.label, ends.get(a.source, a.source), ends.get(a.target, a.target)) for a in self._arcs]

    def _choose(self, number: int, name: str, mark: Mark, value: str | None, seen: dict[str, set[str]]) -> None:
        kind = shape.kind_of(mark.label)
        field = name.removeprefix(f"{kind}_")
        attribute = shape.ATTRIBUTES[kind].get(field) if kind is not None else None
        if attribute is None or attribute.free:
            self._conversion.note(f"attributes {name!r}, which no {mark.label} has; they were left out")
            return
        if not attribute.flag and value not in attribute.values:
            known = ", ".join(attribute.values)
            raise InputError(f"{self._name}:{number}: {name} is {value!r}", f"it is one of {known}")
        mark.fields[field] = True if attribute.flag else value
        seen[mark.key].add(field)

    def _note(self, number: int, label: str, mark: Mark, content: str) -> None:
        if label == RECORD:
            try:
                mark.record = jsonl.loads(content, Claim)
            except ValueError as error:
                raise InputError(f"{self._name}:{number}: not a record ({error})", "remove the note") from None
            return
        kind = shape.kind_of(mark.label)
        for name, value in self._answers(number, content).items():
            attribute = shape.ATTRIBUTES[kind].get(name) if kind is not None else None
            if attribute is None or not attribute.free:
                self._conversion.note(
                    f"notes about {name!r}, which no {mark.label} has as free text; they were left out"
                )
            else:
                mark.fields[name] = _typed(value, attribute.many)

    def _answers(self, number: int, content: str) -> dict[str, Any]:
        """Read a note: a JSON object, or ``name=value; name=value`` as people type it."""
        if content.lstrip().startswith("{"):
            try:
                answers: dict[str, Any] = msgspec.json.decode(content, type=dict[str, Any])
            except msgspec.DecodeError as error:
                hint = 'a note is like {"speaker": "Ada Marsh"}, or speaker=Ada Marsh'
                raise InputError(f"{self._name}:{number}: the note is not JSON ({error})", hint) from None
            return answers
        pairs = [_PAIR.fullmatch(part) for part in content.split(";") if part.strip()]
        if not all(pairs):
            self._conversion.note("notes that say nothing about an attribute; they were left out")
        return {pair[1]: pair[2] or None for pair in pairs if pair}


def _unchosen(mark: Mark, seen: set[str]) -> None:
    """Fill in what stands for itself by not being there: a flag that is not set, a value that may be null."""
    for name, attribute in shape.ATTRIBUTES.get(shape.kind_of(mark.label) or "", {}).items():
        if name not in seen and not attribute.free and (attribute.flag or attribute.nullable):
            mark.fields[name] = False if attribute.flag else None


def _typed(value: Any, many: bool) -> Any:
    """Return what a person meant in a note: a number as text, a list with commas as a list."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not many:
        return value
    if value is None:
        return []
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value
