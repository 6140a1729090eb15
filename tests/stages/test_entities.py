"""The entities stage. Recognised names are marked ``[name](LABEL)`` inside the text."""

from __future__ import annotations

import re

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from onrecord.schema import Entity
from onrecord.stages import store
from onrecord.stages.entities import EntitiesStage
from onrecord.stages.participants import (
    Participant,
    Resolver,
    add_mention,
    participants,
    resolve,
    resolve_all,
)
from tests.support.trees import tree

NLP = spacy.blank("en")
_MARK = re.compile(r"\[([^\]]+)\]\(([A-Z]+)\)")


def read(marked: str, published: str | None = None) -> Doc:
    """Return the Doc of a marked text after the stage has run over it."""
    text, at, spans = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    doc = NLP.make_doc(text + marked[at:])
    found = [doc.char_span(a, b, label=label, alignment_mode="expand") for a, b, label in spans]
    doc.ents = filter_spans([span for span in found if span is not None])
    store.set_context(doc, store.Context(doc_id="d", published=published))
    return EntitiesStage()(doc)


def mentions(doc: Doc) -> list[tuple[str, str]]:
    return [(claim.text, claim.name) for claim in store.get(doc, Entity)]


def labels(doc: Doc) -> list[tuple[str, str]]:
    return [(claim.text, claim.label) for claim in store.get(doc, Entity)]


def by_name(doc: Doc) -> dict[str, Participant]:
    return {p.name: p for p in participants(doc)}


def test_surname_and_full_name_are_one_participant() -> None:
    doc = read("[Silva](PERSON) won. Mayor [Ana Silva](PERSON) thanked [Silva’s](PERSON) team.")
    assert mentions(doc) == [("Silva", "Ana Silva"), ("Ana Silva", "Ana Silva"), ("Silva", "Ana Silva")]
    assert {claim.entity_id for claim in store.get(doc, Entity)} == {"ana-silva"}
    (only,) = participants(doc)
    assert only.aliases == ["Silva"]
    assert only.roles == ["Mayor"]
    assert only.claim == store.get(doc, Entity)[0].id


def test_titles_and_determiners_are_no_part_of_a_name() -> None:
    doc = read("[President Ana Silva](PERSON) met the [Mr. Braun](PERSON) of [the United Nations](ORG).")
    assert mentions(doc) == [
        ("Ana Silva", "Ana Silva"),
        ("Braun", "Braun"),
        ("United Nations", "United Nations"),
    ]
    assert by_name(doc)["Braun"].gender == "m"


def test_a_title_stays_with_a_name_of_one_word() -> None:
    doc = read("Pope [Francis](PERSON) met Queen [Marta](PERSON) and Prince [Otto Braun](PERSON).")
    assert [name for _, name in mentions(doc)] == ["Pope Francis", "Queen Marta", "Otto Braun"]


def test_two_people_with_one_surname_stay_apart() -> None:
    doc = read("[Ana Levy](PERSON) and [Eva Levy](PERSON) spoke. [Levy](PERSON) left.")
    assert [name for _, name in mentions(doc)] == ["Ana Levy", "Eva Levy", "Levy"]


def test_only_one_namesake_named_so_far() -> None:
    doc = read("[Ana Levy](PERSON) spoke. [Levy](PERSON) left. Then [Eva Levy](PERSON) came. [Levy](PERSON) sat.")
    assert [name for _, name in mentions(doc)] == ["Ana Levy", "Ana Levy", "Eva Levy", "Levy"]
    assert store.get(doc, Entity)[1].rule == "name.nearest"
    assert store.get(doc, Entity)[1].confidence == 0.7


def test_a_title_tells_namesakes_apart() -> None:
    doc = read("Mrs [Ana Levy](PERSON) and Mr [Tom Levy](PERSON) spoke. Ms [Levy](PERSON) left.")
    assert mentions(doc)[-1] == ("Levy", "Ana Levy")


def test_father_and_son() -> None:
    doc = read("[Otto Braun](PERSON) praised [Otto Braun Jr.](PERSON) and [Otto Braun](PERSON).")
    assert [claim.entity_id for claim in store.get(doc, Entity)] == [
        "otto-braun",
        "otto-braun-jr",
        "otto-braun",
    ]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("The [Reserve Bank of Peru](ORG) acted. [RBP](ORG) said so.", "Reserve Bank of Peru"),
        ("[AWF](ORG) met. The [Andean Water Fund](ORG) agreed.", "Andean Water Fund"),
        ("The [Andean Export Bank](ORG) ([Andexbank](ORG)) lent.", "Andean Export Bank"),
        ("The [National Institute of Ports](ORG) ([IPN](ORG)) shut.", "National Institute of Ports"),
        ("[Nordlys Energy Ltd.](ORG) grew and [Nordlys Energy](ORG) hired.", "Nordlys Energy Ltd."),
        ("[Nordlys Energy](ORG) grew. [Nordlys](ORG) hired.", "Nordlys Energy"),
        ("[U.S.](GPE) aid from the [United States](GPE).", "United States"),
        ("[Peru](GPE), the [Republic of Peru](GPE).", "Republic of Peru"),
        ("[Omar bin Rashid](PERSON) is called [OBR](PERSON).", "Omar bin Rashid"),
        ("An [Indian](NORP) vote by [Indians](NORP).", "Indians"),
    ],
)
def test_forms_of_one_name(marked: str, name: str) -> None:
    assert {found for _, found in mentions(read(marked))} == {name}


