"""Commands about the record as a whole: ``stats``, ``export``."""

import sys
from collections import Counter
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from graph_service.cli import lines
from graph_service.cli.context import FORMAT, KNOWN_AT, STORE, service
from graph_service.export.formats import FORMATS
from graph_service.export.formats import export as write_export
from graph_service.graph.snapshot import Snapshot


@click.command()
@FORMAT
@KNOWN_AT
@STORE
def stats(form: str, known_at: str | None, store: str | None) -> int:
    """Count what is in the record: documents, things by type, stubs, statements by predicate, evidence."""
    with service(store) as ready:
        snapshot = ready.snapshot(known_at)
        rows = list(counts(snapshot))
    lines.write(rows, form, ("what", "name", "count"), f"snapshot {snapshot.hash[:16]}, known at {snapshot.known_at}")
    return 0


def counts(snapshot: Snapshot) -> list[lines.Row]:
    """Rows (what, name, count); of a document, how many statements it says. A stub is an instrument or document not held."""
    read = [d for d in snapshot.documents() if d.read]
    entities = [snapshot.entity(key) for key in snapshot.keys]
    stubs = sum(e.kind in ("instrument", "document") and not e.held for e in entities)
    predicates = Counter(snapshot.ends(number)[1] for number in snapshot.lines())
    said = Counter(snapshot.aliases.canonical(s.document) for s in snapshot.records)
    totals = {
        "documents read": sum(not d.key.startswith("REG/") for d in read),
        "registers read": sum(d.key.startswith("REG/") for d in read),
        "things": len(entities),
        "stubs": stubs,
        "statements": len(snapshot.records),
        "lines": len(snapshot.lines()),
        "pieces of evidence": sum(len(s.evidence) for s in snapshot.records),
    }
    rows: list[lines.Row] = [{"what": "total", "name": name, "count": count} for name, count in totals.items()]
    rows += [{"what": "document", "name": d.key, "count": said[d.key]} for d in read]
    rows += [{"what": "type", "name": name, "count": n} for name, n in sorted(Counter(e.type for e in entities).items())]
    return rows + [{"what": "predicate", "name": name, "count": n} for name, n in sorted(predicates.items())]


@click.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True, help="The form of the output.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write there instead of standard output.",
)
@KNOWN_AT
@STORE
def export(form: str, output: Path | None, known_at: str | None, store: str | None) -> int:
    """Write the whole graph. Equal record, equal bytes."""
    with service(store) as ready:
        snapshot = ready.snapshot(known_at)
        base = ready.settings.base
        if output is None:
            write_export(snapshot, form, sys.stdout.buffer, base)
            return 0
        output = output.resolve()  # a link is written through, not replaced
        if output.exists() and not output.is_file():
            with output.open("wb") as stream:  # a pipe or a device is written to as it is
                write_export(snapshot, form, stream, base)
            return 0
        with NamedTemporaryFile(dir=output.parent, prefix=f".{output.name}.", delete=False) as part:
            try:
                write_export(snapshot, form, part, base)  # type: ignore[arg-type]  # a named temporary file is a binary stream
            except BaseException:
                Path(part.name).unlink()
                raise
        Path(part.name).replace(output)
        output.chmod(0o644)
    return 0


COMMANDS = (stats, export)
