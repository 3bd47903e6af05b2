"""The names under which well-known things are shown."""

import pytest

from graph_service.graph import snapshot
from graph_service.ingest.load import load
from graph_service.store import open_store
from loaders import registry

GOLDEN = {
    "UNEP": ("United Nations Environment Programme", "联合国环境规划署"),
    "UNGA": ("United Nations General Assembly", "联合国大会"),
    "UNEA": ("United Nations Environment Assembly of the United Nations Environment Programme", "联合国环境规划署联合国环境大会"),
    "UNDP": ("United Nations Development Programme", "联合国开发计划署"),
    "CEB": ("United Nations System Chief Executives Board for Coordination", "联合国系统行政首长协调理事会"),
    "DGC": ("Department of Global Communications", "全球传播部"),
    "EMG": ("Environment Management Group", "环境管理小组"),
    "FAO": ("Food and Agriculture Organization of the United Nations", "联合国粮食及农业组织"),
    "WHO": ("World Health Organization", "世界卫生组织"),
    "UNESCO": ("United Nations Educational, Scientific and Cultural Organization", "联合国教育、科学及文化组织"),
    "UN-HABITAT": ("United Nations Human Settlements Programme", "联合国人类住区规划署"),
    "UNDRR": ("United Nations Office for Disaster Risk Reduction", "联合国减少灾害风险办公室"),
    "UNOPS": ("United Nations Office for Project Services", "联合国项目事务署"),
    "CBD": ("Convention on Biological Diversity", "生物多样性公约"),
    "ESCAP": ("Economic and Social Commission for Asia and the Pacific", "亚洲及太平洋经济社会委员会"),
    "WMO": ("World Meteorological Organization", "世界气象组织"),
    "GEF": ("Global Environment Facility", "全球环境基金"),
    "IPCC": ("Intergovernmental Panel on Climate Change", "政府间气候变化专门委员会"),
    "COUNTRY/KEN": ("Kenya", "肯尼亚"),
    "PLACE/Nairobi": ("Nairobi", "内罗毕"),
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> snapshot.Snapshot:
    """The registers that ship, as they are shown."""
    store = open_store(str(tmp_path_factory.mktemp("labels") / "labels.db"))
    load(store, registry.shipped())
    built = snapshot.build(store)
    store.close()
    return built


@pytest.mark.parametrize("key", GOLDEN)
def test_a_thing_is_shown_by_its_full_name(shown: snapshot.Snapshot, key: str) -> None:
    labels = shown.entity(key).labels
    assert (labels["en"], labels["zh"]) == GOLDEN[key]


def test_short_and_former_names_are_still_found(shown: snapshot.Snapshot) -> None:
    assert {"环境署", "UNEP"} <= set(shown.entity("UNEP").names)
    assert "Department of Public Information" in shown.entity("DGC").names