@pytest.mark.parametrize(
    "marked",
    [
        "[China](GPE) sued [China Mobile](ORG).",
        "[Nordlys Energy](ORG) and [Nordlys Shipping](ORG) left [Nordlys](ORG).",
        "[Ana Levy](PERSON) founded [Levy](ORG).",
        "[UN](ORG) envoys at the [UN General Assembly](ORG).",
        "[King Omar](PERSON) wrote to [Hassan Omar](PERSON).",
    ],
)
def test_different_participants_are_not_merged(marked: str) -> None:
    doc = read(marked)
    assert len(participants(doc)) == len(doc.ents)


def test_a_short_form_defined_in_brackets_is_found_where_the_recogniser_missed_it() -> None:
    doc = read("The [Andean Water Fund](ORG) (AWF) lent. On Monday AWF said so.")
    assert mentions(doc) == [(form, "Andean Water Fund") for form in ("Andean Water Fund", "AWF", "AWF")]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("In [Peru](LOC), near [Hudson Bay](LOC) and [Nowherton](LOC).", ["GPE", "LOC", "GPE"]),
        ("In [Peru](GPE), near [Hudson Bay](GPE) and [Nowherton](LOC).", ["GPE", "LOC", "LOC"]),
        ("At [Mbale Airport](LOC) the [Lakes Treaty](ORG) and [Lakes Cup](MISC).", ["FAC", "LAW", "EVENT"]),
        ("It read “[Night Ferry](MISC)” on [Thursday](MISC).", ["WORK"]),
        ("[Zog](ORG) and [Zog](GPE) and [Zog](GPE).", ["GPE", "GPE", "GPE"]),
    ],
)
def test_labels(marked: str, expected: list[str]) -> None:
    assert [label for _, label in labels(read(marked))] == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[New](ORG) [Delhi](GPE) and [Western](GPE) [Australia](GPE)", ["New Delhi", "Western Australia"]),
        ("the [Gulf](LOC) of [Riga](GPE)", ["Gulf of Riga"]),
        ("the [University of](ORG) [Lagos](GPE)", ["University of Lagos"]),
        ("[Lagos, Nigeria](GPE)", ["Lagos", "Nigeria"]),
        ("[Washington, D.C.](GPE)", ["Washington, D.C."]),
        ("the [southern city of Pune](GPE)", ["Pune"]),
        ("[Ana Silva\nLagos](PERSON)", ["Ana Silva"]),
        ("[Otto Braun Jr.](PERSON) and [Rao.](PERSON)", ["Otto Braun Jr.", "Rao"]),
        ("the [Crown Prince](ORG) and [ana@b.example](ORG)", []),
    ],
)
def test_spans(marked: str, expected: list[str]) -> None:
    assert [text for text, _ in mentions(read(marked))] == expected


MAYOR = """
    The DT mayor det
    mayor NN spoke nsubj
    of IN Lima case
    Lima_ NNP mayor nmod
    , , Ana punct
    Ana NNP mayor appos
    Silva_ NNP Ana flat
    , , Ana punct
    spoke_ VBD - root speak
    . . spoke punct
"""


def test_descriptions_by_apposition_resolve() -> None:
    doc = EntitiesStage()(tree(MAYOR, (("Lima", "GPE"), ("Ana Silva", "PERSON"))))
    silva = by_name(doc)["Ana Silva"]
    assert silva.roles == ["mayor of Lima"]
    end = doc.text.index(" spoke")
    assert resolve(doc, 0, end) == silva
    assert resolve(doc, 0, len("The mayor")) == silva


def test_a_phrase_of_white_space_means_nobody() -> None:
    # An archived page can be such that the parse makes a noun phrase of a run of blanks.
    doc = read("[Ana Silva](PERSON) met  the  judge.")
    blank = doc.text.index("  ") + 1
    assert doc.text[blank : blank + 1].isspace()
    assert Resolver(doc).resolve_all(blank, blank + 1) == []


