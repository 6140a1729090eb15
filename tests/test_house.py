"""The house as a whole: what is declared exists, what must stay light is light, what the pages say holds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint, entry_points, version
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

from onrecord.schema import KINDS, Claim, Document

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    page
    for page in [
        *ROOT.glob("*.md"),
        *(p for d in ("docs", "models", "corpus", "outputs") for p in (ROOT / d).rglob("*.md")),
    ]
    if "CHANGELOG" not in page.name
]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FACTORIES = PROJECT["entry-points"]["spacy_factories"]


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", FACTORIES)
def test_factory_resolves(name: str) -> None:
    declared = EntryPoint(name, FACTORIES[name], "spacy_factories")
    assert callable(declared.load())
    installed = entry_points(group="spacy_factories", name=name)
    assert all(entry.value == declared.value for entry in installed), "install the package again"


def test_command_resolves() -> None:
    assert callable(EntryPoint("onrecord", PROJECT["scripts"]["onrecord"], "console_scripts").load())


def test_factories_import_light() -> None:
    modules = ", ".join(sorted({value.partition(":")[0] for value in FACTORIES.values()}))
    heavy = "{'dateparser', 'onnxruntime', 'pandas', 'tokenizers', 'torch', 'babel'}"
    done = python(
        f"import spacy, sys; before = set(sys.modules); import {modules}\n"
        f"print(*sorted(({heavy} & set(sys.modules)) - before))"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [], "every spaCy pipeline imports these modules"


def test_help_answers_without_spacy() -> None:
    code = """
import sys
from onrecord.cli import main
sys.argv = ["onrecord", "extract", "--help"]
try:
    main()
except SystemExit as done:
    assert not done.code
assert "spacy" not in sys.modules and "pandas" not in sys.modules
"""
    done = python(code)
    assert done.returncode == 0, done.stderr


def test_layers() -> None:
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def targets(folder: str) -> set[str]:
    text = (ROOT / folder / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z-]*):", text, flags=re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_page_names_what_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    prose = re.sub(r"^ {4}.*$|`[^`]*`", "", text, flags=re.MULTILINE)
    for folder, target in re.findall(r"(?:^|`)make (?:-C (\S+) )?([a-z-]+)", text, flags=re.MULTILINE):
        assert target in targets(folder), f"no make target {target}"
    for link in re.findall(r"\]\(([^)#\s]+)", prose):
        if not re.match(r"[a-z]+:", link):
            assert (page.parent / link).exists(), f"{link} is not there"


def test_readme_names_commands_that_exist() -> None:
    import typer

    from onrecord.cli import app

    commands = typer.main.get_command(app.app).commands  # type: ignore[attr-defined]
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\.venv/bin/onrecord ([a-z]+)", text, flags=re.MULTILINE))
    assert named and named <= set(commands)


def test_readme_lists_folders_that_exist() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Where things are")[2]
    named = re.findall(r"^\| `([^`]+)`", table, flags=re.MULTILINE)
    assert named and all((ROOT / name).is_dir() for name in named)


def block(name: str) -> str:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return text.partition(f"<!-- {name}:begin -->\n")[2].partition(f"<!-- {name}:end -->")[0]


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(ROOT / "docs")
    import readme_example

    return readme_example


def test_readme_example_is_of_this_format(writer: Any) -> None:
    shown = block("example")
    assert " ".join(writer.TEXT.split()) in " ".join(shown.replace("\n> ", "\n").split()), "run `make readme`"
    record = shown.partition("```json\n")[2].partition("```")[0]
    claim: Claim = msgspec.json.decode(record, type=Claim)
    assert writer.TEXT[claim.start : claim.end] == claim.text
    spans = re.findall(rf"^\| (?:{'|'.join(KINDS)}) \| (.*?) \|", shown, flags=re.MULTILINE)
    assert spans and all(span in writer.TEXT for span in spans)


def test_readme_figures_are_those_of_the_metrics_file(writer: Any) -> None:
    metrics = json.loads(writer.METRICS.read_text(encoding="utf-8"))
    assert block("figures") == writer.figures(metrics) + "\n", "run `make readme`"


def test_readme_quick_start_runs(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    code = text.partition("```python\n")[2].partition("```")[0]
    exec(compile(code, "README.md", "exec"), {})
    assert re.search(r"^money \d+ \d+ £3m$", capsys.readouterr().out, flags=re.MULTILINE)


def test_model_has_one_version() -> None:
    package = ROOT / "models" / "en_onrecord" / "en_onrecord"
    meta = json.loads((package / "meta.json").read_text(encoding="utf-8"))
    (data,) = package.glob("en_onrecord-*/")
    inner = json.loads((data / "meta.json").read_text(encoding="utf-8"))
    assert {inner["version"], data.name.removeprefix("en_onrecord-"), version("en_onrecord")} == {meta["version"]}


def literals(annotation: Any) -> set[str]:
    """All strings that occur in Literals inside an annotation."""
    return {value for part in get_args(annotation) for value in ({part} if isinstance(part, str) else literals(part))}


@pytest.mark.parametrize("record", [Document, *KINDS.values()], ids=lambda r: r.__name__)
def test_record_page_has_every_field_and_value(record: type[msgspec.Struct]) -> None:
    page = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
    words = {word for quoted in re.findall(r"`([^`]+)`", page) for word in re.split(r"[^\w.]+", quoted)}
    hints = get_type_hints(record)
    wanted = {*record.__struct_fields__, *(v for f in record.__struct_fields__ for v in literals(hints[f]))}
    if record is not Document:
        wanted |= {record.kind}  # type: ignore[attr-defined]
    assert wanted - words == set()
