r"""JSON Lines in and out: streaming, typed, gzip by suffix, and files that appear only when complete.

Records are encoded by msgspec, so that equal records give equal bytes. Text with a lone surrogate has no
UTF-8 form: such a record is written with the surrogate as a JSON escape (``\udXXX``), and reads back the
same.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, NoReturn, TypeVar, cast, overload

import jsonlines
import msgspec

from onrecord.atomic import atomic
from onrecord.errors import InputError

T = TypeVar("T")
NOT_UTF8 = "convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8"
_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


class LineError(InputError):
    """A line that cannot be read. ``fault`` is the reason without the place, ``line`` counts from 1."""

    def __init__(self, source: str, line: int, fault: str, hint: str) -> None:
        """Name the place, what is wrong there and what to try."""
        super().__init__(f"{source}:{line}: {fault}", hint)
        self.args = (source, line, fault, hint)  # what pickle calls the class with
        self.line = line
        self.fault = fault


OnError = Callable[[LineError], None]


def dumps(record: Any) -> bytes:
    """Encode one record as a line without its newline; equal records give equal bytes."""
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:
        plain = json.dumps(msgspec.to_builtins(record), ensure_ascii=False, separators=(",", ":"))
        return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", plain).encode("utf-8")


def indented(record: Any) -> bytes:
    """Encode one record over several lines, for people to read; equal records give equal bytes."""
    try:
        return msgspec.json.format(dumps(record), indent=2) + b"\n"
    except msgspec.DecodeError:
        # A path that is no Unicode has lone surrogates, which msgspec would not see even as escapes.
        return json.dumps(msgspec.to_builtins(record), indent=2).encode() + b"\n"


def loads(line: str | bytes, type: Any = Any) -> Any:
    """Decode one line as ``type`` (any type msgspec knows).

    Raises:
        ValueError: if the line is not JSON or does not fit the type.
    """
    try:
        try:
            return msgspec.json.decode(line, type=type)
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:
            # msgspec refuses lone surrogates, which JSON allows; the standard library reads them.
            text = line if isinstance(line, str) else line.decode("utf-8")
            if not _SURROGATE_ESCAPE.search(text):
                raise
            return msgspec.convert(json.loads(text, parse_constant=_no_constant), type)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


@overload
def read(path: str | os.PathLike[str], type: type[T], *, on_error: OnError | None = ...) -> Iterator[T]: ...
@overload
def read(path: str | os.PathLike[str], type: Any = ..., *, on_error: OnError | None = ...) -> Iterator[Any]: ...
def read(path: str | os.PathLike[str], type: Any = Any, *, on_error: OnError | None = None) -> Iterator[Any]:
    """Yield the records of a file (gzipped if its name ends in ``.gz``), one at a time.

    Args:
        path: The file.
        type: Struct or union every line must be; by default any JSON.
        on_error: Called with the error of a line that cannot be read, after which reading goes on. Without
            it the error is raised.

    Raises:
        InputError: naming file and line, and what to try.
    """
    for _, record in numbered(path, type, on_error=on_error):
        yield record


def numbered(
    path: str | os.PathLike[str], type: Any = Any, *, on_error: OnError | None = None
) -> Iterator[tuple[int, Any]]:
    """Yield each record with the number of its line; otherwise as :func:`read`."""
    with _open(path) as lines:
        yield from decoded(lines, os.fspath(path), type, on_error=on_error)


def decoded(
    lines: Iterable[bytes], name: str, type: Any = Any, *, on_error: OnError | None = None
) -> Iterator[tuple[int, Any]]:
    """Yield (line number, record) from open lines; ``name`` is what errors call their source."""
    number = 0

    def counted() -> Iterator[bytes]:
        nonlocal number
        try:
            for number, line in enumerate(lines, start=1):  # noqa: B007 (read by the loop below)
                yield line
        except (OSError, EOFError, zlib.error) as broken:
            # jsonlines takes EOFError for the end: a truncated gzip file must not pass for a complete one.
            raise InputError(f"{name}:{number + 1}: cannot be read ({broken}); is the file complete?") from None

    reader = jsonlines.Reader(counted(), loads=lambda line: loads(line, type))
    while True:
        try:
            record = reader.read(skip_empty=True, allow_none=True)
        except EOFError:
            return
        except jsonlines.InvalidLineError as bad:
            error = LineError(name, bad.lineno, *_fault_and_hint(bad))
            if on_error is None:
                raise error from None
            on_error(error)
        else:
            yield number, record


def _fault_and_hint(bad: jsonlines.InvalidLineError) -> tuple[str, str]:
    cause = bad.__cause__
    if isinstance(cause, UnicodeDecodeError):
        return "not UTF-8", NOT_UTF8
    if isinstance(cause, msgspec.ValidationError):
        return str(cause), "see onrecord.schema.json for what a record holds"
    return f"not JSON ({cause})", "every line must be one JSON object"


def _open(path: str | os.PathLike[str]) -> BinaryIO:
    try:
        if os.fspath(path).endswith(".gz"):
            return cast("BinaryIO", gzip.open(path, "rb"))
        return open(path, "rb")
    except OSError as error:
        raise InputError(f"{os.fspath(path)}: cannot be opened ({error.strerror})", "check the path") from None


class Writer:
    """Write records one line each; made by :func:`writer`."""

    def __init__(self, stream: BinaryIO) -> None:
        """Write to a binary stream, which stays open."""
        self._lines = jsonlines.Writer(stream, dumps=cast("Any", dumps))

    def write(self, record: Any) -> None:
        """Write one record."""
        self._lines.write(record)

    def write_all(self, records: Iterable[Any]) -> None:
        """Write every record."""
        self._lines.write_all(records)


@contextmanager
def writer(path: str | os.PathLike[str]) -> Iterator[Writer]:
    """Open a JSON Lines file for writing, gzipped if its name ends in ``.gz``; see :mod:`onrecord.atomic`."""
    with atomic(path) as stream:
        if not os.fspath(path).endswith(".gz"):
            yield Writer(stream)
            return
        # No name and no time in the header: equal records give equal bytes.
        with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed:
            yield Writer(cast("BinaryIO", packed))


def write(path: str | os.PathLike[str], records: Iterable[Any]) -> None:
    """Write all records to a file; see :func:`writer`."""
    with writer(path) as lines:
        lines.write_all(records)
