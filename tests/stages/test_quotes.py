"""Quotes: rules on hand-written trees, marked sentences with the shipped model, odd texts."""

from __future__ import annotations

import time

import msgspec
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from onrecord.errors import MissingAnnotationError
from onrecord.schema import Quote
from onrecord.stages import store
from onrecord.stages.quotes import QuoteFinder
from tests.stages.cases import load
from tests.support.markup import differences, parse
from tests.support.trees import tree

SAFE = """
    Ana NNP Silva compound
    Silva NNP said nsubj
    said VBD - root
    {that}the DT bridge det
    bridge NN safe nsubj
    was VBD safe cop
    safe_ JJ said ccomp
    . . said punct
"""
SPEECH = """
    “_ `` safe punct
    It PRP safe nsubj
    is VBZ safe cop
    safe_ JJ said ccomp
    ,_ , said punct
    ” '' said punct
    Ana NNP Silva compound
    Silva NNP said nsubj
    said_ VBD - root
    . . said punct
"""
GOES_ON = """
    “_ `` tested punct
    We PRP tested nsubj
    tested VBD - root test
    it PRP tested obj
    twice_ RB tested advmod
    ._ . tested punct
    ” '' tested punct
"""


def find(*tables: str) -> list[Quote]:
    doc = Doc.from_docs([tree(table) for table in tables])
    return QuoteFinder().find(doc)


def pieces(doc_text: str, quote: Quote) -> list[str]:
    if isinstance(quote.fragments, msgspec.UnsetType):
        return [quote.text]
    return [doc_text[a:b] for a, b in quote.fragments]


@pytest.mark.parametrize("that", ["", "that IN safe mark\n"])
def test_clause_without_its_complementizer_is_content(that: str) -> None:
    (quote,) = find(SAFE.format(that=that))
    assert (quote.text, quote.mode, quote.rule) == ("the bridge was safe", "indirect", "clause")
    assert quote.cue is not None and quote.cue.text == "said"
    assert quote.source is not None and quote.source.text == "Ana Silva"


def test_marks_before_the_cue_are_direct_speech() -> None:
    (quote,) = find(SPEECH)
    assert (quote.text, quote.mode, quote.rule) == ("“It is safe,”", "direct", "marks before cue")


def test_speech_after_the_cue_clause_is_the_same_quote() -> None:
    text = Doc.from_docs([tree(SPEECH), tree(GOES_ON)]).text
    (quote,) = find(SPEECH, GOES_ON)
    assert pieces(text, quote) == ["“It is safe,”", "“We tested it twice.”"]


def test_speech_without_any_cue_floats() -> None:
    (quote,) = find(GOES_ON)
    assert (quote.cue, quote.source, quote.rule) == (None, None, "floating")


def test_inserted_cue_divides_the_clause() -> None:
    (quote,) = find("""
        Taxes_ NNS rise nsubj
        , , said punct
        she PRP said nsubj
        said_ VBD rise parataxis
        , , said punct
        will MD rise aux
        rise_ VB - root
        . . rise punct
    """)
    assert quote.text == "Taxes, she said, will rise"
    assert quote.fragments == [(0, 5), (17, 26)]


def test_according_to_takes_the_clause_it_modifies() -> None:
    (quote,) = find("""
        Exports NNS fell nsubj
        fell_ VBD - root fall
        , , bank punct
        according VBG bank case
        to IN according fixed
        the DT bank det
        bank_ NN fell obl
        . . fell punct
    """)
    assert (quote.text, quote.rule) == ("Exports fell", "according to")
    assert quote.source is not None and quote.source.text == "the bank"


def test_infinitive_of_a_promise_is_content() -> None:
    (quote,) = find("""
        Peru NNP vowed nsubj
        vowed VBD - root vow
        to TO cut mark
        cut VB vowed xcomp
        duties_ NNS cut obj
        . . vowed punct
    """)
    assert (quote.text, quote.rule, quote.polarity) == ("cut duties", "infinitive", "asserted")


@pytest.mark.parametrize(("lemma", "form"), [("plan", "planned"), ("agree", "agreed"), ("hope", "hoped")])
def test_intentions_are_no_quotes(lemma: str, form: str) -> None:
    assert not find(f"""
        Peru NNP {form} nsubj
        {form} VBD - root {lemma}
        to TO cut mark
        cut VB {form} xcomp
        duties_ NNS cut obj
        . . {form} punct
    """)


def test_denied_object_is_content() -> None:
    (quote,) = find("""
        Reed NNP denied nsubj
        has VBZ denied aux
        denied VBN - root deny
        any DT involvement det
        involvement_ NN denied obj
        . . denied punct
    """)
    assert (quote.text, quote.polarity) == ("any involvement", "denied")
    assert quote.cue is not None and quote.cue.text == "has denied"


