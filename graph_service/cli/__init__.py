"""The command line ``mandate-graph``. Standard output carries data only; progress and messages go to standard error.

Exit codes: 0 done, 1 findings, 2 wrong usage or unreadable input.
"""

import os
import sys
from collections.abc import Sequence

import click

from graph_service.cli import copying, disagreements, loading, questions, record, serving, sparql
from graph_service.cli.context import ready
from graph_service.errors import MandateGraphError
from loaders.base import SourceError
from ontology.errors import ModelError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="mandate-graph")
@click.option(
    "--store",
    metavar="URL",
    help="Where the record is: a path, sqlite:///path, bolt:// or neo4j://. Default: MANDATE_GRAPH_STORE or ./mandate-graph.db.",
)
@click.pass_context
def cli(context: click.Context, store: str | None) -> None:
    """Trace mandates of the United Nations system, every line with the paragraph that says it."""
    ready(context, store)


for module in (loading, copying, questions, disagreements, record, sparql, serving):
    for command in module.COMMANDS:
        cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code. Errors that a person can mend are told in words, all others as they are."""
    if sys.stdout is None:  # closed by the caller (`>&-`)
        click.echo("mandate-graph: standard output is closed; expected somewhere to write to", err=True)
        return 2
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        with cli.make_context("mandate-graph", given) as context:
            result = cli.invoke(context)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        click.echo("stopped; what was finished is kept, the same command goes on from there", err=True)
        return 130
    except click.ClickException as error:
        error.show(file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has left (`| head`): nothing is wrong
        return 0
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"mandate-graph: {place}{error.strerror or error}", err=True)
        return 2
    except (MandateGraphError, SourceError, ModelError) as error:
        click.echo(f"mandate-graph: {error}", err=True)
        return 2
