"""Correcting: what a reader marks becomes gold that every command reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import UNSET

from onrecord import records
from onrecord.evaluate import evaluate
from onrecord.export import Settings, build
from onrecord.records import Records
from onrecord.schema import Claim
from onrecord.validate import validate
from tests.view.browser.conftest import Open, follow, wait
from tests.view.build import both, ferries, hostile


def exported(page: Any, folder: Path, scope: str = "marked", unmarked: str = "keep") -> Records:
    """Save both files as a reader does, and read them back."""
    folder.mkdir(exist_ok=True)
    page.locator("#export").click()
    page.check(f"input[name=scope][value={scope}]")
    page.check(f"input[name=open][value={unmarked}]")
    for name in ("documents", "claims"):
        with page.expect_download() as download:
            page.locator(f"#save-{name}").click()
        download.value.save_as(folder / f"{name}.jsonl")
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    assert validate(folder).failures == []
    return records.read(folder)


def gold(claim: Claim) -> Claim:
    return msgspec.structs.replace(claim, sentence=UNSET, stage=UNSET, rule=UNSET, confidence=UNSET)


def choose(page: Any, id: str) -> None:
    follow(page, lambda: page.goto(f"{page.url.partition('#')[0]}#ferries/{id}"))


@pytest.mark.parametrize("run", [ferries, hostile, both])
def test_untouched_records_come_back_as_they_were(open_page: Open, tmp_path: Path, run: Any) -> None:
    found = exported(open_page(run()), tmp_path / "gold", scope="all")
    assert found.documents == run().documents
    assert sorted(found.claims, key=lambda claim: claim.id) == sorted(map(gold, run().claims), key=lambda c: c.id)


def test_what_was_marked_is_what_evaluate_finds(open_page: Open, tmp_path: Path) -> None:
    page = open_page(both())
    choose(page, "ferries-m26")
    page.get_by_role("button", name="Edit").click()
    page.get_by_label("currency", exact=True).fill("NOK")
    page.get_by_role("button", name="Save").click()
    choose(page, "ferries-d53")
    page.keyboard.press("r")
    found = exported(page, tmp_path / "gold")
    assert [document.doc_id for document in found.documents] == ["ferries"]
    by_id = {claim.id: claim for claim in found.claims}
    assert len(by_id) == 10 and "ferries-d53" not in by_id
    assert by_id["ferries-m26"].currency == "NOK"  # type: ignore[union-attr]
    (made,) = [claim for claim in found.claims if claim.kind == "commitment" and claim.start == 15]
    assert [link.role for link in made.links] == ["committer", "amount"], "the day it was due is no claim any more"
    scores = evaluate(tmp_path / "gold", ferries(), resamples=0).to_dict()
    assert "NOK" not in str(scores) and scores


def test_a_data_set_is_built_of_it(open_page: Open, tmp_path: Path) -> None:
    page = open_page(ferries())
    page.keyboard.press("j")
    page.keyboard.press("a")
    exported(page, tmp_path / "gold")
    build([tmp_path / "gold"], tmp_path / "set", Settings(split=(100, 0, 0)))
    assert list((tmp_path / "set").rglob("claims*"))


def test_only_what_was_marked(open_page: Open, tmp_path: Path) -> None:
    page = open_page(ferries())
    choose(page, "ferries-c15-57")
    page.keyboard.press("a")
    choose(page, "ferries-e0")
    page.keyboard.press("a")
    found = exported(page, tmp_path / "gold", unmarked="drop")
    assert sorted(claim.id for claim in found.claims) == ["ferries-c15-57", "ferries-e0"]
    assert [link.role for claim in found.claims for link in claim.links] == ["committer"]


def test_a_link_goes_to_another_mention_of_who_it_meant(open_page: Open, tmp_path: Path) -> None:
    page = open_page(ferries())
    choose(page, "ferries-e0")
    page.keyboard.press("r")
    found = exported(page, tmp_path / "gold")
    (line,) = [claim.id for claim in found.claims if claim.text == "The line"]
    assert {link.target for c in found.claims for link in c.links if link.role == "committer"} == {line}


SELECT = """(words) => {
  const pieces = [...document.querySelectorAll('#text [data-at]')];
  for (const piece of pieces) {
    const at = piece.textContent.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(piece.firstChild, at, piece.firstChild, at + words.length);
    return;
  }
}"""


def test_a_missed_claim_is_added_from_the_words_that_are_selected(open_page: Open, tmp_path: Path) -> None:
    page = open_page(ferries())
    page.evaluate(SELECT, "🏝 the islands")
    page.locator("#panel .adder button", has_text="entity").click()
    page.get_by_label("label", exact=True).select_option("LOC")
    page.get_by_label("name", exact=True).fill("the islands")
    page.get_by_role("button", name="Save").click()
    (added,) = [claim for claim in exported(page, tmp_path / "gold").claims if claim.text == "🏝 the islands"]
    assert (added.kind, added.label, added.name) == ("entity", "LOC", "the islands")  # type: ignore[union-attr]
    page.reload()
    assert page.locator("#export").inner_text() == "Export (1)"
    page.get_by_role("button", name="Reject").click()
    assert page.locator("#export").inner_text() == "Export", "what the reader added goes for good"


def test_a_span_is_corrected_with_the_selection(open_page: Open, tmp_path: Path) -> None:
    page = open_page(ferries())
    choose(page, "ferries-c153-170")
    page.keyboard.press("e")
    page.evaluate(SELECT, "to cut fares")
    page.locator("form.edit fieldset", has_text="action").get_by_role("button", name="Use selected words").click()
    page.get_by_role("button", name="Save").click()
    (claim,) = [c for c in exported(page, tmp_path / "gold").claims if c.id == "ferries-c153-170"]
    assert claim.action.text == "to cut fares"  # type: ignore[union-attr]


def test_what_would_be_no_gold_is_not_saved(open_page: Open) -> None:
    page = open_page(ferries())
    choose(page, "ferries-m26")
    page.keyboard.press("e")
    page.get_by_label("currency", exact=True).fill("euro")
    page.get_by_label("amount max", exact=True).fill("1")
    page.get_by_label("end of the span").fill("9000")
    page.get_by_role("button", name="Save").click()
    faults = page.locator(".faults li").all_inner_texts()
    assert len(faults) == 3 and "currency: three capital letters, as EUR" in faults
    page.get_by_role("button", name="Cancel").click()
    assert page.locator("#export").inner_text() == "Export"


def test_links_are_corrected(open_page: Open, tmp_path: Path) -> None:
    page = open_page(ferries())
    choose(page, "ferries-c153-170")
    page.keyboard.press("e")
    page.get_by_role("button", name="Remove the link committer").click()
    page.get_by_label("role of a new link").select_option("deadline")
    assert page.get_by_label("target of a new link").locator("option").all_inner_texts() == ["2030"]
    page.get_by_role("button", name="Add link").click()
    page.get_by_role("button", name="Save").click()
    (claim,) = [c for c in exported(page, tmp_path / "gold").claims if c.id == "ferries-c153-170"]
    assert [(link.role, link.target) for link in claim.links] == [("deadline", "ferries-d53")]


def test_marks_stay_for_the_next_visit_and_can_be_taken_back(open_page: Open) -> None:
    page = open_page(ferries(), "#ferries/ferries-m26")
    page.keyboard.press("e")
    page.get_by_label("currency", exact=True).fill("NOK")
    page.get_by_role("button", name="Save").click()
    page.reload()
    assert page.locator("#panel h2").inner_text() == "NOK 400M"
    page.keyboard.press("r")
    assert page.locator("#panel h2").inner_text() == "EUR 400M"
    page.select_option("#review", "rejected")
    assert page.locator("#kind-money .number").inner_text() == "1"
    page.keyboard.press("r")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('marks')).length") == 0


def test_a_browser_that_keeps_nothing_still_reviews(open_page: Open, tmp_path: Path) -> None:
    refuse = "for (const name of ['getItem', 'setItem', 'removeItem']) Storage.prototype[name] = () => { throw 1 };"
    page = open_page(ferries(), script=refuse)
    page.keyboard.press("j")
    page.keyboard.press("r")
    assert len(exported(page, tmp_path / "gold").claims) == 10
    page.locator("#export").click()
    assert page.get_by_text("keeps no marks").is_visible()


def test_marks_of_a_document_and_a_claim_of_any_name_are_kept(open_page: Open) -> None:
    records = ferries("__proto__")
    odd = Records(records.documents, [msgspec.structs.replace(records.claims[0], id="__proto__")])
    page = open_page(odd)
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.reload()
    assert page.locator("#export").inner_text() == "Export (1)"


KEY = "Object.keys(localStorage).find((key) => key.includes('marks'))"


@pytest.mark.parametrize(
    "stored",
    [
        "null",
        "[]",
        "{",
        '"x"',
        '{"ferries":null}',
        '{"ferries":{"ferries-m26":null}}',
        '{"ferries":{"ferries-m26":{"verdict":"<b>"}}}',
        '{"ferries":{"ferries-m26":{"verdict":"edited"}}}',
        '{"ferries":{"ferries-m26":{"verdict":"edited","record":{"kind":"date","start":0,"end":1}}}}',
        '{"ferries":{"new":{"verdict":"added","record":{"kind":"constructor","id":"new","start":0,"end":5}}}}',
        '{"ferries":{"new":{"verdict":"added","record":{"kind":"entity","id":"new","start":0,"end":5000,"links":[]}}}}',
        '{"ferries":{"new":{"verdict":"added","record":{"kind":"entity","id":"new","start":0,"end":5,"links":[],'
        '"label":"ORG","mention":"name","entity_id":"n","name":7}}}}',
    ],
)
def test_marks_that_are_none_are_left_out(open_page: Open, stored: str) -> None:
    page = open_page(ferries())
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.evaluate(f"(text) => localStorage.setItem({KEY}, text)", stored)
    page.reload()
    assert page.locator("#export").inner_text() == "Export"
    assert page.locator("#panel h2").inner_text() != ""


def test_what_was_added_and_edited_comes_back_as_it_was(open_page: Open, tmp_path: Path) -> None:
    page = open_page(ferries())
    for kind in ("entity", "quote", "money", "date", "commitment"):
        page.keyboard.press("Escape")
        page.evaluate(SELECT, "🏝 the islands")
        page.locator("#panel .adder button", has_text=kind).click()
        page.get_by_role("button", name="Save").click()
        assert page.locator(".faults li").all_inner_texts() == []
        page.locator("#reader").focus()
    page.reload()
    found = exported(page, tmp_path / "gold", unmarked="drop").claims
    assert [claim.kind for claim in found] == ["entity", "quote", "money", "date", "commitment"]
    assert {claim.text for claim in found} == {"🏝 the islands"}


def test_marks_made_in_another_window_are_taken_over(open_page: Open) -> None:
    page = open_page(ferries())
    other = page.context.new_page()
    other.goto(page.url)
    other.keyboard.press("j")
    other.keyboard.press("r")
    wait(lambda: page.locator("#export").inner_text() == "Export (1)")
    page.keyboard.press("k")
    page.keyboard.press("a")
    wait(lambda: other.locator("#export").inner_text() == "Export (2)")
