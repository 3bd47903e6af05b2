"""Figures over GraphQL: a page, its filters, and a figure by its id."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from graph_service.api.graphql.app import routes
from graph_service.bootstrap import Service
from graph_service.settings import Settings
from graph_service.store import open_store
from loaders.base import Source
from loaders.un_report.loader import UnReport

REPORT = """联合国 UNEP/EA.9/7

一、 导言
1. 对于 2014-2015 两年期，环境署申请了 900 万美元，大会核准了其中的 700 万美元。
2. 环境署约有 1 200 名工作人员。

表 1
环境署的捐款（百万美元）
两年期 核准拨款 收到的资金
2012–2013 8 9.5
2014–2015 7 6.5

3. 资源见上表。
"""
QUERY = """
query ($measure: String, $subject: String, $document: String, $period: String, $status: FigureStatus,
       $dimensions: [DimensionIs!], $first: Int, $after: String) {
  figures(measure: $measure, subject: $subject, document: $document, period: $period, status: $status,
          dimensions: $dimensions, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } scope { documents }
    edges { node { id key subject measure measureLabel(language: "zh") value unit unitLabel period status exactness
      dimensions { name value } becauseOf subjectEntity { key } evidence { document paragraph quote } } }
  }
}
"""


@pytest.fixture(scope="module")
def service_of_report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("figures")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    store = open_store(str(folder / "figures.db"))
    for reading in UnReport().read(Source(folder / "report.txt")):
        store.write(reading, "2026-03-01T09:00:00Z")
    store.close()
    service = Service(Settings.model_validate({"store": str(folder / "figures.db")}))
    yield service
    service.close()


@pytest.fixture
def figures_client(client_of: Callable[[ASGIApp], Any], service_of_report: Service) -> Any:
    return client_of(Starlette(routes=routes(service_of_report)))


def nodes(client: Any, **asked: Any) -> list[dict[str, Any]]:
    return [edge["node"] for edge in client.data(QUERY, **asked)["figures"]["edges"]]


def test_a_figure_says_what_it_measures_whose_it_is_and_where_it_is_printed(figures_client: Any) -> None:
    (node,) = nodes(figures_client, status="REQUESTED")
    told = {name: node[name] for name in ("subject", "measure", "value", "unit", "period", "status", "exactness")}
    assert told == {
        "subject": "UNEP",
        "measure": "resources",
        "value": "9000000",
        "unit": "USD",
        "period": "2014/2015",
        "status": "REQUESTED",
        "exactness": "EXACT",
    }
    assert (node["measureLabel"], node["unitLabel"], node["subjectEntity"]) == ("资源", "United States dollars", {"key": "UNEP"})
    assert node["evidence"] == [{"document": "UNEP/EA.9/7", "paragraph": "1", "quote": "900 万美元"}]


def test_in_which_period_more_was_received_than_granted_can_be_worked_out(figures_client: Any) -> None:
    rows = nodes(figures_client, document="UNEP/EA.9/7", period="2012/2015", dimensions=[{"name": "row", "value": "item"}])
    found = {(node["period"], node["status"]): float(node["value"]) for node in rows}
    more = [period for period in ("2012/2013", "2014/2015") if found[period, "RECEIVED"] > found[period, "APPROVED"]]
    assert (len(rows), more) == (4, ["2012/2013"])


def test_figures_are_paged_and_the_total_is_true(figures_client: Any) -> None:
    first = figures_client.data(QUERY, first=4)["figures"]
    rest = figures_client.data(QUERY, first=4, after=first["pageInfo"]["endCursor"])["figures"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"], len(rest["edges"])) == (7, True, 3)
    ids = [edge["node"]["id"] for page in (first, rest) for edge in page["edges"]]
    assert len(set(ids)) == 7


def test_a_figure_is_a_node(figures_client: Any) -> None:
    (node,) = nodes(figures_client, measure="staff")
    again = figures_client.data("query ($id: ID!) { node(id: $id) { id ... on Figure { value exactness } } }", id=node["id"])
    assert again["node"] == {"id": node["id"], "value": "1200", "exactness": "ABOUT"}


def test_a_table_of_a_document_has_its_rows_and_cells(figures_client: Any) -> None:
    query = """{ document(key: "UNEP/EA.9/7") { tables(label: "table 1") { totalCount edges { node {
      label text rows { label kind cells { value status evidence { quote } } } } } } } }"""
    ((edge,),) = [figures_client.data(query)["document"]["tables"]["edges"]]
    rows = [(row["label"], row["kind"], [cell["evidence"][0]["quote"] for cell in row["cells"]]) for row in edge["node"]["rows"]]
    assert edge["node"]["label"] == "table 1"
    assert rows == [("2012/2013", "item", ["8", "9.5"]), ("2014/2015", "item", ["7", "6.5"])]


def test_a_strange_measure_is_an_error_that_names_the_nearest(figures_client: Any) -> None:
    assert "resources" in figures_client.error(QUERY, measure="resourses")["message"]
