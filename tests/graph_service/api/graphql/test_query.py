"""The questions of DESIGN 5.5 over the small world (its README has the answers)."""

from typing import Any

import pytest

STEP = "subject predicate object primary evidence { document paragraph quote start end method confidence url toLoad }"


def lineage(client: Any, key: str, **more: str) -> dict[str, int]:
    arguments = "".join(f", {name}: {value}" for name, value in more.items())
    query = f'{{ lineage(key: "{key}"{arguments}) {{ nodes(first: 100) {{ edges {{ degree node {{ key }} }} }} }} }}'
    return {e["node"]["key"]: e["degree"] for e in client.data(query)["lineage"]["nodes"]["edges"]}


def test_an_entity_is_found_by_its_key(client: Any) -> None:
    data = client.data('{ entity(key: "EMG") { key type kind held label(language: "en") scopeless: aliases } }')["entity"]
    assert (data["key"], data["type"], data["kind"], data["held"]) == ("EMG", "INTERAGENCY_MECHANISM", "body", False)


def test_an_unknown_key_is_an_error_with_its_code_and_the_nearest_keys(client: Any) -> None:
    error = client.error('{ entity(key: "EMQ") { key } }')
    assert (error["extensions"]["code"], "EMG" in error["message"]) == ("UNKNOWN_KEY", True)


def test_an_entity_has_the_names_of_the_day_asked_for(client: Any) -> None:
    query = 'query($day: String) { entity(key: "EMG/IMG-ESM", asOf: $day) { label(language: "zh") } }'
    labels = [client.data(query, day=day)["entity"]["label"] for day in ("2011-09-18", "2011-09-19")]
    assert labels == ["可持续性管理小组", "环境可持续性管理问题管理小组"]


@pytest.mark.parametrize(
    ("key", "type_name", "fields"),
    [("EMG", "Entity", "key"), ("UNEP/NOTE/1", "Document", "key"), ("A/RES/66/288#88", "Entity", "key")],
)
def test_a_node_is_found_again_by_its_id(client: Any, key: str, type_name: str, fields: str) -> None:
    root = "document" if type_name == "Document" else "entity"
    node_id = client.data(f'{{ {root}(key: "{key}") {{ id }} }}')[root]["id"]
    query = f"query($id: ID!) {{ node(id: $id) {{ __typename id ... on {type_name} {{ {fields} }} }} }}"
    assert client.data(query, id=node_id)["node"] == {"__typename": type_name, "id": node_id, "key": key}


def test_a_statement_is_found_again_by_its_id(client: Any) -> None:
    node = client.data("{ statements(first: 1) { edges { node { id key } } } }")["statements"]["edges"][0]["node"]
    found = client.data("query($id: ID!) { node(id: $id) { __typename id ... on Statement { key } } }", id=node["id"])["node"]
    assert found == {"__typename": "Statement", **node}


def test_the_id_of_an_entity_is_the_same_in_every_snapshot(client: Any) -> None:
    query = '{ now: entity(key: "EMG") { id } then: entity(key: "EMG", knownAt: "2026-01-20T00:00:00Z") { id } }'
    data = client.data(query)
    assert data["now"] == data["then"]


def test_the_id_of_something_that_is_not_there_gives_null(client: Any) -> None:
    from graph_service.api.graphql.ids import global_id

    assert client.data("query($id: ID!) { node(id: $id) { id } }", id=global_id("Entity", "NOBODY")) == {"node": None}


@pytest.mark.parametrize("text", ["", "EMG", "ä", "RW50aXR5Og==", "UGF0aDp4"])
def test_a_text_that_is_no_id_is_an_error(client: Any, text: str) -> None:
    assert client.error("query($id: ID!) { node(id: $id) { id } }", id=text)["extensions"]["code"] == "BAD_ARGUMENT"


def test_upstream_of_the_framework_are_its_two_mandates_and_its_launch(client: Any) -> None:
    assert lineage(client, "UN-SWFS-ENV") == {"UNEA-2": 1, "UNEP/EA.1/Res.11": 1, "UNEP/GC/DEC/27/5": 1}


def test_downstream_of_the_framework_the_walk_ends_at_a_body(client: Any) -> None:
    assert lineage(client, "UN-SWFS-ENV", direction="DOWNSTREAM") == {"EMG-SOM": 1}


def test_grain_whole_folds_the_paragraph_and_goes_on(client: Any) -> None:
    found = lineage(client, "A/RES/67/251", grain="WHOLE", depth="null")
    assert (found["A/RES/66/288"], found["THE-FUTURE-WE-WANT"], found["UNEP/GC/DEC/25/4"]) == (2, 3, 10)


