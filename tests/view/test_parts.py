"""The script is put together from modules, each after those it needs."""

from __future__ import annotations

from importlib.resources import files

import pytest

from onrecord.view import parts


def test_every_module_and_style_sheet_is_in_the_page() -> None:
    folder = files("onrecord.view") / "page"
    for module in (folder / "js").iterdir():
        assert f"const ${module.name.removesuffix('.js')} = (() => {{" in parts.script()
    for sheet in (folder / "css").iterdir():
        assert sheet.read_text(encoding="utf-8") in parts.style()


def test_a_module_stands_after_those_it_imports(monkeypatch: pytest.MonkeyPatch) -> None:
    modules = {
        "main.js": 'import { two } from "./b.js";\ntwo();\n',
        "b.js": 'import { one } from "./c.js";\nexport const two = () => one;\n',
        "c.js": "export const one = 1;\n",
    }
    monkeypatch.setattr(parts, "_read", lambda *names: modules[names[-1]])
    assert parts.script.__wrapped__() == (
        '"use strict";\n'
        "const $c = (() => {\nconst one = 1;\nreturn { one };\n})();\n\n"
        "const $b = (() => {\nconst { one } = $c;\nconst two = () => one;\nreturn { two };\n})();\n\n"
        "const $main = (() => {\nconst { two } = $b;\ntwo();\nreturn {  };\n})();\n"
    )


def test_modules_that_import_each_other_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    modules = {"main.js": 'import { a } from "./a.js";\n', "a.js": 'import { b } from "./main.js";\n'}
    monkeypatch.setattr(parts, "_read", lambda *names: modules[names[-1]])
    with pytest.raises(ValueError, match="main -> a -> main: these modules import each other"):
        parts.script.__wrapped__()
