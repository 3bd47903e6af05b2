"""The command ``sparql``: a query over files or the store, by the endpoint's own code."""

import sys
from pathlib import Path

import click

from graph_service.api.sparql.run import run
from graph_service.cli.context import STORE, service, settings
from graph_service.errors import InputError, UsageError


@click.command()
@click.option("--query", "query_file", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The query.")
@click.option("--base", metavar="IRI", help="What relative IRIs are resolved against.")
@click.option("--data", multiple=True, type=click.Path(path_type=Path), metavar="FILE", help="A file for the default graph.")
@click.option("--named", multiple=True, metavar="IRI=FILE", help="A file as a named graph.")
@STORE
def sparql(query_file: Path, base: str | None, data: tuple[Path, ...], named: tuple[str, ...], store: str | None) -> None:
    """Run a SPARQL query over files, or over the store where none are given. SPARQL JSON or N-Triples on standard output."""
    query = _text(query_file)
    graphs = dict(_named(pair) for pair in named)
    if data or graphs:
        _, answer = run(query, data, graphs, settings=settings(store), base=base)
    else:
        with service(store) as ready:
            snapshot = ready.snapshot()
            files = [ready.dumps.file(snapshot, name) for name in ("nq", "nt")]
            _, answer = run(query, files, settings=ready.settings, base=base)
    sys.stdout.buffer.write(answer if answer.endswith(b"\n") else answer + b"\n")
    sys.stdout.buffer.flush()


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8; expected a SPARQL query") from error


def _named(pair: str) -> tuple[str, Path]:
    iri, equals, file = pair.rpartition("=")
    if not (iri and equals and file):
        raise UsageError(f"--named {pair!r}: expected IRI=FILE")
    return iri, Path(file)


COMMANDS = (sparql,)
