"""The configuration of brat for claims, made from the schema: https://brat.nlplab.org/configuration.html."""

from __future__ import annotations

from onrecord.formats import shape
from onrecord.schema import KINDS

# Background of spans, by the kind of claim they are or belong to.
COLOURS = {
    "entity": "#9fd8e8",
    "quote": "#ffe08a",
    "money": "#a8e6a1",
    "date": "#dcb8f0",
    "commitment": "#ffb3a7",
    "": "#e4e4e4",
}


def files() -> dict[str, str]:
    """Return the configuration files by name."""
    return {"annotation.conf": annotation(), "visual.conf": visual()}


def annotation() -> str:
    """Return what may be annotated."""
    lines = ["[entities]", *shape.LABELS, *shape.PART_LABELS, "", "[relations]"]
    # Claims nest and overlap in every way.
    lines.append("<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>")
    for part in shape.PART_LABELS:
        holders = "|".join(kind for kind, parts in shape.PARTS.items() if part in parts)
        lines.append(f"{shape.part_relation(part)}\tArg1:{holders}, Arg2:{part}")
    for role in shape.ROLES:
        sources, targets = shape.link_ends(role)
        lines.append(f"{role}\tArg1:{'|'.join(sources)}, Arg2:{'|'.join(targets)}")
    lines += ["", "[events]", "", "[attributes]"]
    for kind in KINDS:
        holders = "|".join(shape.labels_of_kind(kind))
        for name, attribute in shape.ATTRIBUTES[kind].items():
            if attribute.flag:
                lines.append(f"{kind}_{name}\tArg:{holders}")
            elif attribute.values:
                lines.append(f"{kind}_{name}\tArg:{holders}, Value:{'|'.join(attribute.values)}")
    return "\n".join(lines) + "\n"


def visual() -> str:
    """Return how it is shown."""
    lines = ["[labels]"]
    lines += [f"{shape.part_relation(part)} | has {part} | {part}" for part in shape.PART_LABELS]
    lines += [f"{role} | {role.replace('_', ' ')}" for role in shape.ROLES]
    for kind in KINDS:
        closed = [name for name, attribute in shape.ATTRIBUTES[kind].items() if not attribute.free]
        lines += [f"{kind}_{name} | {name.replace('_', ' ')}" for name in closed]
    lines += ["", "[drawing]", "SPAN_DEFAULT\tfgColor:black, bgColor:#e4e4e4, borderColor:darken"]
    for kind in KINDS:
        lines += [f"{label}\tbgColor:{COLOURS[kind]}" for label in shape.labels_of_kind(kind)]
    lines.append("ARC_DEFAULT\tcolor:black, arrowHead:triangle-5")
    for kind in KINDS:
        for name, attribute in shape.ATTRIBUTES[kind].items():
            if not attribute.free:
                lines.append(f"{kind}_{name}\tglyph:*")
    return "\n".join(lines) + "\n"
