r"""Expected claims written inside the sentence they are about.

Example::

    Shell will spend [$5 billion](money amount=5000000000 currency=USD) by [2030](date value=2030 bound=by).

A mark is ``[text](kind field=value ...)``; marks nest. A value with spaces or brackets stands in single
quotes (a quote mark inside it is doubled); bare ``none``, ``true`` and ``false`` are null and the
booleans. ``amount=`` sets ``amount_min`` and ``amount_max``. ``committers`` and ``beneficiaries`` are
lists divided by ``;`` (``''`` is the empty list). A sub-span (``cue``, ``source``, ``action``,
``condition``) is written as its text. Marks of one kind that share a ``join=`` value are the fragments of
one discontinuous span. A bracket pair without ``(kind ...)`` after it, ``[sic]``, is text, as ``\[`` and
``\]`` always are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from onrecord.schema import KINDS, Claim, SubSpan

Value = str | bool | list[str] | None
_MARK = re.compile(r"\]\(\s*(?P<kind>[a-z]+)(?P<fields>(?:'(?:[^']|'')*'|[^()'])*)\)")
_FIELD = re.compile(r"\s+(?P<name>[a-z_]+)=(?:'(?P<quoted>(?:[^']|'')*)'|(?P<bare>[^\s']+))")
_LISTS = frozenset({"committers", "beneficiaries"})
_BARE: dict[str, Value] = {"none": None, "true": True, "false": False}


@dataclass(frozen=True)
class Expected:
    """One claim a text is marked to contain: its span and the fields the mark names."""

    kind: str
    start: int
    end: int
    fields: dict[str, Value] = field(default_factory=dict)
    fragments: tuple[tuple[int, int], ...] = ()


def parse(marked: str) -> tuple[str, list[Expected]]:
    """Return the text without its marks and the claims they expect, by start, then longest first.

    Raises:
        ValueError: if a mark has an unknown kind or field, a malformed field list, or no opening bracket.
    """
    out: list[str] = []
    length = 0
    stack: list[tuple[int, int]] = []  # (index into out of the opening bracket, offset in the text)
    found: list[tuple[int, int, str, str]] = []
    at = 0
    while at < len(marked):
        char = marked[at]
        mark = _MARK.match(marked, at) if char == "]" else None
        if char == "\\" and marked[at + 1 : at + 2] in ("[", "]"):
            piece, step = marked[at + 1], 2
        elif mark is not None:
            if not stack:
                raise ValueError(f"mark without an opening bracket: {marked[max(0, at - 30) : mark.end()]!r}")
            opening, start = stack.pop()
            out[opening] = ""
            # The bracket counted as text until its mark was seen: shift what was measured after it.
            length -= 1
            found = [_shift(f, start) for f in found]
            found.append((start, length, mark["kind"], mark["fields"]))
            piece, step = "", mark.end() - at
        elif char == "]" and marked[at + 1 : at + 2] == "(":
            raise ValueError(f"cannot read the mark at {marked[at : at + 60]!r}; a bracket of the text is \\]")
        else:
            if char == "[":
                stack.append((len(out), length))
            elif char == "]" and stack:
                stack.pop()
            piece, step = char, 1
        out.append(piece)
        length += len(piece)
        at += step
    return "".join(out), _joined(found)


def _shift(found: tuple[int, int, str, str], opening: int) -> tuple[int, int, str, str]:
    start, end, kind, fields = found
    return (start - (start > opening), end - (end > opening), kind, fields)


def _joined(found: Iterable[tuple[int, int, str, str]]) -> list[Expected]:
    """Merge the marks that share a ``join`` value into one expectation with fragments."""
    merged: dict[tuple[str, object], Expected] = {}
    for start, end, kind, written in sorted(found, key=lambda f: (f[0], -f[1])):
        fields = _fields(kind, written)
        join = fields.pop("join", None)
        key = (kind, join if join is not None else (start, end, len(merged)))
        known = merged.get(key)
        if known is None:
            merged[key] = Expected(kind, start, end, fields)
            continue
        pieces = (*(known.fragments or ((known.start, known.end),)), (start, end))
        both = {**known.fields, **fields}
        merged[key] = replace(known, end=max(known.end, end), fields=both, fragments=pieces)
    return list(merged.values())


def _fields(kind: str, written: str) -> dict[str, Value]:
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}; one of {', '.join(KINDS)}")
    known = {f.name for f in msgspec.structs.fields(KINDS[kind])} | {"amount", "join"}
    fields: dict[str, Value] = {}
    at = 0
    while at < len(written.rstrip()):
        one = _FIELD.match(written, at)
        if one is None or one["name"] not in known:
            raise ValueError(f"cannot read the {kind} field at {written[at:].strip()!r}")
        name, bare, quoted = one["name"], one["bare"], one["quoted"]
        raw = bare if bare is not None else quoted.replace("''", "'")
        value: Value = _BARE.get(raw, raw) if bare is not None else raw
        if name in _LISTS:
            value = [part.strip() for part in raw.split(";") if part.strip()]
        for target in ("amount_min", "amount_max") if name == "amount" else (name,):
            fields[target] = value
        at = one.end()
    return fields


def differences(expected: Sequence[Expected], claims: Iterable[Claim], kinds: Iterable[str] = ()) -> list[str]:
    """Return how claims differ from what a text was marked with; empty if they agree.

    Args:
        expected: What :func:`parse` returned.
        claims: What a stage found in the text.
        kinds: Kinds to compare; by default those that are marked. Name them for a text that expects none.
    """
    wanted = set(kinds) or {e.kind for e in expected}
    left = [c for c in claims if c.kind in wanted]
    lines: list[str] = []
    for one in (e for e in expected if e.kind in wanted):
        same = [c for c in left if (c.kind, c.start, c.end) == (one.kind, one.start, one.end)]
        if not same:
            lines.append(f"missing {one.kind} {one.start}:{one.end} {one.fields}")
            continue
        # Two claims of one kind may share a span: take the one that fits best.
        best = min(same, key=lambda c: len(_wrong(one, c)))
        left.remove(best)
        lines += [f"{one.kind} {best.text!r}: {wrong}" for wrong in _wrong(one, best)]
    return lines + [f"unexpected {c.kind} {c.start}:{c.end} {c.text!r}" for c in left]


def _wrong(expected: Expected, claim: Claim) -> list[str]:
    lines = []
    for name, value in expected.fields.items():
        got = getattr(claim, name)
        got = got.text if isinstance(got, SubSpan) else got
        if isinstance(value, str) and not isinstance(got, bool | list | None):
            got = str(got)
        if got != value:
            lines.append(f"{name} is {got!r}, expected {value!r}")
    pieces = () if claim.fragments is msgspec.UNSET else tuple(tuple(f) for f in claim.fragments)
    if expected.fragments != pieces:
        lines.append(f"fragments are {pieces}, expected {expected.fragments}")
    return lines
