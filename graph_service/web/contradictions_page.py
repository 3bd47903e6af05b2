"""The page of contradictions: what the documents read tell that can't all be so, side by side."""

from typing import Any

from graph_service.ask import contradictions as asking
from graph_service.ask.figures import FigureRow
from graph_service.graph.snapshot import Snapshot
from graph_service.web.lines import Drawer
from ontology.contradictions import contradictions as kinds
from ontology.measures import measures, units

SHOWN = 100
"""How many stand on the page."""


def values(snapshot: Snapshot, language: str, about: str | None, kind: str | None) -> dict[str, Any]:
    """What the template needs; ``UnknownKey`` and ``UsageError`` as ``ask.contradictions`` has them."""
    found = asking.contradictions(snapshot, kind, about, limit=SHOWN)
    drawer = Drawer(snapshot, language)
    return {
        "about": about,
        "kind": kind,
        "kinds": [(one.name, one.zh if language == "zh" else one.en) for one in kinds().values()],
        "total": found.total,
        "documents": len(found.scope.documents),
        "registers": len(found.scope.registers),
        "conflicts": [_conflict(drawer, one) for one in found.contradictions],
    }


def _conflict(drawer: Drawer, one: asking.Contradiction) -> dict[str, Any]:
    named = kinds()[one.kind]
    chinese = drawer.language == "zh"
    return {
        "kind": named.zh if chinese else named.en,
        "what": named.definition_zh if chinese else named.definition_en,
        "about": one.about,
        "label": drawer.label(one.about),
        "lines": drawer.lines(one.statements),
        "figures": [_figure(drawer, figure) for figure in one.figures],
    }


def _figure(drawer: Drawer, row: FigureRow) -> dict[str, Any]:
    names = {**measures(), **units()}
    measure, unit = (_label(names.get(name), name, drawer.language) for name in (row.measure, row.unit))
    return {"row": row, "measure": measure, "unit": unit, "places": [drawer.place(e) for e in row.evidence]}


def _label(term: Any, name: str, language: str) -> str:
    return str((term.zh if language == "zh" else term.en) if term else name)
