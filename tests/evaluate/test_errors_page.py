"""The page of errors: complete, closed in itself, safe, and readable."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from onrecord.evaluate import evaluate
from onrecord.evaluate.compare import compare
from onrecord.evaluate.errors_page import Page
from onrecord.evaluate.findings import findings
from onrecord.records import Records
from onrecord.schema import Link
from tests.evaluate.build import claim, document, part, records

HOSTILE = "</script><script>alert(1)</script><!-- \u2028 & 'a' \"b\" {{SCRIPT}} \U0001f600 \ud800 e\u0301"


class Parsed(HTMLParser):
    """The elements of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def page_of(tmp_path: Path, gold: Records, pred: Records, **options: Any) -> tuple[str, Page]:
    page = Page()
    found = evaluate(gold, pred, resamples=0, observe=page.add, **options)
    page.write(tmp_path / "errors.html", found)
    return (tmp_path / "errors.html").read_text(encoding="utf-8"), page


def data_of(page: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        page.partition('<script type="application/json" id="documents">')[2].partition("</script>")[0]
    )
    return found


def hostile(tmp_path: Path) -> str:
    doc = document("<img src=x onerror=alert(2)>", HOSTILE, title=HOSTILE, publisher="<b>")
    gold = claim("quote", 0, 9, doc_id=doc.doc_id, text=HOSTILE, speaker="<i>Ada</i>")
    pred = claim("quote", 0, 9, doc_id=doc.doc_id, text=HOSTILE, speaker="Ben & Co", rule="<u>")
    return page_of(tmp_path, records(gold, documents=[doc]), records(pred, documents=[doc]))[0]


def test_text_cannot_become_markup(tmp_path: Path) -> None:
    page = hostile(tmp_path)
    parsed = Parsed(page)
    assert [tag for tag, _ in parsed.elements].count("script") == 2
    assert not {"img", "b", "i", "u"} & {tag for tag, _ in parsed.elements}
    (shown,) = data_of(page)
    assert shown["text"] == HOSTILE and shown["id"] == "<img src=x onerror=alert(2)>"
    assert ["value", "quote", "speaker", 0, 0, "<i>Ada</i>", "Ben & Co", "<u>"] in shown["errors"]


def test_the_script_makes_no_markup_of_text() -> None:
    script = (files("onrecord.evaluate") / "page" / "errors.js").read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(|fetch|import", script)


def test_the_page_loads_nothing_and_allows_only_itself(tmp_path: Path) -> None:
    page = hostile(tmp_path)
    elements = Parsed(page).elements
    assert not [a for _, a in elements for name in ("src", "srcset", "action", "poster", "data") if a.get(name)]
    assert {a["href"] for _, a in elements if "href" in a} == {"#errors"}
    assert "url(" not in page and "@import" not in page and not re.search(r"https?:", page)
    (policy,) = [a["content"] for _, a in elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy and policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        source = page.rpartition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_every_control_has_a_name(tmp_path: Path) -> None:
    page = hostile(tmp_path)
    assert '<html lang="en">' in page and 'role="status"' in page
    selects = [a["id"] for tag, a in Parsed(page).elements if tag == "select"]
    assert selects == ["document", "kind", "error", "attribute", "rule"]
    for name in selects:
        assert re.search(rf'<label>\w+ <select id="{name}">', page)
    assert page.count('<th scope="col">') == 6


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_contrast(theme: int) -> None:
    style = (files("onrecord.evaluate") / "page" / "errors.css").read_text(encoding="utf-8")
    colours = dict(
        re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", re.findall(r":root \{(.*?)\}", style, re.DOTALL)[theme])
    )
    for ground in ("paper", "value", "boundary", "missed", "spurious"):
        assert contrast(colours["ink"], colours[ground]) >= 7, ground
        if ground != "paper":
            assert contrast(colours[f"{ground}-line"], colours["paper"]) >= 3, ground
    assert contrast(colours["soft"], colours["paper"]) >= 4.5
    assert contrast(colours["accent"], colours["paper"]) >= 3


def test_every_error_is_there() -> None:
    gold = [
        claim("money", 0, 4, id="m"),
        claim("date", 10, 14),
        claim("date", 30, 40),
        claim("commitment", 50, 70, links=[Link("amount", "m")], committers=["Norvik"], cue=part(50, 52)),
    ]
    pred = [
        claim("money", 0, 4, id="M", currency=None, approx=True),
        claim("date", 30, 38, rule="by_hand"),
        claim("date", 80, 84),
        claim("commitment", 50, 70, links=[], committers=[], cue=part(50, 52)),
    ]
    found = [tuple(one) for one in findings(compare(document(), gold, pred))]
    assert found == [
        ("value", "money", "currency", 0, 0, "USD", "null", "by_hand"),
        ("value", "money", "amount+currency", 0, 0, "5, USD", "5, null", "by_hand"),
        ("value", "money", "approx", 0, 0, "false", "true", "by_hand"),
        ("missed", "date", "", 0, None, gold[1].text, "", ""),
        ("spurious", "date", "", None, 1, "", pred[2].text, "by_hand"),
        ("boundary", "date", "", 1, 0, gold[2].text, pred[1].text, "by_hand"),
        ("value", "commitment", "committers", 0, 0, "Norvik", "none", "by_hand"),
        ("value", "commitment", "link amount", 0, 0, gold[0].text, "none", "by_hand"),
    ]


def test_only_the_kinds_scored_are_shown(tmp_path: Path) -> None:
    gold, pred = records(claim("date", 0, 4)), records(claim("date", 0, 4), claim("entity", 0, 4))
    page, collected = page_of(tmp_path, gold, pred)
    (shown,) = data_of(page)
    assert collected.errors == 0 and shown["pred"] == [["date", [[0, 4]]]]


def test_fragments_are_shown_without_their_gap(tmp_path: Path) -> None:
    gapped = claim("quote", 0, 30, fragments=[(0, 5), (20, 30)])
    page, _ = page_of(tmp_path, records(gapped), records())
    assert data_of(page)[0]["gold"] == [["quote", [[0, 5], [20, 30]]]]
