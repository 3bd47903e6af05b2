"""Several processes on one store, and processes that are killed: what every store keeps."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_service.store import Store, open_store
from tests.graph_service.store.samples import T1, T2, cites, dump, reading, said

ROOT = Path(__file__).parents[3]

_READER = """
import sys
from graph_service.store import open_store
from tests.graph_service.store.samples import said
store = open_store(sys.argv[1], create=False)
for _ in sys.stdin:
    print(" ".join(said(store)), flush=True)
store.close()
"""

_KILLED = """
import os, signal, sys
from dataclasses import replace
from graph_service.store import open_store
from tests.graph_service.store.samples import T1, T2, cites, reading

class Deadly(tuple):
    "Statements that kill the process that goes through them for the n-th time, half way."
    left = int(sys.argv[2])
    def __iter__(self):
        Deadly.left -= 1
        for number, one in enumerate(tuple.__iter__(self)):
            if Deadly.left == 0 and number == 1:
                os.kill(os.getpid(), signal.SIGKILL)
            yield one

store = open_store(sys.argv[1])
store.write(reading([cites("A"), cites("B")]), T1)
print("written", flush=True)
deadly = Deadly([cites("B"), cites("C"), cites("D")])
store.write(replace(reading(source="2"), statements=deadly), T2)
print("survived", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def python(code: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def told(process: "subprocess.Popen[str]") -> str:
    """What the process says when it is asked once."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def test_another_process_reads_beside_the_writer_and_sees_what_is_new(store: Store) -> None:
    store.write(reading([cites("A")]), T1)
    with python(_READER, store.url) as reader:
        before = told(reader)
        store.write(reading([cites("A"), cites("B")], source="2"), T2)
        after = told(reader)
    assert (before, after) == ("A", "A B")


def test_a_process_that_closes_leaves_the_other_its_store(store: Store) -> None:
    with python(_READER, store.url) as reader:
        told(reader)
        store.close()
        again = open_store(store.url)
        again.write(reading([cites("A")]), T1)
        assert told(reader) == "A"
        again.close()


@pytest.mark.parametrize("pass_", [1, 2, 3, 4])
def test_killed_while_writing_it_reopens_with_what_was_finished_and_nothing_half_written(
    store_factory: Callable[[], Store], pass_: int
) -> None:
    store, other = store_factory(), store_factory()
    store.close()
    with python(_KILLED, store.url, str(pass_)) as process:
        out, _ = process.communicate()
    other.write(reading([cites("A"), cites("B")]), T1)
    if "survived" in out:
        other.write(reading([cites("B"), cites("C"), cites("D")], source="2"), T2)
    again = open_store(store.url, create=False)
    assert dump(again, [None, T1, T2]) == dump(other, [None, T1, T2])
    again.close()


def test_at_least_one_of_those_kills_met_a_transaction(store: Store) -> None:
    store.close()
    with python(_KILLED, store.url, "1") as process:
        out, _ = process.communicate()
    assert (out.split(), process.returncode) == (["written"], -9)


def test_killed_and_written_again_it_ends_as_if_never_killed(store_factory: Callable[[], Store]) -> None:
    store, other = store_factory(), store_factory()
    store.close()
    with python(_KILLED, store.url, "2") as process:
        process.communicate()
    again = open_store(store.url, create=False)
    for record in (again, other):
        record.write(reading([cites("A"), cites("B")]), T1)
        record.write(reading([cites("B"), cites("C"), cites("D")], source="2"), T2)
    assert (dump(again), said(again)) == (dump(other), ["A", "B", "C", "D"])
    again.close()
