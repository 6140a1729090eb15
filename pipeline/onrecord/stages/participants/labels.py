"""Labels of names put right by the rest of the document.

A recogniser sees a few words at a time: it takes *Hanover Robotics* for a company and the bare *Hanover* two lines on
for a person or a town. The name in full, what describes it and what it has decide here for all its mentions.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache

from spacy.tokens import Doc

from onrecord.schema.claims import EntityLabel
from onrecord.stages import store
from onrecord.stages.participants.descriptions import Descriptions
from onrecord.stages.participants.evidence import Kind, is_base, is_given_name, is_located_at, kinds
from onrecord.stages.participants.mentions import Mention
from onrecord.values import names, organisations, places

PLACES = frozenset({"GPE", "LOC"})
NAMED_AFTER = frozenset(
    (
        "organization organisation foundation administration campaign institute institution center centre "
        "library family university school college hospital government trust museum tower house act council "
        "police court parliament ministry county city united fc airport department party authority commission "
        "chamber assembly board club league government senate church port association federation union "
        "committee project"
    ).split()
)
"""Last words of bodies that are named after a person or place rather than lending it their name."""

NEAR = 60
_OWNER = re.compile(
    r"found|\bown(?:er|s|ed)|chief exec|\bCEO\b|tycoon|billionaire|designer|entrepreneur|company|firm\b"
)


def settled(doc: Doc, mentions: Sequence[Mention], described: Descriptions) -> list[Mention]:
    """Return the mentions with the labels that the document as a whole supports."""
    forms: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        forms[mention.text].append(mention)
    labels = _Labels({text: found[0].label for text, found in forms.items()})
    for text in sorted(forms, key=lambda text: -len(text.split())):
        labels[text] = _label(doc, text, forms, labels, _Shown(doc, forms[text], described))
    return [m if m.label == labels[m.text] else m._replace(label=labels[m.text]) for m in mentions]


class _Shown:
    """How many mentions of one form of a name show its bearer to be of a kind; most names are clear without it."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], described: Descriptions) -> None:
        self._asked = doc, mentions, described

    @cached_property
    def _counts(self) -> Counter[Kind]:
        doc, mentions, described = self._asked
        return Counter(kind for mention in mentions for kind in kinds(doc, mention, described))

    def __getitem__(self, kind: Kind) -> int:
        return self._counts[kind]


def _label(
    doc: Doc,
    text: str,
    forms: dict[str, list[Mention]],
    labels: _Labels,
    shown: _Shown,
) -> EntityLabel:
    """Return the label of one form of a name; longer forms have theirs already.

    What the words around a name show is asked last: to look for it takes longer than all else.
    """
    label, found = labels[text], forms[text]
    if label not in {"PERSON", "ORG", "GPE", "LOC", "NORP", "PRODUCT", "WORK"}:
        return label
    if places.is_country(text) or (label == "NORP" and not places.is_people(text)):
        known = places.place_label(text) if places.is_known_place(text) else None
        if known is not None and not shown["PERSON"] and not _bearers(text, labels, "PERSON"):
            return known
    if places.is_known_place(text):
        return label if label != "ORG" or not all(is_base(doc, m) for m in found) else "GPE"
    if label == "ORG" and text.isupper() and _is_initials(text, labels):
        return "PERSON"
    if label in {"PERSON", "GPE", "LOC"} and " " in text and organisations.is_corporate(text) and not shown["PERSON"]:
        return "ORG"
    if label == "GPE" and shown["NORP"] and not any(is_base(doc, m) for m in found):
        return "NORP"
    if label in {"ORG", "GPE"} and _is_surname(text, forms, labels) and not shown["ORG"]:
        # A bare surname may be the firm its bearer founded or runs; two words of a name, or a title, are the bearer.
        firm = label == "ORG" and " " not in text and not shown["PERSON"] and _has_firm(doc, text, forms, labels)
        located = label == "GPE" and any(is_located_at(doc, m) for m in found)
        return label if firm or located or organisations.is_corporate(text) else "PERSON"
    if label == "ORG" and is_given_name(text) and shown["PERSON"] > shown["ORG"]:
        return "PERSON"
    if label in {"ORG", "NORP"} or is_given_name(text) or _bearers(text, labels, "PERSON") or shown["PERSON"]:
        return label
    located = label in PLACES and any(is_located_at(doc, m) for m in found)
    if located:
        return label
    if shown["ORG"] or (label == "PERSON" and shown["THING"]):
        return "ORG"
    full = _bearers(text, labels, "ORG")
    if len({_words(name, "ORG") for name in full}) == 1 and forms[full[0]][0].start < found[0].start:
        tail = full[0].casefold().split()[-1].rstrip(".")
        return label if tail.rstrip("s") in NAMED_AFTER else "ORG"
    return label


