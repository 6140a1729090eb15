"""The articles of the project and their gold: complete, valid, up to date; and the notation of the gold."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import get_args, get_type_hints

import pytest

from onrecord import records
from onrecord.schema import Claim, Commitment, Date, Entity, Money, Quote
from onrecord.schema.claims import EntityLabel
from onrecord.validate import validate

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
NEVER_NEEDED = {"currency_basis": {"publisher", "unresolved"}}
ARTICLES = sorted((CORPUS / "articles").glob("*.txt"))

TEXT = """Ferry line to cut fares

Lumina Ferries will spend €4m-€5m on a new ship, its owner, Ada Brandt, said on Monday. \
The line had promised to cut fares; it raised them by 50 cents a trip.

“We owe people an answer,” she said. “If the yard is late, we will sue.”
"""
NOTES = """
= entities
lumina ORG Lumina Ferries
brandt PERSON Ada Brandt

= Ferry line
c announce | to | cut fares | by=lumina

= Lumina Ferries
q:plan Lumina Ferries~ship | indirect | said | its owner, Ada Brandt | brandt
m:ship €4m-€5m | 4e6..5e6 EUR between
d Monday | 2026-03-02 tense
c announce | will | spend~ship | by=lumina amount=ship in=plan
q:fares cut fares | indirect | had promised | The line | lumina | earlier_sentence
c promise broken | had promised | cut fares | by=lumina in=fares
m 50 cents a trip | 0.50 EUR document change_by per=trip

