"""brat standoff."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord import records
from onrecord.formats import Article, brat, convert
from onrecord.formats.brat_config import annotation, visual
from onrecord.schema import make_document
from tests.formats.articles import TEXT, span
from tests.formats.conftest import Back, save
from tests.formats.hands import Brat

Out = Callable[[str], Path]
Read = Callable[..., Back]


def lines(path: Path) -> list[str]:
    (file,) = path.glob("*.ann")
    return file.read_bytes().decode().split("\n")[:-1]


def test_what_brat_serves(out: Out) -> None:
    path = out("brat")
    names = {file.name for file in path.iterdir()}
    assert names == {"annotation.conf", "visual.conf"} | {
        f"fares%2F2025%3A%20“a”{e}".replace("“", "%E2%80%9C").replace("”", "%E2%80%9D").replace("%20", " ")
        for e in (".txt", ".ann", ".json")
    }
    (text,) = path.glob("*.txt")
    assert text.read_bytes().decode() == TEXT


def test_lines(out: Out) -> None:
    found = lines(out("brat"))
    start, end = span("€3m")
    (money,) = [line for line in found if line.endswith(f"money {start} {end}\t€3m")]
    key = money.partition("\t")[0]
    of_key = [line.partition("\t")[2] for line in found if f" {key}" in line]
    assert [line for line in of_key if line.startswith("money_")] == [
        f"money_bound {key} at_most",
        f"money_approx {key}",
        f"money_currency_basis {key} symbol",
        f"money_role {key} change_to",
        f"money_sign {key} positive",
    ]
    notes = [line.partition("\t")[2] for line in of_key if line.startswith("AnnotatorNotes")]
    assert json.loads(notes[0]) == {"amount_min": None, "amount_max": "3000000", "currency": "EUR", "per": ""}


def test_spans_over_line_breaks_have_a_piece_for_each_line(out: Out) -> None:
    (line,) = [x for x in lines(out("brat")) if re.match(r"T\d+\tquote .*nobody", x)]
    start = span("“And")[0]
    assert line.split("\t")[1:] == [
        f"quote {start} {start + 4};{start + 5} {start + 13};{start + 25} {start + 37}",
        "“And nobody,” “pays more.”",
    ]


@pytest.mark.parametrize(
    ("text", "start", "end", "pieces"),
    [
        ("one two", 0, 7, [(0, 7)]),
        ("Foo\n  Bar", 0, 9, [(0, 3), (6, 9)]),
        ("a\tb", 0, 3, [(0, 1), (2, 3)]),
        ("a\r\n\r\nb ", 0, 7, [(0, 1), (5, 7)]),
        ("\n", 0, 1, [(0, 1)]),
        (" x", 0, 2, [(0, 2)]),
    ],
)
def test_cut(text: str, start: int, end: int, pieces: list[tuple[int, int]]) -> None:
    assert brat.cut(text, [(start, end)]) == pieces


def test_attributes_and_notes_can_be_edited(out: Out, back: Read) -> None:
    path = out("brat")
    hand = Brat(path)
    money, year, quote = (
        hand.find("money", "€3m"),
        hand.find("date", "2030"),
        hand.find("quote", "“We will cut fares 🚋 by $5,”"),
    )
    hand.lines = [x for x in hand.lines if not re.search(rf"money_approx {money}$|date_granularity {year} ", x)]
    hand.lines = [x.replace(f"money_bound {money} at_most", f"money_bound {money} less_than") for x in hand.lines]
    at = next(i for i, x in enumerate(hand.lines) if f"AnnotatorNotes {money}\t" in x)
    hand.lines[at] = hand.lines[at].replace('"3000000"', '"3500000"').replace('"EUR"', "null")
    at = next(i for i, x in enumerate(hand.lines) if f"AnnotatorNotes {quote}\t" in x)
    hand.lines[at] = re.sub(r"\{.*", "speaker = the captain", hand.lines[at])
    hand.save()
    found = back(path, "brat")
    sum_: Any = found.of("money", "€3m")
    assert (sum_.bound, sum_.approx, sum_.amount_max, sum_.currency) == ("less_than", False, "3500000", None)
    assert (sum_.role, sum_.per) == ("change_to", "")
    assert found.of("date", "2030").granularity is None  # type: ignore[union-attr]
    said: Any = found.of("quote", "fares")
    assert (said.speaker, said.speaker_kind) == ("the captain", "person")
    assert sum_.id == next(c.id for c in found.claims if c.kind == "money" and c.text == "€3m")


def folder(tmp_path: Path, text: str, ann: str) -> Path:
    path = tmp_path / "brat"
    path.mkdir()
    (path / "a.txt").write_bytes(text.encode())
    (path / "a.ann").write_bytes(ann.encode())
    return path


def test_annotation_made_without_us(tmp_path: Path, back: Read) -> None:
    text = "“No,” said Ada Marsh, and Bo Lee agreed to pay £5."
    ann = (
        "T1\tquote 0 5\t“No,”\nT2\tcue 6 10\tsaid\nT3\tPERSON 11 20\tAda Marsh\nT4\tPERSON 26 32\tBo Lee\n"
        "T5\tcommitment 33 49\tagreed to pay £5\nT6\tmoney 47 49\t£5\n"
        "E1\tquote:T1 Cue:T2 Speaker1:T3\nR1\tcommitter Arg1:T5 Arg2:T4\nR2\tsaid_in Arg1:T5 Arg2:E1\n"
        "A1\tquote_mode E1 direct\nA2\tcommitment_act T5 agree\n"
        "#1\tAnnotatorNotes T6\tamount_min=5; amount_max: 5; currency=GBP\n#2\tAnnotatorNotes T5\tsee the letter\n"
        "#3\tAnnotatorNotes T3\tname=Dame Ada Marsh; rank=dame\n"
        "N1\tReference T3 Wikidata:Q1\tAda\n*\tEquiv T3 T4\n"
    )
    found = back(folder(tmp_path, text, ann), "brat")
    quote: Any = found.of("quote", "No")
    assert (quote.doc_id, quote.mode, quote.cue.text, quote.speaker) == ("a", "direct", "said", "Dame Ada Marsh")
    pay: Any = found.of("commitment", "pay")
    assert (pay.act, pay.committers, pay.cue.text, pay.action.text) == ("agree", ["Bo Lee"], "agreed", "to pay £5")
    assert {link.role for link in pay.links} == {"committer", "said_in"}
    money: Any = found.of("money", "£5")
    assert (money.amount_min, money.amount_max, money.currency) == ("5", "5", "GBP")
    assert sorted(note.partition(",")[0] for note in found.done.notes if "left out" in note) == [
        "equivalences",
        "normalisations",
        "notes about 'rank'",
        "notes that say nothing about an attribute; they were left out",
    ]


def test_utf16_offsets_are_tried(tmp_path: Path, back: Read) -> None:
    found = back(folder(tmp_path, "🚋🚋 cost $5 in 2030.", "T1\tmoney 10 12\t$5\nT2\tdate 16 20\t2030\n"), "brat")
    assert [(c.start, c.text) for c in found.claims] == [(8, "$5"), (14, "2030")]
    assert "documents whose offsets counted UTF-16 units; they were turned into code points" in found.done.notes


def test_line_ends_read_as_one_character(tmp_path: Path, back: Read) -> None:
    found = back(folder(tmp_path, "One.\r\nTwo.\r\n$5 more.", "T1\tmoney 10 12\t$5\nT2\tORG 0 3\tOne\n"), "brat")
    assert [(c.start, c.text) for c in found.claims] == [(0, "One"), (12, "$5")]
    assert any("carriage return" in note for note in found.done.notes)


BAD = [
    ("T1\tmoney 5 7\t$6", "a.ann:1: span 5:7 is '$5' in the text, '$6' in the file"),
    ("T1\tmoney 5 70\t$5", "a.ann:1: span 5:70 is not inside the text of 8 characters"),
    ("T1\tmoney 7 5\t$5", "a.ann:1: span 7:5 is not inside"),
    ("\nT1 money 5 7 $5", "a.ann:2: not a span"),
    ("\nmoney 5 7 $5", "a.ann:2: not a line of a brat file"),
    ("T1\tmoney 5-7\t$5", "a.ann:1: not a span; such a line is"),
    ("T1\tmoney 5 7\t$5\nT1\tmoney 5 7\t$5", "a.ann:2: T1 again"),
    ("T1\tmoney 5 7\t$5\nR1\tsame_as T1 T1", "a.ann:2: not a relation"),
    ("T1\tmoney 5 7\t$5\nE1\tmoney", "a.ann:2: not an event"),
    ("T1\tmoney 5 7\t$5\nA1\tmoney_bound", "a.ann:2: not an attribute"),
    ("T1\tmoney 5 7\t$5\nA1\tmoney_bound T1 huge", "a.ann:2: money_bound is 'huge'; it is one of exact, at_least"),
    ("T1\tmoney 5 7\t$5\nA1\tmoney_bound T9 exact", "a.ann:2: no annotation T9"),
    ('T1\tmoney 5 7\t$5\n#1\tAnnotatorNotes T1\t{"per": ', "a.ann:2: the note is not JSON"),
    ("T1\tmoney 5 7\t$5\n#1\tRecord T1\t{}", "a.ann:2: not a record"),
    ('T1\tmoney 5 7\t$5\n#1\tAnnotatorNotes T1\t{"currency": "dollars"}', "a.ann:1: Expected `str` matching regex"),
    ("T1\tmoney 4 5\t ", "a.ann:1: a span of white space alone"),
]


@pytest.mark.parametrize(("ann", "failure"), BAD, ids=[f[:30] for _, f in BAD])
def test_a_bad_document_is_named_and_the_rest_goes_on(ann: str, failure: str, tmp_path: Path) -> None:
    path = folder(tmp_path, "Pays $5.", ann)
    (path / "b.txt").write_text("Pays $7.")
    (path / "b.ann").write_text("T1\tmoney 5 7\t$7\n")
    done = convert(path, tmp_path / "back")
    assert len(done.failures) == 1 and done.failures[0].startswith(f"{path}/{failure}")
    assert [d.doc_id for d in records.read(tmp_path / "back").documents] == ["b"]


def test_what_is_missing_or_not_text_is_named(tmp_path: Path) -> None:
    path = folder(tmp_path, "x", "")
    (path / "b.ann").write_text("")
    (path / "c.ann").write_bytes(b"\xff")
    (path / "c.txt").write_text("x")
    for name, about in (("d", "["), ("e", '{"order": "first"}'), ("f", '{"sha256": 1}')):
        (path / f"{name}.ann").write_text("")
        (path / f"{name}.txt").write_text("x")
        (path / f"{name}.json").write_text(about)
    (path / "a.json").write_text('{"published": "2025-01-01"}')
    found = [failure.removeprefix(f"{path}/") for failure in convert(path, tmp_path / "back").failures]
    assert [failure.partition(" (")[0] for failure in sorted(found)] == [
        "b.txt: not there; b.ann needs its text beside it",
        "c.ann: not UTF-8",
        "d.json: not a JSON object",
        "e.json: order 'first' is no number; remove it",
        "f.json: the stored document is not one",
    ]


def test_names_that_differ_in_case_alone_do_not_meet(tmp_path: Path) -> None:
    save(tmp_path / "in", *(Article(make_document(f"Text {i}.", doc_id=i), []) for i in ("A", "a", ".a", "a" * 400)))
    convert(tmp_path / "in", tmp_path / "brat", target_format="brat")
    assert sorted(p.stem for p in (tmp_path / "brat").glob("*.ann")) == ["%2Ea", "A", "a" * 150, "a~2"]


def test_configuration_comes_from_the_schema() -> None:
    conf = annotation()
    assert "\nspeaker\tArg1:quote, Arg2:PERSON|ORG|" in conf and "\nhas_cue\tArg1:quote|commitment, Arg2:cue\n" in conf
    assert "\nquote_mode\tArg:quote, Value:direct|indirect|mixed\n" in conf and "\nmoney_approx\tArg:money\n" in conf
    assert "\nsame_as\tArg1:money, Arg2:money\n" in conf
    assert [s for s in conf.split("\n") if s.startswith("[")] == [
        "[entities]",
        "[relations]",
        "[events]",
        "[attributes]",
    ]
    assert "\nmoney\tbgColor:#" in visual()


def test_all_that_is_written_is_configured(out: Out) -> None:
    conf = {line.partition("\t")[0] for line in annotation().split("\n")}
    used = {line.split("\t")[1].partition(" ")[0] for line in lines(out("brat")) if line[0] in "TRA"}
    assert used <= conf
