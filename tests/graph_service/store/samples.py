"""Readings made for the tests of the store and of loading: small, and every field of theirs is used by some."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from graph_service.store.base import Store
from ontology.readings import Mention, Paragraph, Reading, Section
from ontology.records import Evidence, Figure, Literal, Method, Statement

T1, T2, T3, T4 = (f"2026-0{month}-01T00:00:00Z" for month in (1, 2, 3, 4))
"""Record times, in order."""

DOCUMENT = "UNEP/GC.26/18"
LINES = ("关于土地和水的小组", "See A/RES/66/288 on the Café", "大会第66/288号决议")
RULE = Method("rule", "citations", "1")


def digest(text: str) -> str:
    """SHA-256 in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def place(line: int, *, language: str | None = "zh", text: str = "\n".join(LINES), method: Method = RULE) -> Evidence:
    """The whole line of a text as evidence, in the paragraph of that number."""
    words = text.split("\n")[line]
    start = sum(len(before) + 1 for before in text.split("\n")[:line])
    return Evidence(str(line + 1), method, language, start, start + len(words), words, digest(text), 0.9, (("verb", "recalls"),))


def cites(target: str, *lines: int, document: str = DOCUMENT, language: str | None = "zh") -> Statement:
    """The document cites a target, said in these lines."""
    evidence = tuple(place(line, language=language) for line in lines or (0,))
    return Statement(document, document, "cites", target, (("provision", "88"),), evidence=evidence)


def reading(
    statements: Iterable[Statement] = (),
    *,
    document: str = DOCUMENT,
    language: str | None = "zh",
    loader: str = "reports",
    source: str = "1",
    loader_version: str = "v1",
    lines: tuple[str, ...] = LINES,
) -> Reading:
    """A reading of a text, a paragraph a line; ``source`` stands for the bytes of its file."""
    text = "\n".join(lines)
    starts = [sum(len(before) + 1 for before in lines[:number]) for number in range(len(lines))]
    return Reading(
        document=document,
        language=language,
        loader=loader,
        loader_version=loader_version,
        source_hash=digest(source),
        title=f"Report {source}",
        date="2011-02-21",
        text=text,
        text_hash=digest(text),
        aliases=(f"DOC/{digest(source)[:12]}",),
        paragraphs=tuple(
            Paragraph(start, start + len(line), str(n + 1), "heading I")
            for n, (start, line) in enumerate(zip(starts, lines, strict=True))
        ),
        sections=(Section("heading I", "Land", ("EMG/IMG-LAND", "EMG")), Section("heading I.A", "Water", (), "heading I")),
        mentions=(Mention("entity", "title", "EMG", "1", starts[0], starts[0] + 2, lines[0][:2], "as printed", "EMG/IMG-LAND"),),
        statements=tuple(statements),
    )


def rich() -> Reading:
    """A reading with values in a language and typed, a qualifier that comes twice, periods, figures, a fact without words."""
    curated = Evidence("UNGA-row", Method("curated", "governance", "2"))
    return replace(
        reading([cites("A/RES/66/288", 0, 2)]),
        statements=(
            cites("A/RES/66/288", 0, 2),
            Statement(DOCUMENT, "EMG", "name", Literal("环境管理小组", language="zh"), (), "2001", None, (place(0),)),
            Statement(DOCUMENT, DOCUMENT, "type", Literal("report", datatype="type"), evidence=(place(1),)),
            Statement(
                "A/RES/53/242", "UNEP-ED", "leads", "EMG", (("role", "chair"), ("role", "host")), "1999/2001", "2012~", (curated,)
            ),
        ),
        figures=(
            Figure(DOCUMENT, "EMG", "budget", "12.50", "USD", "2012", "approved", "about", (("fund", "EF"),), "A/1", (place(1),)),
            Figure(DOCUMENT, "EMG", "members", "47", "members", evidence=(place(2),)),
        ),
    )


def dump(store: Store, times: Iterable[str | None] = (None,)) -> list[object]:
    """All that a store answers, at each time: what two stores with the same record agree in."""
    documents = sorted({held.document for held in store.readings()})
    current = [
        (list(store.paragraphs(key)), list(store.sections(key)), list(store.mentions(key)), list(store.find_text("小组")))
        for key in documents
    ]
    record = [(list(store.statements(t)), list(store.figures(t)), list(store.readings(t))) for t in times]
    return [record, current, list(store.verdicts())]


def said(store: Store, known_at: str | None = None) -> list[str]:
    """The objects of the statements that are known, sorted."""
    return sorted(str(s.object) for s in store.statements(known_at))
