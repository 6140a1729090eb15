"""Who commits: descriptions, pairs, pronouns, spokesmen and short names resolved to those the text names."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from onrecord.schema import Commitment, Entity
from onrecord.stages import store
from onrecord.stages.commitment_rules import nominals
from tests.support.trees import tree


def committers(shipped: Language, text: str) -> list[str]:
    """Return who commits in the last commitment of a text."""
    return store.get(shipped(text), Commitment)[-1].committers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Harbour Rail Ltd lost money last year. The company plans to close two depots.", ["Harbour Rail Ltd"]),
        ("Norway and Chile held talks in Oslo. Both countries agreed to share the patrol ships.", ["Norway", "Chile"]),
        ("Morocco signed the treaty on Monday. The kingdom plans to build a canal.", ["Morocco"]),
        ("President Ana Silva spoke on Monday. The far-left leader plans to cut taxes.", ["Ana Silva"]),
        ("The Peruvian side agreed to reopen the bridge, and Peru was praised for it.", ["Peru"]),
    ],
)
def test_description_means_whom_the_text_names(shipped: Language, text: str, names: list[str]) -> None:
    assert committers(shipped, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Ghana voted on Sunday. The government plans to raise the tax on fuel.",
        "Ana Silva was hurt in the crash. The driver refused to leave the scene.",
    ],
)
def test_description_keeps_its_words_where_nobody_named_is_certain(shipped: Language, text: str) -> None:
    (found,) = committers(shipped, text)
    assert found.lower() in {"the government", "the driver"}


def test_title_and_name_are_one_actor(shipped: Language) -> None:
    text = "Labour mayoral candidate Rosa Klein yesterday vowed to open three libraries."
    assert committers(shipped, text) == ["Rosa Klein"]


def test_chairman_and_chief_executive_is_one_person(shipped: Language) -> None:
    text = "The firm's chairman and chief executive, Omar Haddad, is planning to sell the ships."
    assert committers(shipped, text) == ["Omar Haddad"]


def test_who_in_an_apposition_is_the_one_apposed(shipped: Language) -> None:
    text = "Rosa Klein, a former judge who promised to publish every contract, won the vote."
    assert committers(shipped, text) == ["Rosa Klein"]


def test_officials_and_spokesmen_commit_their_body(shipped: Language) -> None:
    officials = "Officials of the National Rail Board said they planned to close the line."
    assert committers(shipped, officials) == ["National Rail Board"]
    campaign = '"We plan to visit every town," said Rosa Klein, the Haddad campaign\'s communications director.'
    assert committers(shipped, campaign) == ["Haddad"]


def test_short_form_of_a_company_has_its_full_name() -> None:
    nlp = spacy.blank("en")
    names = ["Aldmer-Roth Corp.", "Aldmer", "General Water Machines Inc.", "GWM", "KLT Broadcasting Corp.", "KLT"]
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": name} for name in names])
    nlp.add_pipe("onrecord_entities")
    text = "Aldmer-Roth Corp. left General Water Machines Inc. and KLT Broadcasting Corp. to Aldmer, GWM and KLT ."
    found = {claim.text: claim.name for claim in store.get(nlp(text), Entity)}
    assert [found[short] for short in ("Aldmer", "GWM", "KLT")] == names[::2]


def test_administration_is_not_the_person_who_leads_it(shipped: Language) -> None:
    text = "The Klein administration plans to withdraw the troops by May."
    assert [name.lower() for name in committers(shipped, text)] == ["the klein administration"]


def test_crossing_branches_leave_an_actor_some_words() -> None:
    doc = tree("""
        yesterday RB formed advmod
        a DT union det
        union NN met nsubj
        formed VBN union acl
        met_ VBD - root meet
        . . met punct
    """)
    start, end = nominals.extent(doc.text, doc[2])
    assert start <= doc[2].idx < end
