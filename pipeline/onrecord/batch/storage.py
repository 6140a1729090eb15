"""Where the files of a run lie: a folder here, or one that several machines share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from onrecord.atomic import atomic, sync_folder
from onrecord.batch.lock import locked
from onrecord.errors import InputError
from onrecord.records import make_folder

ROOM = "make room or name another place; --resume goes on where it stopped"


class Storage(Protocol):
    """A folder of files that appear complete or not at all; names may hold one slash."""

    url: str

    @property
    def folder(self) -> Path | None:
        """Where it is on this machine, if it is here."""

    def held(self) -> AbstractContextManager[None]:
        """Return a context manager that keeps other runs away, where that can be done."""

    def write(self, name: str, data: bytes) -> None:
        """Write a whole file."""

    def opened(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Return a context manager with a binary stream to a file that appears when the block ends."""

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or None if it is not there."""

    def names(self) -> list[str]:
        """Return the names of the files in the folder itself, sorted."""

    def move(self, name: str, target: str) -> None:
        """Give a file another name, if it is there; one that had the name goes."""

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all in it, if it is there."""

    def append(self, name: str, line: bytes) -> None:
        """Append a line to a log and see it to the disk."""

    def lines(self, name: str) -> list[bytes]:
        """Return the complete lines of a log; it goes on after them."""


class Folder:
    """A folder of this machine, or on a disk mounted here."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Name the folder; it is made when something is written."""
        self.path = self.folder = Path(path)
        self.url = os.fspath(path)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Make the folder, and keep other runs away from it while the block runs.

        Raises:
            InputError: if another run is there, or the folder cannot be made or written to.
        """
        make_folder(self.path)
        with locked(self.path):
            yield

    def write(self, name: str, data: bytes) -> None:
        """Write a whole file: beside its place, to the disk, then by renaming.

        Raises:
            InputError: if it cannot be written, a full disk included.
        """
        with self.opened(name) as stream:
            stream.write(data)

    @contextmanager
    def opened(self, name: str) -> Iterator[BinaryIO]:
        """Open a file that takes its name when the block ends.

        Raises:
            InputError: as :meth:`write`.
        """
        path = self.path / name
        with self._told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with atomic(path) as stream:
                yield stream

    @contextmanager
    def _told(self, path: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise InputError(f"{path}: cannot be written ({error.strerror or error})", ROOM) from None

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or None if it is not there."""
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None

    def names(self) -> list[str]:
        """Return the names of the files in the folder itself, sorted."""
        return sorted(p.name for p in self.path.iterdir() if p.is_file()) if self.path.is_dir() else []

    def move(self, name: str, target: str) -> None:
        """Give a file another name, if it is there."""
        source, place = self.path / name, self.path / target
        if not source.exists():
            return
        with self._told(place):
            os.replace(source, place)
            sync_folder(place.parent)

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all in it, if it is there."""
        path = self.path / name
        with self._told(path):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def append(self, name: str, line: bytes) -> None:
        """Append a line to a log and see it to the disk.

        Raises:
            InputError: if it cannot be written.
        """
        path = self.path / name
        with self._told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            new = not path.exists()
            with open(path, "ab") as stream:
                stream.write(line)
                stream.flush()
                os.fsync(stream.fileno())
            if new:
                sync_folder(path.parent)
                sync_folder(path.parent.parent)

    def lines(self, name: str) -> list[bytes]:
        """Return the complete lines of a log; one that a crash cut short is taken away."""
        data = self.read(name) or b""
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data):
            os.truncate(self.path / name, len(whole))
        return whole.splitlines()


def storage(url: str | os.PathLike[str]) -> Storage:
    """Return the storage that a path, or a URL like ``s3://bucket/run``, names."""
    name = os.fspath(url)
    if "://" not in name:
        return Folder(name)
    from onrecord.batch.remote import Remote

    return Remote(name)
