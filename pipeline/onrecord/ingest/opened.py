"""Files opened for reading: unpacked on the way, and never more of them in memory than a record may have."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from onrecord.errors import InputError
from onrecord.ingest.found import Input
from onrecord.ingest.need import need

STDIN = "-"
PACKED = (".gz", ".zst")
# Text packs to a fourth, tables to a hundredth. What grows beyond all that is made to fill memory or disk.
_LEAST, _RATIO = 256 << 20, 400
_CHUNK = 1 << 16
# One block of zstd is four bytes and may come to 128 KiB: little goes in at a time, so that little comes out.
_ZSTD_CHUNK = 128


class Guarded(io.RawIOBase):
    """The bytes of a packed file, refused where they are out of all proportion to it."""

    def __init__(self, unpacked: Any, packed: BinaryIO, name: str) -> None:
        """Read ``unpacked``, which unpacks ``packed``."""
        self._unpacked, self._packed, self._name = unpacked, packed, name
        self._count = 0

    def taken(self) -> int:
        """Return how many packed bytes have been read."""
        return self._packed.tell()

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read some bytes.

        Raises:
            InputError: if the file is a decompression bomb.
        """
        # One step at a time: of a file that is cut short, all that comes before the cut.
        data = self._unpacked.read1(len(buffer))
        self._count += len(data)
        if self._count > _LEAST and self._count > _RATIO * max(self._packed.tell(), 1):
            fault = f"{self._name}: unpacks to more than {_RATIO} times its size"
            raise InputError(fault, "if it is no decompression bomb, unpack it first")
        buffer[: len(data)] = data
        return len(data)


class _Zstd:
    """Unpack zstd, and notice a file that is cut short, which the library's own stream does not."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._library = need("zstandard")
        self._frame: Any = None
        self._ready = bytearray()

    def read1(self, size: int) -> bytes:
        while not self._ready:
            data = self._packed.read(_ZSTD_CHUNK)
            if not data:
                if self._frame is not None:
                    raise EOFError("compressed file ended before the end of its last frame")
                return b""
            while data:
                if self._frame is None:
                    self._frame = self._library.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
                try:
                    self._ready += self._frame.decompress(data)
                except self._library.ZstdError as error:
                    raise OSError(str(error)) from None
                data = self._frame.unused_data if self._frame.eof else b""
                if self._frame.eof:
                    self._frame = None
        taken = bytes(self._ready[:size])
        del self._ready[:size]
        return taken


@contextmanager
def opened(path: str) -> Iterator[tuple[BinaryIO, bool]]:
    """Open a file or standard input, unpacked by the ending of its name or by how it begins.

    Yields:
        The stream, and whether it was packed.

    Raises:
        InputError: if it cannot be opened.
    """
    if path == STDIN:
        yield unpacked(cast("BinaryIO", sys.stdin.buffer), path)
        return
    try:
        stream = open(path, "rb")  # noqa: SIM115 (closed below)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})", "check the file") from None
    with stream:
        yield unpacked(stream, path)


def unpacked(stream: BinaryIO, name: str) -> tuple[BinaryIO, bool]:
    """Return the bytes of a stream, unpacked if they begin like a packed file, and whether they do.

    Args:
        stream: The stream, at its beginning.
        name: What errors call it.
    """
    begins = cast("Any", stream).peek(4)[:4] if hasattr(stream, "peek") else b""
    if begins[:2] == b"\x1f\x8b":
        import gzip

        source: Any = gzip.GzipFile(fileobj=stream)
    elif begins == b"\x28\xb5\x2f\xfd":
        source = _Zstd(stream)
    else:
        return stream, False
    return io.BufferedReader(Guarded(source, stream, name), _CHUNK), True


def told(stream: BinaryIO) -> int:
    """Return how many bytes of a file have been read, packed ones where it is packed; 0 where it cannot be told."""
    raw = getattr(stream, "raw", None)
    try:
        return raw.taken() if isinstance(raw, Guarded) else stream.tell()
    except (OSError, ValueError):
        return 0


def size_of(path: str) -> int:
    """Return the bytes of a file; 0 where it cannot be told."""
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


@contextmanager
def as_file(source: Input) -> Iterator[str]:
    """Give the path of a file with the bytes of an input: its own, or that of a copy that goes afterwards."""
    if source.path is not None:
        yield source.path
        return
    with tempfile.NamedTemporaryFile() as copy:
        shutil.copyfileobj(source.stream, copy, _CHUNK)
        copy.flush()
        yield copy.name


def whole(stream: BinaryIO, limit: int) -> bytes | None:
    """Return all bytes of a stream; none if they are more than the limit."""
    parts, size = [], 0
    while chunk := stream.read(min(_CHUNK, limit + 1 - size)):
        parts.append(chunk)
        size += len(chunk)
        if size > limit:
            return None
    return b"".join(parts)


def lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, int, bytes | None]]:
    """Yield the number, the offset and the bytes of every line; no bytes for one longer than the limit."""
    number, offset = 0, 0
    while line := stream.readline(limit + 1):
        number += 1
        size = len(line)
        if size <= limit or line.endswith(b"\n"):
            yield number, offset, line
        else:
            while rest := stream.readline(_CHUNK):
                size += len(rest)
                if rest.endswith(b"\n"):
                    break
            yield number, offset, None
        offset += size