def test_definite_descriptions() -> None:
    doc = read(
        "Peruvian Governor [Otto Braun](PERSON) met Judge [Ana Levy](PERSON) of the [Lakes High Court](ORG). "
        "The governor left. The judge stayed. The court rose. A judge wept. The bishop sang. He sang."
    )
    resolver = Resolver(doc)

    def who(phrase: str) -> str | None:
        start = doc.text.index(phrase)
        found = resolver.resolve(start, start + len(phrase))
        return found.name if found else None

    assert who("The governor") == "Otto Braun"
    assert who("The judge") == "Ana Levy"
    assert who("The court") == "Lakes High Court"
    assert who("A judge") is None
    assert who("The bishop") is None
    assert who("He sang") is None
    assert who("Judge Ana Levy") == "Ana Levy"


@pytest.mark.parametrize(
    ("phrase", "published", "name"),
    [
        ("the Russian president", "2025-12-06", "Vladimir Putin"),
        ("the Russian leader", None, "Vladimir Putin"),
        ("the Russian president", "2010-01-01", None),
        ("the Indian prime minister", "2025-12-06", "Narendra Modi"),
        ("the Indian minister", "2025-12-06", None),
        ("the French president", "2025-12-06", None),
        ("the president", "2025-12-06", None),
    ],
)
def test_holders_of_an_office(phrase: str, published: str | None, name: str | None) -> None:
    doc = read(f"[Vladimir Putin](PERSON) met [Narendra Modi](PERSON). Then {phrase}.", published)
    start = doc.text.index(phrase)
    found = resolve(doc, start, start + len(phrase))
    assert (found.name if found else None) == name


def test_coordinated_names_resolve_together() -> None:
    table = """
        Silva NNP met nsubj
        and CC Braun cc
        Braun NNP Silva conj
        met VBD - root meet
    """
    doc = EntitiesStage()(tree(table, (("Silva", "PERSON"), ("Braun", "PERSON"))))
    assert [p.name for p in resolve_all(doc, 0, len("Silva and Braun"))] == ["Silva", "Braun"]
    assert resolve(doc, 0, len("Silva and Braun")) is None


def test_add_mention_adds_each_span_once() -> None:
    doc = read("[Ana Silva](PERSON) spoke. She left.")
    (silva,) = participants(doc)
    start = doc.text.index("She")
    for _ in range(2):
        claim = add_mention(doc, start, start + 3, silva, "pronoun")
    assert (claim.text, claim.mention, claim.name) == ("She", "pronoun", "Ana Silva")
    assert len(store.get(doc, Entity)) == 2


def test_serialisation_and_find() -> None:
    doc = read("[Ana Silva](PERSON) met [RBP](ORG).")
    assert EntitiesStage().find(doc) == store.get(doc, Entity)
    again = Doc(NLP.vocab).from_bytes(doc.to_bytes())
    assert participants(again) == participants(doc)


@given(st.text(alphabet="aB .'’\"()\n-,Ö😀\u200b", max_size=40), st.lists(st.integers(0, 12), max_size=6))
def test_odd_text_never_raises(text: str, cuts: list[int]) -> None:
    doc = NLP.make_doc(text)
    spans = [
        Span(doc, a, a + 1, label=("PERSON", "ORG", "LOC", "MISC")[a % 4]) for a in sorted(set(cuts)) if a < len(doc)
    ]
    doc.ents = filter_spans(spans)
    EntitiesStage()(doc)
    for claim in store.get(doc, Entity):
        assert doc.text[claim.start : claim.end] == claim.text
        assert claim.text == claim.text.strip()
    resolve(doc, 0, len(text))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Hanover Robotics](ORG) fell. [Hanover](PERSON) gave no reason.", [("Hanover", "ORG")]),
        ("[Dalby Railways](ORG) fell. [Dalby](GPE) gave no reason.", [("Dalby", "ORG")]),
        ("[Dalby Railways](ORG) runs trains in [Dalby](GPE).", [("Dalby", "GPE")]),
        ("[Dalby Council](ORG) met. [Dalby](GPE) was quiet.", [("Dalby", "GPE")]),
        ("[Trent Foundation](ORG) paid. [Trent](PERSON) was pleased.", [("Trent", "PERSON")]),
        ("[Jordan](PERSON) needs water.", [("Jordan", "GPE")]),
        ("[Ana Jordan](PERSON) spoke. [Jordan](PERSON) left.", [("Jordan", "PERSON")]),
        ("[Otto Caro Braun](PERSON) paid. [Caro Braun](ORG) fled.", [("Caro Braun", "PERSON")]),
        ("[Ana Levy](PERSON) met [Mr. Levy](PERSON) of [Levy Bank](ORG).", [("Levy", "PERSON")]),
        ("[Kestrel Mining](PERSON) fell.", [("Kestrel Mining", "ORG")]),
        ("Hurricane [Otto](PERSON) struck.", [("Hurricane Otto", "EVENT")]),
        ("Lagos (Meridian) - [Peru](GPE) left.", [("Peru", "GPE")]),
        ("LAGOS, May 3 ([Meridian](GPE)) - Rain fell.", [("Meridian", "ORG")]),
        ("[KANO](ORG) - Rain fell.", [("KANO", "GPE")]),
        ("[Marine biologist Dr Ana Silva](PERSON) left.", [("Ana Silva", "PERSON")]),
    ],
)
def test_the_document_decides_labels(marked: str, expected: list[tuple[str, str]]) -> None:
    found = labels(read(marked))
    assert all(pair in found for pair in expected), found
    assert not {text for text, label in found if (text, label) not in expected} & {text for text, _ in expected}