def test_lineage_ends_in_a_cycle(client: Any) -> None:
    assert lineage(client, "EMG/REPORT/DRYLANDS", depth="null").keys() >= {"EMG/IMG-LAND", "EMG-SOM", "EMG/SOM-17"}


def test_a_depth_that_cuts_lineage_short_is_said(client: Any) -> None:
    query = '{ lineage(key: "A/RES/67/251", depth: 1) { truncated stopReasons scope { complete } nodes { totalCount } } }'
    data = client.data(query)["lineage"]
    assert data == {"truncated": True, "stopReasons": ["DEPTH"], "scope": {"complete": False}, "nodes": {"totalCount": 1}}


def test_every_step_of_lineage_says_where_it_is_said(client: Any) -> None:
    parts = f"nodes {{ edges {{ via {{ {STEP} }} }} }} claims {{ edges {{ node {{ {STEP} }} }} }}"
    query = f'{{ lineage(key: "UN-SWFS-ENV") {{ {parts} }} }}'
    data = client.data(query)["lineage"]
    steps = [c for e in data["nodes"]["edges"] for c in e["via"]] + [e["node"] for e in data["claims"]["edges"]]
    assert len(steps) == 6
    assert all(e["paragraph"] and e["document"] for step in steps for e in step["evidence"])


def test_evidence_without_words_has_no_offsets_and_names_the_document_to_load(client: Any) -> None:
    query = f'{{ lineage(key: "UN-SWFS-ENV") {{ nodes {{ edges {{ via {{ {STEP} }} }} }} }} }}'
    evidence = client.data(query)["lineage"]["nodes"]["edges"][0]["via"][0]["evidence"][0]
    assert (evidence["quote"], evidence["start"], evidence["end"]) == (None, None, None)
    assert evidence["toLoad"] == evidence["document"]


def test_a_negative_depth_is_an_error(client: Any) -> None:
    assert client.error('{ lineage(key: "EMG", depth: -1) { truncated } }')["extensions"]["code"] == "BAD_ARGUMENT"


def test_the_path_of_ten_steps_is_found(client: Any) -> None:
    query = """{ paths(source: "UNEP/GC/DEC/25/4", target: "A/RES/67/251", grain: WHOLE) {
      length reversed total paths { nodes entities { key } steps { steps claims { evidence { paragraph } } } } } }"""
    data = client.data(query)["paths"]
    assert (data["length"], data["reversed"]) == (10, False)
    assert [e["key"] for e in data["paths"][0]["entities"]] == data["paths"][0]["nodes"]


def test_a_path_that_only_leads_back_says_so(client: Any) -> None:
    query = '{ paths(source: "A/RES/67/251", target: "UNEP/GC/DEC/25/4", grain: WHOLE) { length reversed } }'
    assert client.data(query)["paths"] == {"length": 10, "reversed": True}


def test_statements_are_filtered_by_predicate(client: Any) -> None:
    query = "{ statements(predicate: ESTABLISHES, first: 100) { totalCount edges { node { predicate } } } }"
    data = client.data(query)["statements"]
    assert data["totalCount"] == len(data["edges"]) > 5
    assert {e["node"]["predicate"] for e in data["edges"]} == {"ESTABLISHES"}


@pytest.mark.parametrize("status", ["FACT", "PROPOSED"])
def test_statements_are_filtered_by_status(client: Any, status: str) -> None:
    data = client.data(f"{{ statements(status: {status}, first: 100) {{ edges {{ node {{ status }} }} }} }}")["statements"]
    assert {e["node"]["status"] for e in data["edges"]} == {status}


def test_statements_are_filtered_by_modality(client: Any) -> None:
    data = client.data("{ statements(modality: INVITES) { edges { node { modality } } } }")["statements"]
    assert {e["node"]["modality"] for e in data["edges"]} == {"INVITES"}


def test_statements_of_a_day_say_how_sure_it_is_that_they_hold(client: Any) -> None:
    query = 'query($day: String) { statements(subject: "UNEP-GC", predicate: NAME, asOf: $day) { edges { node { value holds } } } }'
    on, after = (client.data(query, day=day)["statements"]["edges"] for day in ("2013-03-01", "2020"))
    assert (len(on) > 0, {e["node"]["holds"] for e in on} <= {"CERTAIN", "POSSIBLE"}, after) == (True, True, [])


def test_what_was_known_before_is_told_when_asked_for(client: Any) -> None:
    query = 'query($t: String) { statements(subject: "EMG", predicate: GOVERNED_BY, knownAt: $t) { edges { node { object } } } }'
    objects = {
        moment: {e["node"]["object"] for e in client.data(query, t=moment)["statements"]["edges"]}
        for moment in ("2026-02-01T00:00:00Z", "2026-04-01T00:00:00+01:00")
    }
    assert ("A/DEC/58/209" in objects["2026-02-01T00:00:00Z"], "A/RES/58/209" in objects["2026-02-01T00:00:00Z"]) == (True, False)
    assert "A/RES/58/209" in objects["2026-04-01T00:00:00+01:00"]


