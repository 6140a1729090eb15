"""Stretches of speech without a cue of their own: joined to the utterance they go on with, or kept as floating."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import speaker_nouns
from onrecord.stages.attribution.model import Attribution, Cue, Source
from onrecord.stages.attribution.sources import is_passive, span_of
from onrecord.stages.attribution.stretches import Stretches, is_utterance
from onrecord.text.quotemarks import QuotedSpan

_DASH_NAME = re.compile(
    r"\s{0,3}(?:--?|[—–―])\s?(?P<name>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){0,4})(?=[ \t\xa0.]*(?:[,\n\r]|$))"
)
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
CLAUSE = 12
"""Tokens after speech among which the verb stands that tells how it was said."""
SHORTEST = 4
"""Words a floating stretch needs; shorter ones are names, titles and slogans far more often than speech."""
SPACE = " \t\r\n\x0b\x0c\x85\xa0\u2028\u2029"


def float_stretches(doc: Doc, found: list[Attribution], marks: Stretches) -> list[Attribution]:
    """Return ``found`` with every uncovered stretch of speech joined to a quote or added as its own.

    A stretch goes on with the utterance whose cue clause ends right before it, or with the one that begins
    right after it, as paragraphs of one speech do. What follows neither is floating: its speaker stands in
    the text around it, for the speakers stage to find.
    """
    covered = _covered(found, marks)
    signed = [a for s in marks.outer if s.start not in covered and (a := _signed(doc, s, marks)) is not None]
    covered.update(a.start for a in signed)
    # Right to left, so that a run of paragraphs before its cue is gathered whole.
    ordered = sorted((a for a in found if a.fragments), key=lambda a: a.start)
    begins = {a.start: a for a in ordered if marks.at(a.start) is not None}
    for stretch in reversed(marks.outer):
        if stretch.start in covered or not _opens_sentence(marks.text, stretch):
            continue
        after = begins.get(_skip(marks.text, stretch.end))
        goes_on = stretch.continued or not stretch.closed
        if after is not None and (goes_on or not _follows_cue(doc, stretch, ordered, marks)):
            after.fragments.insert(0, (stretch.start, stretch.end))
            begins[stretch.start] = after
            covered.add(stretch.start)
    added: list[Attribution] = []
    current = sorted(ordered, key=_reach)
    position = 0
    latest: Attribution | None = None
    spoken: Attribution | None = None
    for stretch in marks.outer:
        while position < len(current) and _reach(current[position]) <= stretch.start:
            latest, position = current[position], position + 1
            spoken = latest if marks.ending_at(latest.end) is not None else spoken
        if stretch.start in covered or not _opens_sentence(marks.text, stretch):
            continue
        owner = added[-1] if added and (latest is None or _reach(added[-1]) > _reach(latest)) else latest
        if owner is latest and spoken is not None and (owner is None or not _goes_on(doc, owner, stretch, marks)):
            # “X,” she said, stressing that Y. “Z.”: what goes on is the speech, not what was stressed.
            owner = spoken
        if owner is not None and _goes_on(doc, owner, stretch, marks):
            owner.fragments.append((stretch.start, stretch.end))
        elif _is_speech(doc, stretch, marks):
            added.append(_floating(doc, stretch, marks))
    return [*found, *signed, *added]


def _signed(doc: Doc, stretch: QuotedSpan, marks: Stretches) -> Attribution | None:
    """Return a stretch with the name that is set after it by a dash, as in lists of readers' opinions."""
    dash = _DASH_NAME.match(marks.text, stretch.end)
    if dash is None or not _opens_sentence(marks.text, stretch) or not _is_speech(doc, stretch, marks):
        return None
    head = doc[store.token_at(doc, dash.end("name") - 1)]
    named = Source(dash.start("name"), dash.end("name"), (head,))
    return Attribution([(stretch.start, stretch.end)], None, "name after dash", 0.7, named)


def _covered(found: Sequence[Attribution], marks: Stretches) -> set[int]:
    """Return the starts of the stretches that hold or lie in some content."""
    covered: set[int] = set()
    for attribution in found:
        for start, end in attribution.fragments:
            inside = marks.at(start)
            if inside is not None and inside.start <= start and (inside.start, inside.end) == (start, end):
                covered.add(inside.start)
            elif inside is None or end > inside.end or inside.start == start:
                covered.update(s.start for s in marks.between(start, end))
    return covered


def _reach(attribution: Attribution) -> int:
    """Return the last place an attribution takes up with content, cue and source."""
    cue = attribution.cue.hull[1] if attribution.cue is not None else 0
    source = attribution.source.end if attribution.source is not None else 0
    return max(attribution.end, cue, source)


