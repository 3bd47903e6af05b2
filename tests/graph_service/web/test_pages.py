"""What a visitor sees."""

import html
import re

import pytest

from ontology.records import Statement
from tests.graph_service.visitor import Visitor

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def text(page: str) -> str:
    """The words of a page, without its tags."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def test_the_first_page_offers_a_search_and_says_what_is_in_the_graph(client: Visitor) -> None:
    shown = text(client.get("/").text)
    assert "Where does a mandate come from" in shown
    assert "UN-SWFS-ENV" in shown


def test_a_thing_shows_where_it_comes_from_with_the_paragraph_that_says_so(client: Visitor) -> None:
    page = client.get("/entity/UN-SWFS-ENV")
    assert page.status_code == 200
    shown = text(page.text)
    assert "UNEP/GC/DEC/27/5" in shown
    assert "UNEP/EA.4/16 , para. 40" in shown or "UNEP/EA.4/16, para. 40" in shown


def test_words_that_are_not_held_are_said_with_the_document_to_load_and_the_link_to_the_un(client: Visitor) -> None:
    page = client.get("/entity/UN-SWFS-ENV").text
    assert "The words are not held here." in page
    assert 'href="https://undocs.org/UNEP/EA.4/16"' in page


def test_every_link_within_a_page_leads_somewhere(client: Visitor) -> None:
    page = client.get("/entity/UN-SWFS-ENV").text
    links = {html.unescape(link) for link in re.findall(r'href="(/[^"#]*)', page)}
    assert links
    for link in links:
        assert client.get(link, follow_redirects=True, headers=BROWSER).status_code == 200, link


def test_the_page_speaks_chinese_when_asked_and_when_the_browser_prefers_it(client: Visitor) -> None:
    asked = client.get("/entity/EMG?lang=zh").text
    preferred = client.get("/entity/EMG", headers={"accept-language": "zh-CN,zh;q=0.9,en;q=0.5"}).text
    for page in (asked, preferred):
        assert '<html lang="zh">' in page
        assert "来自何处" in page


def test_names_are_those_of_the_day(client: Visitor) -> None:
    assert "环境可持续性管理问题管理小组" not in client.get("/entity/EMG/IMG-ESM?lang=zh&asOf=2011-09-18").text.split("</h1>")[0]
    assert "环境可持续性管理问题管理小组" in client.get("/entity/EMG/IMG-ESM?lang=zh&asOf=2011-09-19").text.split("</h1>")[0]


def test_what_was_known_earlier_can_be_asked_for(client: Visitor) -> None:
    before = text(client.get("/entity/EMG?knownAt=2026-02-01T00:00:00Z").text)
    after = text(client.get("/entity/EMG").text)
    assert "A/DEC/58/209" in before
    assert "A/DEC/58/209" not in after


def test_a_search_finds_one_chinese_character_and_a_symbol_as_people_type_it(client: Visitor) -> None:
    assert "EMG" in text(client.get("/?q=环").text)
    assert "A/RES/2997(XXVII)" in text(client.get("/?q=A/RES/2997 (XXVII)").text)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/entity/EMX", 404, "EMG"),
        ("/entity/EMG?asOf=yesterday", 400, "expected EDTF"),
        ("/entity/EMG?depth=99", 400, "depth"),
        ("/document/A/RES/66/288", 404, "not held"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_page_with_what_to_do(client: Visitor, address: str, status: int, said: str) -> None:
    page = client.get(address)
    assert page.status_code == status
    assert said in text(page.text)


def test_what_a_visitor_typed_is_never_markup(client: Visitor) -> None:
    page = client.get("/", params={"q": "<script>alert(1)</script>"}).text
    assert "<script" not in page


def test_pages_need_no_script_and_nothing_from_elsewhere(client: Visitor) -> None:
    page = client.get("/entity/EMG")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert not re.search(r"<script|<img|@import|<iframe", page.text)


def test_an_empty_search_of_a_strange_word_says_so(client: Visitor) -> None:
    assert "0 things found" in text(client.get("/?q=qqqqqq").text)


def test_the_example_of_the_query_page_is_a_query_that_answers(client: Visitor) -> None:
    page = client.get("/query").text
    example = html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1])  # type: ignore[index]
    answer = client.get("/sparql", params={"query": example})
    assert answer.status_code == 200
    assert "A/RES/67/251" in answer.text


def test_the_sparql_of_a_page_can_be_pasted_and_answers_for_this_thing(client: Visitor) -> None:
    page = client.get("/entity/UN-SWFS-ENV").text
    shown = html.unescape(re.search(r"<h3>SPARQL</h3><pre>(.*?)</pre>", page, re.DOTALL)[1])  # type: ignore[index]
    answer = client.get("/sparql", params={"query": shown}, headers={"accept": "text/csv"})
    assert answer.status_code == 200
    assert "UNEP/GC/DEC/27/5" in answer.text
    assert {line.split(",")[0].rpartition("/")[2] for line in answer.text.split()[1:]} == {"UN-SWFS-ENV"}


def test_the_iri_of_a_statement_leads_to_its_place_on_a_page(client: Visitor, world: list[Statement]) -> None:
    said = next(s for s in world if s.predicate == "renames")
    led = client.get(f"/id/{said.key}", headers=BROWSER)
    assert led.status_code == 303
    path, _, place = led.headers["location"].partition("#")
    assert place == said.key
    assert f'id="{place}"' in client.get(path).text


def test_no_place_on_a_page_is_named_twice(client: Visitor) -> None:
    names = re.findall(r'\bid="([^"]+)"', client.get("/entity/EMG").text)
    assert len(names) == len(set(names))


def test_contradictions_stand_side_by_side_with_their_paragraphs(client: Visitor) -> None:
    shown = text(client.get("/contradictions").text)
    assert "1 contradiction" in shown
    assert "A/RES/78/158, para. preamble 2" in shown
    assert "A/75/6 (Sect. 14), para. 14.61" in shown


def test_contradictions_of_one_thing_or_kind_can_be_asked_for_and_a_wrong_one_is_told(client: Visitor) -> None:
    assert "1 处矛盾" in text(client.get("/contradictions?about=A/RES/72/225&kind=two_dates&lang=zh").text)
    assert "0 contradictions" in text(client.get("/contradictions?about=EMG").text)
    assert client.get("/contradictions?kind=lies").status_code == 400
    assert client.get("/contradictions?about=A/RES/99/999").status_code == 404
