"""What readers notice of a new snapshot: a page of lineage while the next snapshot is built in the background, divided by the same
page while nothing is built. Nobody waits for the end of the building, but in one process it takes its time from the readers."""

import threading
from collections.abc import Iterator

from bench.figures import Figure, Result, WrongAnswer, expect, timed
from bench.lineage import answer
from bench.stage import Prepared, Stage
from graph_service.graph import snapshot

NAME = "refresh"
PAGES = 200


def run(stage: Stage) -> Iterator[Result]:
    """One figure over the large world."""
    world = stage.large
    starts = world.starts(1, upward=True)
    if not starts:
        raise WrongAnswer("no instrument reaches a hundredth to a tenth of all things; give another --size or --seed")
    expected = answer(world, starts[0], True)
    quiet = [_page(world, starts[0], expected) for _ in range(PAGES)]
    seconds, busy = _while_building(world, starts[0], expected)
    pages = min(len(quiet), len(busy))
    slowest = f"the slowest took {max(busy) * 1000:.0f} ms, quiet {max(quiet) * 1000:.0f} ms"
    note = f"{len(busy)} pages in {seconds:.1f} s of building; {slowest}"
    yield Figure.of((NAME, "page while the next is built", "while nothing is"), busy[:pages], quiet[:pages], note)


def _while_building(world: Prepared, start: int, expected: object) -> tuple[float, list[float]]:
    took: list[float] = []
    building = threading.Thread(target=lambda: took.append(timed(lambda: snapshot.build(world.service.store))[0]))
    building.start()
    busy = []
    while building.is_alive():
        busy.append(_page(world, start, expected))
    return took[0], busy


def _page(world: Prepared, start: int, expected: object) -> float:
    seconds, found = timed(lambda: answer(world, start, True))
    expect("the page", found, expected)
    return seconds
