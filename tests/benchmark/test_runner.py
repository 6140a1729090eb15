"""From files to figures, with a pipeline that finds whatever it finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import benchmark
from onrecord.benchmark.published import PATH, published
from onrecord.errors import InputError
from tests.formats.test_timeml import FILE

SENTENCE = "1\tAda\tAda\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_\n\n"
ROWS = "".join(f"# newdoc id = {name}\n{SENTENCE}" for name in "abc")


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "dev.conllu"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_figures_of_a_treebank(treebank: Path, tiny_model: str) -> None:
    seen: list[None] = []
    found = benchmark.run("ewt", treebank, model=tiny_model, progress=lambda: seen.append(None))
    assert (found.documents, len(seen)) == (3, 3)
    words = found["words"]
    assert (words.gold, words.pred, words.right, words.score, words.interval) == (6, 6, 6, 1.0, (1.0, 1.0))
    assert [row.measure for row in found.rows] == list(benchmark.TASKS["ewt"].measures)


@pytest.mark.slow
def test_limit_and_processes_do_not_change_counts(treebank: Path, tiny_model: str) -> None:
    one = benchmark.run("gum", treebank, model=tiny_model, limit=2, resamples=0)
    two = benchmark.run("gum", treebank, model=tiny_model, limit=2, jobs=2, resamples=0)
    assert one.documents == 2
    assert one.to_dict() == two.to_dict()
    assert one["las"].interval is None


def test_stages_run_where_claims_are_counted(tmp_path: Path, tiny_model: str) -> None:
    (tmp_path / "ferry-1.tml").write_text(FILE, encoding="utf-8")
    (tmp_path / "broken.tml").write_text("<TimeML>", encoding="utf-8")
    found = benchmark.run("tempeval3", tmp_path, model=tiny_model)
    assert found["relaxed"].gold == 5
    assert found["value"].right >= 3
    assert any("broken.tml" in warning for warning in found.warnings)


@pytest.mark.parametrize("name", benchmark.TASKS)
def test_folder_without_the_corpus_says_what_is_needed_and_where_it_is(name: str, tmp_path: Path) -> None:
    task = benchmark.TASKS[name]
    with pytest.raises(InputError) as missing:
        benchmark.run(name, tmp_path / "nowhere", model="not installed")
    assert task.files in str(missing.value) and task.get in str(missing.value)
    with pytest.raises(InputError) as empty:
        benchmark.run(name, tmp_path, model="not installed")
    assert task.files in str(empty.value) and str(tmp_path) in str(empty.value)


def test_unknown_benchmark_names_those_there_are() -> None:
    with pytest.raises(InputError, match="there are tempeval3, polnear"):
        benchmark.run("conll", ".")


def test_corpus_in_a_folder_of_all(tmp_path: Path) -> None:
    place = tmp_path / "polnear" / "dev"
    place.mkdir(parents=True)
    assert benchmark.find(benchmark.TASKS["polnear"], tmp_path) == place
    with pytest.raises(InputError, match="meantime needs"):
        benchmark.find(benchmark.TASKS["meantime"], tmp_path)


def test_tables_show_published_figures_with_their_sources(treebank: Path, tiny_model: str) -> None:
    found = benchmark.run("ewt", treebank, model=tiny_model, limit=1)
    text, marked = found.table(), found.table("markdown")
    assert "Stanza 1.5.1 [1]" in text and "https://stanfordnlp.github.io/stanza/performance.html" in text
    assert "figures on a development part" in text
    assert "| words | 2 | 2 | 2 |" in marked
    again = benchmark.Result.from_dict(found.to_dict())
    assert (again.table(), again["las"].recall) == (text, found["las"].recall)


def test_page_has_a_block_and_a_source_for_every_benchmark() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    for task in benchmark.TASKS.values():
        assert f"<!-- {task.name}:begin -->\n" in page and f"<!-- {task.name}:end -->" in page
        assert task.get.partition("https://")[2] in page


def test_published_figures_are_of_measures_there_are() -> None:
    assert "published.toml" in str(PATH)
    for name, task in benchmark.TASKS.items():
        keys = {measure.key for measure in task.measures}
        for other in published(name):
            assert other.figures and set(other.figures) <= keys
            assert all(0 < figure <= 100 for figure in other.figures.values())
            assert other.url.startswith("https://") and other.citation and other.part