= “We owe
n:people PERSON people
q:yard “We owe~answer,” ++ “If the yard~sue.” | direct | said | she | brandt | earlier_sentence
c threaten own_words | will | sue | by=lumina to=people in=yard | if=If the yard is late
"""


@pytest.fixture
def build_gold(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(CORPUS)
    import build_gold

    return build_gold


@pytest.fixture
def resolve(build_gold: ModuleType) -> Callable[..., list[Claim]]:
    def resolved(notes: str = NOTES) -> list[Claim]:
        claims: list[Claim] = build_gold.resolve("ferry", TEXT, notes)
        return claims

    return resolved


# The notation


def test_every_kind_is_resolved(resolve: Callable[..., list[Claim]]) -> None:
    claims = resolve()
    assert Counter(claim.kind for claim in claims) == {
        "entity": 3,
        "quote": 3,
        "money": 2,
        "date": 1,
        "commitment": 4,
    }
    assert all(TEXT[claim.start : claim.end] == claim.text for claim in claims)
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)


def test_range_and_subunit(resolve: Callable[..., list[Claim]]) -> None:
    ship, fare = (claim for claim in resolve() if isinstance(claim, Money))
    assert (ship.text, ship.amount_min, ship.amount_max) == ("€4m-€5m", "4000000", "5000000")
    assert (fare.text, fare.amount_min, fare.per, fare.currency_basis) == (
        "50 cents a trip",
        "0.50",
        "trip",
        "document",
    )


def test_quote_with_fragments_takes_the_nearest_cue(resolve: Callable[..., list[Claim]]) -> None:
    quote = next(claim for claim in resolve() if isinstance(claim, Quote) and claim.mode == "direct")
    pieces = [TEXT[start:end] for start, end in quote.fragments or ()]
    assert pieces == ["“We owe people an answer,”", "“If the yard is late, we will sue.”"]
    assert (quote.source and quote.source.text, quote.speaker, quote.speaker_basis) == (
        "she",
        "Ada Brandt",
        "earlier_sentence",
    )


def test_commitment_with_condition_and_links(resolve: Callable[..., list[Claim]]) -> None:
    claims = {claim.id: claim for claim in resolve()}
    threat = next(c for c in claims.values() if isinstance(c, Commitment) and c.act == "threaten")
    assert (threat.text, threat.condition and threat.condition.text) == ("will sue", "If the yard is late")
    linked = {link.role: claims[link.target] for link in threat.links}
    assert {role: claim.text for role, claim in linked.items() if role != "said_in"} == {
        "committer": "Lumina Ferries",
        "beneficiary": "people",
    }
    assert isinstance(linked["said_in"], Quote) and threat.voice == "own_words"


def test_nominal_mention_stands_for_itself(resolve: Callable[..., list[Claim]]) -> None:
    people = next(c for c in resolve() if isinstance(c, Entity) and c.mention == "nominal")
    assert (people.text, people.entity_id, people.name) == ("people", "people", "people")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("spend~ship", "buy~ship", "'buy~ship' not found in paragraph"),
        ("d Monday", "d on Monday", "begins with a preposition"),
        ("= “We owe", "= “We own", "0 paragraphs begin with"),
        ("€4m-€5m | 4e6..5e6 EUR between", "€4m-€5m | 4e6..5e6 EUR", "amounts do not fit exact"),
        ("in=yard", "in=ferry", "line 21: no label 'ferry'"),
        (
            "own_words | will | sue | by=lumina to=people in=yard",
            "own_words | will | sue | by=lumina",
            "said_in",
        ),
        ("by=lumina in=fares", "by=brant in=fares", "no participant 'brant'"),
        ("amount=ship", "amount=fares", "amount link to quote claim"),
        ("promise broken", "promise forgotten", "unknown flag 'forgotten'"),
        ("brandt PERSON Ada Brandt", "brandt HUMAN Ada Brandt", "HUMAN"),
        ("Ada Brandt\n\n=", "Ada Brandt; Brand\n\n=", "in the inventory but not in the article"),
        ("q:fares cut fares", "q:fares to cut fares", "begins with its complementiser"),
        ("d Monday", "x Monday", "line 12: not a claim"),
        ("m:ship €4m", "m:ship €4m-€5m | 4e6..5e6 EUR between\nm €4m", "annotated twice"),
    ],
)
def test_what_does_not_fit_is_refused(resolve: Callable[..., list[Claim]], old: str, new: str, complaint: str) -> None:
    assert old in NOTES
    with pytest.raises(ValueError) as refused:
        resolve(NOTES.replace(old, new, 1))
    assert complaint in str(refused.value)


@pytest.mark.parametrize(
    ("value", "start", "end", "granularity"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "year"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2026-02-17", date(2026, 2, 17), date(2026, 2, 17), "day"),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30), "quarter"),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), "half"),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4), "week"),
        ("2026-W01-WE", date(2026, 1, 3), date(2026, 1, 4), "day"),
        ("199", date(1990, 1, 1), date(1999, 12, 31), "decade"),
        ("19", date(1900, 1, 1), date(1999, 12, 31), "century"),
        ("2026-07-03/2026-07-05", date(2026, 7, 3), date(2026, 7, 5), "day"),
        ("2026-07-03T21:00", date(2026, 7, 3), date(2026, 7, 3), "hour"),
        ("2026-07-03T21:15", date(2026, 7, 3), date(2026, 7, 3), "minute"),
        ("2026-07-03TEV", date(2026, 7, 3), date(2026, 7, 3), None),
        ("P18M", None, None, "month"),
        ("PT40M", None, None, "minute"),
        ("XXXX-WXX-2", None, None, "day"),
        ("XXXX-03", None, None, "month"),
        ("2026-SU", None, None, None),
        ("PAST_REF", None, None, None),
        (None, None, None, None),
    ],
)
def test_period(
    build_gold: ModuleType,
    value: str | None,
    start: date | None,
    end: date | None,
    granularity: str | None,
) -> None:
    from authoring.periods import period

    assert tuple(period(value)) == (start, end, granularity)


def test_review_lists_what_no_claim_accounts_for(build_gold: ModuleType) -> None:
    notes = NOTES.replace("d Monday | 2026-03-02 tense\n", "")
    left = list(build_gold.leftovers(TEXT, build_gold.resolve("ferry", TEXT, notes)))
    (line,) = (line for line in left if line.startswith("date"))
    assert "'Monday' in … " in line and "Ada Brandt, said on Monday. The line" in line


# The articles and their gold


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_article_is_complete(build_gold: ModuleType, article: Path) -> None:
    document = build_gold.read_document(article)
    assert (CORPUS / "annotations" / f"{article.stem}.ann").exists()
    assert 250 <= len(document.text.split()) <= 700
    assert document.title and document.publisher and document.language
    assert document.url.partition("//")[2].partition("/")[0].endswith("example.org")


def test_one_article_has_no_date_and_so_nothing_counted_from_it() -> None:
    gold = records.read(CORPUS / "gold")
    undated = {document.doc_id for document in gold.documents if document.published is None}
    assert len(undated) == 1
    dates = [claim for claim in gold.claims if isinstance(claim, Date) and claim.doc_id in undated]
    assert not [claim for claim in dates if claim.basis in ("published", "tense")]
    assert any(claim.basis == "unresolved" and claim.value is None for claim in dates)


def test_gold_is_valid() -> None:
    report = validate(CORPUS / "gold")
    assert report.failures == []
    assert report.documents == len(ARTICLES) >= 13


def test_gold_is_up_to_date(build_gold: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert build_gold.main(["--check"]) == 0, capsys.readouterr().err


def test_out_of_date_gold_is_noticed(build_gold: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "corpus"
    shutil.copytree(CORPUS, copy, ignore=shutil.ignore_patterns("authoring", "__pycache__"))
    monkeypatch.setattr(build_gold, "HERE", copy)
    claims = copy / "gold" / "claims.jsonl"
    claims.write_text(claims.read_text("utf-8").partition("\n")[2], "utf-8")
    assert build_gold.main(["--check"]) == 1
    assert build_gold.main([]) == 0
    assert claims.read_text("utf-8") == (CORPUS / "gold" / "claims.jsonl").read_text("utf-8")


def test_gold_shows_the_whole_format() -> None:
    claims = records.read(CORPUS / "gold").claims
    assert {claim.label for claim in claims if isinstance(claim, Entity)} == set(get_args(EntityLabel))
    for struct, fields in {
        Quote: ("mode", "speaker_kind", "speaker_basis", "polarity"),
        Money: ("bound", "currency_basis", "role", "sign"),
        Date: ("type", "bound", "approx", "basis", "calendar"),
        Commitment: ("act", "direction", "polarity", "force", "status", "specificity", "voice"),
    }.items():
        hints = get_type_hints(struct)
        for field in fields:
            used = {getattr(claim, field) for claim in claims if isinstance(claim, struct)}
            assert set(get_args(hints[field])) - used <= NEVER_NEEDED.get(field, set()), field


def test_sources_name_origin_version_and_licence() -> None:
    sources = tomllib.loads((CORPUS / "sources.toml").read_text("utf-8"))
    assert len(sources) == 8
    for source in sources.values():
        assert set(source) == {"name", "upstream", "version", "licence", "size", "use", "citation"}
        assert source["upstream"].startswith("https://github.com/")


def test_metadata_has_no_stray_keys() -> None:
    wanted = {"published", "title", "url", "publisher", "language"}
    assert all(set(json.loads(p.read_text("utf-8"))) <= wanted for p in (CORPUS / "articles").glob("*.json"))
