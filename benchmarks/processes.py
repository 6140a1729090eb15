"""A measurement in a fresh process, with one thread for each core it may use."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
THREAD_VARIABLES = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS")


def run(python: str, script: str, *arguments: str, threads: int = 1) -> dict[str, Any]:
    """Run a script of this folder and return the JSON object it prints last.

    Raises:
        subprocess.CalledProcessError: if it fails.
    """
    environment = os.environ | dict.fromkeys(THREAD_VARIABLES, str(threads))
    command = [python, str(HERE / script), *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def fault(python: str, *modules: str) -> str | None:
    """Return why an interpreter cannot import modules, in one line; None if it can."""
    command = [python, "-W", "ignore", "-c", f"import {', '.join(modules)}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        return f"{python}: {error.strerror}"
    return done.stderr.strip().splitlines()[-1] if done.returncode else None
