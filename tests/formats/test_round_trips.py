"""What nobody edited comes back as it was, byte for byte, from every format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord import records
from onrecord.formats import Article, convert, registry
from onrecord.schema import make_document
from tests.formats.articles import article
from tests.formats.conftest import FILES, Back, content, save

GOLD = Path(__file__).resolve().parents[2] / "corpus" / "gold"


def test_every_format_that_can_be_written_is_tested_here() -> None:
    assert list(FILES) == [form.name for form in registry.all_formats() if form.write is not None]


def there_and_back(source: Path, folder: Path, name: str) -> tuple[bytes, bytes]:
    done = convert(source, folder / FILES[name], target_format=name)
    assert (done.failures, done.losses) == ([], {})
    # Recognised without being told.
    done = convert(folder / FILES[name], folder / "again", target_format="onrecord")
    assert done.failures == []
    return content(folder / "again")


@pytest.mark.parametrize("name", FILES)
def test_an_article_with_everything(name: str, folder: Path, tmp_path: Path) -> None:
    assert there_and_back(folder, tmp_path, name) == content(folder)


@pytest.mark.parametrize("name", FILES)
def test_gold(name: str, tmp_path: Path) -> None:
    gold = records.read(GOLD)
    some = [Article(d, [c for c in gold.claims if c.doc_id == d.doc_id]) for d in gold.documents[3:5]]
    save(tmp_path / "gold", *some)
    assert there_and_back(tmp_path / "gold", tmp_path, name) == content(tmp_path / "gold")


@pytest.mark.parametrize("name", FILES)
def test_documents_without_claims_or_text_keep_their_order(name: str, tmp_path: Path) -> None:
    texts = {"z": "Nothing happened.", ".a": "", "Z": "Nothing\r\nelse.", "b/c": "\ufeff \x00\x85\u2028"}
    save(tmp_path / "in", *(Article(make_document(text, doc_id=i), []) for i, text in texts.items()))
    assert there_and_back(tmp_path / "in", tmp_path, name) == content(tmp_path / "in")


@pytest.mark.parametrize("name", FILES)
def test_half_a_surrogate_pair_is_kept_or_named(name: str, tmp_path: Path) -> None:
    plain = Article(make_document("Fine.", doc_id="fine"), [])
    save(tmp_path / "in", Article(make_document("Half: \ud83d.", doc_id="half"), []), plain)
    done = convert(tmp_path / "in", tmp_path / FILES[name], target_format=name)
    convert(tmp_path / FILES[name], tmp_path / "again", source_format=name, target_format="onrecord")
    if registry.get(name).surrogates:
        assert content(tmp_path / "again") == content(tmp_path / "in")
    else:
        (failure,) = done.failures
        assert "'half' has half a surrogate pair" in failure and name in failure
        assert [d.doc_id for d in records.read(tmp_path / "again").documents] == ["fine"]


def test_from_one_tool_to_another(out: Callable[[str], Path], folder: Path, tmp_path: Path) -> None:
    convert(out("brat"), tmp_path / "b.json")
    convert(tmp_path / "b.json", tmp_path / "c.spacy")
    convert(tmp_path / "c.spacy", tmp_path / "d.jsonld")
    convert(tmp_path / "d.jsonld", tmp_path / "again")
    assert content(tmp_path / "again") == content(folder)


@pytest.mark.parametrize("name", FILES)
def test_kinds(name: str, folder: Path, tmp_path: Path) -> None:
    convert(folder, tmp_path / FILES[name], target_format=name, kinds=["quote", "commitment"])
    done = convert(tmp_path / FILES[name], tmp_path / "again", source_format=name, target_format="onrecord")
    claims = records.read(tmp_path / "again").claims
    assert {c.kind for c in claims} == {"quote", "commitment"} and done.counts["commitment"] == 2
    assert [link.role for c in claims for link in c.links] == ["said_in"]


@pytest.mark.parametrize("name", ["label-studio", "doccano", "prodigy", "web-annotation", "brat"])
def test_links_to_an_inventory_are_kept(name: str, tmp_path: Path, back: Callable[..., Back]) -> None:
    import msgspec

    from onrecord.schema import Link, Participant

    document, claims = article()
    ada = Participant("ada", "Ada Marsh", "PERSON", ["she"])
    quotes = [msgspec.structs.replace(c, links=[Link("speaker", "entity:ada")]) for c in claims if c.kind == "quote"]
    save(tmp_path / "in", Article(msgspec.structs.replace(document, entities=[ada]), quotes))
    assert there_and_back(tmp_path / "in", tmp_path, name) == content(tmp_path / "in")


def test_detection_needs_a_path(folder: Path, tmp_path: Path) -> None:
    from onrecord.errors import InputError

    with pytest.raises(InputError, match="claims.jsonl: half of a run; give the folder"):
        convert(folder / "claims.jsonl", tmp_path / "out.json")
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(InputError, match="looks like no format there is"):
        convert(tmp_path / "notes.txt", tmp_path / "out")
    with pytest.raises(InputError, match="not there"):
        convert(tmp_path / "missing.json", tmp_path / "out")


def test_a_target_that_is_there_is_not_overwritten(folder: Path, tmp_path: Path) -> None:
    from onrecord.errors import InputError

    convert(folder, tmp_path / "tasks.json")
    with pytest.raises(InputError, match=r"tasks.json: already there; it may hold corrections"):
        convert(folder, tmp_path / "tasks.json")
    convert(folder, tmp_path / "tasks.json", overwrite=True)
    with pytest.raises(InputError, match="the same as the source"):
        convert(folder, folder, target_format="onrecord", overwrite=True)
    with pytest.raises(InputError, match="the name does not say which format"):
        convert(folder, tmp_path / "somewhere")
