"""Which path is answered by whom."""

from typing import Protocol

from starlette.routing import BaseRoute, Route

from graph_service.api.dumps import Dumps
from graph_service.api.linked_data.dataset import DatasetEndpoint
from graph_service.api.linked_data.downloads import DumpEndpoint
from graph_service.api.linked_data.identifiers import DataEndpoint, GraphEndpoint, IdentifierEndpoint
from graph_service.api.linked_data.vocabulary import ontology
from graph_service.api.open_endpoint import OpenEndpoint
from graph_service.api.sparql.protocol import SparqlEndpoint, SparqlService


class LinkedDataService(SparqlService, Protocol):
    """What these routes need of the service."""

    @property
    def dumps(self) -> Dumps:
        """The exports as files."""


def routes(service: LinkedDataService) -> list[BaseRoute]:
    """The routes of linked data."""
    return [
        Route("/sparql", OpenEndpoint(SparqlEndpoint(service), ("GET", "POST"))),
        Route("/id/{key:path}", OpenEndpoint(IdentifierEndpoint(service))),
        Route("/data/{name:path}", OpenEndpoint(DataEndpoint(service))),
        Route("/graph/{key:path}", OpenEndpoint(GraphEndpoint(service))),
        Route("/ontology", OpenEndpoint(ontology)),
        Route("/dumps/{name:path}", OpenEndpoint(DumpEndpoint(service))),
        Route("/.well-known/void", OpenEndpoint(DatasetEndpoint(service))),
    ]
