"""The description of the fields that the page edits by is that of the records."""

from __future__ import annotations

from onrecord.schema import KINDS
from onrecord.view.fields import fields, roles


def test_every_own_field_is_described_in_its_order() -> None:
    for kind, described in fields().items():
        struct = KINDS[kind]
        names = [field["name"] for field in described]
        assert names == [name for name in struct.__struct_fields__ if name in names]
        assert set(struct.__annotations__) - {"kind"} == set(names)


def test_types_choices_and_shapes() -> None:
    found = {(kind, field["name"]): field for kind, described in fields().items() for field in described}
    assert found["commitment", "act"]["choices"][:2] == ["promise", "agree"]
    assert found["date", "granularity"]["null"] and found["date", "granularity"]["type"] == "choice"
    assert found["quote", "cue"] == {"name": "cue", "type": "span", "null": True}
    assert found["commitment", "action"] == {"name": "action", "type": "span", "null": False}
    assert found["commitment", "committers"]["type"] == "list" and found["money", "approx"]["type"] == "bool"
    assert found["money", "currency"]["pattern"] == "^[A-Z]{3}$" and "pattern" not in found["quote", "speaker"]


def test_roles_of_links() -> None:
    assert roles()[:2] == ["speaker", "committer"] and len(roles()) == 11
