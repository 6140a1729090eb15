"""Which verbs of a document are cues, their word group, their polarity and their source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.grammar.labels import below, subtree
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import ReportingVerb, possible_verbs, reporting_verbs, sense_of
from onrecord.stages.attribution.model import Cue
from onrecord.stages.attribution.sources import is_passive, source_of, span_of
from onrecord.stages.attribution.verbs import is_negated

UNREAL_MODALS = frozenset({"could", "may", "might", "can", "must", "should", "shall", "would", "ought"})
"""A speech act under these was not performed; negated ("would not say") it was declined."""
HYPOTHETICAL = frozenset({"if", "unless", "whether"})
FANCIED = frozenset({"imagine", "picture", "envisage", "envision"})
"""Verbs of what did not happen: "imagine the mayor saying"."""
RAISING = frozenset({"go", "continue", "proceed", "quick", "appear", "come"})
"""Words under which an infinitive of saying still reports something said: "went on to say"."""
SPEAKING = frozenset({"say", "write", "announce", "ask", "deny", "promise", "show", "think", "judge"})
PREPOSITIONS = frozenset({"regarding", "considering"})
"""Participles that are prepositions as a rule: "his position regarding the dam"."""
IMPERSONAL = frozenset({"there", "one", "you"})
NOBODY = frozenset({"nobody", "neither", "none", "no"})
QUOTING = frozenset({"quote", "cite", "report", "describe", "record"})


def verb_cues(doc: Doc) -> Iterator[Cue]:
    """Yield the verbs that introduce speech, writing or thought, in text order."""
    latest: Cue | None = None
    for token in possible_verbs(doc):
        sense = sense_of(token)
        cue = cue_of(token, sense) if sense is not None else None
        if cue is None:
            continue
        if token.tag_ == "VBG" and latest is not None and _shares(cue, latest):
            cue = replace(cue, source=latest.source)
        if token.tag_ != "VBG":
            latest = cue
        yield cue


def _shares(cue: Cue, latest: Cue) -> bool:
    """Whether a participle after a comma goes with the speaker of the verb of saying before it."""
    token = cue.token
    same = store.sentence_of(token).start == store.sentence_of(latest.token).start and latest.source is not None
    return same and cue.begins is None and token.i > 0 and token.nbor(-1).text == ","


def cue_of(token: Token, sense: ReportingVerb) -> Cue | None:
    """Return a reporting verb as a cue, None where no speech act is reported with it."""
    if _is_attributive(token) or (token.lower_ in PREPOSITIONS and len(grammar.verb_group(token)) == 1):
        return None
    if token.is_sent_start and token.lower_ == "asked":
        # "Asked whether ..., she said": who asks is not the subject.
        return Cue(token, token.idx, token.idx + len(token), None, "questioned", sense)
    if sense.lemma == "draw":
        return _drawn(token, sense)
    quoting = _quoted_as(token, sense)
    if quoting is not None:
        return quoting
    if sense.lemma in QUOTING and _quotes_as(token):
        return None
    negated, unreal = is_negated(token), grammar.modal(token) in UNREAL_MODALS
    if not negated and (unreal or _is_hypothetical(token)):
        return None
    if unreal and any(t.lower_ == "have" for t in grammar.verb_group(token)):
        # "could not have predicted": nobody said anything.
        return None
    if grammar.is_infinitive(token) and not _is_raised(token):
        return None
    passive = is_passive(token)
    if passive and not _reports_passively(token, sense):
        return None
    source = source_of(token)
    if source is not None and not passive:
        word = source.head.lower_
        alone = source.head.idx == source.start and source.end == source.head.idx + len(source.head)
        if (word in IMPERSONAL and alone) or (word == "it" and sense.family not in SPEAKING):
            return None
    if source is not None and not _can_speak(source.head):
        return None
    start, end = group(token)
    if " " in sense.lemma and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == sense.lemma.split()[1]:
        end = token.nbor(1).idx + len(token.nbor(1))
    if source is not None and source.start < start < source.end:
        # "a letter stating ...": the participle is part of the noun phrase but not of the source.
        source = span_of(source.heads, before=start)
    return Cue(token, start, end, source, polarity(sense, negated=negated), sense)


def _can_speak(head: Token) -> bool:
    """Whether a token can head a source: no number, mark or clitic that a parse took for a subject."""
    following = head.doc[head.i + 1].lower_ if head.i + 1 < len(head.doc) else ""
    if head.text == "%" or following in {"%", "percent", "per", "pct"}:
        # "38% said": a share of those asked speaks.
        return True
    counted = head.pos_ == "NUM" or head.like_num
    return head.pos_ not in {"SYM", "PUNCT", "PART"} and (not counted or head.is_alpha) and head.text[:1].isalnum()


def _drawn(token: Token, sense: ReportingVerb) -> Cue | None:
    """Read "would not be drawn on": who keeps silent is the subject of the passive."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    heads = [t for t in grammar.subjects(token) if t.i < token.i]
    silent = grammar.is_negated(token) or any(t.lower_ in NOBODY for h in heads for t in (h, h.left_edge))
    if following is None or following.lower_ != "on" or not heads or not is_passive(token) or not silent:
        return None
    start, _ = group(token)
    return Cue(token, start, following.idx + len(following), span_of(heads), "declined", sense)


def group(token: Token) -> tuple[int, int]:
    """Return the code points of the verb group: auxiliaries, negation, verb and adjoining particle."""
    doc = token.doc
    parts = {t.i for t in grammar.verb_group(token)}
    start, end = token.idx, token.idx + len(token)
    index, first = token.i - 1, store.sentence_of(token).start
    while index >= first and (index in parts or doc[index].pos_ in {"ADV", "PART"}):
        # Adverbs only count between parts of the group: "had already said", not "already said".
        start = doc[index].idx if index in parts else start
        index -= 1
    if token.i + 1 in parts:
        end = doc[token.i + 1].idx + len(doc[token.i + 1])
    return start, end


def polarity(sense: ReportingVerb, *, negated: bool) -> str:
    """Return how the source stands to the content, from the verb and its negation."""
    if not negated:
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
        and not any(child.pos_ in {"NOUN", "PROPN", "PRON", "VERB"} for child in below(token))
    )


def _is_hypothetical(token: Token) -> bool:
    if token.tag_ == "VBG" and any(t.lemma_.lower() in FANCIED for t in (token.head, token.head.head)):
        return True
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


def _quotes_as(token: Token) -> bool:
    """Whether a verb of quoting goes on with "as saying", which is the cue then."""
    following = [t for t in subtree(token) if token.i < t.i < len(token.doc) - 1]
    return any(t.lower_ == "as" and t.nbor(1).tag_ == "VBG" for t in following)


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
