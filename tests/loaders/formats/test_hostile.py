"""Files made to harm, or broken: a clear error, soon, and without much memory."""

import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.base import Source, SourceError
from loaders.formats.printed import printed

from .documents import REPORT_EN
from .writers import docx, pdf

_READ = """
import json, resource, sys, time
from pathlib import Path
from loaders.base import Source, SourceError
from loaders.formats.printed import printed
start = time.monotonic()
try:
    said = f"read {len(printed(Source(Path(sys.argv[1]))).lines)} lines"
except SourceError as error:
    said = str(error)
peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
print(json.dumps({"said": said, "seconds": time.monotonic() - start, "mib": peak}))
"""
_ROOT = Path(__file__).resolve().parents[3]
_MIB = 700
"""What reading may take at the most, the interpreter included, with the limits below."""
_LIMITS = {"MANDATE_GRAPH_FORMAT_MEMORY_MB": "512", "MANDATE_GRAPH_FORMAT_SECONDS": "10"}


def read(path: Path) -> tuple[str, float, float]:
    """(what was said, seconds, MiB at the most) of reading a file in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)],
        capture_output=True,
        check=True,
        cwd=_ROOT,
        env={**os.environ, **_LIMITS},
    )
    told = json.loads(done.stdout)
    return told["said"], told["seconds"], told["mib"]


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def replaced(content: bytes, name: str, part: Callable[[bytes], bytes]) -> bytes:
    """A Word file with one part changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return zipped(parts | {name: part(parts[name])})


def encrypted_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(100, 700, "Nobody can read this.")
    canvas.save()
    return file.getvalue()


def many_objects(count: int) -> bytes:
    """A PDF of one page whose content draws very many letters, each an object of its own."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=1)
    canvas._code.append("BT /F1 1 Tf " + " ".join(f"1 0 0 1 {n % 590} {n % 830} Tm (a) Tj" for n in range(count)) + " ET")
    canvas.save()
    return file.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE akomaNtoso [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]><akomaNtoso><doc><body><p>&m;</p></body></doc></akomaNtoso>"
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE akomaNtoso SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    b"<akomaNtoso><doc><body><p>&f;</p></body></doc></akomaNtoso>"
)
DEEP_HTML = b"<!DOCTYPE html><html><body>" + b"<div>" * 100_000 + b"words" + b"</div>" * 100_000 + b"</body></html>"
DEEP_XML = b"<akomaNtoso>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</akomaNtoso>"
WORD = docx(REPORT_EN)

FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted.pdf": (encrypted_pdf, "encrypted with a password"),
    "cut.pdf": (lambda: pdf(REPORT_EN)[:700], "can't be opened"),
    "noise.pdf": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400, "can't be opened"),
    "objects.pdf": (lambda: many_objects(1_000_000), r"(broken or made to harm|characters; expected a page)"),
    "cut.docx": (lambda: WORD[: len(WORD) // 2], "broken zip archive"),
    "bomb.docx": (lambda: replaced(WORD, "word/document.xml", lambda _: b" " * 200_000_000), "unpacks to"),
    "laughing.docx": (
        lambda: replaced(WORD, "word/document.xml", lambda part: LAUGHS[: LAUGHS.index(b"<akomaNtoso>")] + part.split(b"?>", 1)[1]),
        "has a document type",
    ),
    "empty.docx": (lambda: zipped({"[Content_Types].xml": b"<Types/>", "word/x": b""}), "can't be (opened|read)"),
    "sheet.docx": (lambda: zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}), "no Word document"),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or encrypted Office file"),
    "rich.rtf": (lambda: b"{\\rtf1 words}", "Rich Text"),
    "laughs.xml": (lambda: LAUGHS, "document type"),
    "outside.xml": (lambda: OUTSIDE, "document type"),
    "deep.xml": (lambda: DEEP_XML, "not well-formed XML"),
    "open.xml": (lambda: b"<akomaNtoso><doc>", "not well-formed XML"),
    "other.xml": (lambda: b"<feed><entry/></feed>", "whose root is <feed>"),
    "many.xml": (lambda: b"<akomaNtoso>" + b"<p/>" * 3_000_000 + b"</akomaNtoso>", "bytes; expected"),
    "deep.html": (lambda: DEEP_HTML, "nest too deeply"),
    "nothing.html": (lambda: b"<!DOCTYPE html><html><script>var words = 1</script></html>", "without words"),
    "lying.html": (lambda: b'<html><meta charset="utf-8"><p>\xff\xfe\xfa words</p></html>', "is not"),
    "long.txt": (lambda: b"A sentence of a report that has no end. " * 2_500_000, "bytes; expected"),
    "wide.txt": (lambda: b"word " * 12_000_000, "characters; expected"),
    "zeros.bin": (lambda: b"words\0" * 1000, "binary data"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_ends_in_a_clear_error_within_time_and_memory(tmp_path: Path, name: str) -> None:
    make, message = FILES[name]
    path = tmp_path / name
    path.write_bytes(make())
    said, seconds, mib = read(path)
    assert said.startswith(str(path))
    with pytest.raises(SourceError, match=message):
        raise SourceError(said)
    assert seconds < 30
    assert mib < _MIB


def test_words_from_right_to_left_are_read_as_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "arabic.txt"
    path.write_text("تقرير المدير التنفيذي\n1. \u202eهذه فقرة\u202c قصيرة عن الأراضي الرطبة.\n", encoding="utf-8")
    assert len(printed(Source(path)).lines) == 2


def test_marks_of_direction_part_no_words(tmp_path: Path) -> None:
    path = tmp_path / "marks.txt"
    path.write_text("Wet\u200flands\u202a and \u202cpeat\u2066.\n", encoding="utf-8")
    assert printed(Source(path)).text == "Wetlands and peat."


def test_a_pdf_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANDATE_GRAPH_FORMAT_SECONDS", "1")
    path = tmp_path / "slow.pdf"
    path.write_bytes(many_objects(500_000))
    start = time.monotonic()
    with pytest.raises(SourceError, match="MANDATE_GRAPH_FORMAT_SECONDS"):
        printed(Source(path))
    assert time.monotonic() - start < 10


def test_a_limit_that_is_no_number_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANDATE_GRAPH_SOURCE_BYTES", "lots")
    path = tmp_path / "some.txt"
    path.write_text("words", encoding="utf-8")
    with pytest.raises(ValueError, match="MANDATE_GRAPH_SOURCE_BYTES='lots': expected a whole number"):
        printed(Source(path))
