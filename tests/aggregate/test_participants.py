"""Who is who across articles: what joins two names, and what must not."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from onrecord.aggregate import open_run
from onrecord.aggregate.identity import NOTHING, SOMETHING, form, least_for_short_form, tells
from onrecord.errors import InputError
from onrecord.records import Records, write
from onrecord.schema import Link, Participant, make_document
from tests.aggregate.conftest import MakeRun
from tests.support.claims import example

Named = tuple[str, str]


def groups(run: Path, aliases: Path | None = None) -> dict[str, list[str]]:
    """Return for each participant where it is named: ``doc_id/name``."""
    with open_run(run, aliases=aliases) as opened:
        _ = opened.participants
        query = "SELECT participant, doc_id || '/' || name FROM identities JOIN by_document USING (doc_id, entity_id)"
        found: dict[str, list[str]] = {}
        for participant, name in opened.rows(f"{query} ORDER BY ALL"):
            found.setdefault(participant, []).append(name)
        return found


def articles(*names: Named) -> str:
    """Return an article for each name, which it is about."""
    return "\n\n".join(f"== d{at}\n[{name}](entity label={label}) spoke." for at, (name, label) in enumerate(names, 1))


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("Ana Levy", "Ana Levy", "PERSON"),
        ("President Ana Levy", "Ana Levy", "PERSON"),
        ("Ana Levy", "Ana Maria Levy", "PERSON"),
        ("José Martínez", "Jose Martinez", "PERSON"),
        ("Volodymyr Melnyk", "Volodymyr Melnik", "PERSON"),
        ("Norvik Lines", "Norvik Lines Ltd", "ORG"),
        ("Lisvik City Council", "City Council of Lisvik", "ORG"),
        ("United Nations", "UN", "ORG"),
        ("Harbour Workers Union of Lisvik", "HWUL", "ORG"),
        ("United Nations Children's Fund", "UNICEF", "ORG"),
        ("the Ministry of Water of Marada", "Ministry of Water of Marada", "ORG"),
        ("Britain", "the U.K.", "GPE"),
        ("Republic of Peru", "Peru", "GPE"),
    ],
)
def test_names_of_one_participant(one: str, other: str, label: str, make_run: MakeRun) -> None:
    found = groups(make_run(articles((one, label), (other, label))))
    assert list(found.values()) == [[f"d1/{one}", f"d2/{other}"]]


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("Levy", "Levy", "PERSON"),
        ("Ana Levy", "Levy", "PERSON"),
        ("President Levy", "President Levy", "PERSON"),
        ("A. Levy", "Ana Levy", "PERSON"),
        ("Ana Levy", "Ben Levy", "PERSON"),
        ("John Smith Jr.", "John Smith", "PERSON"),
        ("Ana Levy", "Ana Levy Park", "PERSON"),
        ("Congress", "Congress", "ORG"),
        ("Ministry of Finance", "Ministry of Finance", "ORG"),
        ("the Supreme Court", "the Supreme Court", "ORG"),
        ("Communist Party", "Communist Party", "ORG"),
        ("the Ministry of Hajj and Pilgrims", "Ministry of Hajj and Pilgrims", "ORG"),
        ("the Air Force", "the Air Force", "ORG"),
        ("Central Business District", "Central Business District", "FAC"),
        ("North Korea", "South Korea", "GPE"),
        ("Harbour Workers Union", "HW", "ORG"),
        ("Harbour Workers Union", "HWU", "ORG"),
        ("US Navy", "UN", "ORG"),
    ],
)
def test_names_that_may_be_of_two(one: str, other: str, label: str, make_run: MakeRun) -> None:
    assert len(groups(make_run(articles((one, label), (other, label))))) == 2


def test_a_short_name_that_fits_two_longer_ones_joins_neither(make_run: MakeRun) -> None:
    names = [("John Adam Smith", "PERSON"), ("John Ben Smith", "PERSON"), ("John Smith", "PERSON")]
    assert len(groups(make_run(articles(*names)))) == 3
    acronym = [("Harbour Workers Union Sea", "ORG"), ("Highland Water Utility South", "ORG"), ("HWUS", "ORG")]
    assert len(groups(make_run(articles(*acronym)))) == 3


def test_a_short_form_is_believed_where_an_article_uses_it(make_run: MakeRun) -> None:
    short = "[Norvik](entity label=ORG name='Norvik Lines' entity_id=norvik-lines)"
    one = f"[Norvik Lines](entity label=ORG) said {short} won."
    other = "[Norvik](entity label=ORG) grew."
    assert list(groups(make_run(f"== d1\n{one}\n\n== d2\n{other}"))) == ["org:norvik-lines"]
    assert len(groups(make_run(f"== d1\n[Norvik Lines](entity label=ORG).\n\n== d2\n{other}"))) == 2


@pytest.mark.parametrize(
    ("alias", "full", "least"),
    [
        ("Norvik", "Norvik Lines", NOTHING),
        ("Norvik", "Norvik Cloud", SOMETHING),
        ("NLSU", "Norvik Lines Staff Union", NOTHING),
        ("NLU", "Norvik Lines Union", SOMETHING),
        ("NL", "Norvik Lines", None),
        ("Storting", "Storting Finance Subcommittee", None),
        ("the Commission", "Commission for Rivers", None),
        ("American", "American Ferries", None),
        ("Lines", "Norvik Lines", None),
        ("Royal", "Royal Norvik Lines", None),
    ],
)
def test_what_an_article_may_call_a_body(alias: str, full: str, least: float | None) -> None:
    assert least_for_short_form(alias, full) == least


EXPLAINED = """
== prisons | 2025-01-10
The [Israeli Prison Service](entity label=ORG)
([IPS](entity label=ORG name='Israeli Prison Service' entity_id=israeli-prison-service)) told
[Dana Barak](entity) of [Ramle](entity label=GPE) nothing.

