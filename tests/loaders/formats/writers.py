"""Documents of ``forms`` written in five formats."""

import re
import textwrap
from html import escape

from .forms import Document, marks, pieces, plain, whole
from .pdf_writer import pdf
from .word_writer import docx

__all__ = ["WRITERS", "akn", "docx", "html", "pdf", "txt"]


def txt(document: Document) -> bytes:
    """Printed lines, footnotes below a rule of blanks, running headers and page numbers between the pages."""
    out: list[str] = []
    page = 1
    for block in document.blocks:
        out += (
            ["", *wrapped(plain(whole(block)), document.language)] if block.kind not in ("row", "plain") else [plain(whole(block))]
        )
        for mark in marks(block.text):
            page += 1
            out += ["", " " * 60, *wrapped(f"{mark} {document.notes[mark]}", document.language)]
            out += ["", "", document.symbol, "", str(page), ""]
    return "\n".join(out).encode()


def wrapped(text: str, language: str) -> list[str]:
    """The text in lines of 76 columns."""
    if language != "zh":
        return textwrap.wrap(text, 76, break_long_words=False, break_on_hyphens=False)
    lines = [""]
    for unit in re.findall(r"[!-~]+ ?|.[，。；：、）》”]*", text):
        if sum(1 if c.isascii() else 2 for c in lines[-1] + unit) > 76:
            lines.append("")
        lines[-1] += unit
    return [line.strip() for line in lines]


def html(document: Document) -> bytes:
    """A page with headings, paragraphs, a table and notes at its end."""
    out = [
        f'<!DOCTYPE html>\n<html lang="{document.language}"><head><meta charset="utf-8">'
        f"<title>{document.symbol}</title></head><body>"
    ]
    rows: list[str] = []
    for block in document.blocks:
        if block.kind == "row":
            rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in block.cells) + "</tr>")
            continue
        if rows:
            out.append(f"<table>{''.join(rows)}</table>")
            rows = []
        tag = f"h{block.level + 1}" if block.kind == "heading" else "p"
        out.append(f"<{tag}>{_inline(whole(block), 'sup')}</{tag}>")
    notes = (f'<p id="n{mark}"><sup>{mark}</sup> {escape(words)}</p>' for mark, words in document.notes.items())
    return "\n".join([*out, "<hr>", *notes, "</body></html>"]).encode()


def _inline(text: str, raised: str) -> str:
    out = ""
    for kind, words in pieces(text):
        if kind == "^":
            out += f'<{raised}><a href="#n{words}">{words}</a></{raised}>'
        else:
            out += f'<a href="{escape(kind)}">{escape(words)}</a>' if kind else escape(words)
    return out


def akn(document: Document) -> bytes:
    """Akoma Ntoso: header, preamble and body, footnotes where their marks stand."""
    parts: dict[str, list[str]] = {"coverPage": [], "preface": [], "preamble": [], "mainBody": [], "conclusions": []}
    places = {"head": "coverPage", "title": "preface", "formula": "preamble", "preamble": "preamble", "closing": "conclusions"}
    for block in document.blocks:
        place = places.get(block.kind, "mainBody")
        words = "".join(_element(kind, said, document) for kind, said in pieces(block.text))
        if block.kind == "row":
            words = escape(" ".join(block.cells))
        number = f"<num>{escape(block.number)}</num>" if block.number else ""
        tag = "paragraph" if block.number else "container"
        parts[place].append(
            f"<{tag}>{number}<content><p>{words}</p></content></{tag}>" if place == "mainBody" else f"<p>{words}</p>"
        )
    body = "".join(f"<{name}>{''.join(inside)}</{name}>" for name, inside in parts.items() if inside)
    language = {"zh": "zho", "en": "eng"}[document.language]
    told = f'<FRBRExpression><FRBRlanguage language="{language}"/></FRBRExpression>'
    meta = f'<meta><identification source="#t">{told}</identification></meta>'
    root = f'<{document.name} name="{document.name}">{meta}{body}</{document.name}>'
    return f'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">{root}</akomaNtoso>'.encode()


def _element(kind: str, words: str, document: Document) -> str:
    if kind == "^":
        return f'<authorialNote marker="{words}"><p>{escape(document.notes[words])}</p></authorialNote>'
    return f'<a href="{escape(kind)}">{escape(words)}</a>' if kind else escape(words)


WRITERS = {"txt": txt, "html": html, "docx": docx, "pdf": pdf, "xml": akn}
"""Suffix → writer."""
