"""Grammar on hand-written trees, each sentence in Universal Dependencies (ud) and in CLEAR labels (clear)."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Token

from onrecord import grammar
from tests.support.trees import at, tree

# Lowell will not cut taxes by 2030, the mayor said.
WILL_NOT_CUT = {
    "ud": """
        Lowell NNP cut nsubj
        will MD cut aux
        not RB cut advmod
        cut VB said ccomp
        taxes_ NNS cut obj
        , , said punct
        the DT mayor det
        mayor NN said nsubj
        said_ VBD - root
        . . said punct
    """,
    "clear": """
        Lowell NNP cut nsubj
        will MD cut aux
        not RB cut neg
        cut VB said ccomp
        taxes_ NNS cut dobj
        , , said punct
        the DT mayor det
        mayor NN said nsubj
        said_ VBD - root
        . . said punct
    """,
}
# Peru and Chile agreed to cut duties and raise quotas.
AGREED = {
    "ud": """
        Peru NNP agreed nsubj
        and CC Chile cc
        Chile NNP Peru conj
        agreed VBD - root agree
        to TO cut mark
        cut VB agreed xcomp
        duties NNS cut obj
        and CC raise cc
        raise VB cut conj
        quotas_ NNS raise obj
        . . agreed punct
    """,
    "clear": """
        Peru NNP agreed nsubj
        and CC Peru cc
        Chile NNP Peru conj
        agreed VBD - root agree
        to TO cut aux
        cut VB agreed xcomp
        duties NNS cut dobj
        and CC cut cc
        raise VB cut conj
        quotas_ NNS raise dobj
        . . agreed punct
    """,
}
# A plant was built by Siemens in 2019.
BUILT = {
    "ud": """
        A DT plant det
        plant NN built nsubj:pass
        was VBD built aux:pass
        built VBN - root build
        by IN Siemens case
        Siemens NNP built obl:agent
        in IN 2019 case
        2019_ CD built obl
        . . built punct
    """,
    "clear": """
        A DT plant det
        plant NN built nsubjpass
        was VBD built auxpass
        built VBN - root build
        by IN built agent
        Siemens NNP by pobj
        in IN built prep
        2019_ CD in pobj
        . . built punct
    """,
}
# Silva is ready to sign unless talks fail.
READY = {
    "ud": """
        Silva NNP ready nsubj
        is VBZ ready cop
        ready JJ - root
        to TO sign mark
        sign VB ready xcomp
        unless IN fail mark
        talks NNS fail nsubj
        fail_ VBP ready advcl
        . . ready punct
    """,
    "clear": """
        Silva NNP is nsubj
        is VBZ - root
        ready JJ is acomp
        to TO sign aux
        sign VB ready xcomp
        unless IN fail mark
        talks NNS fail nsubj
        fail_ VBP sign advcl
        . . is punct
    """,
}
SCHEMES = ("ud", "clear")


def texts(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]


def cut(doc: Doc, span: tuple[int, int]) -> str:
    return doc.text[slice(*span)]


@pytest.fixture(params=SCHEMES)
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_reported_clause(scheme: str) -> None:
    doc = tree(WILL_NOT_CUT[scheme])
    verb, said = at(doc, "cut"), at(doc, "said")
    assert texts(grammar.subjects(verb)) == ["Lowell"]
    assert texts(grammar.objects(verb)) == ["taxes"]
    assert grammar.modal(verb) == "will"
    assert grammar.tense(verb) == "future"
    assert grammar.tense(said) == "past"
    assert grammar.is_negated(verb)
    assert not grammar.is_negated(said)
    assert texts(grammar.verb_group(verb)) == ["will", "not", "cut"]
    assert texts(grammar.complements(said)) == ["cut"]
    assert cut(doc, grammar.clause(verb)) == "Lowell will not cut taxes"
    assert cut(doc, grammar.noun_phrase(at(doc, "mayor"))) == "the mayor"
    governor = grammar.governing_verb(at(doc, "taxes"))
    assert governor is not None and governor.text == "cut"


def test_coordinated_subject_and_infinitives(scheme: str) -> None:
    doc = tree(AGREED[scheme])
    agreed, first, second = at(doc, "agreed"), at(doc, "cut"), at(doc, "raise")
    for verb in (agreed, first, second):
        assert texts(grammar.subjects(verb)) == ["Peru", "Chile"]
    assert grammar.is_infinitive(first) and grammar.is_infinitive(second)
    assert grammar.tense(first) is None and grammar.tense(second) is None
    assert texts(grammar.complements(agreed)) == ["cut"]
    assert texts(grammar.conjuncts(first)) == ["raise"]
    marker = grammar.marker(first)
    assert marker is not None and marker.text == "to"
    assert cut(doc, grammar.clause(first)) == "cut duties and raise quotas"
    assert cut(doc, grammar.clause(first, coordination=False)) == "cut duties"
    assert cut(doc, grammar.clause(second)) == "raise quotas"
    assert cut(doc, grammar.noun_phrase(at(doc, "Peru"))) == "Peru and Chile"
    assert cut(doc, grammar.noun_phrase(at(doc, "Peru"), coordination=False)) == "Peru"
    governor = grammar.governing_verb(at(doc, "quotas"))
    assert governor is not None and governor.text == "agreed"


def test_passive_and_agent(scheme: str) -> None:
    doc = tree(BUILT[scheme])
    verb = at(doc, "built")
    assert grammar.is_passive(verb)
    assert texts(grammar.subjects(verb)) == ["plant"]
    agent = grammar.agent(verb)
    assert agent is not None and agent.text == "Siemens"
    assert texts(grammar.obliques(verb, "in")) == ["2019"]
    preposition = grammar.preposition(at(doc, "2019"))
    assert preposition is not None and preposition.text == "in"
    assert grammar.tense(verb) == "past"


def test_copular_predicate(scheme: str) -> None:
    doc = tree(READY[scheme])
    ready, sign = at(doc, "ready"), at(doc, "sign")
    assert texts(grammar.subjects(ready)) == ["Silva"]
    assert texts(grammar.subjects(sign)) == ["Silva"]
    assert grammar.tense(ready) == "present"
    assert texts(grammar.complements(ready)) == ["sign"]
    verb = ready if scheme == "ud" else sign
    assert [cut(doc, span) for span in grammar.conditions(verb)] == ["unless talks fail"]


def test_no_agent_in_a_deadline() -> None:
    doc = tree("""
        It PRP built nsubj:pass
        was VBD built aux:pass
        built VBN - root build
        by IN 2030 case
        2030_ CD built obl
        . . built punct
    """)
    assert grammar.agent(at(doc, "built")) is None


def test_relative_clause_and_apposition() -> None:
    doc = tree("""
        Ana NNP said nsubj
        Silva_ NNP Ana flat
        , , mayor punct
        the DT mayor det
        mayor NN Ana appos
        of IN Lima case
        Lima_ NNP mayor nmod
        , , won punct
        who WP won nsubj
        won VBD Ana acl:relcl win
        easily_ RB won advmod
        , , won punct
        said VBD - root
        so_ RB said advmod
        . . said punct
    """)
    head = at(doc, "Ana")
    assert cut(doc, grammar.noun_phrase(head)) == "Ana Silva, the mayor of Lima"
    assert texts(grammar.appositions(head)) == ["mayor"]
    assert texts(grammar.relative_clauses(head)) == ["won"]
    antecedent = grammar.antecedent(at(doc, "who"))
    assert antecedent is not None and antecedent.text == "Ana"


def test_possessive_is_left_out_and_holds_the_promise() -> None:
    doc = tree("""
        Peru_ NNP promise nmod:poss
        's POS Peru case
        promise NN stands nsubj
        to TO build mark
        build VB promise acl
        homes NNS build obj
        stands_ VBZ - root stand
        . . stands punct
    """)
    assert cut(doc, grammar.noun_phrase(at(doc, "Peru"))) == "Peru"
    assert texts(grammar.possessors(at(doc, "promise"))) == ["Peru"]
    assert texts(grammar.subjects(at(doc, "build"))) == ["Peru"]
    assert texts(grammar.complements(at(doc, "promise"))) == ["build"]


@pytest.mark.parametrize(("verb", "controller"), [("urge", ["Kenya"]), ("promise", ["Lagos"])])
def test_object_and_subject_control(verb: str, controller: list[str]) -> None:
    doc = tree(f"""
        Lagos NNP {verb}d nsubj
        {verb}d VBD - root {verb}
        Kenya NNP {verb}d obj
        to TO help mark
        help_ VB {verb}d xcomp
        . . {verb}d punct
    """)
    assert texts(grammar.subjects(at(doc, "help"))) == controller


def test_inserted_reporting_clause() -> None:
    doc = tree("""
        Taxes_ NNS rise nsubj
        , , said punct
        Silva NNP said nsubj
        said_ VBD rise parataxis
        , , said punct
        will MD rise aux
        rise VB - root
        soon_ RB rise advmod
        . . rise punct
    """)
    said, rise = at(doc, "said"), at(doc, "rise")
    assert texts(grammar.complements(said)) == ["rise"]
    parts = grammar.clause_parts(rise, without=said)
    assert [cut(doc, part) for part in parts] == ["Taxes", "will rise soon"]


@pytest.mark.parametrize(
    ("auxiliaries", "tag", "expected"),
    [
        ([("'ll", "MD")], "VB", "future"),
        ([("would", "MD")], "VB", "future"),
        ([("would", "MD"), ("have", "VB")], "VBN", "past"),
        ([("has", "VBZ")], "VBN", "past"),
        ([("is", "VBZ")], "VBG", "present"),
        ([("was", "VBD")], "VBG", "past"),
        ([("can", "MD")], "VB", "present"),
        ([], "VBD", "past"),
        ([], "VBG", None),
    ],
)
def test_tense_of_the_finite_group(auxiliaries: list[tuple[str, str]], tag: str, expected: str | None) -> None:
    rows = [f"{form} {aux_tag} act aux" for form, aux_tag in auxiliaries]
    doc = tree("\n".join(["She PRP act nsubj", *rows, f"act {tag} - root"]))
    assert grammar.tense(at(doc, "act")) == expected


def test_going_to_is_future() -> None:
    doc = tree("""
        She PRP going nsubj
        is VBZ going aux
        going VBG - root go
        to TO sign mark
        sign VB going xcomp
    """)
    assert grammar.tense(at(doc, "sign")) == "future"
    assert grammar.tense(at(doc, "going")) == "future"


def test_negation_is_shared_with_a_bare_conjunct_only() -> None:
    doc = tree("""
        She PRP promise nsubj
        did VBD promise aux do
        not RB promise advmod
        promise VB - root
        or CC offer cc
        offer VB promise conj
        aid NN offer obj
        and CC left cc
        left VBD promise conj leave
    """)
    assert grammar.is_negated(at(doc, "offer"))
    assert not grammar.is_negated(at(doc, "left"))
    assert grammar.tense(at(doc, "offer")) == "past"


def test_negative_subject_and_determiner() -> None:
    doc = tree("""
        Nobody NN promised nsubj
        promised VBD - root promise
        aid NN promised obj
    """)
    assert grammar.is_negated(at(doc, "promised"))
    doc = tree("""
        They PRP have nsubj
        have VBP - root
        no DT plans det
        plans NNS have obj
        to TO leave mark
        leave VB plans acl
    """)
    assert grammar.is_negated(at(doc, "plans"))
    assert not grammar.is_negated(at(doc, "have"))
    assert texts(grammar.subjects(at(doc, "leave"))) == ["They"]


def test_inverted_condition() -> None:
    doc = tree("""
        Should MD fail aux
        talks NNS fail nsubj
        fail_ VB leave advcl
        , , fail punct
        they PRP leave nsubj
        will MD leave aux
        leave VB - root
    """)
    assert [cut(doc, span) for span in grammar.conditions(at(doc, "leave"))] == ["Should talks fail"]


@pytest.mark.parametrize("words", [[], ["Hello"], ["?"], ["a"] * 3000])
def test_odd_trees_do_not_break(words: list[str]) -> None:
    heads = [max(0, index - 1) for index in range(len(words))]
    deps = ["ROOT" if index == 0 else "conj" for index in range(len(words))]
    doc = Doc(tree("x NN - root").vocab, words=words, heads=heads, deps=deps)
    for token in (*doc[:3], *doc[-3:]):
        for name in set(grammar.__all__) - {"descriptions"}:
            getattr(grammar, name)(token)


def test_a_text_without_a_parse_has_no_words_below_another() -> None:
    # spaCy joins special cases after splitting and leaves pointers of the later tokens behind, which its own
    # Token.children follows outside the text: once in a few thousand such texts the process ends.
    nlp = spacy.blank("en")
    for _ in range(200):
        doc = nlp.make_doc('a. b.) (c. \'d. e.f. "a." b. :) ' * 3)
        assert all(grammar.conjuncts(token) == [] for token in doc)
