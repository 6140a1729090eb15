"""Take the pictures of docs/view.md: ``python docs/view_screenshots.py [RUN]``, with chromium and playwright.

The run is ``outputs/sample`` unless another is named; its articles were written for the project. Pictures are reduced
to a palette, which keeps text sharp and files small.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from onrecord import view

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"


class Shot(NamedTuple):
    """A picture: its name, the size of the window, the address in the page, and the kind of claim that is chosen."""

    name: str
    size: tuple[int, int]
    hash: str = ""
    kind: str = ""
    dark: bool = False


ARTICLE = "#jp_robot_earnings"
SHOTS = (
    Shot("view-wide", (1440, 900), ARTICLE, "commitment"),
    Shot("view-tablet", (1024, 768), ARTICLE, dark=True),
    Shot("view-phone", (390, 844), ARTICLE, "commitment"),
    Shot("view-ledger", (1440, 900), "#:ledger"),
    Shot("view-timeline", (1440, 900), "#:timeline"),
)


def take(browser: Any, page_path: Path, shot: Shot, folder: Path) -> None:
    """Take one picture."""
    width, height = shot.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    page.goto(page_path.as_uri() + shot.hash)
    if shot.kind:
        page.evaluate(CHOOSE, shot.kind)
    page.mouse.move(0, 0)
    page.wait_for_timeout(300)
    page.screenshot(path=str(folder / f"{shot.name}.png"))
    page.close()


# The first claim of the kind that stands over others, which has links to show.
CHOOSE = """(kind) => {
  const marks = [...document.querySelectorAll(`#text .mark[class*="-${kind}"]`)];
  const most = marks.find((mark) => mark.dataset.claims.split(" ").length > 2) ?? marks[0];
  for (let n = 0; n < 4 && !document.querySelector(`#panel .badge.kind-${kind}`); n += 1) most.click();
}"""


def shrink(path: Path) -> None:
    """Reduce a picture to a palette in which rare colours have a place too."""
    from PIL import Image

    with Image.open(path) as picture:
        picture.convert("RGB").quantize(200, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            path, optimize=True
        )


def main(arguments: list[str]) -> int:
    """Write the pictures into docs/images."""
    from playwright.sync_api import sync_playwright

    run = Path(arguments[0]) if arguments else ROOT / "outputs" / "sample"
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_path = Path(folder, "report.html")
        view.write(run, page_path, title="Sample articles")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for shot in SHOTS:
            take(browser, page_path, shot, IMAGES)
            shrink(IMAGES / f"{shot.name}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
