"""A folder behind fsspec (``s3://``, ``gs://``, ``file://`` …), as the machines of a cluster share it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from onrecord.errors import InputError


class Remote:
    """A folder named by a URL. An object store cannot append, so a log is a folder with a file for every line."""

    def __init__(self, url: str) -> None:
        """Name the folder.

        Raises:
            InputError: if fsspec or its driver is not installed, or it knows no such kind of storage.
        """
        self.url = url.rstrip("/")
        try:
            import fsspec

            self._files, self._root = fsspec.core.url_to_fs(self.url)
        except ImportError as error:
            raise InputError(f"{url}: {error}", "pip install onrecord[ray], and the driver that is named") from None
        except ValueError as error:
            raise InputError(f"{url}: {error}", "give a path, or a URL that fsspec knows") from None

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}"

    def write(self, name: str, data: bytes) -> None:
        """Write a whole file.

        Raises:
            InputError: if it cannot be written.
        """
        with self.opened(name) as stream:
            stream.write(data)

    @contextmanager
    def opened(self, name: str) -> Iterator[BinaryIO]:
        """Open a file that takes its name when the block ends.

        Raises:
            InputError: as :meth:`write`.
        """
        folder, _, last = name.rpartition("/")
        part = f"{folder}/.{last}.{secrets.token_hex(4)}.part" if folder else f".{last}.{secrets.token_hex(4)}.part"
        try:
            self._files.makedirs(self._at(folder) if folder else self._root, exist_ok=True)
            with self._files.open(self._at(part), "wb") as stream:
                yield cast("BinaryIO", stream)
            self._files.mv(self._at(part), self._at(name))
        except OSError as error:
            raise InputError(f"{self.url}/{name}: cannot be written ({error})", "check the storage") from None

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or None if it is not there."""
        try:
            return cast("bytes", self._files.cat_file(self._at(name)))
        except FileNotFoundError:
            return None

    def names(self) -> list[str]:
        """Return the names of the files in the folder itself, sorted."""
        return self._listed("")

    def _listed(self, folder: str) -> list[str]:
        self._files.invalidate_cache()
        try:
            found = self._files.ls(self._at(folder).rstrip("/"), detail=True)
        except FileNotFoundError:
            return []
        return sorted(entry["name"].rsplit("/", 1)[-1] for entry in found if entry["type"] == "file")

    def move(self, name: str, target: str) -> None:
        """Give a file another name, if it is there."""
        if self._files.exists(self._at(name)):
            self._files.mv(self._at(name), self._at(target))

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all in it, if it is there."""
        if self._files.exists(self._at(name)):
            self._files.rm(self._at(name), recursive=True)

    def append(self, name: str, line: bytes) -> None:
        """Append a line to a log.

        Raises:
            InputError: if it cannot be written.
        """
        self.write(f"{name}/{len(self._listed(name)):07d}", line)

    def lines(self, name: str) -> list[bytes]:
        """Return the lines of a log."""
        found = (self.read(f"{name}/{entry}") for entry in self._listed(name) if entry.isdigit())
        return [line.rstrip(b"\n") for line in found if line is not None]
