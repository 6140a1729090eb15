"""Search and filters: what passes is listed and marked, nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.records import Records
from tests.view.browser.conftest import Open, follow
from tests.view.build import both, ferries

EVERYTHING = ["commitment"] * 3 + ["date"] + ["entity"] * 3 + ["money"] * 2 + ["quote"] * 2


def kinds(page: Any) -> list[str]:
    names = (
        "[...document.querySelectorAll('#panel .claims > li > button')].map((b) => b.className.match(/kind-(\\w+)/)[1])"
    )
    found: list[str] = page.evaluate(names)
    return sorted(found)


def articles(page: Any) -> int:
    number: int = page.locator("#list li[data-document]").count()
    return number


def test_kinds_go_off_and_on(open_page: Open) -> None:
    page = open_page(ferries())
    page.get_by_role("button", name="entities").click()
    assert kinds(page) == ["commitment"] * 3 + ["date", "money", "money", "quote", "quote"]
    assert page.get_by_role("button", name="entities").get_attribute("aria-pressed") == "false"
    assert page.locator("[class*='-entity']:is(#text *)").count() == 0
    page.get_by_role("button", name="dates").click(modifiers=["Shift"])
    assert kinds(page) == ["date"]
    page.get_by_role("button", name="Clear").click()
    assert len(kinds(page)) == 11


@pytest.mark.parametrize(
    ("control", "value", "wanted"),
    [
        ("#who", "solheim", ["date", "entity", "money", "money", "quote", "quote"]),
        ("#who", "NORVIK lines", ["commitment"] * 3 + ["date", "entity", "entity", "money"]),
        ("#who", "nobody", []),
        ("#act", "plan", ["commitment"] * 2),
        ("#currency", "EUR", ["commitment", "money", "quote"]),
        ("#from", "2030-06", ["commitment", "date", "quote"]),
        ("#from", "2031", []),
        ("#to", "2029-12-31", []),
        ("#to", "2030", ["commitment", "date", "quote"]),
        ("#from", "soon", EVERYTHING),
    ],
)  # fmt: skip
def test_a_filter_leaves(open_page: Open, control: str, value: str, wanted: list[str]) -> None:
    page = open_page(ferries())
    if control in ("#act", "#currency"):
        page.select_option(control, value)
    else:
        page.fill(control, value)
    assert kinds(page) == (wanted if wanted or articles(page) else [])
    assert articles(page) == (1 if wanted else 0)


def test_filters_narrow_each_other(open_page: Open) -> None:
    page = open_page(both())
    page.fill("#who", "solheim")
    page.select_option("#currency", "USD")
    assert articles(page) == 1 and kinds(page) == ["money", "quote"]


def test_half_a_date_is_named_as_such(open_page: Open) -> None:
    page = open_page(ferries())
    page.fill("#to", "203")
    assert page.locator("#to").get_attribute("aria-invalid") == "true" and len(kinds(page)) == 11


def test_search_finds_words_in_any_case_and_without_accents(open_page: Open) -> None:
    records = both()
    page = open_page(records)
    for query, number in [("ISLANDS fjord", 1), ("esrever", 1), ("islands esrever", 0), ("", 2)]:
        page.fill("#search", query)
        assert articles(page) == number, query
    assert "2 articles" in page.locator("#list-status").inner_text()


def test_an_article_that_does_not_pass_makes_room_for_one_that_does(open_page: Open) -> None:
    page = open_page(both(), "#ferries")
    page.fill("#search", "esrever")
    assert "it costs" in page.locator("#text").inner_text()


def test_the_ledger_and_the_timeline_follow(open_page: Open) -> None:
    page = open_page(both(), "#:ledger")
    page.fill("#from", "2030")
    assert page.locator("#entries .entry").count() == 1
    follow(page, page.get_by_role("link", name="Timeline").click)
    assert page.locator("#dates .dated").count() == 1
    assert page.locator("#bars button:enabled").count() == 1


def test_without_anything_left_the_page_says_so(open_page: Open) -> None:
    page = open_page(Records(ferries().documents, []), "#:timeline")
    assert page.locator("#timeline-status").inner_text() == "0 dates named"
