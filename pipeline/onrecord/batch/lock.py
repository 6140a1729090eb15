"""One run a folder at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError

LOCK = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder while the block runs; the lock goes with the process, however it ends.

    Raises:
        InputError: if another process holds it, or the folder cannot be written to.
    """
    path = folder / LOCK
    with _taken(folder, path):
        try:
            yield
        finally:
            # Before it is let go, so that whoever comes next makes a file of their own. Left behind, it does no harm.
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _taken(folder: Path, path: Path) -> BinaryIO:
    """Return the lock file, open and locked."""
    while True:
        try:
            stream = open(path, "a+b")  # noqa: SIM115 (closed by the caller)
        except OSError as error:
            raise InputError(f"{folder}: cannot be written ({error.strerror})", "choose another place") from None
        if not _held(stream.fileno()):
            stream.close()
            raise InputError(f"{folder}: another run is writing there", "wait for it, or name another folder")
        # Between opening and locking, the run before may have removed the file: its name would be free for a third.
        if os.name != "posix" or (path.exists() and os.path.samestat(os.fstat(stream.fileno()), os.stat(path))):
            return stream
        stream.close()


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