def _is_surname(text: str, forms: dict[str, list[Mention]], labels: _Labels) -> bool:
    """Whether a name is the short form of the full name of one person named before, and of nothing else."""
    full = _bearers(text, labels, "PERSON")
    return len(full) == 1 and forms[full[0]][0].start < forms[text][0].start and not _bearers(text, labels, "ORG")


def _has_firm(doc: Doc, text: str, forms: dict[str, list[Mention]], labels: _Labels) -> bool:
    """Whether the person with a surname is said to have founded, to own or to run something."""
    for full in _bearers(text, labels, "PERSON"):
        for mention in forms[full]:
            around = store.text_between(doc, max(0, mention.start - NEAR), min(mention.end + NEAR, store.length(doc)))
            if _OWNER.search(around):
                return True
    return False


def _is_initials(text: str, labels: _Labels) -> bool:
    """Whether a name is made of the initials of one person's three names or more, and of no body's (*AMLO*)."""
    return len(text) > 2 and {labels[full] for full in labels.initialled(text.casefold())} == {"PERSON"}


def _bearers(text: str, labels: _Labels, label: EntityLabel) -> list[str]:
    """Return the longer names of a label that a name can be the short form of."""
    words = _words(text, label)
    if not words:
        return []
    beginning, ending = labels.beginning.get((label, words[0]), []), labels.ending.get((label, words[-1]), [])
    if not beginning and not ending:
        return []
    near = dict.fromkeys([*beginning, *ending])
    found = []
    for full in near:
        longer = _words(full, label)
        if label == "ORG":
            begins = words == longer[: len(words)] and len(full.split()) > len(text.split())
            fits = begins or words == (longer[0].partition("-")[0],) != longer[:1]
        else:
            fits = words in (longer[:1], longer[-len(words) :]) and len(longer) > len(words)
        if fits and labels[full] == label:
            found.append(full)
    return found


class _Labels(dict[str, EntityLabel]):
    """The labels of all forms of names, with the longer names that begin or end with a word."""

    def __init__(self, labels: dict[str, EntityLabel]) -> None:
        super().__init__(labels)
        self._initialled: defaultdict[str, list[str]] | None = None
        self.beginning: defaultdict[tuple[EntityLabel, str], list[str]] = defaultdict(list)
        self.ending: defaultdict[tuple[EntityLabel, str], list[str]] = defaultdict(list)
        readings: tuple[EntityLabel, ...] = ("ORG", "PERSON")
        for text in labels:
            for label in readings:
                words = _words(text, label)
                if words and (len(words) > 1 or label == "ORG" and ("-" in text or " " in text)):
                    self.beginning[label, words[0]].append(text)
                    self.ending[label, words[-1]].append(text)
                    if label == "ORG" and "-" in words[0]:
                        self.beginning[label, words[0].partition("-")[0]].append(text)

    def initialled(self, acronym: str) -> list[str]:
        """Return the names of several words that have these initials."""
        if self._initialled is None:
            self._initialled = defaultdict(list)
            for text in self:
                for initials in organisations.initials(text) if " " in text else ():
                    self._initialled[initials].append(text)
        return self._initialled.get(acronym, [])


@lru_cache(maxsize=8192)
def _words(name: str, label: EntityLabel) -> tuple[str, ...]:
    return tuple(organisations.organisation_key(name).split()) if label == "ORG" else names.person_tokens(name)
