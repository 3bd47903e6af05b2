"""The dataset that a worker holds: files of RDF read into the engine's memory."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from graph_service.api.sparql.messages import DataFile


class DatasetError(ValueError):
    """A file that can't be read as RDF; the message names it."""


def load(files: Iterable[DataFile]) -> ox.Store:
    """A store with the triples of the files; ``DatasetError`` where one can't be read."""
    store = ox.Store()
    for file in files:
        _add(store, file)
    return store


def _add(store: ox.Store, file: DataFile) -> None:
    ending = Path(file.path).suffix.lstrip(".").lower()
    form = ox.RdfFormat.from_extension(ending)
    if form is None:
        raise DatasetError(f"{file.path}: ending .{ending} is no form of RDF; expected ttl, nt, nq, trig, rdf, jsonld or n3")
    keeps_graphs = form.supports_datasets and file.graph is None
    to_graph = None if keeps_graphs else (ox.NamedNode(file.graph) if file.graph else ox.DefaultGraph())
    try:
        store.bulk_load(path=file.path, format=form, base_iri=file.base or Path(file.path).absolute().as_uri(), to_graph=to_graph)
    except (SyntaxError, ValueError, OSError) as error:
        raise DatasetError(f"{file.path}: expected {form.name}, found: {error}") from error
