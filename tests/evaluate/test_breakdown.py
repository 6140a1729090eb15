"""Scores of parts of the documents."""

from __future__ import annotations

from onrecord.evaluate import evaluate
from onrecord.records import Records
from tests.evaluate.build import claim, document

DOCUMENTS = [
    document("a", publisher="The Slate", published="2025-03-05"),
    document("b", publisher="Kurier|\x1b[31m", published="2024"),
    document("c", publisher="The Slate"),
]
GOLD = [claim("date", 0, 4, doc_id=name, id=name) for name in "abc"]
GOLD.append(claim("money", 0, 4, doc_id="a", id="m"))


def parts(*by: str) -> list[tuple[dict[str, str], int, float | None]]:
    found = evaluate(Records(DOCUMENTS, GOLD), Records(DOCUMENTS, GOLD[:1]), by=by, resamples=20)
    return [(part.values, part.documents, part.scores[0].f1) for part in found.groups]


def test_by_a_field() -> None:
    assert parts("publisher") == [
        ({"publisher": "Kurier|\x1b[31m"}, 1, 0.0),
        ({"publisher": "The Slate"}, 2, 2 * 1 / (3 + 1)),
    ]


def test_by_kind_alone_and_by_kind_within_a_field() -> None:
    assert parts("kind") == [({"kind": "money"}, 3, 0.0), ({"kind": "date"}, 3, 2 * 1 / (3 + 1))]
    assert ({"publisher": "The Slate", "kind": "date"}, 2, 2 * 1 / (2 + 1)) in parts("publisher", "kind")


def test_by_the_time_of_publication() -> None:
    assert [values for values, *_ in parts("year")] == [{"year": "2024"}, {"year": "2025"}, {"year": "unknown"}]
    assert [values["month"] for values, *_ in parts("month")] == ["2025-03", "unknown"]


def test_tables_show_values_safely() -> None:
    found = evaluate(Records(DOCUMENTS, GOLD), Records(DOCUMENTS, GOLD), by=["publisher"], resamples=20)
    assert "\x1b" not in found.table() and "\x1b" not in found.table("markdown")
    assert "| Kurier\\| [31m |" in found.table("markdown")
    assert found.to_dict()["groups"][1]["by"] == {"publisher": "The Slate"}
