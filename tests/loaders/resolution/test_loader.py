"""Which files are instruments."""

from pathlib import Path

import pytest

from loaders.base import Source, SourceError
from loaders.registry import pick
from loaders.resolution.loader import Resolution
from ontology import vocabulary
from ontology.identifiers import kind_of
from ontology.records import Statement

from .conftest import Read
from .excerpts import BOTH, Excerpt


@pytest.mark.parametrize("excerpt", BOTH, ids=lambda e: e.language)
@pytest.mark.parametrize("form", ["xml", "text"])
def test_an_instrument_is_recognised_in_either_form(excerpt: Excerpt, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"some.{'xml' if form == 'xml' else 'txt'}"
    path.write_text(getattr(excerpt, form)(), encoding="utf-8")
    assert pick(Source(path)).name == "resolution"


def test_a_report_that_proposes_a_decision_is_none(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    words = "UNEP/EA.5/9\n\nReport of the Executive Director\n\n1. The Assembly may wish to adopt the following:\n\n"
    path.write_text(
        f"{words}The United Nations Environment Assembly,\n\nRecalling its resolution 4/1,\n\n1. Decides to rest.", encoding="utf-8"
    )
    assert not Resolution().recognises(Source(path))


def test_a_language_without_rules_is_refused_with_those_that_have_some(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text("Организация Объединенных Наций\n" * 20, encoding="utf-8")
    with pytest.raises(SourceError, match=r"some\.txt: no rules for its language; expected one of en, zh"):
        next(Resolution().read(Source(path)))


@pytest.mark.parametrize("excerpt", BOTH, ids=lambda e: e.language)
def test_the_ends_of_statements_are_of_the_kinds_that_the_predicate_has(excerpt: Excerpt, read: Read) -> None:
    reading = read(excerpt.xml(), "some.xml")
    types = {e.key: vocabulary.entity_type(e.type).kind for e in reading.entities}

    def fits(statement: Statement) -> bool:
        known = vocabulary.predicate(statement.predicate)
        kind = types.get(statement.subject) or kind_of(statement.subject)
        return "any" in known.domain or kind in known.domain or (kind == "part" and "instrument" in known.domain)

    assert [(s.subject, s.predicate) for s in reading.statements if not fits(s)] == []
