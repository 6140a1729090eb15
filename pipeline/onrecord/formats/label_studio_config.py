"""The labelling configuration of Label Studio for claims, made from the schema: https://labelstud.io/tags."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from onrecord.formats import shape
from onrecord.formats.brat_config import COLOURS
from onrecord.schema import KINDS


def control(kind: str, name: str) -> str:
    """Return the name of the control of an attribute."""
    return f"{kind}_{name}"


def build() -> str:
    """Return the configuration as XML."""
    view = Element("View")
    # Without it the text is shown, and its spans are saved, with white space trimmed.
    SubElement(view, "Style").text = ".htx-text { white-space: pre-wrap; }"
    relations = SubElement(view, "Relations")
    for relation in (*map(shape.part_relation, shape.PART_LABELS), *shape.ROLES, shape.CONTINUES):
        SubElement(relations, "Relation", value=relation)
    labels = SubElement(view, "Labels", name="label", toName="text")
    for kind in KINDS:
        for label in shape.labels_of_kind(kind):
            SubElement(labels, "Label", value=label, background=COLOURS[kind])
    for label in (*shape.PART_LABELS, shape.FRAGMENT):
        SubElement(labels, "Label", value=label, background=COLOURS[""])
    SubElement(view, "Text", name="text", value="$text")
    for kind in KINDS:
        _attributes(view, kind)
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"


def _attributes(view: Element, kind: str) -> None:
    shown = {"visibleWhen": "region-selected", "whenTagName": "label"}
    box = SubElement(view, "View", {**shown, "whenLabelValue": ",".join(shape.labels_of_kind(kind))})
    SubElement(box, "Header", value=kind, size="4")
    for name, attribute in shape.ATTRIBUTES[kind].items():
        SubElement(box, "Header", value=name.replace("_", " "), size="6")
        about = {"name": control(kind, name), "toName": "text", "perRegion": "true"}
        if attribute.free:
            most = {} if attribute.many else {"maxSubmissions": "1"}
            SubElement(box, "TextArea", {**about, **most, "editable": "true", "rows": "1"})
            continue
        choices = SubElement(box, "Choices", {**about, "choice": "single", "showInline": "true"})
        for value in ("true", "false") if attribute.flag else attribute.values:
            SubElement(choices, "Choice", value=value)