== ramle | 2025-02-10
[IPS](entity label=ORG) guards in [Ramle](entity label=GPE) searched [Dana Barak](entity).

== forests | 2025-02-11
[Grace Otieno](entity) told [IPS](entity label=ORG) in [Nakuru](entity label=GPE) that the forest is gone.
"""


def test_three_letters_are_read_by_the_company_they_are_in(make_run: MakeRun) -> None:
    run = make_run(EXPLAINED)
    found = groups(run)
    assert found["org:israeli-prison-service"] == ["prisons/Israeli Prison Service", "ramle/IPS"]
    assert found["org:ips"] == ["forests/IPS"]
    with open_run(run) as opened:
        _ = opened.participants
        names = set(opened.rows("SELECT * FROM names WHERE name = 'IPS'"))
    assert names == {("org:israeli-prison-service", "IPS", 1, "short_form"), ("org:ips", "IPS", 1, "alone")}


def test_initials_that_no_article_explains_need_more_in_common(make_run: MakeRun) -> None:
    about = "[Dana Barak](entity) and [Omri Levin](entity) of [Ramle](entity label=GPE) met"
    marked = "== d1\n{0} the [Harbour Workers Union](entity label=ORG).\n\n== d2\n{1} the [HWU](entity label=ORG)."
    assert "org:hwu" in groups(make_run(marked.format(about, "[Dana Barak](entity) left")))
    joined = groups(make_run(marked.format(about, about)))
    assert joined["org:harbour-workers-union"] == ["d1/Harbour Workers Union", "d2/HWU"]


@pytest.mark.parametrize(
    ("name", "label", "enough"),
    [
        ("Levy", "PERSON", False),
        ("Pope Leo", "PERSON", True),
        ("Lord Ashby", "PERSON", False),
        ("Sister Agnes", "PERSON", False),
        ("Sheikh Ahmad", "PERSON", False),
        ("Sheikh Ahmad Nasser", "PERSON", True),
        ("Norvik", "ORG", True),
        ("the Senate", "ORG", False),
        ("West Bank", "GPE", True),
        ("State House", "FAC", False),
        ("World Cup", "EVENT", True),
        ("Criminal Code", "LAW", False),
    ],
)
def test_which_names_tell_their_bearer(name: str, label: str, enough: bool) -> None:
    assert tells(form(name, label)) is enough


def test_descriptions_are_of_their_article_alone(make_run: MakeRun) -> None:
    company = "[The company](entity label=ORG mention=nominal) grew."
    marked = f"== d1\n{company}\n\n== d2\n{company}"
    assert sorted(groups(make_run(marked))) == ["org:company@d1", "org:company@d2"]


def test_the_alias_file_joins_parts_and_links_to_wikidata(make_run: MakeRun, tmp_path: Path) -> None:
    table = tmp_path / "known.csv"
    rows = ["Ana Levy,Q1,PERSON,", "Levy,Q1,,d2", "Levy,Q2,,d3", "Norvik,Q3,ORG,", "Norvik Lines,Q4,ORG,"]
    table.write_text("\n".join(["name,id,label,doc_id", *rows]))
    names = [("Ana Levy", "PERSON"), ("Levy", "PERSON"), ("Levy", "PERSON"), ("Norvik", "ORG"), ("Norvik Lines", "ORG")]
    run = make_run(articles(*names))
    found = groups(run, table)
    assert ["d1/Ana Levy", "d2/Levy"] in found.values()
    assert len(found) == 4
    with open_run(run, aliases=table) as opened:
        people = opened.participants.by_id.values()
        assert {person.external_id for person in people} == {"Q1", "Q2", "Q3", "Q4"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("who,id\nx,y\n", r"known\.csv:1: no columns name and id"),
        ("name,id\nAna,\n", r"known\.csv:2: a row without id"),
        ("name,id\nAna,Q1\nana,Q2\n", r"known\.csv:3: 'ana' is Q2 here and Q1 above"),
    ],
)
def test_an_alias_file_with_faults(text: str, said: str, make_run: MakeRun, tmp_path: Path) -> None:
    table = tmp_path / "known.csv"
    table.write_text(text)
    with pytest.raises(InputError, match=said):
        groups(make_run(articles(("Ana", "PERSON"))), table)


def test_why_two_names_are_one_is_said(make_run: MakeRun) -> None:
    people = [("Ana Maria Levy", "PERSON"), ("Ana Levy", "PERSON")]
    run = make_run(articles(*people, ("Harbour Workers Union Sea", "ORG"), ("HWUS", "ORG")))
    with open_run(run) as opened:
        _ = opened.participants
        basis = dict(opened.rows("SELECT name, basis FROM names"))
    assert basis["Ana Levy"] == "fuller_name"
    assert basis["HWUS"] == "initials"


def test_gold_with_an_inventory_has_participants_too(tmp_path: Path) -> None:
    document = make_document("Ada Marsh said Norvik would pay $5 by 2030.", doc_id="ferries")
    held = msgspec.structs.replace(document, entities=[Participant("e1", "Ada Marsh", "PERSON")])
    write(tmp_path, Records([held], [example("quote", links=[Link("speaker", "entity:e1")])]))
    with open_run(tmp_path) as opened:
        _ = opened.participants
        assert list(opened.rows("SELECT claim, role, participant FROM roles")) == [
            ("quote", "speaker", "person:ada-marsh")
        ]
