"""The encoder component: windows in, spaCy annotation out."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import srsly
from spacy.tokens import Doc
from spacy.util import minibatch
from spacy.vocab import Vocab

from onrecord.encoder.annotate import Annotator
from onrecord.encoder.network import FILES, Network
from onrecord.encoder.windows import cut
from onrecord.errors import PipelineError

Window = dict[str, np.ndarray]


class Started(NamedTuple):
    """A batch whose windows the network reads: documents, their token ranges, and the scores to come."""

    docs: list[Doc]
    cuts: list[list[tuple[int, int]]]
    scores: Iterator[dict[str, Any]]


class Encoder:
    """Reads texts in windows and writes tags, trees, names and attribution parts.

    The vectors of the words stay in ``doc.tensor``, one row a token, for stages that learned from them.

    Example:
        ``nlp("Ms Adeyemi said the bank will lend €20m.")`` gets a tree, ``doc.ents`` with one PERSON, and in
        ``doc.spans["attribution"]`` the source "Ms Adeyemi", the cue "said" and the content after it.
    """

    def __init__(self, vocab: Vocab, name: str, *, threads: int = 0, window: int = 192) -> None:
        """Set up without weights; see :func:`onrecord.encoder.make_encoder` for the arguments."""
        self.vocab, self.name, self.threads, self.window = vocab, name, threads, window
        self._network: Network | None = None
        self._annotator: Annotator | None = None
        self._pool: tuple[int, ThreadPoolExecutor] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document in place."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """Annotate a stream of documents; ``batch_size`` documents share the cores."""
        waiting: Started | None = None
        for batch in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            # The network reads this batch on the other cores while the one before is decoded on this one.
            started = self._start(batch)
            if waiting is not None:
                yield from self._finish(waiting)
            waiting = started
        if waiting is not None:
            yield from self._finish(waiting)

    def _start(self, docs: list[Doc]) -> Started:
        network, _ = self._loaded()
        cuts, windows = [], []
        for doc in docs:
            ranges, inputs = self._windows(network, doc)
            cuts.append(ranges)
            windows += inputs
        return Started(docs, cuts, self._run(network, windows))

    def _finish(self, started: Started) -> list[Doc]:
        _, annotator = self._loaded()
        scores = list(started.scores)
        paths = annotator.paths(scores)
        at = 0
        for doc, ranges in zip(started.docs, started.cuts, strict=True):
            own = scores[at : at + len(ranges)]
            annotator.write(doc, ranges, own, paths[at : at + len(ranges)])
            if own:
                doc.tensor = np.concatenate([s["vectors"] for s in own])
            at += len(ranges)
        return started.docs

    def _windows(self, network: Network, doc: Doc) -> tuple[list[tuple[int, int]], list[Window]]:
        words = [t.text for t in doc]
        split = [network.pieces.word(w) for w in words]
        counts = np.fromiter((len(p) for p, _ in split), dtype=np.int64, count=len(split))
        cases = np.fromiter((c for _, c in split), dtype=np.int64, count=len(split))
        ranges = cut(words, cases, counts, self.window)
        inputs = []
        for a, b in ranges:
            ids = [network.pieces.cls]
            for pieces, _ in split[a:b]:
                ids.extend(pieces)
            ids.append(network.pieces.sep)
            ends = np.cumsum(counts[a:b])
            inputs.append(
                {
                    "ids": np.array(ids, dtype=np.int64),
                    "case": np.concatenate([[0], np.repeat(cases[a:b], counts[a:b]), [0]]),
                    "first": ends - counts[a:b] + 1,
                    "last": ends,
                }
            )
        return ranges, inputs

    def _run(self, network: Network, windows: list[Window]) -> Iterator[dict[str, Any]]:
        """Return the scores of windows in order: under way in other threads already, or computed when asked for."""
        threads = self._threads()
        if threads < 2 or len(windows) < 2:
            return (network.run(**w) for w in windows)
        if self._pool is None or self._pool[0] != os.getpid():  # threads do not survive a fork
            self._pool = (os.getpid(), ThreadPoolExecutor(threads))
        return self._pool[1].map(lambda w: network.run(**w), windows)

    def _threads(self) -> int:
        if self.threads:
            return self.threads
        if multiprocessing.parent_process() is not None:  # n_process already fills the cores
            return 1
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

    def _loaded(self) -> tuple[Network, Annotator]:
        if self._network is None or self._annotator is None:
            raise PipelineError(
                f"{self.name} has no weights. Load a trained model (onrecord.load()), or take the component "
                "from one: nlp.add_pipe('onrecord_encoder', source=spacy.load('en_onrecord'))."
            )
        return self._network, self._annotator

    def load(self, files: dict[str, bytes]) -> None:
        """Take the weights from the bytes of the exported files."""
        self._network = Network(files)
        # Now, not with the first text: what is added to the strings in a memory zone, spaCy forgets, and a word of a
        # text that is spelt like a label takes that with it.
        self._annotator = Annotator(self.vocab, self._network)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Serialise the weights."""
        files = self._network.files if self._network is not None else {}
        return bytes(srsly.msgpack_dumps(files))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Encoder:
        """Load what :meth:`to_bytes` wrote."""
        files = srsly.msgpack_loads(data)
        if files:
            self.load(files)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in (self._network.files if self._network is not None else {}).items():
            (folder / name).write_bytes(data)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Load what :meth:`to_disk` wrote.

        Raises:
            PipelineError: if a file is missing.
        """
        folder = Path(path)
        missing = [name for name in FILES if not (folder / name).exists()]
        if missing and len(missing) < len(FILES):
            raise PipelineError(f"{folder}: {', '.join(missing)} missing. Install the model package again.")
        if not missing:
            self.load({name: (folder / name).read_bytes() for name in FILES})
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by weights: worker processes that are spawned get the component this way."""
        return _restore, (self.vocab, self.name, self.threads, self.window, self.to_bytes())


def _restore(vocab: Vocab, name: str, threads: int, window: int, data: bytes) -> Encoder:
    return Encoder(vocab, name, threads=threads, window=window).from_bytes(data)
