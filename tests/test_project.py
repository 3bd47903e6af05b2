"""What the project promises about itself."""

import re
import subprocess
import sys
from pathlib import Path

from graph_service.settings import Settings

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
