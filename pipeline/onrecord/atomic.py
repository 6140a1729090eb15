"""Files that appear only when they are complete."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError


@contextmanager
def atomic(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open a file that takes its name only when it is complete.

    The bytes go to a hidden file in the same folder, reach the disk and are renamed; if the block raises, the
    hidden file is removed and whatever had the name before stays.

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
