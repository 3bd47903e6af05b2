"""The same sources at the same time end in the same record: in any order, in any batches, killed or not."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_service.ingest.report import LoadReport
from graph_service.store import Store, open_store
from loaders.base import Source
from tests.graph_service.store.samples import T1, dump

ROOT = Path(__file__).parents[3]
FILES = 5

_KILLED = """
import os, signal, sys
from pathlib import Path
from graph_service.ingest.load import load
from graph_service.store import batches, open_store
from loaders.base import Source
from tests.graph_service.ingest.fake_loaders import pick

batches.READINGS = int(sys.argv[5])

def die(done, total, what):
    if what.startswith(sys.argv[4]) and done == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

load(open_store(sys.argv[1]), [Source(Path(sys.argv[2]))], pick=pick, progress=die)
"""


@pytest.fixture
def folder(write: Callable[..., Path]) -> Path:
    """A folder of files that say partly the same."""
    for number in range(FILES):
        path = write(f"{number}.cites", f"document: A/{number}\nlanguage: zh\nsee X\nsee Y{number}\nsee A/{(number + 1) % FILES}")
    return path.parent


_LOADED = """
import sys
from pathlib import Path
from graph_service.ingest.load import load
from graph_service.store import open_store
from loaders.base import Source
from tests.graph_service.ingest.fake_loaders import pick

store = open_store(sys.argv[1])
for path in sys.argv[3:]:
    load(store, [Source(Path(path))], known_at=sys.argv[2], pick=pick)
store.close()
"""


def killed(url: str, folder: Path, done: int, step: str, together: int = 1) -> None:
    """Load the folder, so many readings in a transaction, in a process of its own that is killed (SIGKILL) at a step."""
    command = [sys.executable, "-c", _KILLED, url, str(folder), str(done), step, str(together)]
    process = subprocess.run(command, cwd=ROOT, check=False)
    assert process.returncode == -9


def test_batches_in_any_order_end_in_the_same_record(
    store: Store, load: Callable[..., LoadReport], folder: Path, tmp_path: Path
) -> None:
    load(store, [Source(folder)], known_at=T1)
    other = open_store(str(tmp_path / "other.db"))
    for path in sorted(folder.iterdir(), reverse=True):
        load(other, [Source(path)], known_at=T1)
    assert dump(other) == dump(store)
    other.close()


def test_processes_that_load_at_once_end_in_the_same_record(
    store: Store, load: Callable[..., LoadReport], folder: Path, tmp_path: Path
) -> None:
    load(store, [Source(folder)], known_at=T1)
    paths, path = [str(file) for file in folder.iterdir()], tmp_path / "together.db"
    command = [sys.executable, "-c", _LOADED, str(path), T1]
    together = [subprocess.Popen([*command, *some], cwd=ROOT) for some in (paths, paths[::-1], paths[::2])]
    assert [process.wait() for process in together] == [0, 0, 0]
    other = open_store(str(path), create=False)
    assert dump(other) == dump(store)
    other.close()
    assert not list(tmp_path.glob("together.db-*"))


@pytest.mark.parametrize("together", [1, 2, FILES])
@pytest.mark.parametrize(
    ("done", "step"), [(3, "reading"), (0, "writing"), (1, "writing"), (FILES - 1, "writing"), (FILES, "written")]
)
def test_killed_at_any_step_and_loaded_again_it_ends_as_if_never_killed(
    load: Callable[..., LoadReport], folder: Path, tmp_path: Path, done: int, step: str, together: int
) -> None:
    path = tmp_path / "killed.db"
    killed(str(path), folder, done, step, together)
    again, never = open_store(str(path), create=False), open_store(str(tmp_path / "never.db"))
    held = len(list(again.readings()))
    load(again, [Source(folder)])
    ((run, _),) = again.reports()
    load(never, [Source(folder)], known_at=run.known_at)
    assert held == {"reading": 0, "writing": done - done % together, "written": FILES}[step]
    assert dump(again) == dump(never)
    again.close()
    never.close()
    assert not list(tmp_path.glob("killed.db-*"))


def test_a_load_that_was_broken_off_says_that_it_goes_on(load: Callable[..., LoadReport], folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "killed.db"
    killed(str(path), folder, 2, "writing")
    again = open_store(str(path), create=False)
    report = load(again, [Source(folder)])
    assert (report.continued, report.unchanged, report.new) == (True, 2, FILES - 2)
    assert "went on with a load that was broken off" in report.text()
    again.close()
