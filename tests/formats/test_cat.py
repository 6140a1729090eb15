"""CAT files as MEANTIME has them, written for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.formats import Conversion, cat, convert, detokenise, registry
from onrecord.schema import Claim, Date, Document, Entity, Money
from onrecord.validate import validate

CREATED = 'functionInDocument="CREATION_TIME"'
SENTENCES = [
    "Norvik buys ferries",
    "March 06 , 2024",
    "Norvik will pay $ 5 million ( `` soon '' ) , Ada Marsh said .",
    "It ca n't wait .",
    "Four",
    "Five",
    "Six for Bergen",
]


def tokens() -> tuple[str, dict[str, int]]:
    rows, place, number = [], {}, 0
    for sentence, words in enumerate(SENTENCES):
        for word in words.split():
            number += 1
            place.setdefault(word, number)
            rows.append(f'<token number="{number - 1}" sentence="{sentence}" t_id="{number}">{word}</token>')
    return "\n".join(rows), place


def mark(tag: str, key: int, words: str, place: dict[str, int], attributes: str = "") -> str:
    anchors = "".join(f'<token_anchor t_id="{place[word]}"/>' for word in words.split())
    return f'<{tag} m_id="{key}" {attributes}>{anchors}</{tag}>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows, place = tokens()
    marks = [
        mark(
            "TIMEX3", 1, "March 06 , 2024", place, 'type="DATE" value="2024-03-06" functionInDocument="CREATION_TIME"'
        ),
        mark("TIMEX3", 2, "soon", place, 'type="DATE" value="FUTURE_REF" anchorTimeID="1"'),
        mark("VALUE", 3, "$ 5 million", place, 'type="MONEY"'),
        mark("VALUE", 4, "Four", place, 'type="QUANTITY"'),
        mark("ENTITY_MENTION", 5, "Norvik", place, 'syntactic_type="NAM"'),
        mark("ENTITY_MENTION", 6, "It", place, 'syntactic_type="PRO"'),
        mark("ENTITY_MENTION", 7, "Ada Marsh", place, 'syntactic_type="NAM"'),
        mark("ENTITY_MENTION", 8, "ferries", place, 'syntactic_type=""'),
        mark("ENTITY_MENTION", 9, "Bergen", place, 'syntactic_type="NAM"'),
        '<ENTITY m_id="20" ent_type="ORG" instance_id="ORG1" TAG_DESCRIPTOR="Norvik"/>',
        '<ENTITY m_id="21" ent_type="PER" instance_id="PER1" TAG_DESCRIPTOR="Ada Marsh"/>',
        '<ENTITY m_id="22" ent_type="FIN" instance_id="FIN1" TAG_DESCRIPTOR="ferries"/>',
    ]
    relations = [
        f'<REFERS_TO r_id="{n}"><source m_id="{a}"/><target m_id="{b}"/></REFERS_TO>'
        for n, (a, b) in enumerate([(5, 20), (6, 20), (7, 21), (8, 22), (9, 20)])
    ]
    content = (
        f'<?xml version="1.0" ?><Document doc_id="1" lang="en" url="http://news.example/1">\n{rows}\n'
        f"<Markables>{''.join(marks)}</Markables><Relations>{''.join(relations)}</Relations></Document>"
    )
    (tmp_path / "ships").mkdir()
    (tmp_path / "ships" / "1_Norvik_buys.xml").write_text(content, encoding="utf-8")
    return tmp_path


def read(path: Path) -> tuple[Document, list[Claim], Conversion]:
    conversion = Conversion()
    [(document, claims)] = cat.read(path, conversion)
    return document, claims, conversion


def test_text_is_made_of_the_annotated_sentences(folder: Path) -> None:
    document, _, _ = read(folder)
    assert document.text == (
        "Norvik buys ferries\nMarch 06, 2024\nNorvik will pay $5 million (``soon''), Ada Marsh said.\n"
        "It can't wait.\nFour\nFive"
    )
    assert (document.title, document.published, document.url) == (
        "Norvik buys ferries",
        "2024-03-06",
        "http://news.example/1",
    )


def test_dates_sums_and_participants(folder: Path) -> None:
    _, claims, conversion = read(folder)
    dates = [(c.text, c.value, c.basis) for c in claims if isinstance(c, Date)]
    assert dates == [("March 06, 2024", "2024-03-06", "explicit"), ("soon", "FUTURE_REF", "unresolved")]
    assert [(c.text, c.amount_min) for c in claims if isinstance(c, Money)] == [("$5 million", None)]
    assert [(c.text, c.label, c.mention, c.name, c.entity_id) for c in claims if isinstance(c, Entity)] == [
        ("Norvik", "ORG", "name", "Norvik", "ORG1"),
        ("Ada Marsh", "PERSON", "name", "Ada Marsh", "PER1"),
        ("It", "ORG", "pronoun", "Norvik", "ORG1"),
    ]
    assert conversion.losses == {"mentions of participants without one of our labels": 1}


def test_is_recognised_and_converts_to_valid_records(folder: Path, tmp_path: Path) -> None:
    assert registry.of_source(folder / "ships").name == "cat"
    convert(folder, tmp_path / "records", target_format="onrecord")
    assert validate(tmp_path / "records").failures == []


def test_other_xml_is_not_taken_for_it(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<Document/>", encoding="utf-8")
    assert not cat.detect(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "It rose 5%, to $3 (US$4).",
        "Norvik's fares don't rise; they've fallen.",
        'He said "no" and "never".',
        "“Soon,” she said.",
        "The crews' pay, [sic], fell!",
    ],
)
def test_blanks_of_print(text: str) -> None:
    import re

    words = re.findall(r"US\$|n't|'(?:s|ve)(?=\s)|\w+?(?=n't)|\w+|[^\w\s]", text)
    made, places = detokenise.text_of(words)
    assert made == text
    assert [made[a:b] for a, b in places] == words
