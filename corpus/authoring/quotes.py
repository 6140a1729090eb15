"""Entries of quotes: content, cue, source and speaker."""

from __future__ import annotations

from collections.abc import Sequence

from authoring.drafts import Context, Draft, draft, people, sub_span
from authoring.flags import apply_flags
from authoring.notation import Entry
from authoring.people import Person
from authoring.spans import Span, fragments_of, nearest
from onrecord.schema import Quote


def read_quote(context: Context, entry: Entry, scope: Span) -> Draft:
    """Read ``span | mode | cue | source | speaker | flags``; ``-`` is null.

    The speaker is the key of one participant or of several. ``-`` lets an anonymous source keep its own
    words, ``"words"`` gives those words if the source is a pronoun, ``?`` leaves the speaker unknown.
    """
    written, mode, cue, source, who, *flags = entry.fields
    text = context.text
    fragments = fragments_of(text, scope, written)
    around = (scope[0], max(scope[1], fragments[-1][1]))
    cue_span = None if cue == "-" else nearest(text, around, cue, fragments)
    near_cue = fragments if cue_span is None else [cue_span]
    source_span = None if source == "-" else nearest(text, around, source, near_cue)
    speakers = [] if who[0] in '-?"' else people(context, who)
    own_words = who.strip('"') if who[0] == '"' else None
    if own_words is None and source_span is not None and who != "?":
        own_words = text[slice(*source_span)]
    record = draft(context, "quote", fragments, salt="" if cue_span is None else str(cue_span[0]))
    record |= {
        "mode": mode,
        "cue": sub_span(context, cue_span),
        "source": sub_span(context, source_span),
        "speaker": speakers[0].name if len(speakers) == 1 else own_words,
        "speaker_kind": _speaker_kind(speakers, own_words),
        "speaker_basis": "same_clause" if speakers else "none",
        "polarity": "asserted",
        "links": [{"role": "speaker", "target": speaker.record} for speaker in speakers],
    }
    return apply_flags(record, " ".join(flags).split(), Quote)


def _speaker_kind(speakers: Sequence[Person], own_words: str | None) -> str:
    if not speakers:
        return "unknown" if own_words is None else "anonymous"
    if len(speakers) > 1 or speakers[0].label == "NORP":
        return "group"
    if speakers[0].label in ("WORK", "LAW"):
        return "document"
    if speakers[0].label == "PERSON":
        return "person" if speakers[0].named else "group"
    return "organisation"
