"""``/.well-known/void``: the dataset described (VoID, https://www.w3.org/TR/void/): what it holds and where it can be had.

Counts are those of the union of all graphs. The endpoint's address is this service's own, as it was asked.
"""

import asyncio
from collections.abc import Iterator
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.dumps import Dumps
from graph_service.api.linked_data.downloads import OFFERED, STEM
from graph_service.api.linked_data.forms import FORMS, rdf_response, wanted
from graph_service.graph.snapshot import Snapshot
from graph_service.settings import Settings
from ontology.identifiers import ONTOLOGY
from ontology.terms import INTEGER, TYPE, node

LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"


class DatasetService(Protocol):
    """What this endpoint needs of the service."""

    settings: Settings

    def snapshot(self) -> Snapshot:
        """The current snapshot."""

    @property
    def dumps(self) -> Dumps:
        """The exports as files."""


class DatasetEndpoint:
    """``/.well-known/void``."""

    def __init__(self, service: DatasetService) -> None:
        self._service = service

    async def __call__(self, request: Request) -> Response:
        """The description, in the form that the Accept header likes best."""
        return await asyncio.to_thread(self._answer, request, wanted(request, page=False))

    def _answer(self, request: Request, ending: str) -> Response:
        snapshot, settings = self._service.snapshot(), self._service.settings
        count = _lines(self._service.dumps, snapshot)
        quads = description(settings.base, str(request.base_url), count, len(snapshot.keys))
        return rdf_response(request, quads, ending, snapshot.hash)


def _lines(dumps: Dumps, snapshot: Snapshot) -> int:
    """The triples of the union: the lines of the N-Triples."""
    with dumps.file(snapshot, "nt").open("rb") as lines:
        return sum(1 for _ in lines)


def description(base: str, service: str, triples: int, entities: int) -> Iterator[Quad]:
    """The dataset's own triples. ``base``: what its IRIs begin with; ``service``: the address of this service, with a slash."""
    this = NamedNode(f"{base}dumps/")
    for kind in ("void:Dataset", "dcat:Dataset"):
        yield Quad(this, TYPE, node(kind))
    yield Quad(this, node("dcterms:title"), Literal("Mandate Graph", language="en"))
    yield Quad(this, node("dcterms:title"), Literal("联合国任务授权图谱", language="zh"))
    yield Quad(this, node("dcterms:license"), NamedNode(LICENCE))
    yield Quad(this, node("void:uriSpace"), Literal(f"{base}id/"))
    yield Quad(this, node("void:vocabulary"), NamedNode(ONTOLOGY))
    yield Quad(this, node("void:sparqlEndpoint"), NamedNode(f"{service}sparql"))
    yield Quad(this, node("void:triples"), Literal(str(triples), datatype=INTEGER))
    yield Quad(this, node("void:entities"), Literal(str(entities), datatype=INTEGER))
    for name in OFFERED:
        if name in FORMS:
            yield Quad(this, node("void:dataDump"), NamedNode(f"{base}dumps/{STEM}.{name}"))
