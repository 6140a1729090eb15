"""A folder behind fsspec (``s3://``, ``gs://``, ``file://`` …), as the machines of a cluster share it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import BinaryIO, cast

from onrecord.errors import InputError
from onrecord.optional import need

EXTRA = "ray"
# Where a file that is put there whole appears whole; elsewhere it is written beside its place and renamed.
_WHOLE = frozenset({"abfs", "abfss", "az", "gcs", "gs", "memory", "s3", "s3a"})


class Remote:
    """A folder named by a URL.

    An object store cannot append, so a log is a folder with a file for every line. Nor can it lock: that two runs do
    not write to one place is up to whoever starts them.
    """

    folder: None = None

    def __init__(self, url: str) -> None:
        """Name the folder.

        Raises:
            InputError: if fsspec or its driver is not installed, or it knows no such kind of storage.
        """
        self.url = url.rstrip("/")
        self._logged: dict[str, int] = {}
        fsspec = need("fsspec", EXTRA)
        try:
            self._files, self._root = fsspec.core.url_to_fs(self.url)
        except ImportError as error:
            raise InputError(f"{url}: {error}", "install the driver that is named, on all machines") from None
        except ValueError as error:
            raise InputError(f"{url}: {error}", "give a path, or a URL that fsspec knows") from None

    def held(self) -> nullcontext[None]:
        """Return a context manager that does nothing: there are no locks."""
        return nullcontext()

    def _at(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # (every driver has errors of its own, of the network and of its service)
            if isinstance(error, InputError):
                raise
            reason = f"cannot be used ({type(error).__name__}: {error})"
            raise InputError(f"{self.url}/{name}: {reason}", "check the storage and the rights to it") from None

    def write(self, name: str, data: bytes) -> None:
        """Write a whole file.

        Raises:
            InputError: if it cannot be written.
        """
        protocols = self._files.protocol
        if _WHOLE.intersection([protocols] if isinstance(protocols, str) else protocols):
            with self._told(name):
                self._files.pipe_file(self._at(name), data)
            return
        with self.opened(name) as stream:
            stream.write(data)

    @contextmanager
    def opened(self, name: str) -> Iterator[BinaryIO]:
        """Open a file that takes its name when the block ends.

        Raises:
            InputError: as :meth:`write`.
        """
        folder, _, last = name.rpartition("/")
        part = f"{folder}/.{last}.{secrets.token_hex(4)}.part".lstrip("/")
        with self._told(name):
            self._files.makedirs(self._at(folder).rstrip("/"), exist_ok=True)
            with self._files.open(self._at(part), "wb") as stream:
                yield cast("BinaryIO", stream)
            self._files.mv(self._at(part), self._at(name))

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or None if it is not there.

        Raises:
            InputError: if it cannot be read.
        """
        with self._told(name):
            try:
                return cast("bytes", self._files.cat_file(self._at(name)))
            except FileNotFoundError:
                return None

    def names(self) -> list[str]:
        """Return the names of the files in the folder itself, sorted."""
        return self._listed("")

    def _listed(self, folder: str) -> list[str]:
        with self._told(folder):
            self._files.invalidate_cache()
            try:
                found = self._files.ls(self._at(folder).rstrip("/"), detail=True)
            except FileNotFoundError:
                return []
        return sorted(entry["name"].rsplit("/", 1)[-1] for entry in found if entry["type"] == "file")

    def move(self, name: str, target: str) -> None:
        """Give a file another name, if it is there.

        Raises:
            InputError: if that cannot be done.
        """
        with self._told(name):
            self._files.invalidate_cache()
            if self._files.exists(self._at(name)):
                self._files.mv(self._at(name), self._at(target))

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all in it, if it is there.

        Raises:
            InputError: if it cannot be removed.
        """
        self._logged = {log: lines for log, lines in self._logged.items() if not f"{log}/".startswith(f"{name}/")}
        with self._told(name):
            self._files.invalidate_cache()
            with suppress(FileNotFoundError):
                self._files.rm(self._at(name), recursive=True)

    def append(self, name: str, line: bytes) -> None:
        """Append a line to a log.

        Raises:
            InputError: if it cannot be written.
        """
        number = self._logged.get(name)
        if number is None:
            number = len(self._lines(name))
        self.write(f"{name}/{number:07d}", line)
        self._logged[name] = number + 1

    def lines(self, name: str) -> list[bytes]:
        """Return the lines of a log, up to one that is missing.

        Raises:
            InputError: if they cannot be read.
        """
        found = (self.read(f"{name}/{entry}") for entry in self._lines(name))
        return [line.rstrip(b"\n") for line in found if line is not None]

    def _lines(self, name: str) -> list[str]:
        return [entry for entry in self._listed(name) if entry.isdigit()]
