"""Commands that serve: ``serve`` and ``schema``."""

import os
import socket
from pathlib import Path

import click

from graph_service.cli.context import STORE, opened_store, settings
from graph_service.errors import UsageError


@click.command()
@STORE
@click.option("--host", help="The address to listen on; default 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; default 8000.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that answer.")
def serve(store: str | None, host: str | None, port: int | None, workers: int) -> None:
    """Serve pages, GraphQL, SPARQL and linked data over HTTP."""
    import uvicorn

    chosen = settings(store)
    with opened_store(store):  # a store that can't be used is told before anything starts
        pass
    _free(host or chosen.host, chosen.port if port is None else port)
    os.environ["MANDATE_GRAPH_STORE"] = chosen.store  # the workers are processes of their own and read their settings again
    click.echo(f"serving {chosen.store} on http://{host or chosen.host}:{chosen.port if port is None else port}/", err=True)
    uvicorn.run(
        "graph_service.asgi:create_app",
        factory=True,
        host=host or chosen.host,
        port=port if port is not None else chosen.port,
        workers=workers,
        log_level="info",
        server_header=False,
    )


def _free(host: str, port: int) -> None:
    """Nothing, if the address can be listened on; else ``UsageError``."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except OSError as error:
        raise UsageError(f"http://{host}:{port}/ can't be listened on: {error.strerror}; choose another with --port") from error


@click.command()
@click.option(
    "--check",
    "against",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Compare with a file instead; exit 1 if they differ.",
)
def schema(against: Path | None) -> int:
    """Print the GraphQL schema that the code makes."""
    from graph_service.api.graphql.schema import sdl

    if against is None:
        click.echo(sdl(), nl=False)
        return 0
    if not against.is_file():
        raise UsageError(f"{against}: no such file; make it with: mandate-graph schema > {against}")
    if against.read_text(encoding="utf-8") == sdl():
        return 0
    click.echo(f"{against} is not what the code makes; make it anew with: mandate-graph schema > {against}", err=True)
    return 1


COMMANDS = (serve, schema)
