"""Reading documents without storing them: decoding a file and one pass of a plain pattern (words and numbers) over its text is the
floor that reading is divided by. Our own short report always; the resolutions of the corpus (``MANDATE_GRAPH_CORPUS``), in English
and Chinese, where it is; times are for one document, after the rules were read once."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.figures import Figure, Result, Seconds, Skipped, compare, expect
from bench.loading import REPORT
from bench.stage import Stage
from loaders import registry
from loaders.base import Source
from loaders.formats.printed import printed

NAME = "reading"
FLOOR = "decoding and one pattern"
_WORDS = re.compile(r"\w+|\d+")
_ROUNDS = 5
_MOST = 12
"""Resolutions of each language."""


def run(stage: Stage) -> Iterator[Result]:
    """A figure for our own report, and one for the resolutions of each language."""
    yield _figure("a short report of our own", _copies(stage.folder / "reading"))
    corpus = os.environ.get("MANDATE_GRAPH_CORPUS")
    for language in ("en", "zh"):
        folder = Path(corpus or "") / "data" / "akn4un" / language
        files = sorted(folder.glob("*.xml"))[:_MOST] if corpus else []
        what = f"resolutions ({language})"
        yield _figure(what, files) if files else Skipped(NAME, what, "MANDATE_GRAPH_CORPUS names no folder with data/akn4un")


def _copies(folder: Path) -> list[Path]:
    """The report a few times, each of other bytes: a document that was just read is not read again."""
    folder.mkdir(exist_ok=True)
    files = [folder / f"report-{number}.txt" for number in range(3)]
    for number, file in enumerate(files):
        file.write_text(REPORT.read_text(encoding="utf-8") + "\n" * number, encoding="utf-8")
    return files


def _figure(what: str, files: Sequence[Path]) -> Figure:
    size = sum(len(printed(Source(file)).text.encode()) for file in files)

    def ours() -> list[int]:
        return [sum(len(reading.text) > 0 for reading in registry.pick(Source(file)).read(Source(file))) for file in files]

    def floor() -> list[int]:
        return [min(1, len(_WORDS.findall(Source(file).text()))) for file in files]

    def note(one: Seconds, _: Seconds) -> str:
        middle = sorted(one)[len(one) // 2]
        return f"{1000 * middle:,.0f} ms each, {size / len(files) / middle / 1e6:.2f} MB/s of text, {len(files)} documents"

    def check(read: list[int], passed: list[int]) -> None:
        expect("documents with a text", read, passed)

    return compare((NAME, what, FLOOR), ours, floor, check, rounds=_ROUNDS, each=len(files), note=note)
