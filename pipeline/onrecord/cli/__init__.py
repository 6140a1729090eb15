"""The ``onrecord`` command. Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from typing import NoReturn

from onrecord.errors import InputError, OnrecordError, PipelineError

# What the shell gets to see; 0 is a run without findings.
FINDINGS, USAGE, PIPELINE = 1, 2, 3


def main() -> NoReturn:
    """Run the command line and exit with 0 (fine), one of the codes above, or 130 (interrupted)."""
    from onrecord.cli import app

    try:
        app.app(prog_name="onrecord")
    except Exception as error:
        if app.debug:
            raise
        sys.exit(_report(error))
    sys.exit(0)


def _report(error: Exception) -> int:
    """Print an error as one line, and return the exit code of its class."""
    if isinstance(error, OnrecordError):
        line, code = str(error), FINDINGS
    elif isinstance(error, OSError):
        line, code = f"{error.filename or 'system'}: {error.strerror}", USAGE
    else:
        line, code = f"{type(error).__name__}: {error}; this is a bug, --debug shows where", PIPELINE
    if isinstance(error, InputError):
        code = USAGE
    elif isinstance(error, PipelineError):
        code = PIPELINE
    print(f"onrecord: {' '.join(line.split())}", file=sys.stderr)
    return code
