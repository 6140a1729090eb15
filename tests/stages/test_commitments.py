"""The commitments stage: sentences of the numbered edge cases, and rules on trees written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.errors import MissingAnnotationError
from onrecord.schema import Commitment, Date, Money
from onrecord.stages import store
from onrecord.stages.commitments import CommitmentStage
from tests.support.markup import differences, parse
from tests.support.trees import tree


def _cases() -> list[object]:
    """Return the marked sentences of the case file, each named by group and line."""
    path = Path(__file__).with_name("cases_commitments.txt")
    group = ""
    cases: list[object] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("## "):
            group = line.split()[1]
        elif line and not line.startswith("#"):
            marks = []
            if line.startswith("xfail "):
                reason, _, line = line.removeprefix("xfail ").partition(" :: ")
                marks.append(pytest.mark.xfail(reason=reason, strict=True))
            cases.append(pytest.param(line, id=f"{group}-line{number}", marks=marks))
    return cases


@pytest.mark.parametrize("marked", _cases())
def test_case(shipped: Language, marked: str) -> None:
    text, expected = parse(marked)
    found = store.get(shipped(text), Commitment)
    assert differences(expected, found, kinds={"commitment"}) == []


def find(doc: Doc, threshold: float = 0.5) -> list[Commitment]:
    return CommitmentStage(threshold).find(doc)


PLEDGE = """
Peru     NNP pledged  nsubj
pledged  VBD -        root   pledge
to       TO  lend     mark
lend     VB  pledged  xcomp
Chile    NNP lend     iobj
$        $   lend     obj
2bn      CD  $        nummod
by       IN  2031     case
2031_    CD  lend     obl
.        .   pledged  punct
"""


def test_infinitive_gives_cue_action_and_committer() -> None:
    (found,) = find(tree(PLEDGE))
    assert found.text == "pledged to lend Chile $ 2bn by 2031"
    assert (found.cue.text, found.action.text) == ("pledged", "lend Chile $ 2bn by 2031")
    assert (found.act, found.direction, found.force, found.status) == ("promise", "do", "binding", "new")
    assert (found.committers, found.beneficiaries) == (["Peru"], ["Chile"])
    assert found.rule == "verb_infinitive"


def test_sum_and_date_become_amount_and_deadline() -> None:
    doc = tree(PLEDGE)
    at = doc.text.index("$")
    sum_ = store.make(
        doc, Money, at, at + 5, amount_min="2000000000", amount_max="2000000000", bound="exact", approx=False,
        currency="USD", currency_basis="symbol", role="amount", per=None, sign="positive",
    )  # fmt: skip
    at = doc.text.index("2031")
    year = store.make(
        doc, Date, at, at + 4, type="DATE", value="2031", start_date="2031-01-01", end_date="2031-12-31",
        granularity="year", bound="by", approx="none", basis="explicit", calendar="gregorian",
    )  # fmt: skip
    store.put(doc, "money", [sum_])
    store.put(doc, "date", [year])
    (found,) = find(doc)
    assert {(link.role, link.target) for link in found.links} == {("amount", sum_.id), ("deadline", year.id)}
    assert found.specificity == "specific"


def test_not_before_the_infinitive_turns_the_direction() -> None:
    (found,) = find(
        tree(
            """
            Peru     NNP promised nsubj
            promised VBD -        root   promise
            not      RB  leave    advmod
            to       TO  leave    mark
            leave_   VB  promised xcomp
            .        .   promised punct
            """
        )
    )
    assert (found.direction, found.polarity, found.action.text) == ("not_do", "affirmed", "leave")


def test_negated_cue_denies_the_act() -> None:
    (found,) = find(
        tree(
            """
            Peru     NNP promise nsubj
            did      VBD promise aux  do
            not      RB  promise advmod
            promise  VB  -       root
            to       TO  leave   mark
            leave_   VB  promise xcomp
            .        .   promise punct
            """
        )
    )
    assert (found.direction, found.polarity, found.cue.text) == ("do", "denied", "did not promise")


def test_condition_is_held_apart_from_the_action() -> None:
    (found,) = find(
        tree(
            """
            Peru     NNP agreed  nsubj
            agreed   VBD -       root   agree
            to       TO  leave   mark
            leave    VB  agreed  xcomp
            if       IN  leaves  mark
            Chile    NNP leaves  nsubj
            leaves_  VBZ leave   advcl  leave
            .        .   agreed  punct
            """
        )
    )
    assert (found.action.text, found.conditional) == ("leave", True)
    assert found.condition is not None
    assert found.condition.text == "if Chile leaves"
    assert found.text == "agreed to leave if Chile leaves"


@pytest.mark.parametrize(
    "table",
    [
        # a condition, not an undertaking
        """
        If        IN  promised mark
        Peru      NNP promised nsubj
        promised  VBD cheer    advcl promise
        to        TO  leave    mark
        leave_    VB  promised xcomp
        ,         ,   cheer    punct
        farmers   NNS cheer    nsubj farmer
        would     MD  cheer    aux
        cheer_    VB  -        root
        .         .   cheer    punct
        """,
        # a forecast
        """
        Prices  NNS rise nsubj price
        will    MD  rise aux
        rise_   VB  -    root
        .       .   rise punct
        """,
        # a demand
        """
        Chile   NNP urged   nsubj
        urged   VBD -       root  urge
        Peru    NNP urged   obj
        to      TO  promise mark
        promise VB  urged   xcomp
        to      TO  leave   mark
        leave_  VB  promise xcomp
        .       .   urged   punct
        """,
        # a question
        """
        Did     VBD promise aux do
        Peru    NNP promise nsubj
        promise VB  -       root
        to      TO  leave   mark
        leave_  VB  promise xcomp
        ?       .   promise punct
        """,
        # counterfactual
        """
        Peru    NNP pledged nsubj
        would   MD  pledged aux
        have    VB  pledged aux
        pledged VBN -       root pledge
        to      TO  leave   mark
        leave_  VB  pledged xcomp
        .       .   pledged punct
        """,
        # silence there and then
        """
        Peru     NNP declined nsubj
        declined VBD -        root decline
        to       TO  comment  mark
        comment_ VB  declined xcomp
        .        .   declined punct
        """,
    ],
)
def test_what_only_looks_like_a_commitment(table: str) -> None:
    assert find(tree(table)) == []


def test_noun_takes_its_holder_as_committer_and_a_light_verb_into_the_cue() -> None:
    (found,) = find(
        tree(
            """
            Peru      NNP abandoned nsubj
            abandoned VBD -         root abandon
            plans     NNS abandoned obj  plan
            to        TO  build     mark
            build     VB  plans     acl
            ships_    NNS build     obj  ship
            .         .   abandoned punct
            """
        )
    )
    assert (found.cue.text, found.action.text, found.status) == ("abandoned plans", "build ships", "withdrawn")
    assert found.committers == ["Peru"]


def test_adjective_negated_is_a_refusal() -> None:
    (found,) = find(
        tree(
            """
            Peru   NNP ready nsubj
            is     VBZ ready cop
            not    RB  ready advmod
            ready  JJ  -     root
            to     TO  leave mark
            leave_ VB  ready xcomp
            .      .   ready punct
            """
        )
    )
    assert (found.act, found.direction, found.polarity, found.cue.text) == (
        "refuse", "not_do", "affirmed", "is not ready",
    )  # fmt: skip


def test_infinitive_with_its_own_to_is_a_second_record_with_fragments() -> None:
    first, second = find(
        tree(
            """
            Peru   NNP agreed nsubj
            agreed VBD -      root  agree
            to     TO  cut    mark
            cut    VB  agreed xcomp
            taxes  NNS cut    obj   tax
            and    CC  raise  cc
            to     TO  raise  mark
            raise  VB  cut    conj
            wages_ NNS raise  obj   wage
            .      .   agreed punct
            """
        )
    )
    assert (first.action.text, second.action.text) == ("cut taxes", "raise wages")
    assert second.fragments == [(second.cue.start, second.cue.end), (second.action.start, second.action.end)]


def test_threshold_drops_less_sure_findings() -> None:
    assert find(tree(PLEDGE), threshold=0.95) == []


def test_writes_to_the_doc_and_is_deterministic() -> None:
    doc = tree(PLEDGE)
    stage = CommitmentStage()
    assert store.get(stage(doc), Commitment) == stage.find(doc)


def test_says_what_is_missing() -> None:
    with pytest.raises(MissingAnnotationError, match="onrecord_commitments needs"):
        find(spacy.blank("en")("Peru pledged to leave."))


@pytest.mark.parametrize("text", ["", "x", "🙂", "\ufffd", "a\r\nb", "\u00a0", "?" * 200])
def test_never_raises_on_odd_text(text: str) -> None:
    plain = spacy.blank("en")(text)
    doc = Doc(
        plain.vocab,
        words=[t.text for t in plain],
        spaces=[bool(t.whitespace_) for t in plain],
        tags=["NN"] * len(plain),
        heads=list(range(len(plain))),
        deps=["ROOT"] * len(plain),
    )
    assert find(doc) == []


def test_the_factory_is_found_by_name() -> None:
    nlp = spacy.blank("en")
    stage = nlp.add_pipe("onrecord_commitments", config={"threshold": 0.7})
    assert stage.threshold == 0.7  # type: ignore[attr-defined]
