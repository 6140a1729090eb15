"""Content that is no clause: objects, what something is called or described as, prepositional phrases."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord import grammar
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import ReportingVerb, speaker_nouns
from onrecord.stages.attribution.model import Complement, Cue, Source
from onrecord.stages.attribution.sources import is_passive
from onrecord.stages.attribution.stretches import Stretches


def object_content(cue: Cue, sense: ReportingVerb, marks: Stretches) -> Complement | None:
    """A noun phrase that is said: any one for "deny", one that holds quote marks for "praise"."""
    if sense.object not in {"content", "marks", "predicate"} or is_passive(cue.token):
        return None
    heads = [t for t in grammar.objects(cue.token) if t.i > cue.token.i]
    if sense.object == "predicate" or "as" in sense.prepositions:
        found = _predication(cue, sense, heads, marks)
        if found is not None or sense.object == "predicate":
            return found
    if not heads or (sense.object == "content" and grammar.indirect_objects(cue.token)):
        return None
    start = min(t.left_edge.idx for t in heads)
    end = max(t.right_edge.idx + len(t.right_edge) for t in heads)
    if start < cue.end:
        return None
    held = marks.between(start, end)
    if held and sense.family == "write" and held[0].start > start:
        # "wrote the foreword to “Title”": a work, and what it is called.
        return None
    if held and (sense.family != "show" or is_document(cue.source)):
        # A relative clause set off after the marks is the narrator's.
        aside = marks.text.find(", wh", held[-1].end, end)
        return Complement((start, aside if aside >= 0 else end), cue, "object in marks", 0.75)
    sure = sense.family == "deny" or (cue.polarity == "declined" and sense.lemma == "confirm")
    confidence = 0.75 if sure else 0.6
    return Complement((start, end), cue, "object", confidence) if sense.object == "content" else None


def _predication(cue: Cue, sense: ReportingVerb, heads: list[Token], marks: Stretches) -> Complement | None:
    """An object and what it is said to be: "called it a shame", "described the talks as useful"."""
    token = cue.token
    sentence_end = store.sentence_of(token).end_char
    predicates = [
        t
        for t in (*grammar.complements(token), *grammar.obliques(token, "as"))
        if t.i > token.i and not grammar.is_infinitive(t) and t not in heads
    ]
    if "as" in sense.prepositions:
        predicates = [t for t in predicates if _has_before(t, "as", token.i)]
    starts = [t.left_edge.idx for t in (*heads, *predicates) if t.left_edge.idx >= cue.end]
    if not starts:
        return None
    start = min(starts)
    end = max(t.right_edge.idx + len(t.right_edge) for t in (*heads, *predicates))
    if "as" in sense.prepositions and not predicates:
        end = _as_far_as_marks(cue, marks, end, sentence_end)
    quoted = marks.between(start, min(end + 2, sentence_end))
    if quoted:
        return Complement((start, max(end, quoted[-1].end)), cue, "predication in marks", 0.8)
    if sense.object != "predicate" or not predicates or (not heads and not is_extracted(cue)):
        return None
    if marks.text.startswith("as ", start):
        start += 3
    return Complement((start, end), cue, "predication", 0.6)


def _as_far_as_marks(cue: Cue, marks: Stretches, end: int, limit: int) -> int:
    """Return the end of "as “useful”" after a description whose predicate the parse has not tied to its verb."""
    for stretch in marks.between(cue.end, limit):
        words = marks.text[cue.end : stretch.start].split()
        if "as" in words[-3:]:
            return max(end, stretch.end)
    return end


def prepositional_content(cue: Cue, sense: ReportingVerb, marks: Stretches) -> Complement | None:
    """The object of the preposition a verb takes: "warned of a battle", "accused of taking bribes"."""
    if not sense.prepositions:
        return None
    nouns = grammar.obliques(cue.token, *sense.prepositions)
    gerunds = [c for c in grammar.complements(cue.token) if is_gerund(c)]
    for head in sorted((*nouns, *gerunds), key=lambda t: t.i):
        before = grammar.preposition(head) or grammar.marker(head)
        if head.i < cue.token.i or before is None or before.lower_ not in sense.prepositions:
            continue
        if sense.lemma in {"speak", "talk"} and before.i != cue.token.i + 1:
            continue
        start, end = before.idx + len(before), head.right_edge.idx + len(head.right_edge)
        if sense.family == "judge" and sense.lemma not in {"accuse", "blame"}:
            start, end = grammar.noun_phrase(head)
            held = marks.between(start - 1, end)
            if not held and head in gerunds:
                clause = before.idx + len(before), head.right_edge.idx + len(head.right_edge)
                return Complement(clause, cue, "gerund", 0.6)
            if not held:
                continue
            span = min(start, held[0].start), max(end, held[-1].end)
            return Complement(span, cue, "preposition in marks", 0.7)
        if is_passive(cue.token) and before.i == cue.token.i + 1:
            cue = replace(cue, end=before.idx + len(before))
        return Complement((start, end), cue, "preposition", 0.7)
    return None


def is_gerund(head: Token) -> bool:
    """Whether a clause is a gerund: "taking bribes", "having taken bribes"."""
    return not is_finite(head) and (head.tag_ == "VBG" or any(t.lower_ == "having" for t in grammar.verb_group(head)))


def is_finite(head: Token) -> bool:
    """Whether a clause has a tense of its own."""
    return grammar.tense(head) is not None


def is_extracted(cue: Cue) -> bool:
    """Whether the cue stands in a relative clause whose pronoun may be what is spoken of."""
    before = cue.hull[0]
    index = cue.token.i
    while index > 0 and cue.token.doc[index].idx > before:
        index -= 1
    return index > 0 and cue.token.doc[index - 1].lower_ in {"which", "that", "whom", "who", "what"}


def _has_before(token: Token, word: str, after: int) -> bool:
    """Whether ``word`` stands at the left edge of a phrase or just before it."""
    edge = token.left_edge
    return edge.lower_ == word or (edge.i - 1 > after and edge.nbor(-1).lower_ == word)


def is_document(source: Source | None) -> bool:
    """Whether a source is a writing or figure: it "shows" and "reveals" without a "that"."""
    return source is not None and speaker_nouns().get(source.head.lemma_.lower()) == "document"
