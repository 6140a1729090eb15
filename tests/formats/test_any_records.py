"""Whatever a record holds comes back from every format."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.formats import Article, convert, registry, shape
from onrecord.record_checks import LINK_KINDS
from onrecord.schema import KINDS, Claim, Extent, Link, SubSpan, make_document
from tests.formats.conftest import FILES, content, save

# Characters that formats trip over, among them some outside the plane of 16 bits.
CHARACTERS = st.sampled_from("ab 1“'\"=,;:\\{}[]|#\t\n\r\x0b\x85\u2028\u00a0é\u0301漢🚋👩\u200d\ufeff\x00")
FREE = st.none() | st.text(CHARACTERS, max_size=8)
EXACT = {
    "amount_min": st.none() | st.sampled_from(["0", "-1.50", "123456789012345678901234567890.10"]),
    "currency": st.none() | st.sampled_from(["EUR", "XXX"]),
    "start_date": st.none() | st.sampled_from(["-0044-03-15", "2025-01-01"]),
    "end_date": st.none(),
    "amount_max": st.none(),
}


@st.composite
def claims(draw: st.DrawFn, text: str, number: int) -> Claim:
    """A claim of any kind, anywhere in a text."""
    kind = draw(st.sampled_from(list(KINDS)))
    places = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True)))
    pieces = list(zip(places[::2], places[1::2], strict=False))
    start, end = pieces[0][0], pieces[-1][1]
    fields: dict[str, Any] = {"fragments": pieces} if len(pieces) > 1 else {}
    if draw(st.booleans()):
        fields |= {"stage": "s", "rule": "r", "confidence": draw(st.floats(0, 1)), "sentence": Extent(start, end)}
    for name, attribute in shape.ATTRIBUTES[kind].items():
        if attribute.values:
            fields[name] = draw(st.sampled_from([*attribute.values, *([None] if attribute.nullable else [])]))
        elif attribute.flag:
            fields[name] = draw(st.booleans())
        elif attribute.many:
            fields[name] = draw(st.lists(st.text(CHARACTERS, max_size=5), max_size=2))
        else:
            fields[name] = draw(EXACT.get(name, FREE if attribute.nullable else st.text(CHARACTERS, max_size=8)))
    if kind == "entity":
        fields["label"] = draw(st.sampled_from(shape.ENTITY_LABELS))
    for name, nullable in shape.PARTS[kind].items():
        left = draw(st.integers(0, len(text) - 1))
        right = draw(st.integers(left + 1, len(text)))
        fields[name] = None if nullable and draw(st.booleans()) else SubSpan(left, right, text[left:right])
    return KINDS[kind](id=f"{number:016x}", doc_id="d", start=start, end=end, text=text[start:end], **fields)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """A document with some claims that link to each other."""
    import msgspec

    text = draw(st.text(CHARACTERS, min_size=2, max_size=40))
    found = [draw(claims(text, number)) for number in range(draw(st.integers(0, 6)))]
    linked = []
    for claim in found:
        links = []
        for role in draw(st.lists(st.sampled_from(shape.ROLES), max_size=2, unique=True)):
            targets = [c.id for c in found if c.kind == LINK_KINDS.get(role, claim.kind) and c.id != claim.id]
            links += [Link(role, draw(st.sampled_from(targets)))] if targets else []
        linked.append(msgspec.structs.replace(claim, links=links))
    return Article(make_document(text, doc_id="d", published="2025"), linked)


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(article=articles())
def test_there_and_back(name: str, article: Article) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        save(folder / "in", article)
        done = convert(folder / "in", folder / FILES[name], target_format=name)
        assert done.failures == []
        done = convert(folder / FILES[name], folder / "again", source_format=name, target_format="onrecord")
        assert done.failures == []
        assert content(folder / "again") == content(folder / "in")


def test_the_schema_has_no_field_that_formats_do_not_know() -> None:
    common = {"id", "doc_id", "start", "end", "text", "fragments", "sentence", "links", "stage", "rule", "confidence"}
    for name, kind in KINDS.items():
        label = {"label"} if name == "entity" else set()
        assert {*common, *shape.ATTRIBUTES[name], *shape.PARTS[name], *label} == set(kind.__struct_fields__)
    assert registry.names()[0] == "onrecord"
