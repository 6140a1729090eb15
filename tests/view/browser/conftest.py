"""A real browser: the chromium of the system, without a network."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.records import Records
from onrecord.view import write
from tests.view.build import both

NAMES = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, for all tests; each opens pages of its own."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test-browser")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no chromium on this machine: install it, or name it with CHROMIUM=")
    with api.sync_playwright() as playwright:
        # As root, which is what a container runs as, chromium starts without its sandbox only.
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if root else [])
        yield browser
        browser.close()


Open = Callable[..., Any]


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Open]:
    """Open the page of some records; what it logs, raises or asks the network for fails the test, unless expected."""
    faults: list[str] = []
    contexts: list[Any] = []

    def opened(
        records: Records | None = None,
        hash: str = "",
        *,
        width: int = 1280,
        height: int = 800,
        script: str | None = None,
        expected: str | None = None,
        **options: Any,
    ) -> Any:
        path = tmp_path / "report.html"
        write(both() if records is None else records, path)
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.set_default_timeout(30_000)
        context.route(lambda url: not url.startswith(("file:", "blob:")), lambda route: _refuse(route, faults))
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.on("console", lambda message: _logged(message.text, expected, faults))
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
        page.goto(path.as_uri() + hash)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def follow(page: Any, act: Callable[[], object]) -> None:
    """Do what changes the address within the page, and wait until the page has heard of it, which is a task later."""
    heard = "new Promise((done) => addEventListener('hashchange', () => setTimeout(done), { once: true }))"
    page.evaluate(f"() => {{ window.heard = {heard}; }}")
    act()
    page.evaluate("window.heard")


def wait(until: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait until something is so; what playwright has for this asks in the page, which forbids it to ask twice."""
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "it has not come about"
        time.sleep(0.02)


def _logged(text: str, expected: str | None, faults: list[str]) -> None:
    if expected is None or expected not in text:
        faults.append(f"console: {text}")


def _refuse(route: Any, faults: list[str]) -> None:
    faults.append(f"request: {route.request.url}")
    route.abort()
