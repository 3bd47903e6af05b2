"""Documents as lists of paragraphs (JSON): read from their words alone, keyed by the file's name where that is a symbol."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from loaders import registry
from loaders.base import Source, SourceError
from loaders.formats.printed import printed
from ontology.readings import Reading

RESOLUTION: Sequence[Mapping[str, object]] = [
    {"text": "Resolution adopted by the General Assembly on 3\u00a0March 2037", "type": "frontmatter", "prefix": None},
    {"text": "91/7.\tDeserts of the north", "type": "title", "prefix": None},
    {"text": "The General Assembly,", "type": "paragraph", "prefix": None},
    {"text": "Recalling its resolution 90/12 of 5\u00a0May 2036,", "type": "paragraph", "prefix": None, "action_verb": "Deploring"},
    {"text": "Requests the Secretary-General to report on deserts;", "type": "paragraph", "prefix": "1.", "links": []},
    {"text": "", "type": "footer", "prefix": None},
]


def test_a_list_of_paragraphs_is_read_from_its_words_and_not_from_what_was_said_of_them(tmp_path: Path) -> None:
    reading = _read(tmp_path / "A_RES_91_7.json", RESOLUTION)
    assert (reading.document, reading.date, reading.title) == ("A/RES/91/7", "2037-03-03", "Deserts of the north")
    said = {(s.subject, s.predicate, s.object) for s in reading.statements}
    assert ("A/RES/91/7", "recalls", "A/RES/90/12") in said
    assert ("A/RES/91/7#1!1", "addressed_to", "UN-SG") in said
    assert "Deploring" not in reading.text


def test_a_file_named_by_an_old_symbol_is_that_instrument(tmp_path: Path) -> None:
    entries = [{"text": f"The United Nations acts, {n}.", "type": "paragraph", "prefix": f"{n}."} for n in range(1, 6)]
    assert printed(_file(tmp_path / "A_RES_91(II).json", entries)).facts == {"symbol": "A/RES/91(II)"}
    assert _read(tmp_path / "A_RES_91(II).json", entries).document == "A/RES/91(II)"


def test_a_name_that_session_documents_have_too_tells_no_symbol(tmp_path: Path) -> None:
    assert printed(_file(tmp_path / "UNEP_GC_SS.XII_3.json", RESOLUTION)).facts == {}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[{"text": 1}]', "entry 1: expected an object with text"),
        ('[{"text": "a"', "no JSON"),
        ('[{"text": " "}]', "no paragraph has words"),
        ('[{"text": "a"}, 7]', "entry 2: expected an object with text; found 7"),
    ],
)
def test_a_list_of_another_form_is_refused(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=why):
        printed(Source(tmp_path / "a.json"))


def _file(path: Path, entries: Sequence[Mapping[str, object]]) -> Source:
    path.write_text(json.dumps(entries), encoding="utf-8")
    return Source(path)


def _read(path: Path, entries: Sequence[Mapping[str, object]]) -> Reading:
    source = _file(path, entries)
    (reading,) = registry.pick(source).read(source)
    return reading
