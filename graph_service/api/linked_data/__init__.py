"""Linked data over HTTP: SPARQL, IRIs that answer, the ontology, dumps, the dataset described. Open to scripts of any origin."""

from graph_service.api.linked_data.routes import LinkedDataService, routes

__all__ = ["LinkedDataService", "routes"]
