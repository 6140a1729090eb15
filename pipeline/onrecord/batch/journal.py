"""The journal of an unfinished run: what it is, and which parts of it are on the disk.

``.unfinished/journal.jsonl`` begins with what the run was asked for. A line follows for every part once its files
are there, and one for every shard that parts were joined into. A line that a crash cut short counts as not written.
"""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord import jsonl
from onrecord.batch.parts import Record, Written
from onrecord.batch.storage import Storage
from onrecord.errors import InputError
from onrecord.schema import Counts, Model, Options

UNFINISHED = ".unfinished"
JOURNAL = f"{UNFINISHED}/journal.jsonl"
# Characters of a value in an error.
_LONGEST = 100
_UNLIKE = "run it as it was, or use --restart to drop what it has"


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the records of a run depend on; what was made with another header must not be mixed in."""

    onrecord: str
    versions: dict[str, str]
    model: Model
    options: Options
    shard_size: int
    inputs: list[str]


class Shard(Record, frozen=True, tag="shard"):
    """Parts joined into one file of each kind.

    Attributes:
        shard: Its number, from 0.
        position: How many bytes of the input had been read when it was complete.
        counts: What it holds.
        files: SHA-256 of its files by name.
    """

    shard: int
    position: int
    counts: Counts
    files: dict[str, str]


class Complete(Record, frozen=True, tag="complete"):
    """The last line: all files are written and only have to be put in their place."""


class Journal:
    """The journal of one run.

    Attributes:
        written: Parts not yet joined into a shard, in order.
        shards: Shards, in order.
        digests: Hash of the items of every part so far, in order.
        complete: Whether all files are written.
    """

    def __init__(self, place: Storage, header: Header) -> None:
        """Begin a journal, or go on with the one that is there.

        Raises:
            InputError: if the one that is there belongs to another run, naming what differs, or cannot be read.
        """
        self.place = place
        self.written: list[Written] = []
        self.shards: list[Shard] = []
        self.digests: list[str] = []
        self.complete = False
        lines = place.lines(JOURNAL)
        if not lines:
            place.append(JOURNAL, jsonl.dumps(header) + b"\n")
            return
        check(self._read(lines[0], Header), header, f"{place.url}: the unfinished run there", _UNLIKE)
        for line in lines[1:]:
            self._take(self._read(line, Written | Shard | Complete))

    def _read(self, line: bytes, type: Any) -> Any:
        try:
            return jsonl.loads(line, type)
        except ValueError as error:
            fault = f"{self.place.url}/{JOURNAL}: not a journal of this version ({error})"
            raise InputError(fault, "use --restart to begin again") from None

    def add(self, record: Written | Shard | Complete) -> None:
        """Append a record and see it to the disk."""
        self.place.append(JOURNAL, jsonl.dumps(record) + b"\n")
        self._take(record)

    def _take(self, record: Written | Shard | Complete) -> None:
        if isinstance(record, Written):
            self.written.append(record)
            self.digests.append(record.digest)
        elif isinstance(record, Shard):
            self.shards.append(record)
            self.written.clear()
        else:
            self.complete = True


def check(found: Header, asked: Header, which: str, hint: str) -> None:
    """Make sure that a run is the one that is asked for.

    Raises:
        InputError: if it is not, naming what differs.
    """
    differing = _differing(msgspec.to_builtins(found), msgspec.to_builtins(asked))
    if differing is None:
        return
    name, was, now = differing
    raise InputError(f"{which} has another {name}: {was}, not {now}", hint)


def _differing(found: dict[str, Any], asked: dict[str, Any]) -> tuple[str, str, str] | None:
    """Return the first of the innermost values that differ, with its name and how both look."""
    for name, was in found.items():
        now = asked.get(name)
        if was == now:
            continue
        if isinstance(was, dict) and isinstance(now, dict) and (inner := _differing(was, now)) is not None:
            return f"{name}.{inner[0]}", inner[1], inner[2]
        return name, _short(was), _short(now)
    return None


def _short(value: Any) -> str:
    text = jsonl.dumps(value).decode()
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
