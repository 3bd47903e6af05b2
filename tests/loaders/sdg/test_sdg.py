"""The scheme of the goals: own excerpts in the source's form, and with the corpus the whole of it."""

from collections import Counter
from pathlib import Path

import pytest

from loaders import registry
from loaders.base import Source, SourceError
from loaders.sdg.loader import Sdg
from ontology.readings import Reading

TURTLE = """
@prefix sdg: <http://metadata.un.org/sdg/> .
@prefix sdgo: <http://metadata.un.org/sdg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .

sdg:15 a sdgo:Goal ; skos:prefLabel "Land"@en, "Tierra"@es ; skos:altLabel "Life there"@en .
sdg:15.a a sdgo:Target ; skos:broader sdg:15 ; skos:notation "15.0a"^^sdgo:SDGCode, "15.a"^^sdgo:SDGCodeCompact .
sdg:C150a01 a sdgo:Indicator ; skos:broader sdg:15.a ; sdgo:custodianAgency "{custodian}" ;
  skos:notation "15.a.1"^^sdgo:SDGCodeCompact, "C150a01"^^sdgo:SDGCodePerm ;
  dct:subject <http://metadata.un.org/thesaurus/100>, <http://eurovoc.europa.eu/7> .
"""


def test_goals_targets_and_indicators_have_names_codes_wholes_custodians_and_subjects(tmp_path: Path) -> None:
    reading = _scheme(tmp_path, "UNEP ")
    said = {(s.subject, s.predicate, s.object if isinstance(s.object, str) else s.object.text) for s in reading.statements}
    assert {
        ("SDG/15", "type", "sdg_goal"),
        ("SDG/15", "name", "Tierra"),
        ("SDG/15", "also_called", "Life there"),
        ("SDG/15.a", "part_of", "SDG/15"),
        ("SDG/15.a.1", "part_of", "SDG/15.a"),
        ("SDG/15.a.1", "alias", "SDG/C150a01"),
        ("UNEP", "custodian_of", "SDG/15.a.1"),
        ("SDG/15.a.1", "about", "UNBIS/100"),
    } <= said
    assert {e.method.kind for s in reading.statements if s.predicate == "about" for e in s.evidence} == {"tagged"}
    assert not [s for s in reading.statements if "eurovoc" in str(s.object)]


def test_two_custodians_in_one_text_are_two_and_nobody_is_nobody(tmp_path: Path) -> None:
    both = {s.subject for s in _scheme(tmp_path, "ILO/WHO").statements if s.predicate == "custodian_of"}
    assert both == {"ILO", "WHO"}
    nobody = _scheme(tmp_path, "Under discussion among agencies (A, B)")
    assert not [s for s in nobody.statements if s.predicate == "custodian_of"]
    assert "nobody yet" in nobody.remarks[0].message


def test_a_custodian_that_no_register_knows_gets_a_key_of_its_own(tmp_path: Path) -> None:
    reading = _scheme(tmp_path, "Bureau of Nowhere")
    (body,) = {s.subject for s in reading.statements if s.predicate == "custodian_of"}
    assert body.startswith("NEW/")
    assert [r.kind for r in reading.remarks] == ["made_up_key"]


def test_the_wording_in_a_language_is_told_by_its_folder(tmp_path: Path) -> None:
    reading = _wording(tmp_path, "1-short: 短\n1-title: 长\nstrange: 无\n")
    assert {(s.subject, s.predicate, getattr(s.object, "language", None)) for s in reading.statements} == {
        ("SDG/1", "also_called", "zh"),
        ("SDG/1", "name", "zh"),
    }
    assert [r.paragraph for r in reading.remarks] == ["strange"]


def test_what_is_no_scheme_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("sdg:1 a b .\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no Turtle"):
        list(Sdg().read(Source(tmp_path / "a.ttl")))
    with pytest.raises(SourceError, match="expected entries such as 1-1-title; found list"):
        _wording(tmp_path, "- a\n")
    (tmp_path / "b.ttl").write_text("<http://example.org/a> <http://example.org/b> 1 .\n", encoding="utf-8")
    assert not Sdg().recognises(Source(tmp_path / "b.ttl"))
    with pytest.raises(SourceError, match="expected 1 to 5000 goals"):
        list(Sdg().read(Source(tmp_path / "b.ttl")))


def test_the_scheme_at_hand_is_whole(corpus: Path) -> None:
    source = Source(corpus / "data" / "sdg" / "sdg-kos-goals-targets-indicators.ttl")
    loader = registry.pick(source)
    (reading,) = loader.read(source)
    types = Counter(s.object.text for s in reading.statements if s.predicate == "type" and not isinstance(s.object, str))
    assert (loader.name, types["sdg_goal"], types["sdg_target"], types["sdg_indicator"]) == ("sdg", 17, 169, 232)
    kept = {s.object for s in reading.statements if s.predicate == "custodian_of"}
    assert len(kept) >= 220


def _scheme(folder: Path, custodian: str) -> Reading:
    (folder / "scheme.ttl").write_text(TURTLE.replace("{custodian}", custodian), encoding="utf-8")
    (reading,) = Sdg().read(Source(folder / "scheme.ttl"))
    return reading


def _wording(folder: Path, text: str) -> Reading:
    (folder / "zh-Hans").mkdir(exist_ok=True)
    path = folder / "zh-Hans" / "global_goals.yml"
    path.write_text(text, encoding="utf-8")
    (reading,) = Sdg().read(Source(path))
    return reading