@pytest.mark.parametrize("moment", ["", "yesterday", "2026-02-01", "2026-02-01T00:00:00", "2026-13-01T00:00:00Z"])
def test_a_known_at_that_is_no_moment_is_an_error(client: Any, moment: str) -> None:
    error = client.error("query($t: String) { snapshot(knownAt: $t) { hash } }", t=moment)
    assert error["extensions"]["code"] == "BAD_ARGUMENT"


def test_many_moments_in_one_request_are_refused(client: Any) -> None:
    fields = " ".join(f's{n}: snapshot(knownAt: "2026-02-0{n}T00:00:00Z") {{ hash }}' for n in range(1, 5))
    assert client.error(f"{{ {fields} }}")["extensions"]["code"] == "LIMIT_EXCEEDED"


@pytest.mark.parametrize("field", ['entity(key: "EMG", asOf: "soon") { key }', 'statements(asOf: "soon") { totalCount }'])
def test_a_day_that_is_none_is_an_error(client: Any, field: str) -> None:
    assert client.error(f"{{ {field} }}")["extensions"]["code"] == "BAD_ARGUMENT"


def test_a_line_that_two_documents_say_has_the_evidence_of_both(client: Any) -> None:
    line = 'statements(subject: "UNEA-2", predicate: LAUNCHES, object: "UN-SWFS-ENV")'
    query = f"{{ {line} {{ edges {{ node {{ documents evidence {{ document }} }} }} }} }}"
    (edge,) = client.data(query)["statements"]["edges"]
    assert len(edge["node"]["documents"]) == 2 == len({e["document"] for e in edge["node"]["evidence"]})


def test_from_a_statement_one_goes_on_to_both_ends(client: Any) -> None:
    query = (
        '{ statements(subject: "UNEA-2", predicate: LAUNCHES) { edges { node { subjectEntity { key } objectEntity { key } } } } }'
    )
    (edge,) = client.data(query)["statements"]["edges"]
    assert edge["node"] == {"subjectEntity": {"key": "UNEA-2"}, "objectEntity": {"key": "UN-SWFS-ENV"}}


def test_the_statements_of_an_entity_are_paged(client: Any) -> None:
    query = '{ entity(key: "EMG") { statements(first: 3) { totalCount edges { node { subject object } } } } }'
    data = client.data(query)["entity"]["statements"]
    assert (data["totalCount"] > 3, len(data["edges"])) == (True, 3)
    assert all("EMG" in (e["node"]["subject"], e["node"]["object"]) for e in data["edges"])


def test_search_finds_two_chinese_characters_in_a_name(client: Any) -> None:
    data = client.data('{ search(text: "小组", first: 5) { totalCount edges { matched fit node { key } } } }')["search"]
    assert data["totalCount"] > 0
    assert all("小组" in e["matched"] for e in data["edges"])


def test_search_is_narrowed_by_type(client: Any) -> None:
    data = client.data('{ search(text: "EMG", types: [ISSUE_MANAGEMENT_GROUP]) { edges { node { type } } } }')["search"]
    assert {e["node"]["type"] for e in data["edges"]} == {"ISSUE_MANAGEMENT_GROUP"}


def test_nothing_found_says_in_what(client: Any) -> None:
    data = client.data('{ search(text: "no such thing") { totalCount scope { documents registers complete snapshot } } }')["search"]
    assert (data["totalCount"], data["scope"]["documents"], data["scope"]["registers"]) == (0, ["UNEP/NOTE/1"], ["REG/world"])


def test_entities_are_listed_by_type(client: Any) -> None:
    query = "{ entities(types: [ISSUE_MANAGEMENT_GROUP], first: 100) { edges { node { key type } } } }"
    edges = client.data(query)["entities"]["edges"]
    assert {e["node"]["type"] for e in edges} == {"ISSUE_MANAGEMENT_GROUP"}
    assert {"EMG/IMG-LAND", "EMG/IMG-BIODIVERSITY", "EMG/IMG-ESM"} <= {e["node"]["key"] for e in edges}


def test_parts_are_listed_by_their_whole(client: Any) -> None:
    edges = client.data('{ entities(partOf: "A/RES/66/288") { edges { node { key } } } }')["entities"]["edges"]
    assert "A/RES/66/288#88" in {e["node"]["key"] for e in edges}


def test_entities_are_listed_by_what_they_are_about(client: Any) -> None:
    edges = client.data('{ entities(about: "TOPIC/SAND-AND-DUST-STORMS") { edges { node { key } } } }')["entities"]["edges"]
    assert [e["node"]["key"] for e in edges] == ["A/RES/78/158"]


