"""The dates stage against sentences marked with the dates they hold, and what it must never do."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import onrecord
from onrecord.schema import Date
from onrecord.stages import store
from onrecord.stages.dates import NAME, DateFinder
from tests.stages import cases
from tests.support.markup import differences, parse

# The numbered groups of cases, divided by subject.
SUBJECTS = ("anchoring", "calendar", "spans", "times")
PUBLISHED = "2025-12-06"
TIMEX3 = re.compile(
    r"(?:PAST|PRESENT|FUTURE)_REF|P(?:T?(?:X|\d+(?:\.\d+)?)(?:[YMWDHSQ]|DE|CE))+|P(?:\d+[YMWD])+T(?:\d+[HMS])+"
    r"|FY\d{4}(?:-(?:Q[1-4]|H[12]))?|BC\d{4}|\d{2,3}"
    r"|(?:\d{4}|XXXX)(?:-(?:Q[1-4]|H[12]|S[PU]|FA|WI|WXX(?:-(?:[1-7]|WE))?|W\d\d(?:-(?:[1-7]|WE))?|(?:\d\d"
    r"|XX)(?:-(?:\d\d|XX))?))?"
    r"(?:T(?:MO|AF|EV|NI|\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?))?(?:/\d{4}(?:-\d\d){0,2})?"
)
nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
stage = DateFinder()


def prepared(text: str, published: str | None = PUBLISHED) -> Doc:
    doc = nlp(text)
    store.set_context(doc, store.Context(doc_id="d", published=published))
    return doc


def find(text: str, published: str | None = PUBLISHED) -> list[Date]:
    return store.get(stage(prepared(text, published)), Date)


def links(text: str, published: str | None = PUBLISHED) -> set[tuple[str, str, str]]:
    claims = find(text, published)
    name = {c.id: c.text for c in claims}
    return {(c.text, link.role, name[link.target]) for c in claims for link in c.links}


@pytest.mark.parametrize(
    ("marked", "published"),
    [case for subject in SUBJECTS for case in cases.load_lines(f"cases_dates_{subject}", "published", PUBLISHED)],
)
def test_case(marked: str, published: str | None) -> None:
    text, expected = parse(marked)
    assert differences(expected, find(text, published), kinds=["date"]) == []


@pytest.fixture(scope="module")
def shipped() -> Language:
    """The shipped encoder and the stage of dates, where the package of the model is installed."""
    pytest.importorskip("en_onrecord")
    pipeline = onrecord.load()
    keep = {"onrecord_encoder", NAME}
    pipeline.select_pipes(disable=[n for n in pipeline.pipe_names if n.startswith("onrecord_") and n not in keep])
    return pipeline


@pytest.mark.parametrize(("marked", "published"), cases.load_lines("cases_dates_parsed", "published", PUBLISHED))
def test_case_by_parse(shipped: Language, marked: str, published: str | None) -> None:
    text, expected = parse(marked)
    doc = shipped.make_doc(text)
    store.set_context(doc, store.Context(doc_id="d", published=published))
    assert differences(expected, store.get(shipped(doc), Date), kinds=["date"]) == []


def test_every_group_has_cases() -> None:
    texts = [Path(__file__).with_name(f"cases_dates_{subject}.txt").read_text(encoding="utf-8") for subject in SUBJECTS]
    groups = re.findall(r"^## (\d+) ", "\n".join(texts), re.MULTILINE)
    assert groups == [str(n) for n in range(1, 24)]


def test_anchor_links_to_the_date_counted_from() -> None:
    assert links("He landed on 5 March 2024 and left three days later.") == {
        ("three days later", "anchor", "5 March 2024")
    }


def test_anchor_may_stand_later() -> None:
    assert links("Spending fell in June and is below that of June 2022.", None) == {("June", "anchor", "June 2022")}


def test_comparisons_are_not_counted_from_each_other() -> None:
    claims = find("Sales in June 2022 rose from a year earlier. Profit fell from a year earlier.")
    assert [c.value for c in claims] == ["2022-06", "2021-06", "2021-06"]


def test_then_without_a_date_before_it_is_none() -> None:
    assert find("Until then nobody moves.") == []


def test_tense_by_parse() -> None:
    words = "The council that rejected the plan will meet Friday".split()
    doc = Doc(
        nlp.vocab,
        words=words,
        tags=["DT", "NN", "WDT", "VBD", "DT", "NN", "MD", "VB", "NNP"],
        pos=["DET", "NOUN", "PRON", "VERB", "DET", "NOUN", "AUX", "VERB", "PROPN"],
        lemmas=["the", "council", "that", "reject", "the", "plan", "will", "meet", "Friday"],
        heads=[1, 7, 3, 1, 5, 3, 7, 7, 7],
        deps=["det", "nsubj", "nsubj", "acl:relcl", "det", "obj", "aux", "ROOT", "obl:unmarked"],
    )
    store.set_context(doc, store.Context(doc_id="d", published=PUBLISHED))
    assert [c.value for c in stage.find(doc)] == ["2025-12-12"]


def test_works_without_sentences() -> None:
    doc = spacy.blank("en")("The minister resigned on Friday.")
    store.set_context(doc, store.Context(doc_id="d", published=PUBLISHED))
    assert [c.value for c in stage.find(doc)] == ["2025-12-05"]


PIECES = st.sampled_from(
    "last next this the a of in on by until from to and - – / , . ' Friday Monday night March May 5 31 30th 2024 '90s "
    "two twenty several year years month weeks ago later earlier following quarter Q3 FY25 fiscal ended every twice "
    "3pm 15:00 GMT noon 2024-25 03/04/2025 BC century summer eve Easter now recently early late mid end about "
    "week\n".split(" ")
)


def check(text: str, published: str | None) -> None:
    claims = find(text, published)
    for claim in claims:
        assert text[claim.start : claim.end] == claim.text
        assert claim.value is None or TIMEX3.fullmatch(claim.value), claim
        if claim.start_date and claim.end_date:
            assert date.fromisoformat(claim.start_date) <= date.fromisoformat(claim.end_date), claim
        assert claim.rule and 0 < float(claim.confidence or 0) < 1
        assert published or claim.basis not in ("published", "tense"), claim
    ends = [(c.start, c.end) for c in claims]
    assert all(a[1] <= b[0] for a, b in zip(ends, ends[1:], strict=False))
    assert find(text, published) == claims


@settings(max_examples=150)
@given(
    st.lists(PIECES, max_size=14).map(" ".join),
    st.sampled_from([None, PUBLISHED, "2022-07", "0001-01-01", "9999-12-31"]),
)
def test_any_words_give_valid_dates(text: str, published: str | None) -> None:
    check(text, published)


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_any_text_gives_valid_dates(text: str) -> None:
    check(text, PUBLISHED)


@pytest.mark.parametrize("text", ["", " ", "😀", "in\r\n2024", "5\u00a0March 2024", "March\r\n5, 2024", "\x00May 5"])
def test_odd_text(text: str) -> None:
    check(text, PUBLISHED)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "the ",
        "1-1-",
        "two ",
        "5 March 2024 ",
        "a year later ",
        "Monday ",
        "the eve of ",
        "a@",
        "x.",
        "3:00 ",
        "\n",
        "A ",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    def seconds(length: int) -> float:
        doc = nlp.make_doc("")
        text = piece * (length // len(piece))
        doc = Doc(nlp.vocab, words=[text] if text.strip() else [], spaces=[False] if text.strip() else None)
        store.set_context(doc, store.Context(doc_id="d", published=PUBLISHED))
        began = perf_counter()
        stage.find(doc)
        return perf_counter() - began

    seconds(2_000)
    assert seconds(40_000) < 25 * max(seconds(5_000), 0.02)


def parsed(rows: str, published: str) -> list[Date]:
    """Return the dates of a sentence given as rows of word (with its lemma after a slash), tag, head and relation."""
    cells = [row.split() for row in rows.strip().splitlines()]
    doc = Doc(
        nlp.vocab,
        words=[c[0].partition("/")[0] for c in cells],
        tags=[c[1] for c in cells],
        lemmas=[c[0].rpartition("/")[2].lower() for c in cells],
        heads=[int(c[2]) for c in cells],
        deps=[c[3] for c in cells],
        sent_starts=[at == 0 for at in range(len(cells))],
    )
    store.set_context(doc, store.Context(doc_id="d", published=published))
    return stage.find(doc)


def test_a_day_right_after_a_past_verb_is_its_day() -> None:
    rows = """
        Peru NNP 1 nsubj
        said VBD 1 ROOT
        on IN 3 case
        Sunday NNP 6 obl
        it PRP 6 nsubj
        would MD 6 aux
        pay VB 1 ccomp
    """
    assert [c.value for c in parsed(rows, "2025-11-24")] == ["2025-11-23"]


def test_would_inside_direct_speech_tells_of_the_past() -> None:
    rows = """
        “ `` 2 punct
        They PRP 2 nsubj
        said VBD 9 ccomp
        help NN 5 nsubj
        would MD 5 aux
        come VB 2 ccomp
        Friday NNP 5 obl
        ” '' 2 punct
        she PRP 9 nsubj
        said VBD 9 ROOT
    """
    assert [c.value for c in parsed(rows, "2025-11-24")] == ["2025-11-21"]
    outside = [row for row in rows.strip().splitlines() if row.split()[0] not in "“”"]
    heads = {"2": "1", "5": "4", "9": "7"}
    moved = "\n".join(" ".join([w, t, heads[h], d]) for w, t, h, d in (row.split() for row in outside))
    assert [c.value for c in parsed(moved, "2025-11-24")] == ["2025-11-28"]


def test_a_month_by_which_something_was_ruled_out_lies_ahead() -> None:
    rows = """
        She PRP 1 nsubj
        ruled/rule VBD 1 ROOT
        out RP 1 compound:prt
        rises NNS 1 obj
        before IN 5 case
        July NNP 3 nmod
    """
    assert [c.value for c in parsed(rows, "2025-11-06")] == ["2026-07"]
