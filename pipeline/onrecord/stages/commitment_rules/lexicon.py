"""The words of commitment: cues with their frames, and the lists the rules consult."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.strings import get_string_id

from onrecord import lexicons


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of ``commitment_cues.tsv``; ``beneficiary`` and ``patterns`` are tried in order."""

    lemma: str
    particle: str
    pos: str
    act: str
    direction: str
    force: str
    status: str
    patterns: tuple[str, ...]
    beneficiary: tuple[str, ...]
    speech: bool
    present_only: bool


@cache
def cues() -> dict[tuple[str, str], tuple[Cue, ...]]:
    """Return the cues by first word of the lemma and part of speech, those with a particle first."""
    table: dict[tuple[str, str], list[Cue]] = {}
    for row in lexicons.load("commitment_cues"):
        word, _, particle = row["lemma"].partition(" ")
        beneficiary = () if row["beneficiary"] == "-" else tuple(row["beneficiary"].split("|"))
        cue = Cue(
            lemma=word,
            particle=particle,
            pos=row["pos"],
            act=row["act"],
            direction=row["direction"],
            force=row["force"],
            status=row["status"],
            patterns=tuple(row["action"].split("|")),
            beneficiary=beneficiary,
            speech=row["speech"] == "yes",
            present_only=row["tense"] == "present",
        )
        table.setdefault((word, row["pos"]), []).append(cue)
    return {key: tuple(sorted(rows, key=lambda c: not c.particle)) for key, rows in table.items()}


USUAL_FORCE = {"plan": "intended", "offer": "intended", "threaten": "intended"}
"""Force of an act where nothing else is said; of the other acts it is binding."""


def cue_for(act: str, force: str | None = None, lemma: str = "will", pos: str = "modal") -> Cue:
    """Return a row for a cue that has none in the lexicon, such as a modal."""
    return Cue(
        lemma=lemma,
        particle="",
        pos=pos,
        act=act,
        direction="not_do" if act == "refuse" else "do",
        force=force or USUAL_FORCE.get(act, "binding"),
        status="new",
        patterns=(),
        beneficiary=("iobj", "to", "for"),
        speech=False,
        present_only=False,
    )


@cache
def hints() -> dict[tuple[str, str], Cue]:
    """Return words that stand near commitments without being one, by lemma and part of speech."""
    rows = lexicons.load("commitment_hints")
    return {(r["lemma"], r["pos"]): cue_for(r["act"], None, r["lemma"], r["pos"]) for r in rows}


@lru_cache(maxsize=10_000)
def dictionary_form(lemma: str, form: str) -> str:
    """Return the lemma of a verb, with the silent *e* that rule lemmatizers cut off ("hopes" as *hop*).

    Args:
        lemma: What the lemmatizer says, in lower case.
        form: The verb itself, in lower case.
    """
    if (lemma, "verb") not in cues() and lemma.endswith("ed"):
        # A wrong tag leaves the past form as its own lemma ("vowed" read as present).
        return next((stem for stem in (lemma[:-2], lemma[:-1]) if (stem, "verb") in cues()), lemma)
    cut = (lemma, "verb") not in cues() and not form.startswith(lemma + lemma[-1:])
    return lemma + "e" if cut and (lemma + "e", "verb") in cues() else lemma


@cache
def cue_ids() -> frozenset[int]:
    """Return the string ids of all forms and lemmas, right and wrong, of words that can be a cue or a hint."""
    words = {word for table in (cues(), hints()) for word, _ in table}
    wrong = {other for word in words for other in (f"{word}ed", f"{word}d", word.removesuffix("e"))}
    return frozenset(get_string_id(form) for word in words | wrong for form in (word, word.title(), word.upper()))


@cache
def object_classes() -> dict[str, frozenset[str]]:
    """Return the classes of nouns a cue may take as object: transfer, deed, plan, contract, request."""
    return {r["lemma"]: frozenset(r["classes"].split("|")) for r in lexicons.load("commitment_objects")}


@cache
def governors() -> dict[str, str]:
    """Return verbs that change what a cue below them counts as, with their effect."""
    return {r["lemma"]: r["effect"] for r in lexicons.load("commitment_governors")}


@cache
def light_verbs() -> dict[str, tuple[str, str]]:
    """Return effect and status of verbs that take a noun of commitment as object."""
    rows = lexicons.load("commitment_light_verbs")
    return {r["lemma"]: (r["effect"], r["status"]) for r in rows}


@cache
def predictive() -> dict[str, str]:
    """Return verbs after *will* that state what becomes of their subject, with how firmly they do."""
    return {r["lemma"]: r["strength"] for r in lexicons.load("predictive_verbs")}


@cache
def vague() -> frozenset[str]:
    """Return verbs whose action nobody could check on its own."""
    return frozenset(r["lemma"] for r in lexicons.load("vague_actions"))


@cache
def reporting_verbs() -> frozenset[str]:
    """Return verbs that introduce reported speech with a clause."""
    return frozenset(
        r["lemma"]
        for r in lexicons.load("reporting_verbs")
        if r["clause"] != "no" and r["class"] in {"say", "write", "announce"}
    )


@cache
def _speakers() -> dict[str, str]:
    return {r["lemma"]: r["kind"] for r in lexicons.load("speaker_nouns")}


def speaking_kind(lemma: str) -> str | None:
    """Return what kind of source a common noun makes (role, organisation, group …), or None."""
    return _speakers().get(lemma)


@cache
def actor_nouns() -> frozenset[str]:
    """Return common nouns that name persons, groups and bodies able to commit themselves."""
    return frozenset(w for w, kind in _speakers().items() if kind in {"role", "organisation", "group"})


@cache
def condition_phrases() -> tuple[tuple[str, ...], ...]:
    """Return the words of prepositional condition markers (*subject to*, *in return for*), longest first."""
    rows = [r["marker"].split() for r in lexicons.load("condition_markers") if r["kind"] == "phrase"]
    return tuple(tuple(words) for words in sorted(rows, key=len, reverse=True))


@cache
def giving_verbs() -> dict[str, str]:
    """Return verbs of giving and helping with where the one who receives stands."""
    return {r["lemma"]: r["recipient"] for r in lexicons.load("giving_verbs")}


@cache
def actor_exceptions() -> dict[str, str]:
    """Return nouns whose power to commit themselves the list of sources or their ending gets wrong."""
    return {r["lemma"]: r["class"] for r in lexicons.load("actor_exceptions")}


@cache
def offices() -> dict[str, str]:
    """Return offices whose holder speaks for a body, with the bodies they can speak for."""
    return {r["lemma"]: r["speaks_for"] for r in lexicons.load("offices")}


@cache
def hostile() -> dict[str, frozenset[str]]:
    """Return verbs of what one threatens, with the words one of which must go with each (``-`` for none)."""
    table: dict[str, set[str]] = {}
    for row in lexicons.load("hostile_actions"):
        table.setdefault(row["lemma"], set()).add(row["complement"])
    return {lemma: frozenset(words) for lemma, words in table.items()}


@cache
def administered() -> dict[str, str]:
    """Return verbs for what those in charge have done, with the voice in which they tell of it."""
    return {r["lemma"]: r["voice"] for r in lexicons.load("administered_verbs")}
