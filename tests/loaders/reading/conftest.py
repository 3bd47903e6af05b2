"""The short report that the tests of this folder read: structure of its own, symbols of the UN's."""

from pathlib import Path

import pytest

from loaders.base import Source
from loaders.un_report.loader import UnReport
from ontology.readings import Mention, Reading

SAMPLE = Path(__file__).parent / "sample.txt"


def read(path: Path, symbol: str | None = None) -> Reading:
    return next(UnReport().read(Source(path, symbol)))


@pytest.fixture(scope="session")
def reading() -> Reading:
    return read(SAMPLE)


@pytest.fixture(scope="session")
def cited(reading: Reading) -> dict[str, list[Mention]]:
    """Mentions of instruments and goals (not of bodies) by paragraph."""
    out: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        if mention.type != "entity":
            out.setdefault(mention.paragraph, []).append(mention)
    return out


@pytest.fixture
def report(tmp_path: Path) -> "Write":
    return Write(tmp_path)


class Write:
    """Writes a report of the given lines and reads it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, text: str, name: str = "report.txt", symbol: str | None = None) -> Reading:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return read(path, symbol)
