"""What speaks for and against a candidate: named features of its words, its clause and its place."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.stages import store
from onrecord.stages.commitment_rules import modals, promissory
from onrecord.stages.commitment_rules.actors import is_actor, is_body
from onrecord.stages.commitment_rules.lexicon import administered, governors, predictive
from onrecord.stages.commitment_rules.reading import Reading, span
from onrecord.stages.commitment_rules.reporting import reported_by
from onrecord.stages.commitment_rules.scene import Scene

LONG = 60
"""Characters of an action that count one; three times as many and more count three."""
RELATIVE = frozenset(["acl:relcl", "relcl"])


def of(reading: Reading, scene: Scene, kept: bool) -> dict[str, float]:
    """Return the features of a candidate by name; those that are 0 are left out.

    Args:
        reading: The candidate.
        scene: What earlier stages found in its document.
        kept: Whether the rules take it for a commitment.
    """
    head, target = reading.head, reading.target
    quote = scene.quote(head)
    subjects = reading.actors or tuple(grammar.subjects(head))
    named = {
        "rule": f"{reading.rule}{'+' if kept else '-'}",
        "cue": f"{reading.cue.lemma}/{reading.cue.pos}",
        "act": reading.act,
        "quote": quote.mode if quote is not None else "none",
        "speaker": str(quote.speaker_kind) if quote is not None else "none",
        "target": target.lemma_.lower(),
        "target_tag": target.tag_,
        "head_dep": head.dep_,
        "tense": str(grammar.tense(head)) if head.tag_.startswith("VB") else "none",
        "predictive": str(predictive().get(modals.act_of(target).lemma_.lower())),
        "administered": str(administered().get(target.lemma_.lower())),
        "before": _word(head.doc, min(head.i, target.i) - 1),
        "subject": _subject(subjects),
        **_above(head),
    }
    if reading.cue.pos == "modal":
        named["modal"] = (modals.read(head) or ("none",))[0]
    start, end = span(reading)
    sentence = store.sentence_of(head)
    flags = {
        "kept": kept,
        "passive": grammar.is_passive(target),
        "negated": grammar.is_negated(head),
        "body": any(is_body(s) for s in subjects),
        "actor": any(is_actor(s) for s in subjects),
        "condition": bool(grammar.conditions(head)),
        "date": bool(scene.times(start, end)),
        "sum": bool(scene.sums(start, end)),
        "relative": head.dep_ in RELATIVE,
        "object": bool(grammar.objects(target)),
        "first_sentence": sentence.start == 0,
        "asked": head.doc[sentence.end - 1].text.startswith("?"),
        "surmised": any(t.lower_ in promissory.SURMISE for t in below(head)),
    }
    out = {f"{k}={v}": 1.0 for k, v in named.items()}
    out |= {k: 1.0 for k, v in flags.items() if v}
    out["confidence"] = reading.confidence
    out["length"] = min(3.0, (reading.action[1] - reading.action[0]) / LONG)
    return out


def _subject(subjects: tuple[Token, ...]) -> str:
    if not subjects:
        return "none"
    first = subjects[0]
    if first.pos_ == "PRON":
        return first.lower_
    return first.ent_type_ or ("actor" if is_actor(first) else "thing")


def _above(head: Token) -> dict[str, str]:
    """Return who reports the clause, and what the verb above does to it."""
    reporter = reported_by(head)
    above = grammar.governing_verb(head)
    return {
        "reporter": reporter.lemma_.lower() if reporter is not None else "none",
        "governor": governors().get(above.lemma_.lower(), "other") if above is not None else "none",
    }


def _word(doc: Doc, index: int) -> str:
    return doc[index].lower_ if index >= 0 else "none"
