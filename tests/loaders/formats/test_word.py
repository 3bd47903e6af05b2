"""Word files: numbers that Word counts, styles, footnotes, changes, frames."""

from io import BytesIO
from typing import Any

import docx as word
from docx.oxml import parse_xml

from loaders.formats import docx
from loaders.text.lines import Line

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def lines(document: Any) -> tuple[Line, ...]:
    file = BytesIO()
    document.save(file)
    return docx.read(file.getvalue()).lines


def texts(document: Any) -> list[str]:
    return [line.text for line in lines(document)]


def inside(document: Any, xml: str) -> None:
    """XML in the body, before its last properties."""
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml.replace(">", f" {_NS}>", 1)))


def numbered(document: Any, levels: str) -> None:
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {_NS} w:abstractNumId="90">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {_NS} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))


def level(n: int, kind: str, text: str, start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'


def item(document: Any, text: str, n: int) -> None:
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="90"/></w:numPr></w:pPr>'
    inside(document, f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>")


def test_word_s_numbers_are_counted_level_by_level() -> None:
    document = word.Document()
    numbered(document, level(0, "decimal", "14.%1", 7) + level(1, "lowerLetter", "(%2)") + level(2, "lowerRoman", "(%3)"))
    for text, n in [("one", 0), ("two", 1), ("three", 2), ("four", 2), ("five", 1), ("six", 0), ("seven", 1)]:
        item(document, text, n)
    assert texts(document) == ["14.7 one", "(a) two", "(i) three", "(ii) four", "(b) five", "14.8 six", "(a) seven"]


def test_chinese_numerals_and_bullets() -> None:
    document = word.Document()
    numbered(document, level(0, "chineseCounting", "%1、", 9) + level(1, "bullet", "·"))
    for text, n in [("甲", 0), ("乙", 0), ("丙", 1)]:
        item(document, text, n)
    assert texts(document) == ["九、 甲", "十、 乙", "• 丙"]


def test_a_style_that_counts_gives_its_paragraphs_numbers() -> None:
    document = word.Document()
    for text in ("One", "Two"):
        document.add_paragraph(text, style="List Number")
    assert texts(document) == ["1. One", "2. Two"]


def test_headings_are_told_by_style() -> None:
    document = word.Document()
    document.add_heading("Background", 2)
    assert [(line.text, line.heading) for line in lines(document)] == [("Background", 2)]


def test_words_that_were_deleted_or_hidden_are_not_read_and_inserted_ones_are() -> None:
    document = word.Document()
    inside(
        document,
        "<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>-added</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>",
    )
    assert texts(document) == ["Kept-added"]


def test_content_controls_are_read() -> None:
    document = word.Document()
    inside(document, "<w:sdt><w:sdtContent><w:p><w:r><w:t>Inside</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    assert texts(document) == ["Inside"]


def test_the_address_of_a_field_is_laid_on_its_words() -> None:
    document = word.Document()
    field = '<w:fldChar w:fldCharType="{}"/>'
    runs = [
        field.format("begin"), '<w:instrText> HYPERLINK "https://undocs.org/A/1" </w:instrText>', field.format("separate"),
        "<w:t>A/1</w:t>", field.format("end"), "<w:t>.</w:t>",
    ]  # fmt: skip
    inside(document, "<w:p><w:r><w:t>See </w:t></w:r>" + "".join(f"<w:r>{run}</w:r>" for run in runs) + "</w:p>")
    (line,) = lines(document)
    assert (line.text[line.links[0].start : line.links[0].end], line.links[0].url) == ("A/1", "https://undocs.org/A/1")


def test_a_table_is_rows_and_a_frame_is_not() -> None:
    document = word.Document()
    table = document.add_table(2, 2)
    for n, text in enumerate(["Year", "Posts", "2014", "10"]):
        table.cell(n // 2, n % 2).text = text
    frame = document.add_table(1, 1)
    frame.cell(0, 0).text = "Words in a frame"
    assert [line.cells for line in lines(document)] == [("Year", "Posts"), ("2014", "10"), ()]


def test_running_headers_are_no_text_but_the_first_page_s_header_is() -> None:
    document = word.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "United Nations"
    section.header.paragraphs[0].text = "A/74/1"
    document.add_paragraph("Words.")
    file = BytesIO()
    document.save(file)
    printed = docx.read(file.getvalue())
    assert [line.text for line in printed.lines] == ["United Nations", "Words."]
    assert printed.facts["running"] == "A/74/1"
