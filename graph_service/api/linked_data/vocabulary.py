"""``/ontology``: the classes and properties, as they stand in ``ontology/mandates.ttl``."""

from functools import cache
from importlib.resources import files

from pyoxigraph import RdfFormat, parse
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.linked_data.forms import FORMS, wanted, written


async def ontology(request: Request) -> Response:
    """The ontology in the form that the Accept header likes best."""
    ending = wanted(request, page=False)
    return Response(_written(ending), headers={"Content-Type": FORMS[ending][0], "Vary": "Accept"})


@cache
def _written(ending: str) -> bytes:
    source = files("ontology").joinpath("mandates.ttl").read_bytes()
    if ending == "ttl":
        return source
    return written((quad.triple for quad in parse(source, RdfFormat.TURTLE)), ending)
