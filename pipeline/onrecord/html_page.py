"""Pages that are one file and load nothing: what the report of a run and the page of errors are made with.

Style and script stand in the page and are allowed by their hashes alone. Data is JSON in a script element that is
never run; the script reads it and puts it into the page as text.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

# Inside a script element these could end it, or begin a comment that hides its end.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
_NAME = re.compile(r"\{\{([A-Z]+)\}\}")


def json_for_script(value: Any) -> str:
    """Return JSON that can stand in a script element: ASCII alone, and without ``<``, ``>`` and ``&``."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).translate(_ESCAPES)


def policy(style: str, script: str) -> str:
    """Return the content security policy of a page with this style and script and no other source of anything.

    Trusted types are named although no page uses them: where the browser knows them, a script that tried to make
    markup of a text would fail.
    """
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def filled(template: str, values: dict[str, str]) -> str:
    """Return a template with each ``{{NAME}}`` replaced; the values have been made safe for their places.

    All at once: a value that holds the name of another keeps it.
    """
    return _NAME.sub(lambda found: values[found[1]], template)


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")
