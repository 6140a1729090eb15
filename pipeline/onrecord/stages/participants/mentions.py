"""Named mentions: recognised names with their spans repaired and labels of the guideline."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple, get_args

from spacy.tokens import Doc

from onrecord.schema.claims import EntityLabel
from onrecord.stages import store
from onrecord.stages.participants.repairs import without_neighbours, without_nouns
from onrecord.stages.participants.spans import combined, place_parts, tighten
from onrecord.text.datelines import datelines
from onrecord.values.entity_labels import misc_label, no_organisation
from onrecord.values.names import Gender, split_titles, title
from onrecord.values.organisations import is_abbreviation, is_acronym
from onrecord.values.places import is_country, is_facility, is_organisation, is_people, place_label

LABELS: dict[str, EntityLabel] = {
    **{label: label for label in get_args(EntityLabel)},
    "PER": "PERSON",
    "WORK_OF_ART": "WORK",
    "LANGUAGE": "NORP",
}
"""Labels of other recognisers (CoNLL, OntoNotes) by those of the guideline."""
MISC = "MISC"
_WORD_BEFORE = re.compile(r"\S+[^\S\n\r]+$")
_BRACKETED = re.compile(r"\s?\(\s?(?:the )?[“\"'‘]?([A-Z][\w&./-]{1,14})[”\"'’]?\s?\)")
_QUOTES = frozenset("“\"'‘«")
_PERSON_NOUN = re.compile(r"(?:committee|congress|council|chair|spokes|states|assembly)(?:man|woman|person)$", re.I)
_DESCRIBED = re.compile(r"(?<![\w’'])(?!dell|dall|ould|bint|binti|anak|zain)[a-z]{4,}\s+(?=[A-Z])")
"""The end of a description that a recogniser has taken into a name (*Marine biologist Ana Silva*)."""
_TITLED = re.compile(r"(?<=\s)(?:(?:Dr|Mr|Mrs|Ms|Prof|Gen|Col|Lt|Capt|Sgt|Rev|Adv)\.?|A?DGP|IGP|[SDA]?SP)\s+(?=[A-Z])")
"""A title inside what a recogniser took for a name, with the place it belongs to (*Salem SP Ravi Kumar*)."""
_STORM = re.compile(r"(?<!\w)(?:(?:Super|Tropical) )?(?:Typhoon|Hurricane|Cyclone|Storm) $")
_STORM_WORDS = ("Typhoon", "Hurricane", "Cyclone", "Storm")
ENDING = frozenset({"ORG", "PERSON", "PER"})
_COMMON = frozenset(
    "SMEs MSMEs SMEs’ NGOs MPs MEPs CEOs VIPs IDPs GPs PCs TVs ATMs FIRs NPAs ETFs IPOs You I We He She They".split()
)
_PREFIXES = frozenset(["Anti", "Pro", "Non", "Ex", "Pan", "Inter"])
"""What recognisers take for names and are none; the first words of compounds such as *Anti-Australian*."""
MOST_TITLES, LONGEST_TITLE, LONGEST_WORD = 3, 4, 24


class Mention(NamedTuple):
    """A named mention.

    Attributes:
        start: First code point of the name, titles and determiner left out.
        end: One past its last code point, possessive 's left out.
        text: The name, white space inside as single spaces.
        label: Its label.
        titles: Titles that stand before it.
        gender: What the titles tell of a person's gender.
    """

    start: int
    end: int
    text: str
    label: EntityLabel
    titles: tuple[str, ...] = ()
    gender: Gender | None = None


def find_mentions(doc: Doc) -> list[Mention]:
    """Return the named mentions of a document in text order, none overlapping another."""
    text = store.text(doc)
    entities = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
    joint = not any(label == "GPE" for _, _, label in entities)
    found: list[Mention] = []
    pending: list[tuple[int, int]] = []
    for first, last, recognised in combined(text, entities):
        start, end = tighten(text, first, last)
        end = without_nouns(doc, start, end) if recognised in ENDING else end
        storm = _storm_before(text, start)
        if storm is not None and recognised in LABELS:
            start, recognised = storm, "EVENT"
        if not any(map(str.isalpha, text[start:end])) or _is_no_name(text[start:end]):
            continue
        label = LABELS.get(recognised)
        if label in {"GPE", "LOC"}:
            for part, stop in place_parts(text, start, end):
                found.extend(_mention(text, part, stop, _place(text[part:stop], label, joint=joint)))
        elif label == "NORP" and (text[start:end].islower() or text[start:end] in _PREFIXES):
            continue
        elif label is not None:
            if label == "ORG":
                label = _body(text[start:end])
            found.extend(_mention(text, start, end, label) if label else [])
        elif recognised == MISC:
            kind = misc_label(text[start:end], quoted=start > 0 and text[start - 1] in _QUOTES)
            if kind is None:
                pending.append((start, end))
            else:
                found.extend(_mention(text, start, end, kind))
    found = without_neighbours(text, found)
    found.extend(_defined(text, _without_overlaps(found)))
    found.extend(_acronyms(text, found, pending))
    return _one_label_a_name(_filed(text, _without_overlaps(found)))


def _storm_before(text: str, start: int) -> int | None:
    """Return where the kind of storm begins that stands before a name (*Tropical Storm*), if one does."""
    if start < 2 or not text.endswith(_STORM_WORDS, 0, start - 1):
        return None
    storm = _STORM.search(text, max(0, start - 20), start)
    return storm.start() if storm is not None else None


def _is_no_name(name: str) -> bool:
    """Whether a recognised name is an address, or nothing but a title (*the Crown Prince*) or a storm without name."""
    address = "://" in name or "@" in name or name.startswith("www.")
    if address or name in _COMMON or title(name) is not None:
        return True
    return name.endswith(_STORM_WORDS) and _STORM.fullmatch(f"{name} ") is not None


def _body(name: str) -> EntityLabel | None:
    """Return the label of what was recognised as an organisation; None for the holder of an office.

    Countries, laws, events and buildings are told by their names, *Council Chairman* by its last word.
    """
    if is_country(name):
        return "GPE"
    if is_people(name):
        return "NORP"
    words = name.split()
    if len(words) > 1 and " of " not in name and (title(words[-1]) is not None or _PERSON_NOUN.search(name)):
        return None
    return no_organisation(name) or "ORG"


def _place(name: str, label: EntityLabel, *, joint: bool) -> EntityLabel:
    """Return the label of a place: by its name, else as given, or GPE where one label is given to all places.

    Of the places whose names do not tell, nearly all are towns and districts.
    """
    if is_facility(name):
        return "FAC"
    known = place_label(name)
    if known is None and is_organisation(name):
        return "ORG"
    return known or ("GPE" if joint else label)


def _mention(text: str, start: int, end: int, label: EntityLabel) -> list[Mention]:
    """Return the mention of a name, its titles split off; none where nothing but titles is left."""
    if label != "PERSON":
        return [Mention(start, end, " ".join(text[start:end].split()), label)]
    for inside in (_DESCRIBED, _TITLED):
        described = [found.end() for found in inside.finditer(text, start, end)]
        start = described[-1] if described else start
    before = _titles_before(text, start + split_titles(text[start:end]).offset)
    titled = split_titles(text[before:end])
    name = before + titled.offset
    if name >= end:
        return []
    if titled.stays and " " not in text[name:end].strip():
        name -= len(titled.titles[-1]) + 1
    return [Mention(name, end, " ".join(text[name:end].split()), label, titled.titles, titled.gender)]


def _titles_before(text: str, start: int) -> int:
    """Return where the titles before a name begin; ``start`` where there are none."""
    before = text[max(0, start - LONGEST_TITLE * LONGEST_WORD) : start].split()[-LONGEST_TITLE:]
    if not any(word[0].isupper() for word in before):
        return start
    for _ in range(MOST_TITLES):
        at, longest = start, start
        for _ in range(LONGEST_TITLE):
            found = _WORD_BEFORE.search(text, max(0, at - LONGEST_WORD), at)
            if found is None:
                break
            at = found.start()
            if text[at].isupper() and title(text[at:start]) is not None:
                longest = at
        if longest == start:
            break
        start = longest
    return start


def _defined(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Return the short forms defined in brackets after a name (*Andean Water Fund (AWF)*) wherever they stand."""
    labels: dict[str, EntityLabel] = {}
    for mention in found:
        bracketed = _BRACKETED.match(text, mention.end, mention.end + 40)
        if bracketed is not None and is_abbreviation(bracketed[1], mention.text):
            labels.setdefault(bracketed[1], mention.label)
    if not labels:
        return []
    anywhere = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, labels)) + r")(?![\w-])")
    taken = {index for m in found for index in range(m.start, m.end)}
    places = [m for m in anywhere.finditer(text) if m.start() not in taken]
    return [Mention(m.start(), m.end(), m[0], labels[m[0]]) for m in places]


