"""The page fits every width, follows the system's colours, and moves for nobody who asked it not to."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from onrecord.records import Records
from onrecord.schema import Link, make_document
from tests.view.browser.conftest import Open, follow
from tests.view.build import both, ferries


@pytest.mark.parametrize("width", [360, 768, 900, 1440])
@pytest.mark.parametrize("hash", ["", "#ferries/ferries-c15-57", "#:ledger", "#:timeline"])
def test_nothing_is_wider_than_the_screen(open_page: Open, width: int, hash: str) -> None:
    page = open_page(both(), hash, width=width, height=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for pane in ("#reader", "#panel", "#list-pane", "#ledger", "#timeline", ".history li"):
        if page.locator(pane).count() == 0:
            continue
        box = page.locator(pane).first.evaluate("(e) => e.offsetParent ? e.scrollWidth - e.clientWidth : 0")
        assert box <= 0, pane


@pytest.mark.parametrize("width", [360, 1440])
def test_decades_fit_the_screen(open_page: Open, width: int) -> None:
    (doc,), (day, *_) = ferries().documents, [claim for claim in ferries().claims if claim.kind == "date"]
    days = [
        replace(day, id=f"d{year}", value=str(year), start_date=f"{year}-01-01", end_date=f"{year}-12-31")
        for year in range(1930, 2100, 3)
    ]
    page = open_page(Records([doc], list(days)), "#:timeline", width=width)
    assert page.locator("#bars li").count() == 58, "as many as fit, from a year that is named to one that is"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#bars button:enabled").last.click()
    assert page.locator("#dates .dated").count() > 16


def test_on_a_phone_list_article_and_claim_are_three_screens(open_page: Open) -> None:
    page = open_page(both(), width=390, height=844, has_touch=True)
    assert page.locator("#list-pane").is_visible() and not page.locator("#reader").is_visible()
    page.locator("#list a").first.click()
    assert page.locator("#text").is_visible() and not page.locator("#panel").is_visible()
    page.locator("#text .mark", has_text="€400 million").first.click()
    assert page.locator("#panel").is_visible()
    chosen = page.locator("#text .chosen").first.bounding_box()
    assert chosen
    page.get_by_role("button", name="Close").click()
    follow(page, page.get_by_role("link", name="← Articles").click)
    assert page.locator("#list-pane").is_visible()


def test_on_a_phone_the_claims_of_an_article_rise_when_asked_for(open_page: Open) -> None:
    page = open_page(both(), "#ferries", width=390, height=844, has_touch=True)
    assert not page.locator("#panel").is_visible()
    page.get_by_role("button", name="11 claims").click()
    assert page.locator("#panel .adder").count() == 1
    page.locator("#panel .claims button", has_text="€400 million").first.click()
    assert page.locator("#panel .badge").first.inner_text() == "quote"
    page.get_by_role("button", name="Close").click()
    assert page.locator("#panel h2").inner_text() == "11 claims"
    page.get_by_role("button", name="Close").click()
    assert not page.locator("#panel").is_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_names_of_links_stand_beside_each_other_within_the_sheet(open_page: Open, width: int) -> None:
    # Its source "she" and its cue "added" have one character between them.
    said = next(claim for claim in ferries().claims if claim.kind == "quote" and claim.start)
    page = open_page(ferries(), f"#ferries/{said.id}", width=width, height=844)
    edge = page.locator(".sheet").bounding_box()
    boxes = [label.bounding_box() for label in page.locator("#links .role").all()]
    assert edge and len(boxes) >= 3
    for at, box in enumerate(boxes):
        assert box["x"] >= edge["x"] and box["x"] + box["width"] <= edge["x"] + edge["width"]
        for other in boxes[:at]:
            apart = box["x"] + box["width"] <= other["x"] or other["x"] + other["width"] <= box["x"]
            assert apart or abs(box["y"] - other["y"]) > 10


def test_a_line_to_a_far_place_runs_along_the_edge(open_page: Open) -> None:
    records = ferries()
    doc = records.documents[0]
    first, *_ = [claim for claim in records.claims if claim.kind == "entity"]
    text = doc.text + "\n\nWords between the lines." * 12 + " It sails."
    last = replace(first, id="far", start=len(text) - 9, end=len(text) - 7, text="It", mention="pronoun")
    said = next(claim for claim in records.claims if claim.kind == "quote")
    joined = replace(said, id="said", links=[Link("speaker", "far")])
    page = open_page(Records([make_document(text, doc_id=doc.doc_id)], [joined, last]), "#ferries/said", width=390)
    path = page.locator("#links path").bounding_box()
    words = page.locator("#text").bounding_box()
    assert path and words and path["x"] < words["x"]


def test_a_reader_who_has_larger_type_gets_it(open_page: Open) -> None:
    page = open_page(ferries())
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    assert page.evaluate(size) == 15
    assert "93.75%" in page.evaluate(
        "[...document.styleSheets[0].cssRules].find((r) => r.selectorText === 'html').style.font"
    )


def test_the_measure_is_readable(open_page: Open) -> None:
    page = open_page(ferries(), width=1920)
    width = page.locator("#text").evaluate("(text) => text.clientWidth")
    size = page.locator("#text").evaluate("(text) => parseFloat(getComputedStyle(text).fontSize)")
    assert 50 < width / (size * 0.5) < 80


def test_colours_follow_the_system_until_the_reader_chooses(open_page: Open) -> None:
    page = open_page(ferries(), color_scheme="dark")
    ground = "getComputedStyle(document.querySelector('#reader')).backgroundColor"
    dark = page.evaluate(ground)
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(ground) != dark
    page.reload()
    assert page.evaluate(ground) != dark


def test_less_motion_is_no_motion(open_page: Open) -> None:
    page = open_page(ferries(), reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.querySelector('button')).transitionDuration") == "0s"


def test_paper_is_white_and_has_the_whole_article(open_page: Open) -> None:
    page = open_page(ferries(), color_scheme="dark")
    grounds = page.evaluate("""() => {
      const ground = () => getComputedStyle(document.querySelector("#reader")).backgroundColor;
      const found = [ground()];
      for (const name of ["beforeprint", "afterprint"]) {
        dispatchEvent(new Event(name));
        found.push(ground());
      }
      return found;
    }""")
    assert grounds[0] == grounds[2] != grounds[1]
    page.emulate_media(media="print")
    assert page.locator("#text").is_visible() and not page.locator("#list-pane").is_visible()
    assert page.locator("#reader").evaluate("(e) => e.clientWidth") > 1000


def test_a_timeline_is_printed_to_its_end(open_page: Open) -> None:
    many = Records([], [])
    for number in range(20):
        one = ferries(f"ferries-{number}")
        many.documents.extend(one.documents)
        many.claims.extend(one.claims)
    page = open_page(many, "#:timeline")
    assert page.locator("#dates .dated").count() < 20
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#dates .dated").count() == 20
