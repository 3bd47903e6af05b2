"""GraphQL in this process: an entity's page, a lineage page of 100 and a list of 100 with evidence (``queries/*.graphql``), each
divided by a bare ASGI endpoint that returns the same bytes.

"repeated": the same request again; the record has not changed. "new": requests with variables that this endpoint has not seen, of
a query that it has. Both are asked through httpx, whose own time is on both sides and brings the ratio nearer to 1; "called
plainly" asks without any client. "whole application" is the service with all its routes, asked by a client that accepts gzip,
divided by the same bare endpoint without.
"""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
from starlette.applications import Starlette

from bench.figures import Result, WrongAnswer, compare
from bench.graphql_truth import KINDS, Kind
from bench.stage import Stage
from bench.web_client import BareEndpoint, Client, HttpxClient, PlainClient
from graph_service.api.graphql.app import routes
from graph_service.asgi import create_app

NAME = "graphql"
Asking = Callable[[], list[bytes]]
ROUNDS = 5
"""How often new requests are timed, each time with an endpoint that has not seen them."""
QUERIES = Path(__file__).with_name("queries")
REPEATS = 20
"""How many requests are sent in a row where one is repeated, and how many new ones at most."""


def run(stage: Stage) -> Iterator[Result]:
    """Figures over the small world."""
    app = create_app(stage.small.service.settings)
    try:
        with asyncio.Runner() as runner:
            for kind in KINDS:
                yield from _Asking(stage, runner, kind).figures(app)
    finally:
        app.state.service.close()


class _Asking:
    """The requests of one kind with their answers, which have been found right."""

    def __init__(self, stage: Stage, runner: asyncio.Runner, kind: Kind) -> None:
        self.stage, self.runner, self.kind = stage, runner, kind
        query = (QUERIES / f"{kind.name}.graphql").read_text(encoding="utf-8")
        self.answers: dict[bytes, bytes] = {}
        asking = PlainClient(self._app(), runner)
        for variables in kind.questions(stage.small, REPEATS + 1, lambda given: orjson.loads(asking.ask([_body(query, given)])[0])):
            body = _body(query, variables)
            self.answers[body] = asking.ask([body])[0]
            kind.check(stage.small, variables, _data(self.answers[body]))

    def _app(self) -> Starlette:
        """An endpoint that has answered nothing yet."""
        return Starlette(routes=routes(self.stage.small.service))

    def figures(self, whole: Starlette) -> Iterator[Result]:
        """Repeated by either client, new, and by the whole application."""
        first, *others = self.answers
        bare = BareEndpoint(self.answers)
        ours = self._app()
        again = [first] * REPEATS
        size = len(self.answers[first])
        httpx, plain = (HttpxClient(bare, self.runner), PlainClient(bare, self.runner))
        yield self._figure("repeated", HttpxClient(ours, self.runner), httpx, again, f"{size:,} bytes")
        yield self._figure("repeated, called plainly", PlainClient(ours, self.runner), plain, again)
        yield self._figure("repeated, whole application", HttpxClient(whole, self.runner, "gzip"), httpx, again)
        fresh = iter([self._warm(first) for _ in range(ROUNDS + 1)])
        yield self._compared("new", lambda: next(fresh).ask(others), lambda: httpx.ask(others), len(others), rounds=ROUNDS)

    def _warm(self, first: bytes) -> Client:
        """A client of a fresh endpoint that knows the query, but none of the other requests."""
        client = HttpxClient(self._app(), self.runner)
        client.ask([first])
        return client

    def _figure(self, what: str, ours: Client, bare: Client, bodies: list[bytes], note: str = "") -> Result:
        return self._compared(what, lambda: ours.ask(bodies), lambda: bare.ask(bodies), len(bodies), note)

    def _compared(self, what: str, ours: Asking, bare: Asking, count: int, note: str = "", rounds: int | None = None) -> Result:
        names = (NAME, f"{self.kind.title}, {what}", "bare ASGI endpoint")
        return compare(names, ours, bare, _same, rounds=rounds, each=count, note=lambda a, b: note)


def _same(ours: list[bytes], bare: list[bytes]) -> None:
    if ours != bare:
        raise WrongAnswer("the same request got other bytes than before")


def _body(query: str, variables: dict[str, str | None]) -> bytes:
    return orjson.dumps({"query": query, "variables": variables})


def _data(content: bytes) -> dict[str, dict[str, object]]:
    body: dict[str, dict[str, dict[str, object]]] = orjson.loads(content)
    if "errors" in body:
        raise WrongAnswer(f"errors in an answer: {body['errors']}")
    return body["data"]
