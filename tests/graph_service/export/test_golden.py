"""Each format of a record of three statements, byte for byte.

Where a change of the bytes is meant, remove the golden file and run the test: it fails once and writes the file anew. Look at it.
"""

import io
from pathlib import Path

import pytest

from graph_service.export import FORMATS, export
from graph_service.graph import snapshot as snapshots
from graph_service.store import open_store
from ontology.readings import Reading
from ontology.records import Evidence, Literal, Method, Statement

GOLDEN = Path(__file__).with_name("golden")
RULE, CURATED = Method("rule", "recalls", "1"), Method("curated", "governance", "1")
SAID = (
    Statement(
        "A/RES/67/251",
        "A/RES/67/251",
        "recalls",
        "A/RES/66/288#88(a)",
        evidence=(
            Evidence("preamble 1", RULE, "en", 0, 8, "=Recalls", "0" * 64, 0.9),
            Evidence("2", CURATED, wording=(("verb", "recalls"),)),
        ),
    ),
    Statement(
        "A/RES/67/251", "UNEA", "name", Literal("联合国环境大会", "zh"), valid_from="2013-03-13", evidence=(Evidence("1", CURATED),)
    ),
    Statement(
        "A/75/6 (Sect. 14)", "EMG", "chaired_by", "UNEP-ED", (("role", "chair"),), evidence=(Evidence("14.9", CURATED, "zh"),)
    ),
)


@pytest.mark.parametrize("name", FORMATS)
def test_the_bytes_are_those_of_the_golden_file(name: str, tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "three.db"))
    store.write(
        Reading("REG/three", None, "tests", "1", "0" * 64, statements=tuple(sorted(SAID, key=lambda s: s.id))),
        "2026-01-01T00:00:00Z",
    )
    out = io.BytesIO()
    export(snapshots.build(store), name, out)
    store.close()
    golden = GOLDEN / f"three.{name}"
    if not golden.exists():
        golden.write_bytes(out.getvalue())
        pytest.fail(f"{golden.name} was not there and has been written; look at it, then run again")
    assert out.getvalue() == golden.read_bytes()
