"""Pages: lists count, tables are rows, notes stand behind their paragraph, what is not shown is not read."""

from loaders.formats import html
from loaders.text.lines import Hyperlink, Line, NoteMark


def lines(body: str) -> tuple[Line, ...]:
    return html.read(f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><body>{body}</body></html>'.encode()).lines


def texts(body: str) -> list[str]:
    return [line.text for line in lines(body)]


def test_items_of_lists_have_the_number_by_which_people_cite_them() -> None:
    body = "<ol start=3><li>Third<ol type=a><li>First letter<li><p>Second letter</p></ol></li><li>Fourth</ol><ul><li>Point</ul>"
    assert texts(body) == ["3. Third", "(a) First letter", "(b) Second letter", "4. Fourth", "• Point"]


def test_a_row_of_a_table_is_a_line_with_its_cells() -> None:
    row = lines("<table><tr><th>Year<th colspan=2>Posts</tr><tr><td>2014<td>10<td><b>12</b></table>")
    assert [line.cells for line in row] == [("Year", "Posts", ""), ("2014", "10", "12")]
    assert [line.text for line in row] == ["Year Posts", "2014 10 12"]


def test_a_table_that_only_sets_things_side_by_side_is_read_cell_by_cell() -> None:
    inner = "<table><tr><td>1<td>2</table>"
    assert texts(f"<table><tr><td><p>One.</p><p>Two.</p>{inner}</td></tr></table>") == ["One.", "Two.", "1 2"]


def test_a_footnote_stands_behind_its_paragraph_without_its_mark() -> None:
    body = (
        '<p>Said<sup><a href="#f1">1</a></sup> here.</p><p>More, told<sup>2</sup> there.</p>'
        '<ol><li id="f1">See <a href="http://un.org/a">that</a>. <a href="#b">↩</a></li></ol><p><sup>2</sup> And this.</p>'
    )
    found = lines(body)
    assert [(line.text, line.note) for line in found] == [
        ("Said here.", ""), ("See that.", "1"), ("More, told there.", ""), ("And this.", "2")
    ]  # fmt: skip
    assert found[0].marks == (NoteMark(4, "1"),)


def test_hyperlinks_are_kept_with_their_place() -> None:
    (line,) = lines('<p>See <a href="https://undocs.org/A/1">A/<b>1</b></a>, <a href="mailto:x@y">or ask</a>.</p>')
    assert line.links == (Hyperlink(4, 7, "https://undocs.org/A/1"),)


def test_what_is_not_shown_is_not_read() -> None:
    body = '<nav>Menu</nav><p hidden>No</p><p style="display: none">No</p><script>no()</script><p>Yes<br>and yes</p>'
    assert texts(body) == ["Yes", "and yes"]


def test_the_language_is_what_the_page_declares_unless_its_script_is_another() -> None:
    page = '<!DOCTYPE html><html lang="{}"><meta charset="utf-8"><p>{}</p></html>'
    told = [("zh-Hans", "湿地的保护"), ("en", "湿地的保护"), ("fr-FR", "La protection des marais"), ("zh", "Of marshes")]
    assert [html.read(page.format(*said).encode()).language for said in told] == ["zh", None, "fr", None]


def test_headings_have_their_level() -> None:
    assert [(line.text, line.heading) for line in lines("<h2>One</h2><p>two</p><h4>Three</h4>")] == [
        ("One", 2), ("two", 0), ("Three", 4)
    ]  # fmt: skip


def test_blanks_are_single_and_never_outside() -> None:
    assert texts("<p>\n  One \u00a0 two\n three </p>") == ["One two three"]