def _acronyms(text: str, found: Sequence[Mention], pending: Sequence[tuple[int, int]]) -> list[Mention]:
    """Return the unlabelled names that are acronyms of a labelled one, with its label."""
    labels = {mention.text: mention.label for mention in found}
    solved = []
    for start, end in pending:
        name = " ".join(text[start:end].split())
        label = labels.get(name)
        if label is None and name.isupper():
            fitting = {other for full, other in labels.items() if is_acronym(name, full)}
            label = fitting.pop() if len(fitting) == 1 else None
        if label is not None:
            solved.append(Mention(start, end, name, label))
    return solved


def _filed(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, those in datelines with the label of their place in it: a town or an agency."""
    towns, agencies = set[int](), set[int]()
    for line in datelines(text):
        towns.update(range(*line.place))
        agencies.update(range(*line.agency or (0, 0)))
    filed = [m._replace(label="ORG") if m.start in agencies else m for m in found]
    return [m._replace(label="GPE") if m.start in towns and m.label not in {"GPE", "LOC"} else m for m in filed]


def _without_overlaps(found: Sequence[Mention]) -> list[Mention]:
    """Return the mentions in text order, of two that overlap the one that begins first or is longer."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _one_label_a_name(found: Sequence[Mention]) -> list[Mention]:
    """Give all mentions with the same words the label most of them have.

    Recognisers waver on unusual names; within one article the same words nearly always name the same thing.
    """
    votes: defaultdict[str, list[EntityLabel]] = defaultdict(list)
    for mention in found:
        votes[mention.text].append(mention.label)
    elected = {name: Counter(labels).most_common(1)[0][0] for name, labels in votes.items() if len(set(labels)) > 1}
    return [m._replace(label=elected[m.text]) if m.text in elected else m for m in found]
