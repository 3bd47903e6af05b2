"""Bodies that no register knows, by their name with an acronym in brackets behind it."""

from ontology.readings import Reading
from tests.loaders.reading.conftest import Write

TEXT = """United Nations A/77/999

I. Dust
1. In 2016 UNEP established the Global Desert Research Network (GDRN). Its members met in Nairobi in the same year.
2. The GDRN is chaired by FAO. A Committee on Sand and Seeds (XYZ) was spoken of, and an Environmental Management Group (EMG).
3. UNEP supports the Dust Early Warning Platform (DEWP). The World Health Organization (WHO) looks after health.
"""


def test_a_body_with_its_acronym_gets_a_key_and_is_known_by_the_acronym(report: Write) -> None:
    reading = report(TEXT)
    network, platform = _key(reading, "Global Desert Research Network"), _key(reading, "Dust Early Warning Platform")
    said = {(s.subject, s.predicate, s.object) for s in reading.statements}
    assert {("UNEP", "establishes", network), (network, "chaired_by", "FAO"), ("UNEP", "supports", platform)} <= said
    assert [reading.text[m.start : m.end] for m in reading.mentions if m.key == network] == [
        "Global Desert Research Network",
        "GDRN",
        "GDRN",
    ]


def test_an_acronym_of_other_letters_or_of_a_known_body_makes_no_new_one(report: Write) -> None:
    names = {text for e in report(TEXT).entities if e.key.startswith("NEW/") for _, text in e.labels}
    assert names == {"Global Desert Research Network", "Dust Early Warning Platform"}


def _key(reading: Reading, name: str) -> str:
    (key,) = {e.key for e in reading.entities if ("en", name) in e.labels}
    assert key.startswith("NEW/")
    return key