def test_a_company_and_its_short_name_are_one_participant() -> None:
    doc = read("[Hanover Robotics](ORG) fell. [Hanover](PERSON) gave no reason.")
    assert {name for _, name in mentions(doc)} == {"Hanover Robotics"}


def test_what_a_body_has_tells_it_from_a_person() -> None:
    doc = tree("""
        Loomis NNP spokesperson compound
        spokesperson_ NN Ana nmod:desc
        Ana NNP left nsubj
        left VBD - root leave
        . . left punct
    """)
    doc.ents = [Span(doc, 0, 1, label="PERSON")]
    assert labels(EntitiesStage()(doc)) == [("Loomis", "ORG")]


@pytest.mark.parametrize(
    ("marked", "name", "aliases"),
    [
        ("[Mariusz Horodetskyy](PERSON) won. Mr [Horodetski](PERSON) left.", "Mariusz Horodetskyy", ["Horodetski"]),
        ("[Lucía Gómez](PERSON) won. [Gomez](PERSON) left.", "Lucía Gómez", ["Gomez"]),
        ("[Ana Marta López Braun](PERSON) won. [AMLB](ORG) left.", "Ana Marta López Braun", ["AMLB"]),
        ("The [Legislative Council](ORG) met. [Legco](ORG) sat late.", "Legislative Council", ["Legco"]),
        ("[Norwegian Acme](ORG) paid. [Acme](ORG) grew.", "Norwegian Acme", ["Acme"]),
        ("[NORD Agency](ORG) wrote. [NORD](ORG) added.", "NORD Agency", ["NORD"]),
        ("The [Post Institute](ORG) ([Telcor](ORG)) met. [Telcor](ORG) sat late.", "Post Institute", ["Telcor"]),
        ("The [Liberal Sea Party of Chile](ORG) met. [LSP](ORG) sat late.", "Liberal Sea Party of Chile", ["LSP"]),
    ],
)
def test_other_forms_of_a_name(marked: str, name: str, aliases: list[str]) -> None:
    assert by_name(read(marked))[name].aliases == aliases


def test_a_middle_name_before_the_full_name_is_somebody_else() -> None:
    doc = read("[Chao](PERSON) taught in Oslo. His daughter [Rulan Chao Pian](PERSON) was born there.")
    assert [name for _, name in mentions(doc)] == ["Chao", "Rulan Chao Pian"]


def test_a_title_and_the_given_name_tell_two_of_one_surname_apart() -> None:
    doc = read("[Maria Braun](PERSON) met [Peter Braun](PERSON). Mr [Braun](PERSON) left. [Braun](PERSON) slept.")
    assert [name for _, name in mentions(doc)] == ["Maria Braun", "Peter Braun", "Peter Braun", "Braun"]


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("[Gil Braun ILO](PERSON) spoke for the [ILO](ORG).", [("Gil Braun", "PERSON"), ("ILO", "ORG")]),
        ("[reinsurer Acme RE](ORG) paid, and [Acme RE](ORG) grew.", [("Acme RE", "ORG"), ("Acme RE", "ORG")]),
        ("[Salem SP Ravi Kumar](PERSON) left.", [("Ravi Kumar", "PERSON")]),
        ("[democratic](NORP) and [Anti](NORP)-[Chilean](NORP) voices rose.", [("Chilean", "NORP")]),
        ("The [SMEs](ORG) and [You](PERSON) paid.", []),
        (
            "[Milo Vystr](PERSON) came as speaker. [Vystr](ORG) thanked the house.",
            [("Milo Vystr", "PERSON"), ("Vystr", "PERSON")],
        ),
        (
            "[Milo Vystr](PERSON) founded a shop. [Vystr](ORG) sells shoes.",
            [("Milo Vystr", "PERSON"), ("Vystr", "ORG")],
        ),
    ],
)
def test_what_recognisers_take_into_a_name(marked: str, found: list[tuple[str, str]]) -> None:
    assert labels(read(marked)) == found
