"""One run a folder at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import InputError

LOCK = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder while the block runs; the lock goes with the process, however it ends.

    Raises:
        InputError: if another process holds it, or the folder cannot be written to.
    """
    path = folder / LOCK
    try:
        stream = open(path, "a+b")  # noqa: SIM115 (held through the block)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror})", "choose another place") from None
    with stream:
        if not _held(stream.fileno()):
            raise InputError(f"{folder}: another run is writing there", "wait for it, or name another folder")
        try:
            yield
        finally:
            # Gone before it is let go, so that nobody waits for a file without a name.
            path.unlink(missing_ok=True)


def _held(descriptor: int) -> bool:
    if os.name != "posix":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
