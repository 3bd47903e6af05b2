"""The format is told by the content, never by the name."""

from pathlib import Path

import pytest

from loaders.base import Source, SourceError
from loaders.formats.printed import printed
from loaders.registry import pick

from .documents import DOCUMENTS
from .writers import WRITERS

FORMATS = {"txt": "txt", "html": "html", "docx": "docx", "pdf": "pdf", "xml": "akn"}


@pytest.mark.parametrize("form", WRITERS)
def test_a_file_is_of_the_format_of_its_bytes_whatever_its_name(tmp_path: Path, form: str) -> None:
    path = tmp_path / "document.dat"
    path.write_bytes(WRITERS[form](DOCUMENTS["report-en"]))
    assert printed(Source(path)).format == FORMATS[form]
    assert pick(Source(path)).name == "un_report"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_text_is_the_same_in_every_encoding_that_is_sure(tmp_path: Path, encoding: str) -> None:
    text = WRITERS["txt"](DOCUMENTS["report-zh"]).decode()
    plain, other = tmp_path / "plain.txt", tmp_path / "other.txt"
    plain.write_text(text, encoding="utf-8")
    other.write_text(text, encoding=encoding)
    assert printed(Source(other)).lines == printed(Source(plain)).lines


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("form", ["html", "xml"])
def test_markup_with_a_byte_order_mark_is_markup(tmp_path: Path, form: str, encoding: str) -> None:
    path = tmp_path / "document"
    path.write_bytes(WRITERS[form](DOCUMENTS["report-zh"]).decode().replace('charset="utf-8"', "").encode(encoding))
    assert printed(Source(path)).format == FORMATS[form]


def test_html_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    page = WRITERS["html"](DOCUMENTS["report-zh"]).decode().replace("utf-8", "gb2312")
    path.write_bytes(page.encode("gb18030"))
    assert "湿地" in printed(Source(path)).text


def test_a_file_that_has_changed_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text("one", encoding="utf-8")
    assert printed(Source(path)).text == "one"
    path.write_text("two", encoding="utf-8")
    assert printed(Source(path)).text == "two"


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "empty"), (b"PK\x05\x06" + bytes(18), "empty zip archive"), (b"\x1f\x8b\x08" + bytes(40), "gzip")],
)
def test_what_is_no_document_says_what_it_is(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "some"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=message):
        pick(Source(path))
