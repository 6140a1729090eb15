"""Names in BIO columns, written for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.formats import Conversion, bio, convert, newswire, registry
from onrecord.formats.bio import Token
from onrecord.schema import Entity
from onrecord.validate import validate

ADDRESS = "https://harbour.example/fares?id=1"
ARTICLE = f"{ADDRESS}\r\nNorvik Lines’ fares rose in May.\r\n\r\nAda Marsh, a Dane, paid US$5."
ROWS = f"""{ADDRESS.replace("?", "	O{}?").format(chr(10))}\tO

Norvik\tB-Organization
Lines\tI-Organization
’\tO
fares\tO
rose\tO
in\tO
May\tB-Date
.\tO

Ada\tB-Person
Marsh\tI-Person
,\tO
a\tO
Dane B-NORP
,\tO
paid\tO
US\tB-Money\tB-Location
$\tI-Money
5\tI-Money
.\tO
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, file, content in (
        (newswire.TAGS, "fares.txt.tsv", ROWS),
        (newswire.TEXTS, "fares.txt", ARTICLE),
        (newswire.TAGS, "lost.txt.tsv", "Ada\tB-Person\nleft\tO\n\nThe\tO\nCup\tB-Misc\n"),
    ):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / file).write_text(content, encoding="utf-8", newline="")
    return tmp_path


def named(path: Path) -> dict[str, newswire.Named]:
    return {found.document.doc_id: found for found in newswire.named(path, Conversion())}


def test_names_stand_in_the_article_without_its_address(folder: Path) -> None:
    document, names = named(folder)["fares"]
    assert document.url == ADDRESS
    assert document.text.startswith("Norvik Lines’ fares")
    assert [(document.text[n.start : n.end], n.label) for n in names] == [
        ("Norvik Lines", "Organization"),
        ("May", "Date"),
        ("Ada Marsh", "Person"),
        ("Dane", "NORP"),
        ("US$5", "Money"),
    ]


def test_tokens_without_their_article_are_joined(folder: Path) -> None:
    document, names = named(folder)["lost"]
    assert document.text == "Ada left\n\nThe Cup"
    assert [(n.start, n.end, n.label) for n in names] == [(0, 3, "Person"), (14, 17, "Misc")]


def test_claims_have_our_labels_and_misc_is_counted_as_lost(folder: Path, tmp_path: Path) -> None:
    conversion = Conversion()
    claims = {a.document.doc_id: a.claims for a in newswire.read(folder, conversion)}
    assert [(c.kind, getattr(c, "label", None)) for c in claims["fares"]] == [
        ("entity", "ORG"),
        ("date", None),
        ("entity", "PERSON"),
        ("entity", "NORP"),
        ("money", None),
    ]
    assert conversion.losses == {"names labelled Misc, which has no label here": 1}
    assert registry.of_source(folder).name == "newswire"
    convert(folder, tmp_path / "records", target_format="onrecord")
    assert validate(tmp_path / "records").failures == []


def test_file_of_sentences(tmp_path: Path) -> None:
    file = tmp_path / "politics.txt"
    file.write_text("Ada\tB-politician\nMarsh\tI-politician\nwon\tO\n\nIn\tO\nPeru\tB-country\n", encoding="utf-8")
    assert registry.of_source(file).name == "newswire"
    articles = list(newswire.read(file, Conversion()))
    assert [a.document.text for a in articles] == ["Ada Marsh won", "In Peru"]
    entities = [c for a in articles for c in a.claims if isinstance(c, Entity)]
    assert [(c.text, c.label) for c in entities] == [("Ada Marsh", "PERSON"), ("Peru", "GPE")]


def test_a_text_file_is_not_taken_for_columns(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("Ada Marsh\twon\n", encoding="utf-8")
    assert not newswire.detect(file)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("B-X I-X O", ["X"]),
        ("I-X I-X B-X", ["X", "X"]),
        ("B-X I-Y I-Y", ["X", "Y"]),
        ("B-X O I-X", ["X", "X"]),
        ("O O O", []),
    ],
)
def test_tags_make_names(tags: str, expected: list[str]) -> None:
    tokens = [Token("a", tag) for tag in tags.split()]
    assert [name.label for name in bio.names(tokens, [(0, 1), (2, 3), (4, 5)])] == expected


def test_a_few_straightened_apostrophes_are_no_other_text() -> None:
    text = "The crews’ fares " + "rose again " * 20
    tokens = [Token(form, "O") for form in text.replace("’", "'").split()]
    places = bio.locate(tokens, text)
    assert places is not None
    assert text[slice(*places[1])] == "crews’"


def test_tokens_are_not_found_in_another_text() -> None:
    assert bio.locate([Token("fares", "O")], "fares") == [(0, 5)]
    assert bio.locate([Token("fares", "O")], "tolls") is None
    assert bio.locate([Token("fares", "O")], "fares rose") is None
