"""``python -m bench``: what there is, figures as a table and as JSON, and an error where an answer is wrong."""

from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from bench import __main__ as command
from bench.figures import Figure, Result, Skipped, WrongAnswer
from bench.measures import MEASURES
from bench.stage import Stage

FIGURE = Figure.of(("lineage", "a page", "numpy"), [0.002, 0.004, 0.003], [0.001, 0.001, 0.001], "a note")


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two measures that take no time."""
    given: dict[str, list[Result]] = {"lineage": [FIGURE], "paths": [Skipped("paths", "a way", "nothing to walk on")]}
    monkeypatch.setattr(command, "MEASURES", {name: lambda stage, name=name: iter(given[name]) for name in given})


def test_the_list_names_every_measure_with_what_is_divided_by_what() -> None:
    shown = CliRunner().invoke(command.main, ["--list"]).stdout
    assert [line.partition(":")[0] for line in shown.splitlines() if line.partition(":")[0] in MEASURES] == list(MEASURES)


def test_a_name_that_there_is_not_is_wrong_usage_and_the_names_are_told() -> None:
    result = CliRunner().invoke(command.main, ["speed"])
    assert result.exit_code == 2
    assert all(name in result.stderr for name in MEASURES)


@pytest.mark.usefixtures("measured")
def test_the_table_stands_under_command_machine_and_seed() -> None:
    result = CliRunner().invoke(command.main, ["--seed", "7"])
    lines = result.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines[:5]] == ["command", "machine", "seed", "instruments", "citations"]
    assert "seed: 7" in lines
    assert any("a page" in line and " 3 ms " in line and "2.5 – 3.5" in line and "a note" in line for line in lines)


@pytest.mark.usefixtures("measured")
def test_what_is_skipped_is_said_on_standard_error_and_in_the_table() -> None:
    result = CliRunner().invoke(command.main, ["paths"])
    assert "skipped: a way: nothing to walk on" in result.stderr
    assert "nothing to walk on" in result.stdout


@pytest.mark.usefixtures("measured")
def test_figures_are_written_as_json(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    assert CliRunner().invoke(command.main, ["--json", str(file)]).exit_code == 0
    written = orjson.loads(file.read_bytes())
    assert {"command", "machine", "seed", "instruments", "citations"} < set(written)
    assert [(row["kind"], row["measure"]) for row in written["results"]] == [("figure", "lineage"), ("skipped", "paths")]
    assert written["results"][0]["ratio"] == 3.0


def test_a_wrong_answer_ends_the_run_with_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(stage: Stage) -> list[Result]:
        raise WrongAnswer("expected 2, found 1")

    monkeypatch.setattr(command, "MEASURES", {"lineage": wrong})
    result = CliRunner().invoke(command.main, ["lineage"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "a wrong answer, so nothing is measured: expected 2, found 1" in result.stderr
