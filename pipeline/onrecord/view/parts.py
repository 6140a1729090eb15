"""The template, the style and the script of the page, put together from readable files.

The script is written as modules that import each other. A page that is one file cannot import, so every module becomes
a function that is called once and returns what it exports, and stands after those it imports from.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./([a-z_]+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)
_STYLES = ("theme", "layout", "controls", "article", "panel", "tables")


def template() -> str:
    """Return the markup, with names in braces where the rest goes."""
    return _read("report.html")


@cache
def style() -> str:
    """Return the style sheets as one."""
    return "\n".join(_read("css", f"{name}.css") for name in _STYLES)


@cache
def script() -> str:
    """Return the modules of the script as one.

    Raises:
        ValueError: if modules import each other in a circle.
    """
    written: dict[str, str] = {}
    _write("main", written, ())
    return '"use strict";\n' + "\n".join(written.values())


def _write(name: str, written: dict[str, str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ValueError(f"{' -> '.join((*above, name))}: these modules import each other")
    if name in written:
        return
    source = _read("js", f"{name}.js")
    for _, needed in _IMPORT.findall(source):
        _write(needed, written, (*above, name))
    exported = ", ".join(_EXPORT.findall(source))
    body = re.sub(r"^export ", "", _IMPORT.sub(r"const \1 = $\2;", source), flags=re.MULTILINE)
    written[name] = f"const ${name} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


def _read(*names: str) -> str:
    return files(__package__).joinpath("page", *names).read_text(encoding="utf-8")