def _goes_on(doc: Doc, owner: Attribution, stretch: QuotedSpan, marks: Stretches) -> bool:
    """Whether a stretch continues an utterance: it opens right after the sentence of its cue."""
    last = marks.ending_at(owner.end)
    if last is None or owner.rule == "turn":
        return False
    reach = _reach(owner)
    if reach == owner.end and marks.text[last.inner_end - 1 : last.inner_end] in {",", "…"}:
        return False
    index = store.token_at(doc, max(reach - 1, 0))
    end = max(reach, store.sentence_of(doc[index]).end_char)
    if end > stretch.start:
        # A parse may join the speech after a cue clause to it; the stop of the clause tells them apart.
        between = marks.text[reach : stretch.start].rstrip(SPACE)
        return between.endswith((".", ":")) and "\n" not in between and len(between) < 200
    return not marks.text[end : stretch.start].strip(SPACE)


def _follows_cue(doc: Doc, stretch: QuotedSpan, ordered: Sequence[Attribution], marks: Stretches) -> bool:
    line = marks.text.rfind("\n", 0, stretch.start) + 1
    return any(
        line <= a.start and _reach(a) <= stretch.start and _goes_on(doc, a, stretch, marks)
        for a in ordered
        if abs(a.end - stretch.start) < 600
    )


def _opens_sentence(text: str, stretch: QuotedSpan) -> bool:
    """Whether nothing of the same sentence stands before a stretch."""
    index = stretch.start - 1
    while index >= 0 and text[index] in " \t\xa0":
        index -= 1
    return index < 0 or text[index] in "\n\r\x85\u2028\u2029.?!:…\"”’'»" or text[index] == "-"


def _is_speech(doc: Doc, stretch: QuotedSpan, marks: Stretches) -> bool:
    """Whether a stretch reads as a sentence somebody spoke rather than a title or a term."""
    if not is_utterance(marks.text, stretch):
        return False
    first, last = store.token_at(doc, stretch.start), store.token_at(doc, stretch.end - 1)
    inner = marks.text[stretch.inner_start : stretch.inner_end].rstrip()
    if inner.endswith(",") and last + 1 < len(doc) and doc[last + 1].tag_ in {"VBZ", "VBP", "MD"}:
        # “A Long Road,” is the title of what the verb goes on to speak of.
        return False
    words = [t for t in doc[first : last + 1] if t.is_alpha]
    commands = bool(words) and words[0].tag_ == "VB"
    return len(words) >= SHORTEST and (commands or any(t.tag_ in FINITE for t in doc[first : last + 1]))


def _floating(doc: Doc, stretch: QuotedSpan, marks: Stretches) -> Attribution:
    """Return a floating stretch; a name set right after it by a comma is its source though no verb is there."""
    span = [(stretch.start, stretch.end)]
    inner = marks.text[stretch.inner_start : stretch.inner_end].rstrip()
    place = _skip(marks.text, stretch.end)
    if inner.endswith((",", "?", "!")) and "\n" not in marks.text[stretch.end : place] and place < len(marks.text):
        token = doc[store.token_at(doc, place)]
        cue = _verb_after(token)
        if cue is not None and (inner.endswith(",") or token.text[:1].islower()):
            return Attribution(span, cue, "verb after speech", 0.75, cue.source)
    if inner.endswith(",") and "\n" not in marks.text[stretch.end : place] and place < len(marks.text):
        token = doc[store.token_at(doc, place)]
        if token.ent_type_ in {"PERSON", "ORG"}:
            while token.head.i != token.i and token.head.ent_type_ == token.ent_type_:
                token = token.head
            source: Source = span_of([token])
            if source.start == place:
                return Attribution(span, None, "source without verb", 0.7, source)
    return Attribution(span, None, "floating", 0.6)


def _verb_after(token: Token) -> Cue | None:
    """Return as a cue whatever verb speech that ends in a comma leads on to: “Send him in,” the general barked.

    Lists of verbs of saying end somewhere; the comma inside the marks, and a clause of subject and verb alone right
    after them, show that the verb tells how something was said.
    """
    doc = token.doc
    for verb in doc[token.i : token.i + CLAUSE]:
        if verb.tag_ not in {"VBD", "VBZ"} or verb.pos_ != "VERB":
            continue
        heads = [t for t in grammar.subjects(verb) if t.i >= token.i]
        source = span_of(heads) if heads else None
        begins = source is not None and min(source.start, verb.idx) == token.idx
        if source is None or not begins or is_passive(verb):
            return None
        first = source.head
        named = first.ent_type_ in {"PERSON", "ORG"} or first.lower_ in {"he", "she", "they"}
        kind = speaker_nouns().get(first.lemma_.lower())
        alone = verb.i + 1 < len(doc) and doc[verb.i + 1].is_punct and kind != "document"
        spoken = named or alone or kind not in {None, "document"}
        return Cue(verb, verb.idx, verb.idx + len(verb), source, "asserted") if spoken else None
    return None


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in SPACE:
        place += 1
    return place
