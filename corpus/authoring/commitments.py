"""Entries of commitments: cue, action, condition, and who is bound to whom."""

from __future__ import annotations

from authoring.drafts import Context, Draft, draft, people, sub_span
from authoring.flags import apply_flags
from authoring.notation import AnnotationError, Entry
from authoring.spans import Span, fragments_of, nearest
from onrecord.schema import Commitment

_INTENDED = {"plan", "offer", "threaten"}
_LINKED = {"amount": "amount", "deadline": "deadline", "begin": "begin", "in": "said_in"}


def read_commitment(context: Context, entry: Entry, scope: Span) -> Draft:
    """Read ``act flags | cue | action | by=… to=… amount=… deadline=… begin=… in=… | if=… | span=…``.

    The span runs from the cue to the end of the action or of a condition behind it; ``apart`` keeps a cue
    that stands away from its action as a fragment of its own.
    """
    head, cue, action, *rest = entry.fields
    act, *flags = head.split()
    text = context.text
    action_span = fragments_of(text, scope, action)[0]
    around = (scope[0], max(scope[1], action_span[1]))
    cue_span = nearest(text, around, cue, [action_span])
    worded = dict(part.split("=", 1) for part in rest if part.startswith(("if=", "span=")))
    short = " ".join(part for part in rest if not part.startswith(("if=", "span=")))
    keyed = dict(pair.split("=", 1) for pair in short.split())
    condition = nearest(text, around, worded["if"], [action_span]) if "if" in worded else None
    reach = max(action_span[1], cue_span[1], condition[1] if condition and condition[0] > cue_span[0] else 0)
    if "span" in worded:
        fragments = fragments_of(text, scope, worded["span"])
    elif "apart" in flags:
        fragments = sorted([cue_span, action_span])
    else:
        fragments = [(min(cue_span[0], action_span[0]), reach)]
    if unknown := keyed.keys() - _LINKED.keys() - {"by", "to"}:
        raise AnnotationError(f"no key {min(unknown)!r}")
    committers = people(context, keyed.pop("by", ""))
    beneficiaries = people(context, keyed.pop("to", ""))
    record = draft(context, "commitment", fragments, salt=f"{cue_span[0]}-{action_span[0]}")
    record |= {
        "act": act,
        "direction": "not_do" if act == "refuse" else "do",
        "polarity": "affirmed",
        "force": "intended" if act in _INTENDED else "binding",
        "conditional": condition is not None,
        "condition": sub_span(context, condition),
        "status": "new",
        "specificity": "specific",
        "voice": "reported" if "in" in keyed else "narrator",
        "cue": sub_span(context, cue_span),
        "action": sub_span(context, action_span),
        "committers": [person.name for person in committers],
        "beneficiaries": [person.name for person in beneficiaries],
        "links": [
            *({"role": "committer", "target": person.record} for person in committers),
            *({"role": "beneficiary", "target": person.record} for person in beneficiaries),
            *({"role": _LINKED[key], "label": label} for key in keyed for label in keyed[key].split(",")),
        ],
    }
    return apply_flags(record, [flag for flag in flags if flag != "apart"], Commitment)
