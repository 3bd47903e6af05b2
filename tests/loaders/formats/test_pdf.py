"""PDF: what stands where on the page tells rows, columns, paragraphs, footnotes and running headers."""

from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from loaders.formats import pdf
from loaders.formats.model import Unreadable
from loaders.text.lines import Line, NoteMark

FONT = "Times-Roman"


def lines(*pages: Callable[[Canvas], None], turn: int = 0) -> tuple[Line, ...]:
    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for draw in pages:
        canvas.setPageRotation(turn)
        canvas.setFont(FONT, 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return pdf.read(file.getvalue()).lines


def column(canvas: Canvas, left: float, top: float, rows: list[str]) -> None:
    for n, row in enumerate(rows):
        canvas.drawString(left, top - 12 * n, row)


PROSE = [
    "The committee met four times in the course of the year and heard all that",
    "the secretariats had to tell about the marshes, the rivers and the peat of the",
    "region, and of those who live there, which it found worth knowing in every",
]


def test_rows_of_a_paragraph_are_one_line_and_a_short_row_ends_it() -> None:
    found = lines(lambda canvas: column(canvas, 90, 700, [*PROSE, "case.", *PROSE]))
    assert [line.text for line in found] == [" ".join([*PROSE, "case."]), " ".join(PROSE)]
    assert all(line.whole for line in found)


def test_a_first_line_that_is_set_in_begins_a_paragraph() -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, 90, 700, PROSE)
        canvas.drawString(114, 664, "Something else is said in this paragraph, in a first line that is set in, and")
        canvas.drawString(90, 652, "then it goes on.")

    assert [line.text[:14] for line in lines(draw)] == ["The committee ", "Something else"]


def test_a_paragraph_goes_on_over_the_page() -> None:
    found = lines(lambda canvas: column(canvas, 90, 200, PROSE), lambda canvas: column(canvas, 90, 760, ["single", "1. case."]))
    assert [line.text for line in found] == [" ".join([*PROSE, "single"]), "1. case."]


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"left {n} of the words that are in the left" for n in range(8)]
    right = [f"right {n} of the words that are to the right" for n in range(8)]

    def draw(canvas: Canvas) -> None:
        column(canvas, 70, 700, left)
        column(canvas, 320, 700, right)

    text = " ".join(line.text for line in lines(draw))
    assert text.index("left 7") < text.index("right 0")


def test_cells_of_a_table_are_told_apart() -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, 90, 700, PROSE)
        for n, row in enumerate([("Year", "Planned", "Actual"), ("2014", "10", "12")]):
            for m, cell in enumerate(row):
                canvas.drawString(90 + 120 * m, 640 - 14 * n, cell)

    assert [line.cells for line in lines(draw)][1:] == [("Year", "Planned", "Actual"), ("2014", "10", "12")]


def test_a_raised_mark_is_taken_out_and_its_note_stands_behind_the_paragraph() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, 700, "As was said")
        canvas.setFont(FONT, 6.5)
        canvas.drawString(90 + canvas.stringWidth("As was said", FONT, 10), 704, "1")
        canvas.setFont(FONT, 10)
        canvas.drawString(140, 700, "in the report.")
        column(canvas, 90, 670, PROSE)
        canvas.setFont(FONT, 5.5)
        canvas.drawString(90, 103, "1")
        canvas.setFont(FONT, 8)
        canvas.drawString(96, 100, "A/74/1, of which more below,")
        canvas.drawString(90, 90, "in the annex.")

    first, note, _ = lines(draw)
    assert (first.text, first.marks) == ("As was said in the report.", (NoteMark(11, "1"),))
    assert (note.text, note.note) == ("A/74/1, of which more below, in the annex.", "1")


def test_running_headers_and_numbers_of_pages_and_jobs_are_no_text() -> None:
    def page(n: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(90, 800, "A/74/900")
            canvas.drawString(300, 800, "Report on marshes")
            column(canvas, 90, 700, [*PROSE, f"case {n}."])
            canvas.drawString(90, 40, "19-12345 (E)")
            canvas.drawString(480, 40, f"{n}/3")

        return draw

    assert [line.text for line in lines(page(1), page(2), page(3))] == [" ".join([*PROSE, f"case {n}."]) for n in (1, 2, 3)]


def test_a_word_cut_with_a_hyphen_is_whole_where_the_document_has_it_whole() -> None:
    rows = [
        "The coordination of all that is done for the marshes was talked of, and the coordi-",
        "nation of work on peat, with what is inter-",
        "governmental and what is not.",
    ]
    rows[1] = rows[1].rjust(40)

    def draw(canvas: Canvas) -> None:
        column(canvas, 90, 700, [rows[0], "nation of work on the peat that lies in the north, as well as what is inter-", rows[2]])

    (line,) = lines(draw)
    assert "the coordination of work" in line.text
    assert "inter-governmental" in line.text


def test_a_turned_page_is_read_as_it_is_held() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(500, 100)
        canvas.rotate(90)
        canvas.setFont(FONT, 10)
        column(canvas, 0, 0, [*PROSE, "case."])

    assert [line.text for line in lines(draw, turn=90)] == [" ".join([*PROSE, "case."])]


def test_ligatures_are_the_letters_that_they_stand_for() -> None:
    from loaders.formats.pdf_glyphs import _char

    assert [_char(ord(c)) for c in "\ufb01\ufb03\u2f2f\u2011"] == ["fi", "ffi", "工", "-"]


def test_a_scan_is_told() -> None:
    with pytest.raises(Unreadable, match="without words"):
        lines(lambda canvas: canvas.rect(100, 100, 300, 300))
