"""Lists of mandates in an English programme budget."""

import pytest

from ontology.readings import Reading
from tests.loaders.reading.conftest import Write

LIST = """UNEP/EA.9/1
Report of the Executive Director
I. Programme of work
14.1 The medium-term strategy for the period 2018-2021 of the United Nations Environment Programme is the basis.
14.2 Two.
14.3 Three.
14.4 Four.
14.5 The list below shows all mandates entrusted to the programme.
General Assembly resolutions
47/190 Report of the United Nations Conference on Environment and Development
70/1 Transforming our world: the 2030 Agenda for Sustainable Development
2997 (XXVII) Institutional and financial arrangements for international environmental cooperation
Governing Council decisions
19/1 Nairobi Declaration on the Role and Mandate of the United Nations Environment Programme
SS.XI/9 International environmental governance
Subprogramme 3
Healthy and productive ecosystems
14.6 The list below shows all mandates entrusted to the subprogramme.
General Assembly resolutions
73/284 United Nations Decade on Ecosystem Restoration (2021–2030)
United Nations Environment Assembly resolutions
3/2 Pollution mitigation by mainstreaming biodiversity into key sectors
4/10 Innovation on biodiversity and land degradation
UNEP/EA.4/Res.16 Mangroves
14.7 The work goes on.
"""


@pytest.fixture
def reading(report: Write) -> Reading:
    return report(LIST)


def mandates(reading: Reading, programme: str) -> list[str]:
    return [s.subject for s in reading.statements if (s.predicate, s.object) == ("mandates", programme)]


def test_each_entry_mandates_the_programme_of_its_list(reading: Reading) -> None:
    assert mandates(reading, "UNEP/SP0@2018-2021") == [
        "A/RES/47/190",
        "A/RES/70/1",
        "A/RES/2997(XXVII)",
        "UNEP/GC/DEC/19/1",
        "UNEP/GCSS/DEC/XI/9",
    ]


def test_a_subprogramme_behind_a_list_is_a_heading_and_its_list_its_own(reading: Reading) -> None:
    assert mandates(reading, "UNEP/SP3@2018-2021") == [
        "A/RES/73/284",
        "UNEP/EA.3/Res.2",
        "UNEP/EA.4/Res.10",
        "UNEP/EA.4/Res.16",
    ]


def test_an_entry_is_not_cited_a_second_time_by_the_heading_of_its_list(reading: Reading) -> None:
    assert not [s for s in reading.statements if s.predicate == "cites"]
