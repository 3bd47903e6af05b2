"""The forms of RDF in which single things are served."""

import io
from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.negotiation import choose
from graph_service.api.open_endpoint import SNAPSHOT
from graph_service.export.serializing import write_turtle, write_xml

FORMS = {
    "ttl": ("text/turtle; charset=utf-8", RdfFormat.TURTLE),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
}
"""File ending → media type and serializer."""
HTML = "text/html"


def wanted(request: Request, *, page: bool) -> str:
    """The ending of the form that the Accept header likes best (``html`` for a page, if there is one); 406 if there is none.

    Who takes anything gets Turtle; browsers ask for pages by name.
    """
    offers = {media_type.partition(";")[0]: ending for ending, (media_type, _) in FORMS.items()}
    if page:
        offers[HTML] = "html"
    chosen = choose(request.headers.get("accept"), list(offers))
    if chosen is None:
        raise HTTPException(406, f"no such form: expected one of {', '.join(offers)} in Accept", {"Vary": "Accept"})
    return offers[chosen]


def rdf_response(request: Request, quads: Iterable[Quad], ending: str, snapshot: str) -> Response:
    """The union of the quads in a form, each triple once, in the order given; 304 if the client holds it already."""
    etag = f'"{snapshot}-{ending}"'
    headers = {"ETag": etag, "Vary": "Accept", "Cache-Control": "no-cache", SNAPSHOT: snapshot}
    if known(request, etag):
        return Response(status_code=304, headers=headers)
    triples = dict.fromkeys(quad.triple for quad in quads)
    return Response(written(triples, ending), headers={**headers, "Content-Type": FORMS[ending][0]})


def written(triples: Iterable[Triple], ending: str) -> bytes:
    """Triples in a form."""
    out = io.BytesIO()
    if ending == "ttl":
        write_turtle(triples, out)
    elif ending == "rdf":
        write_xml(triples, out)
    else:
        serialize(triples, out, FORMS[ending][1])
    return out.getvalue()


def known(request: Request, etag: str) -> bool:
    """Whether ``If-None-Match`` names the tag (weak comparison, RFC 9110 section 13.1.2)."""
    named = (tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(","))
    return any(tag in ("*", etag) for tag in named)
