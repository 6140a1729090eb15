"""Everything can be done from the keyboard, and is said to who cannot see it."""

from __future__ import annotations

from tests.view.browser.conftest import Open
from tests.view.build import both, ferries


def test_stepping_through_claims_and_articles(open_page: Open) -> None:
    page = open_page(both())
    page.keyboard.press("j")
    assert page.locator("#panel .place").inner_text() == "1 of 11"
    page.keyboard.press("k")
    assert page.locator("#panel .place").inner_text() == "11 of 11"
    page.keyboard.press("n")
    assert "esrever" in page.locator("#text").inner_text()
    page.keyboard.press("p")
    page.keyboard.press("j")
    assert "quote: Norvik" in page.locator("#status").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#panel h2").inner_text() == "11 claims"


def test_searching_and_leaving_the_field(open_page: Open) -> None:
    page = open_page(both())
    page.keyboard.press("/")
    page.keyboard.type("j esrever")
    assert page.locator("#search").input_value() == "j esrever"
    page.keyboard.press("Escape")
    page.keyboard.press("0")
    page.keyboard.press("2")
    assert page.locator("#kind-quote").get_attribute("aria-pressed") == "false"


def test_reviewing(open_page: Open) -> None:
    page = open_page(ferries())
    page.keyboard.press("j")
    page.keyboard.press("r")
    assert page.locator(".verdicts .rejected").get_attribute("aria-pressed") == "true"
    page.keyboard.press("r")
    assert page.locator(".verdicts .rejected").get_attribute("aria-pressed") == "false"
    page.keyboard.press("a")
    assert page.locator("#export").inner_text() == "Export (1)"
    page.keyboard.press("x")
    assert page.get_by_role("heading", name="Save as gold").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "start of the span"


def test_the_keys_are_listed(open_page: Open) -> None:
    page = open_page(ferries())
    page.keyboard.press("?")
    assert page.get_by_role("dialog").get_by_text("claim before").is_visible()


def test_a_key_with_a_modifier_is_the_browsers(open_page: Open) -> None:
    page = open_page(ferries())
    page.keyboard.press("Control+j")
    assert page.locator("#panel h2").inner_text() == "11 claims"


def test_the_tab_key_reaches_the_claims_and_focus_stays_in_the_panel(open_page: Open) -> None:
    page = open_page(ferries())
    first = page.locator("#panel .claims button").first
    first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('#panel').contains(document.activeElement)")
    page.get_by_role("button", name="Next claim").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Next claim"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_the_skip_link_comes_first(open_page: Open) -> None:
    page = open_page(ferries())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "reader"


def test_every_button_link_and_field_has_a_name(open_page: Open) -> None:
    page = open_page(ferries(), "#ferries/ferries-c15-57")
    page.keyboard.press("e")
    nameless = """
    [...document.querySelectorAll('button, a, input, select, textarea, meter')].filter((e) =>
      !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length)).map((e) => e.outerHTML)
    """
    assert page.evaluate(nameless) == []
