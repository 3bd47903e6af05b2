"""The command ``copy``: a whole record from one store to another."""

from contextlib import closing

import click

from graph_service.cli.loading import progress
from graph_service.ingest.copy import copy as copy_record
from graph_service.store import open_store


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> int:
    """Carry a whole record, history included, from one store to another (paths or URLs).

    The other store is made where it is missing; it is empty, or holds a part of this record. Broken off, the same command goes on.
    """
    with (
        closing(open_store(source, create=False)) as given,
        closing(open_store(target)) as made,
        progress("copying") as told,
    ):
        copied = copy_record(given, made, told)
    click.echo(
        f"{copied.readings} readings ({copied.unchanged} there already), {copied.withdrawals} withdrawals,"
        f" {copied.verdicts} verdicts, {copied.runs} runs copied to {target}",
        err=True,
    )
    return 0


COMMANDS = (copy,)
