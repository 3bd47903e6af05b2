"""The mappings that ship: each holds together, and reads rows of its register's form; with the corpus, the registers themselves."""

import csv
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from loaders.base import Source
from loaders.mapped import mapping
from loaders.mapped.loader import Mapped
from ontology.readings import Reading

SHIPPED = sorted(entry.name for entry in files("loaders.mapped").joinpath("registers").iterdir())

BUDGET = (
    "Origin Document,Part In Document,File,Addendum,Part,Section,Section Title,Entity-Long,Entity,Programme,Programme Title,"
    "Subprogramme,Subprogramme Title,Description,Link,Symbol,Full Document Symbol,Source"
)
ENVIRONMENT = "f,,IV,14,Environment,United Nations Environment Programme,UNEP,11.0,Environment"


@pytest.mark.parametrize("name", SHIPPED)
def test_each_mapping_that_ships_holds_together(name: str) -> None:
    text = files("loaders.mapped").joinpath("registers", name).read_text(encoding="utf-8")
    assert mapping.parse(text, name).expected.least >= 1


def test_a_list_of_the_budget_mandates_a_subprogramme_by_symbol_or_by_organ_and_number(tmp_path: Path) -> None:
    reading = _read(
        tmp_path / "ppb2031_all_mandates.csv",
        BUDGET,
        f"PPB 2031,Legislative mandates,{ENVIRONMENT},3,Nature,A title,,70/1,A/RES/70/1,General Assembly resolutions",
        f"PPB 2031,Legislative mandates,{ENVIRONMENT},,,Another,,3/11,,United Nations Environment Assembly resolutions",
        f"PPB 2031,Mandates and background,{ENVIRONMENT},,,Words,,2997 (XXVII),A/RES/2997(XXVII),General Assembly resolutions",
        f"PPB 2031,Legislative mandates,{ENVIRONMENT},,,,,2025/328,,Economic and Social Council resolutions and decisions",
        f"PPB 2031,Legislative mandates,{ENVIRONMENT},,,,,2025/28,,Economic and Social Council resolutions and decisions",
        f"PPB 2031,Legislative mandates,{ENVIRONMENT},,,,,Decision 79/581,,General Assembly resolutions and decisions",
        f"PPB 2031,Legislative mandates,{ENVIRONMENT},,,,,Articles 1 and 2,,Charter of the United Nations",
    )
    said = {(s.subject, s.predicate, s.object) for s in reading.statements}
    assert ("A/RES/70/1", "mandates", "UNEP/SP3@2031") in said
    assert ("UNEP", "leads", "UNEP/SP3@2031") in said
    assert ("UNEP/EA.3/Res.11", "mandates", "UNEP") in said
    assert ("UNEP", "based_on", "A/RES/2997(XXVII)") in said
    assert {s for s, p, _ in said if p == "mandates"} >= {"E/DEC/2025/328", "E/RES/2025/28", "A/DEC/79/581"}
    assert [r.paragraph for r in reading.remarks] == ["14/UNEP/Charter of the United Nations/Articles 1 and 2"]


def test_metadata_of_a_resolution_tell_its_draft_meeting_sponsors_votes_and_subjects(tmp_path: Path) -> None:
    path = tmp_path / "91.jsonl"
    path.write_text(
        '{"symbol": "A/RES/91/7", "pv": "A/91/PV.40 (Resumption 1)", "title": "A title", "adoption_date": "3\\u00a0March 2037",'
        '"originating_document": "A/91/55, para. 8", "sponsors": ["UNITED KINGDOM", "Kenya and Peru (on behalf of others)"],'
        '"SDGs": ["13"], "subjects": [["DESERTS", "UNBIS Thesaurus"], ["12", "A/91/251"]], "adoption_type": "By a recorded vote",'
        '"MS_in_favour_count": "120", "MS_against_count": "0", "MS_abstaining_count": "N.A."}',
        encoding="utf-8",
    )
    (reading,) = Mapped().read(Source(path))
    said = {(s.subject, s.predicate, s.object if isinstance(s.object, str) else s.object.text) for s in reading.statements}
    assert reading.document == "REG/unga-metadata-91"
    assert {
        ("A/RES/91/7", "adopted_on", "2037-03-03"),
        ("A/RES/91/7", "adopted_at", "UNGA-91/MTG-40"),
        ("A/RES/91/7", "based_on", "A/91/55"),
        ("A/91/55", "signed_by", "COUNTRY/GBR"),
        ("A/91/55", "signed_by", "COUNTRY/KEN"),
        ("A/91/55", "signed_by", "COUNTRY/PER"),
        ("A/RES/91/7", "about", "SDG/13"),
    } <= said
    assert {e.method.kind for s in reading.statements if s.predicate == "about" for e in s.evidence} == {"tagged"}
    assert {(dict(f.dimensions)["vote"], f.value) for f in reading.figures} == {("in favour", "120"), ("against", "0")}


def test_expenses_by_goal_are_figures_of_their_body_and_most_precise_goal(tmp_path: Path) -> None:
    reading = _read(
        tmp_path / "expenses_sdgs.csv",
        "calendar_year,entity_code,type_of_financial_information,amount,sdg_goal,sdg_target,sdg_indicator",
        "2031,UNEP,EXP,1250.50,13,13.2,",
        "2031,UNWOMEN,BUD,9000000.0,5,,",
    )
    assert {(f.subject, f.status, f.value, dict(f.dimensions)["sdg"], f.period) for f in reading.figures} == {
        ("UNEP", "spent", "1250.5", "SDG/13.2", "2031"),
        ("UN-WOMEN", "approved", "9000000", "SDG/5", "2031"),
    }


def test_every_row_of_the_registers_at_hand_speaks_or_is_told(corpus: Path) -> None:
    data = corpus / "data"
    for path in (*sorted(data.glob("un_mandates/*")), *sorted(data.glob("unga_metadata/*.jsonl"))):
        assert Mapped().recognises(Source(path)), path.name
        (reading,) = Mapped().read(Source(path))
        kinds = Counter(remark.kind for remark in reading.remarks)
        assert len(reading.statements) > 10 * kinds["unplaced"] or len(reading.statements) < 100, path.name


def test_amounts_of_the_expenses_at_hand_add_up_to_the_column(corpus: Path) -> None:
    path = corpus / "data" / "coordination" / "ceb_expenses_sdgs.csv"
    (reading,) = Mapped().read(Source(path))
    with path.open(encoding="utf-8") as table:
        expected = sum(float(row["amount"]) for row in csv.DictReader(table) if row["amount"])
    found = sum(float(figure.value) * len(figure.evidence) for figure in reading.figures)
    assert found == pytest.approx(expected)


def _read(path: Path, *lines: str) -> Reading:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (reading,) = Mapped().read(Source(path))
    return reading
