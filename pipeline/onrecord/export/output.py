"""The folder of a data set, which takes its name only when all files are in it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_hex
from shutil import rmtree

import msgspec

from onrecord.atomic import atomic
from onrecord.errors import InputError
from onrecord.export import card, croissant, splits
from onrecord.export.facts import CARD, CROISSANT, FACTS, Facts, Settings, dumps, file_facts
from onrecord.export.folder import SplitWriter
from onrecord.optional import need
from onrecord.records import make_folder


@contextmanager
def split_writers(folder: Path, settings: Settings) -> Iterator[Mapping[str, SplitWriter]]:
    """Open a writer for every split that has a share."""
    texts, names = settings.texts == "included", settings.names == "kept"
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(SplitWriter(folder / name, texts=texts, names=names))
            for name, share in zip(splits.NAMES, settings.split, strict=True)
            if share
        }


@contextmanager
def fresh(out: str | os.PathLike[str]) -> Iterator[Path]:
    """Make a folder that takes its name only when it is complete.

    Raises:
        InputError: if the name is taken, or the folder cannot be made.
    """
    target = Path(out)
    if target.is_file() or (target.is_dir() and any(target.iterdir())):
        raise InputError(f"{target}: there is something already", "name a new folder, or remove this one first")
    part = target.absolute().with_name(f".{target.absolute().name}.{token_hex(4)}.part")
    make_folder(part)
    try:
        yield part
        if target.is_dir():
            target.rmdir()
        part.rename(target)
    except BaseException:
        rmtree(part, ignore_errors=True)
        raise


def finish(folder: Path, facts: Facts) -> Facts:
    """Hash the data files and write facts, metadata and card beside them; return the facts as written."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    facts = msgspec.structs.replace(
        facts,
        libraries={**facts.libraries, "pyarrow": need("pyarrow", "dataset").__version__},
        files={path.relative_to(folder).as_posix(): file_facts(path) for path in paths},
    )
    contents = {
        FACTS: dumps(facts),
        CROISSANT: croissant.dumps(facts),
        CARD: card.render(facts).encode("utf-8", "replace"),
    }
    for name, data in contents.items():
        with atomic(folder / name) as stream:
            stream.write(data)
    return facts
