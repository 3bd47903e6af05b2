"""Every quote stands at its offsets in the stored text, in the paragraph that it names."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from ontology.readings import Reading
from ontology.records import Evidence

from .conftest import read


def evidence(reading: Reading) -> Iterator[Evidence]:
    for statement in reading.statements:
        yield from statement.evidence
    for figure in reading.figures:
        yield from figure.evidence


def check(reading: Reading) -> None:
    places = {p.label: (p.start, p.end) for p in reading.paragraphs}
    assert reading.text_hash == hashlib.sha256(reading.text.encode()).hexdigest()
    for mention in reading.mentions:
        assert reading.text[mention.start : mention.end] == mention.quote
        assert places[mention.paragraph][0] <= mention.start < places[mention.paragraph][1]
    for one in evidence(reading):
        assert one.start is not None
        assert reading.text[one.start : one.end] == one.quote
        assert places[one.paragraph][0] <= one.start < places[one.paragraph][1]
        assert one.text_hash == reading.text_hash


def test_every_quote_of_the_sample_stands_at_its_offsets(reading: Reading) -> None:
    check(reading)


def test_every_quote_of_the_five_reports_stands_at_its_offsets(corpus: Path) -> None:
    for path in sorted((corpus / "seeds").glob("*.txt")):
        check(read(path))


def test_the_five_reports_have_their_keys(corpus: Path) -> None:
    assert [read(path).document for path in sorted((corpus / "seeds").glob("*.txt"))] == [
        "DOC/bcaf153d2278",
        "A/74/72-E/2019/13",
        "UNEP/EA.4/16",
        "A/75/6 (Sect. 14)",
        "UNEP/GC.26/18",
    ]


def test_reading_twice_gives_the_same(reading: Reading) -> None:
    from .conftest import SAMPLE

    assert read(SAMPLE) == reading
