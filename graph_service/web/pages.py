"""Endpoints of the pages: what was asked in the address, the answer as HTML, and what went wrong in words."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from graph_service.ask import documents as reading
from graph_service.errors import MandateGraphError, UnknownKey, UsageError
from graph_service.graph.snapshot import Snapshot
from graph_service.web import contradictions_page, document_page, entity_page, languages, render, search_page
from graph_service.web.links import Links, anchor, data, entity_path
from graph_service.web.service import Service
from ontology.errors import ModelError

Endpoint = Callable[[Request], Response]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a page asks for."""

    key: str
    language: str
    as_of: str | None
    known_at: str | None
    depth: int
    links: Links

    @classmethod
    def of(cls, request: Request) -> "Asked":
        """The parts of an address; ``UsageError`` for a number of steps that is none."""
        query = request.query_params
        language = languages.chosen(request)
        as_of, known_at = (query.get(name, "").strip() or None for name in ("asOf", "knownAt"))
        depth = query.get("depth", "3")
        if depth not in map(str, entity_page.DEPTHS):
            raise UsageError(f"depth {depth!r}: expected one of {', '.join(map(str, entity_page.DEPTHS))}")
        return cls(request.path_params.get("key", ""), language, as_of, known_at, int(depth), Links(language, as_of, known_at))


def routes(service: Service) -> list[BaseRoute]:
    """The routes of the pages over a service."""
    static = StaticFiles(directory=str(files("graph_service.web").joinpath("static")))
    return [
        Route("/", told(service, home)),
        Route("/entity/{key:path}", told(service, thing)),
        Route("/document/{key:path}", told(service, document)),
        Route("/contradictions", told(service, contradictions)),
        Route("/query", told(service, query)),
        Mount("/static", static),
    ]


def told(service: Service, answer: Callable[[Request, Service, Asked], Response]) -> Endpoint:
    """An endpoint that tells a person what went wrong, in a page with the right status."""

    def endpoint(request: Request) -> Response:
        try:
            return answer(request, service, Asked.of(request))
        except UnknownKey as error:
            return problem(request, service, 404, str(error))
        except (UsageError, ModelError) as error:
            return problem(request, service, 400, str(error))
        except MandateGraphError as error:
            return problem(request, service, 503, str(error))

    return endpoint


def problem(request: Request, service: Service, status: int, message: str) -> Response:
    """A page that says what went wrong and offers the nearest things."""
    language = languages.chosen(request)
    say = languages.catalogue(language).gettext
    titles = {400: say("This can't be asked so"), 404: say("No such thing in this graph"), 503: say("Not available now")}
    key = request.path_params.get("key", "")
    near = search_page.nearest(service.snapshot(), key, language) if status == 404 else []
    page = {"title": titles[status], "message": message, "near": near}
    return render.page(request, service, "problem.html", links=Links(language), status=status, values=page)


def home(request: Request, service: Service, asked: Asked) -> Response:
    """The page to search from, and what was found."""
    snapshot = service.snapshot(asked.known_at)
    query = request.query_params.get("q", "").strip()
    found = search_page.found(snapshot, service, query, asked.language) if query else search_page.start(snapshot, asked.language)
    return render.page(request, service, "search.html", links=asked.links, values={"query": query, **found})


def thing(request: Request, service: Service, asked: Asked) -> Response:
    """The page of a thing."""
    snapshot = service.snapshot(asked.known_at)
    say = languages.catalogue(asked.language).gettext
    shown = entity_page.values(snapshot, asked.key, asked.language, say, asked.depth, asked.as_of, service.settings.base)
    key = shown["entity"].key
    page = {
        "asked": asked.key,
        "as_of": asked.as_of,
        "known_at": asked.known_at,
        "depth": asked.depth,
        "entity_path": entity_path(key),
        "data_href": data(key),
        "permalink": permalink(key, asked, snapshot),
    }
    return render.page(request, service, "entity.html", links=asked.links, values={**page, **shown})


def contradictions(request: Request, service: Service, asked: Asked) -> Response:
    """The page of what can't all be so."""
    about, kind = (request.query_params.get(name, "").strip() or None for name in ("about", "kind"))
    shown = contradictions_page.values(service.snapshot(asked.known_at), asked.language, about, kind)
    return render.page(request, service, "contradictions.html", links=asked.links, values=shown)


EXAMPLE = """PREFIX mg: <https://w3id.org/mandate-graph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

# Which instruments renamed, ended or merged what, and where is it said?
SELECT ?instrument ?predicate ?object ?document ?paragraph WHERE {
  VALUES ?predicate { mg:renames mg:terminates mg:mergesInto }
  ?statement mg:subject ?instrument ; mg:predicate ?predicate ; mg:object ?object ; mg:hasEvidence ?evidence .
  ?evidence mg:saidIn ?document ; mg:paragraphLabel ?paragraph .
}
ORDER BY ?instrument ?predicate ?object LIMIT 100
"""


def query(request: Request, service: Service, asked: Asked) -> Response:
    """The page from which SPARQL is asked, with what else a program may use."""
    return render.page(request, service, "query.html", links=asked.links, values={"sparql": EXAMPLE, "base": str(request.base_url)})


def permalink(key: str, asked: Asked, snapshot: Snapshot) -> str:
    """An address that reopens this answer: the time of knowledge and the day are fixed, and the hash names the snapshot."""
    query = {
        "lang": asked.language,
        "asOf": asked.as_of,
        "knownAt": snapshot.known_at,
        "depth": asked.depth,
        "snapshot": snapshot.hash,
    }
    return f"{entity_path(key)}?{urlencode({name: value for name, value in query.items() if value})}"


def document(request: Request, service: Service, asked: Asked) -> Response:
    """The text of a held document, paragraph by paragraph, with links to what it mentions."""
    snapshot = service.snapshot()
    held = reading.document(snapshot, service.store, asked.key)
    if not held.read:
        raise UnknownKey(f"{held.key}: its text is not held; load it with: mandate-graph load FILE --symbol '{held.key}'")
    page = {
        "key": held.key,
        "title": held.labels.get(asked.language) or next(iter(held.labels.values()), None),
        "url": held.url,
        "paragraphs": [document_page.paragraph(p, held.mentions, snapshot, anchor(p.label)) for p in held.paragraphs],
    }
    return render.page(request, service, "document.html", links=asked.links, values=page)
