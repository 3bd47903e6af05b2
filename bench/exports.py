"""Writing a snapshot as N-Quads: the service's export, divided by pyoxigraph writing the same quads, made beforehand, to the same
bytes. (Its store's own dump is no measure: it respells numbers.)"""

import io
from collections.abc import Iterator
from statistics import median

import pyoxigraph as ox

from bench.figures import Result, compare, expect
from bench.stage import Stage
from graph_service.export import export

NAME = "export"
ROUNDS = 3


def run(stage: Stage) -> Iterator[Result]:
    """The figure over the small world."""
    shot = stage.small.snapshot
    once = _ours(stage)
    quads = list(ox.parse(once, format=ox.RdfFormat.N_QUADS))
    size = len(once)
    yield compare(
        (NAME, "N-Quads", "pyoxigraph, quads ready-made"),
        lambda: _ours(stage),
        lambda: _theirs(quads),
        lambda ours, other: expect("whether all exports have the same bytes", ours == other == once, True),
        rounds=ROUNDS,
        note=lambda ours, other: f"{size / median(ours) / 1e6:.1f} MB/s, {size / 1e6:.0f} MB of {len(shot.records):,} statements",
    )


def _ours(stage: Stage) -> bytes:
    out = io.BytesIO()
    export(stage.small.snapshot, "nq", out)
    return out.getvalue()


def _theirs(quads: list[ox.Quad]) -> bytes:
    out = io.BytesIO()
    ox.serialize(quads, out, ox.RdfFormat.N_QUADS)
    return out.getvalue()
