"""The loader of the register of bodies."""

from pathlib import Path

import pytest

from loaders.base import Source, SourceError
from loaders.bodies.loader import Bodies, source
from loaders.bodies.tables import COLUMNS, read
from loaders.reading.folding import fold
from loaders.un_report.loader import UnReport
from ontology.readings import Reading
from ontology.records import Literal


@pytest.fixture(scope="module")
def reading() -> Reading:
    return next(Bodies().read(source()))


def test_the_register_is_recognised_by_its_table_and_by_its_description() -> None:
    assert Bodies().recognises(source())
    assert Bodies().recognises(Source(source().path.with_name("source.yaml")))


def test_another_table_is_not_recognised() -> None:
    assert not Bodies().recognises(Source(source().path.with_name("names.csv")))


def test_a_type_is_said_by_the_register_with_the_row_as_its_place(reading: Reading) -> None:
    said = next(s for s in reading.statements if s.subject == "EMG" and s.predicate == "type")
    assert (said.document, said.object) == ("REG/bodies", Literal("interagency_mechanism", datatype="type"))
    assert (said.evidence[0].paragraph, said.evidence[0].method.kind) == ("EMG", "register")


def test_a_name_that_a_report_says_is_curated_in_that_report(reading: Reading) -> None:
    said = next(s for s in reading.statements if s.object == Literal("内罗毕-赫尔辛基成果", language="zh"))
    assert said.document != "REG/bodies"
    assert said.evidence[0].method.kind == "curated"


def test_an_entity_has_a_label_in_each_language_and_its_other_names_as_aliases(reading: Reading) -> None:
    unep = next(e for e in reading.entities if e.key == "UNEP")
    assert dict(unep.labels) == {
        "en": "United Nations Environment Programme",
        "fr": "Programme des Nations Unies pour l'environnement",
        "zh": "联合国环境规划署",
    }
    assert "环境署" in unep.aliases


def test_too_few_rows_are_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    for table, columns in COLUMNS.items():
        (tmp_path / f"{table}.csv").write_text(",".join(columns) + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"expected 350 to 5000 rows in bodies\.csv \(source\.yaml\); found 0\. Mend the table"):
        next(Bodies().read(Source(tmp_path / "bodies.csv")))


def test_every_name_placed_in_a_report_stands_in_that_paragraph(corpus: Path) -> None:
    readings = [next(UnReport().read(Source(path))) for path in sorted((corpus / "seeds").glob("*.txt"))]
    texts = {(r.document, p.label): fold(r.text[p.start : p.end]).text for r in readings for p in r.paragraphs}
    placed = [n for n in read(source().path.parent).names if n.document and n.paragraph]
    assert len(placed) > 300
    missing = [n for n in placed if fold(n.text).text not in texts.get((n.document or "", n.paragraph or ""), "")]
    assert missing == []
