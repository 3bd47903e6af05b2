"""What the project promises about itself."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from graph_service import cli
from graph_service.asgi import create_app
from graph_service.settings import Settings
from tests.graph_service.visitor import Visitor

ROOT = Path(__file__).parent.parent


def test_imports_go_one_way() -> None:
    done = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_locks_carry_hashes_and_no_addresses() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9_.\[\]-]+==", text, re.M | re.I)
        assert pinned
        assert text.count("--hash=sha256:") >= len(pinned)
        assert "://" not in text


def test_every_setting_stands_in_the_readme_with_its_default() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        row = re.search(rf"^\| `MANDATE_GRAPH_{name.upper()}` \| (.*?) \|", readme, re.M)
        assert row, f"MANDATE_GRAPH_{name.upper()} is not in the README's table of settings"
        assert row[1].strip("` ") == str(field.default or "empty"), name


def test_every_make_target_of_the_readme_is_there() -> None:
    targets = set(re.findall(r"^([a-z0-9]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    asked = set(re.findall(r"(?:`|    )make ([a-z0-9]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert {"serve", "test"} <= asked <= targets


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the registers that ship, as the README's reader has it after ``make serve``."""
    path = tmp_path_factory.mktemp("readme") / "readme.db"
    assert cli.main(["--store", str(path), "load", "--shipped"]) == 0
    return path


def readme_lines(start: str) -> list[str]:
    """The indented lines of the README that begin with a word, without what is said behind ``#``."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [line.strip().split("  #")[0].strip() for line in text.splitlines() if line.startswith(f"    {start}")]


def test_the_questions_of_the_readme_have_answers(shipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [shlex.split(line)[1:] for line in readme_lines("mandate-graph")]
    questions = [words for words in asked if words[0] in ("search", "lineage", "paths", "overlap", "stats")]
    assert len(questions) >= 5
    for words in questions:
        assert cli.main(["--store", str(shipped), *words, "--format", "json"]) == 0
        assert capsys.readouterr().out, words


def test_the_graphql_of_the_readme_answers(shipped: Path) -> None:
    line = next(line for line in readme_lines("curl") if "/graphql" in line)
    body = shlex.split(line)[shlex.split(line).index("-d") + 1]
    app = create_app(Settings(store=str(shipped)))
    answer = Visitor(app).post("/graphql", content=body, headers={"content-type": "application/json"}).json()
    app.state.service.close()
    assert "errors" not in answer
    assert answer["data"]["lineage"]["nodes"]["edges"]


def test_the_first_screen_of_the_readme_shows_what_the_command_prints(shipped: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command, _, shown = readme.partition("    $ mandate-graph ")[2].partition("\n")
    shown = shown.partition("\n\n")[0]
    run = [str(Path(sys.executable).parent / "mandate-graph"), "--store", str(shipped), *shlex.split(command)]
    done = subprocess.run(run, capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "112"})
    assert [line.strip() for line in done.stdout.splitlines() if line.strip()] == [line.strip() for line in shown.splitlines()]


def test_every_file_that_readme_and_docs_link_is_there() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))]
    assert links
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []


def test_every_setting_that_the_docs_name_is_there() -> None:
    named = {
        name for page in (ROOT / "docs").glob("*.md") for name in re.findall(r"MANDATE_GRAPH_([A-Z0-9_]+)", page.read_text("utf-8"))
    }
    assert named <= {name.upper() for name in Settings.model_fields}
