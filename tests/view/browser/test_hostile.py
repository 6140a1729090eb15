"""Articles that would run a script, leave the page or turn its words round do none of it."""

from __future__ import annotations

from tests.view.browser.conftest import Open, follow
from tests.view.browser.test_reading import CONTROLS, PIECES, shown
from tests.view.build import ATTACK, EVIL, hostile


def test_nothing_runs_and_nothing_becomes_markup(open_page: Open) -> None:
    page = open_page(hostile())
    for _ in range(5):
        page.keyboard.press("j")
    for tab in ("Ledger", "Timeline", "Articles"):
        follow(page, page.get_by_role("link", name=tab, exact=True).click)
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, i, b, iframe").count() == 0
    assert page.evaluate("document.scripts.length") == 2


def test_its_words_are_shown_as_they_are(open_page: Open) -> None:
    page = open_page(hostile())
    pieces = page.evaluate(PIECES)
    written = EVIL.translate(CONTROLS).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert "".join(text for _, text in pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace") == (
        written.replace("\n", "")
    )
    assert ATTACK in page.locator("#panel").inner_text() or "</script>" in page.locator("#panel").inner_text()


def test_controls_of_direction_are_shown_and_do_nothing(open_page: Open) -> None:
    page = open_page(hostile())
    visible = page.locator("body").inner_text()
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068") & set(visible)
    assert any("rest\ufffd goes\ufffd" in text for text in shown(page).values())


def test_an_address_of_a_script_is_no_link(open_page: Open) -> None:
    page = open_page(hostile())
    page.keyboard.press("j")
    addresses = page.evaluate("[...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))")
    assert not [address for address in addresses if not address.startswith("#")]


def test_the_browser_would_stop_what_the_page_does_not(open_page: Open) -> None:
    page = open_page(hostile(), expected="requires 'Trusted")
    tried = """
    (() => {
      const made = document.createElement("script");
      try { made.textContent = "window.pwned = 5"; document.body.append(made); } catch (error) { return error.name; }
      return window.pwned ?? "stopped";
    })()
    """
    assert page.evaluate(tried) in ("TypeError", "stopped")
    assert page.evaluate("(() => { try { document.body.innerHTML = 'x' } catch (e) { return e.name } })()") == (
        "TypeError"
    )
