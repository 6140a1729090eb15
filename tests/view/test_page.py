"""The page of a run as a file: complete, closed in itself, and no text of an article a part of it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.records import Records
from onrecord.records import write as write_records
from onrecord.view import write
from onrecord.view.parts import script, style
from tests.evaluate.test_errors_page import contrast
from tests.view.build import ATTACK, both, ferries, hostile


class Parsed(HTMLParser):
    """The elements of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def page_of(tmp_path: Path, records: Records, title: str | None = None) -> str:
    write(records, tmp_path / "report.html", title=title)
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def data_of(page: str) -> Any:
    return json.loads(page.partition('<script type="application/json" id="data">')[2].partition("</script>")[0])


def test_text_cannot_become_markup(tmp_path: Path) -> None:
    page = page_of(tmp_path, hostile(), title=f"{ATTACK} {{{{DATA}}}}")
    tags = [tag for tag, _ in Parsed(page).elements]
    assert tags.count("script") == 2 and not {"img", "b", "i"} & set(tags)
    data = page.partition('id="data">')[2].partition("</script>")[0]
    assert data.isascii() and not set("<>&") & set(data)


def test_the_data_is_the_run(tmp_path: Path) -> None:
    records = both()
    found = data_of(page_of(tmp_path, records))
    assert [document["text"] for document in found["documents"]] == [document.text for document in records.documents]
    assert [claim["id"] for document in found["documents"] for claim in document["claims"]] == [
        claim.id for claim in records.claims
    ]


def test_claims_of_no_document_are_left_out(tmp_path: Path) -> None:
    records = Records(ferries().documents, ferries("other").claims)
    assert data_of(page_of(tmp_path, records))["documents"][0]["claims"] == []


def test_the_page_loads_nothing_and_allows_only_itself(tmp_path: Path) -> None:
    page = page_of(tmp_path, ferries())
    elements = Parsed(page).elements
    assert not [a for _, a in elements for name in ("src", "srcset", "action", "poster", "data", "style") if name in a]
    assert not [name for _, a in elements for name in a if name.startswith("on")]
    (policy,) = [a["content"] for _, a in elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy and policy.startswith("default-src 'none';") and "unsafe" not in policy
    for tag, source in (("style", style()), ("script", script())):
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert source in page and f"{tag}-src 'sha256-{digest}'" in policy
    assert "url(" not in style() and "@import" not in style()


def test_the_script_makes_no_markup_of_text() -> None:
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|\bFunction\(|fetch\(|XMLHttp|import\("
    assert not re.search(forbidden, script())
    assert not re.search(r"^(import|export) ", script(), flags=re.MULTILINE)


def test_the_same_run_gives_the_same_page(tmp_path: Path) -> None:
    assert page_of(tmp_path, both()) == page_of(tmp_path, both())


def test_a_run_can_be_a_folder_and_names_the_page(tmp_path: Path) -> None:
    write_records(tmp_path / "spring & summer", ferries())
    write(tmp_path / "spring & summer", tmp_path / "page.html")
    assert "<title>spring &amp; summer · onrecord</title>" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_an_empty_run_has_no_page(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no documents to show"):
        write(Records([], []), tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()


def test_the_page_replaces_no_file_of_the_run(tmp_path: Path) -> None:
    write_records(tmp_path / "run", ferries())
    before = (tmp_path / "run" / "documents.jsonl").read_bytes()
    with pytest.raises(InputError, match="a file of the run"):
        write(tmp_path / "run", tmp_path / "run" / "documents.jsonl")
    assert (tmp_path / "run" / "documents.jsonl").read_bytes() == before
    for _ in range(2):
        write(tmp_path / "run", tmp_path / "run" / "report.html")
    with pytest.raises(InputError, match="a folder"):
        write(tmp_path / "run", tmp_path / "run")


def test_every_control_has_a_name(tmp_path: Path) -> None:
    page = page_of(tmp_path, ferries())
    assert '<html lang="en">' in page and 'role="status"' in page
    markup = page.partition('<script type="application/json"')[0].partition("<body")[2]
    for tag, names in Parsed(markup).elements:
        if tag in ("input", "select"):
            wrapped = re.search(rf'<label[^>]*>(?:(?!</label>).)*id="{names["id"]}"', markup)
            assert wrapped or f'for="{names["id"]}"' in markup, names["id"]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_contrast(theme: int) -> None:
    blocks = re.findall(r":root(?:\[data-theme=\"dark\"\])? \{\n  color-scheme(.*?)\n\}", style(), re.DOTALL)
    colours = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", blocks[theme]))
    kinds = ["entity", "quote", "money", "date", "commitment"]
    grounds = ["paper", "desk", "raised", "wash-0", "wash-1", "wash-2", *(f"{kind}-pale" for kind in kinds)]
    for ground in grounds:
        assert contrast(colours["ink"], colours[ground]) >= 7, ground
    for ground in ("paper", "desk", "raised"):
        for text in ("soft", "accent", *kinds):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        assert contrast(colours["edge"], colours[ground]) >= 3, ground
    for kind in kinds:
        assert contrast(colours[kind], colours[f"{kind}-pale"]) >= 4.5, kind