def test_what_was_founded_later_is_not_listed_for_a_day_before(client: Any) -> None:
    types = "[EXPERT_PANEL, CONSULTATIVE_PROCESS, ORGAN, INTERNAL_GROUP]"
    query = f"query($day: String) {{ entities(types: {types}, asOf: $day, first: 100) {{ edges {{ node {{ key }} }} }} }}"
    before, after = (
        {e["node"]["key"] for e in client.data(query, day=day)["entities"]["edges"]} for day in ("2010-02-25", "2010-02-27")
    )
    assert ("CGIEG" in before, "CGIEG" in after) == (False, True)


def test_a_document_has_its_sections_paragraphs_and_mentions(client: Any) -> None:
    query = """{ document(key: "UNEP/NOTE/1") { read date languages label sections { edges { node { label title about } } }
      paragraphs { totalCount edges { node { label text section } } } mentions { edges { node { key entity { key } } } } } }"""
    data = client.data(query)["document"]
    assert (data["read"], data["date"], data["languages"], data["label"]) == (True, "2020-01-01", ["en"], "A note")
    assert data["sections"]["edges"][0]["node"] == {"label": "heading I", "title": "On coordination", "about": ["EMG"]}
    assert [e["node"]["text"] for e in data["paragraphs"]["edges"]][1] == "2. See A/RES/66/288."
    assert [e["node"]["entity"]["key"] for e in data["mentions"]["edges"]] == ["UNEP", "EMG", "A/RES/66/288"]


def test_a_document_that_was_not_read_says_what_to_load(client: Any) -> None:
    data = client.data('{ document(key: "UNEP/EA.4/16") { read toLoad url paragraphs { totalCount } } }')["document"]
    assert (data["read"], data["toLoad"], data["paragraphs"]["totalCount"]) == (False, "UNEP/EA.4/16", 0)
    assert data["url"] == "https://undocs.org/UNEP/EA.4/16"


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        ("", ["UNEP", "EMG", "A/RES/66/288"]),
        ('(document: "UNEP/NOTE/1")', ["UNEP", "EMG", "A/RES/66/288"]),
        ("(type: INSTRUMENT)", ["A/RES/66/288"]),
        ("(form: TITLE)", ["UNEP", "EMG"]),
        ('(key: "EMG")', ["EMG"]),
        ('(key: "EMG", form: SYMBOL)', []),
    ],
)
def test_mentions_are_filtered(client: Any, arguments: str, keys: list[str]) -> None:
    data = client.data(f"{{ mentions{arguments} {{ edges {{ node {{ key }} }} }} }}")["mentions"]
    assert [e["node"]["key"] for e in data["edges"]] == keys


def test_the_overlap_of_two_initiatives_is_the_body_in_both_with_its_paragraphs(client: Any) -> None:
    query = """{ coordination { overlap(a: "PEI", b: "LEAD-PAINT-ALLIANCE") { total shared { key
      withA { evidence { document paragraph } } withB { evidence { document paragraph } } } } } }"""
    data = client.data(query)["coordination"]["overlap"]
    (shared,) = data["shared"]
    places = {(e["document"], e["paragraph"]) for side in ("withA", "withB") for line in shared[side] for e in line["evidence"]}
    assert (data["total"], shared["key"]) == (1, "UNEP")
    assert {("UNEP/EA.4/16", "71"), ("UNEP/EA.4/16", "72")} <= places


def test_unep_is_the_first_broker(client: Any) -> None:
    data = client.data("{ coordination { brokers(first: 1) { totalCount edges { node { key betweenness groups } } } } }")
    assert data["coordination"]["brokers"]["edges"][0]["node"]["key"] == "UNEP"


def test_the_snapshot_names_itself(client: Any, service: Any) -> None:
    data = client.data("{ snapshot { hash knownAt entities lines statements documents rules } }")["snapshot"]
    assert (data["hash"], data["knownAt"]) == (service.snapshot().hash, "2026-03-01T09:00:00Z")


def test_what_is_only_proposed_carries_lineage_when_asked(client: Any) -> None:
    key = "EMG/REPORT/GREEN-ECONOMY"
    facts = lineage(client, key, direction="DOWNSTREAM")
    asked = lineage(client, key, direction="DOWNSTREAM", statuses="[PROPOSED]")
    assert [found for found in asked.keys() - facts.keys() if found.endswith("#draft-decision")]


def test_a_fact_need_not_be_asked_for(client: Any) -> None:
    assert client.error('{ lineage(key: "EMG", statuses: [FACT]) { truncated } }')["extensions"]["code"] == "BAD_ARGUMENT"
