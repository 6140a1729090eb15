"""Which verbs of a document are cues, their word group, their polarity and their source."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.stages.attribution.lexicon import ReportingVerb, reporting_verbs, sense_of
from onrecord.stages.attribution.model import Cue
from onrecord.stages.attribution.sources import is_passive, source_of, span_of

UNREAL_MODALS = frozenset({"could", "may", "might", "can", "must", "should", "shall", "would", "ought"})
"""A speech act under these was not performed; negated ("would not say") it was declined."""
HYPOTHETICAL = frozenset({"if", "unless", "whether"})
RAISING = frozenset({"go", "continue", "proceed", "quick", "appear", "come"})
"""Words under which an infinitive of saying still reports something said: "went on to say"."""
SPEAKING = frozenset({"say", "write", "announce", "ask", "deny", "promise", "show", "think"})
IMPERSONAL = frozenset({"there", "one", "you"})
DECLINING = frozenset({"decline", "refuse"})
QUOTING = frozenset({"quote", "cite", "report", "describe", "record"})


def verb_cues(doc: Doc) -> Iterator[Cue]:
    """Yield the verbs that introduce speech, writing or thought, in text order."""
    for token in doc:
        sense = sense_of(token)
        if sense is not None and not _is_attributive(token):
            cue = _cue(token, sense)
            if cue is not None:
                yield cue


def _cue(token: Token, sense: ReportingVerb) -> Cue | None:
    quoting = _quoted_as(token, sense)
    if quoting is not None:
        return quoting
    if any(t.lower_ == "as" and t.nbor(1).tag_ == "VBG" for t in token.subtree if token.i < t.i < len(token.doc) - 1):
        if sense.lemma in QUOTING:
            return None
    negated = grammar.is_negated(token)
    if not negated and (grammar.modal(token) in UNREAL_MODALS or _is_hypothetical(token)):
        return None
    if grammar.is_infinitive(token) and not _is_raised(token):
        return None
    passive = is_passive(token)
    if passive and not _reports_passively(token, sense):
        return None
    source = source_of(token)
    if source is not None and not passive:
        word = source.head.lower_
        if word in IMPERSONAL or (word == "it" and sense.family not in SPEAKING):
            return None
    start, end = group(token)
    if source is not None and source.start < start < source.end:
        # "a letter stating ...": the participle is part of the noun phrase but not of the source.
        source = span_of(source.heads, before=start)
    return Cue(token, start, end, source, polarity(token, sense), sense)


def group(token: Token) -> tuple[int, int]:
    """Return the code points of the verb group: auxiliaries, negation, verb and adjoining particle."""
    doc = token.doc
    parts = {t.i for t in grammar.verb_group(token)}
    start, end = token.idx, token.idx + len(token)
    index = token.i - 1
    while index >= token.sent.start and (index in parts or doc[index].pos_ in {"ADV", "PART"}):
        # Adverbs only count between parts of the group: "had already said", not "already said".
        start = doc[index].idx if index in parts else start
        index -= 1
    if token.i + 1 in parts:
        end = doc[token.i + 1].idx + len(doc[token.i + 1])
    return start, end


def polarity(token: Token, sense: ReportingVerb) -> str:
    """Return how the source stands to the content, from the verb and its negation."""
    if not grammar.is_negated(token):
        return sense.polarity
    if sense.polarity == "denied":
        return "asserted"
    return "denied" if sense.family in {"think", "show", "promise"} else "declined"


def _is_attributive(token: Token) -> bool:
    """Whether a participle modifies the noun after it: "the reported deal"."""
    return (
        token.tag_ in {"VBN", "VBG", "JJ"}
        and token.head.i > token.i
        and token.head.pos_ in {"NOUN", "PROPN"}
        and not any(child.pos_ in {"NOUN", "PROPN", "PRON", "VERB"} for child in token.children)
    )


def _is_hypothetical(token: Token) -> bool:
    mark = grammar.marker(token)
    return mark is not None and mark.lower_ in HYPOTHETICAL


def _is_raised(token: Token) -> bool:
    head = token.head
    return head.i != token.i and head.lemma_.lower() in RAISING


def _reports_passively(token: Token, sense: ReportingVerb) -> bool:
    """Whether a passive attributes something: an agent is named, or the act is one of saying."""
    if grammar.agent(token) is not None or sense.lemma == "accuse":
        return True
    finite = any(c.i > token.i and not grammar.is_infinitive(c) for c in grammar.complements(token))
    return finite and sense.family in {"say", "announce", "write"}


def _quoted_as(token: Token, sense: ReportingVerb) -> Cue | None:
    """Read "was quoted as saying" and "media quoted him as saying": who is quoted is the source."""
    if token.tag_ != "VBG" or token.i < 2 or token.nbor(-1).lower_ != "as":
        return None
    for verb in (token.head, token.head.head):
        if verb.i > token.i or verb.lemma_.lower() not in QUOTING:
            continue
        passive = is_passive(verb)
        heads = [h for h in (grammar.subjects(verb) if passive else grammar.objects(verb)) if h.i < token.i]
        start = group(verb)[0] if passive else verb.idx
        source = span_of(heads) if heads else None
        say = reporting_verbs()["say"] if sense.family != "say" else sense
        left = [t.left_edge.idx for t in grammar.subjects(verb) if t.i < verb.i]
        return Cue(token, start, token.idx + len(token), source, "asserted", say, min(left, default=start))
    return None
