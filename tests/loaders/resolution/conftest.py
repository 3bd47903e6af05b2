"""Reads what a test writes as an instrument."""

from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.base import Source
from loaders.resolution.loader import Resolution
from ontology.readings import Reading

Read = Callable[..., Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads text or XML as an instrument; ``symbol`` as the user gives it."""

    def reading(words: str, name: str = "some.txt", symbol: str | None = None) -> Reading:
        path = tmp_path / name
        path.write_text(words, encoding="utf-8")
        return next(Resolution().read(Source(path, symbol)))

    return reading


def said(reading: Reading, predicate: str) -> list[str]:
    """The objects of the instrument's own statements of a predicate, in order."""
    found = [s for s in reading.statements if s.subject == reading.document and s.predicate == predicate]
    return [s.object if isinstance(s.object, str) else s.object.text for s in found]


def labels(reading: Reading) -> list[str]:
    """The labels of the paragraphs."""
    return [p.label for p in reading.paragraphs]
