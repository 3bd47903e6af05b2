"""What the tests share: the corpus (where there is one)."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder that MANDATE_GRAPH_CORPUS names; the test is skipped aloud where it is not set."""
    folder = os.environ.get("MANDATE_GRAPH_CORPUS")
    if not folder:
        pytest.skip("MANDATE_GRAPH_CORPUS is not set: the reports themselves are needed for this test")
    path = Path(folder)
    assert path.is_dir(), f"MANDATE_GRAPH_CORPUS={folder}: expected a folder"
    return path
