"""Files that appear only when they are complete."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError


@contextmanager
def atomic(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open a file that takes its name only when it is complete.

    The bytes go to a hidden file in the same folder, reach the disk and are renamed, and the name reaches the disk
    too; if the block raises, the hidden file is removed and whatever had the name before stays.

    Raises:
        InputError: if the folder cannot be written to.
    """
    target = Path(path)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        stream = open(part, "xb")  # noqa: SIM115 (closed below, before the rename)
    except OSError as error:
        raise InputError(f"{target}: cannot be written ({error.strerror})", "choose another place") from None
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: str | os.PathLike[str]) -> None:
    """See the names in a folder to the disk, where the system and the kind of disk allow it."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Some disks of other machines refuse this, and keep names without it.
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
