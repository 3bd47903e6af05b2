"""The same document as text, HTML, Word, PDF and XML: the same stored text, labels and statements."""

import re
from functools import cache
from pathlib import Path

import pytest

from loaders.base import Source
from loaders.registry import pick
from ontology.readings import Reading

from .documents import DOCUMENTS
from .writers import WRITERS

OTHERS = [form for form in WRITERS if form != "txt"]


@cache
def read(folder: Path, name: str, form: str) -> Reading:
    path = folder / f"{name}.{form}"
    path.write_bytes(WRITERS[form](DOCUMENTS[name]))
    source = Source(path)
    return next(iter(pick(source).read(source)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("forms")


@pytest.mark.parametrize("form", OTHERS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_form_gives_the_same_statements(folder: Path, name: str, form: str) -> None:
    plain, other = read(folder, name, "txt"), read(folder, name, form)
    assert len(plain.statements) > 20
    assert {s.id: s for s in other.statements}.keys() == {s.id: s for s in plain.statements}.keys()
    assert other.loader == plain.loader


@pytest.mark.parametrize("form", OTHERS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_form_gives_the_same_labels(folder: Path, name: str, form: str) -> None:
    assert [p.label for p in read(folder, name, form).paragraphs] == [p.label for p in read(folder, name, "txt").paragraphs]


@pytest.mark.parametrize("form", OTHERS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_form_gives_the_same_words_line_by_line(folder: Path, name: str, form: str) -> None:
    def words(reading: Reading) -> list[str]:  # where a line breaks beside a Chinese character, a blank may be lost
        return [re.sub(r"(?<![A-Za-z]) | (?![A-Za-z])", "", line) for line in reading.text.split("\n")]

    assert words(read(folder, name, form)) == words(read(folder, name, "txt"))


@pytest.mark.parametrize("form", OTHERS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_form_but_plain_text_keeps_the_hyperlink_on_its_words(folder: Path, name: str, form: str) -> None:
    links = [m for m in read(folder, name, form).mentions if m.form == "hyperlink"]
    wanted = {"resolution": ("A/RES/70/1", "70/1"), "report": ("A/RES/2997(XXVII)", "2997")}[name.split("-")[0]]
    assert [(m.key, m.quote.split(" ")[0].split("(")[0]) for m in links] == [wanted]


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("form", WRITERS)
def test_quotes_stand_at_their_offsets(folder: Path, name: str, form: str) -> None:
    reading = read(folder, name, form)
    places = {p.label: (p.start, p.end) for p in reading.paragraphs}
    mentioned = [(m.start, m.end, m.quote, m.paragraph) for m in reading.mentions]
    for start, end, quote, paragraph in mentioned + [
        (e.start or 0, e.end or 0, e.quote or "", e.paragraph) for s in reading.statements for e in s.evidence
    ]:
        assert reading.text[start:end] == quote
        assert places[paragraph][0] <= start < places[paragraph][1]