def test_refusal_to_comment() -> None:
    (quote,) = find("""
        Reed NNP declined nsubj
        declined VBD - root decline
        to TO comment mark
        comment_ VB declined xcomp
        . . declined punct
    """)
    assert (quote.text, quote.polarity) == ("comment", "declined")


def test_modal_keeps_a_speech_act_from_being_one_unless_negated() -> None:
    table = """
        Reed NNP say nsubj
        would MD say aux
        {no}say VB - root
        whether IN safe mark
        it PRP safe nsubj
        was VBD safe cop
        safe_ JJ say ccomp
        . . say punct
    """
    assert not find(table.format(no=""))
    (quote,) = find(table.format(no="not RB say advmod\n"))
    assert (quote.text, quote.polarity) == ("whether it was safe", "declined")
    assert quote.cue is not None and quote.cue.text == "would not say"


def test_content_is_extended_to_the_closing_mark() -> None:
    (quote,) = find("""
        Reed NNP said nsubj
        said VBD - root
        it PRP disgrace nsubj
        was VBD disgrace cop
        “_ `` disgrace punct
        a DT disgrace det
        disgrace_ NN said ccomp
        ._ . said punct
        ” '' said punct
    """)
    assert (quote.text, quote.mode) == ("it was “a disgrace.”", "mixed")


def test_scare_quotes_are_left_alone() -> None:
    assert not find("""
        The DT bridge det
        “_ `` bridge punct
        new_ JJ bridge amod
        ” '' bridge punct
        bridge NN closed nsubj
        closed_ VBD - root close
        . . closed punct
    """)


def test_missing_parse_is_named() -> None:
    doc = spacy.blank("en")("Ana Silva said the bridge was safe.")
    with pytest.raises(MissingAnnotationError, match="onrecord_quotes needs DEP"):
        QuoteFinder().find(doc)


def dummy(text: str) -> Doc:
    """Return a parsed Doc whose tree is arbitrary: every token hangs on the first of its sentence."""
    doc = spacy.blank("en")(text)
    heads, deps, starts = [], [], 0
    for token in doc:
        if token.i and doc[token.i - 1].text in {".", "!", "?"}:
            starts = token.i
        heads.append(starts)
        deps.append("ROOT" if token.i == starts else "dep")
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    tags = ["VBD" if t.lower_ == "said" else "NN" for t in doc]
    return Doc(
        doc.vocab,
        words=words,
        spaces=spaces,
        heads=heads,
        deps=deps,
        tags=tags,
        lemmas=[t.lower_ for t in doc],
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "“",
        "”",
        "'",
        "“”",
        "🙂",
        "e\u0301",
        "\u200b",
        "“a",
        "a”",
        "“\n“\n“",
        "said",
        "according to",
        ": “x”",
    ]
    + ["“" * 50, "said “ said ” said", "in the words of", "according", "A:\n“b”", "MR. X: y\nMS. Z: w"],
)
def test_odd_texts_do_not_raise(text: str) -> None:
    for quote in QuoteFinder().find(dummy(text)):
        assert quote.text == text[quote.start : quote.end]


def test_time_grows_with_the_text_and_no_faster() -> None:
    sentence = "“It is safe,” Reed said. He said that “it” was safe, according to Reed.\n"
    small, large = dummy(sentence * 150), dummy(sentence * 1200)
    took = []
    for doc in (small, large):
        start = time.perf_counter()
        QuoteFinder().find(doc)
        took.append(time.perf_counter() - start)
    assert took[1] < 8 * 4 * took[0] + 0.5


def test_same_text_gives_the_same_ids() -> None:
    first, second = find(SPEECH, GOES_ON), find(SPEECH, GOES_ON)
    assert [q.id for q in first] == [q.id for q in second]


@pytest.mark.parametrize("marked", load("cases_quotes"))
def test_marked_sentences(shipped: Language, marked: str) -> None:
    text, expected = parse(marked)
    claims = store.get(shipped(text), Quote)
    assert not differences(expected, claims, kinds=["quote"])


def test_line_breaks_of_windows_count_as_written(shipped: Language) -> None:
    text = "The rain stopped.\r\n\r\n“The bridge is safe,” Reed said.\r\n"
    (quote,) = store.get(shipped(text), Quote)
    assert quote.text == text[quote.start : quote.end] == "“The bridge is safe,”"


def test_attitudes_count_only_where_they_are_asked_for() -> None:
    doc = tree("""
        Peru NNP backs nsubj
        backs VBZ - root back
        the DT pact det
        pact_ NN backs obj
        . . backs punct
    """)
    parts = [(0, 1, "source"), (1, 2, "cue"), (2, 4, "content")]
    doc.spans["attribution"] = [Span(doc, first, stop, label=label) for first, stop, label in parts]
    assert not QuoteFinder().find(doc)
    (quote,) = QuoteFinder(attitudes=True).find(doc)
    assert (quote.text, quote.rule) == ("the pact", "attitude")
    assert quote.source is not None and quote.source.text == "Peru"
