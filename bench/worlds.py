"""Made-up graphs that look like the UN's, from a seed: who cites, renews, adopts and establishes what, as numbers in arrays.

Instruments come in order of time, in sessions, with a number within their session. Citations point back in time; how often a text
is cited and how many it cites both follow a power law. Planted, and told: chains of renewal, rings of texts that cite each other
within a session, groups with the instrument that establishes them and their members.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Edges = list[tuple[int, int]]

UPSTREAM = {
    "cites": "object",
    "recalls": "object",
    "reaffirms": "object",
    "takes_note_of": "object",
    "renews": "object",
    "adopted_at": "object",
    "establishes": "subject",
    "mandates": "subject",
    "adopted_by": None,
    "member_of": None,
}
"""The predicates that are used, with the end that is upstream: said here again, so that answers are checked against it."""
PREDICATES = tuple(UPSTREAM)
CITATIONS = PREDICATES[:4]
ORGANS = ("UNGA", "ECOSOC", "UNEA")
AGENCIES = ("CBD-SECRETARIAT", "FAO", "IFAD", "ILO", "IMO", "ITU", "UNDP", "UNEP", "UNESCO", "UNICEF", "UNIDO", "WFP", "WHO", "WMO")
SESSIONS = 50
FIRST_SESSION, FIRST_YEAR = 31, 1976
"""General Assembly sessions have had such symbols (``A/RES/31/1``) since the thirty-first."""


@dataclass(frozen=True)
class World:
    """``keys``: of all things, sorted: thing i is ``keys[i]``. ``subject``, ``predicate`` (place in ``PREDICATES``), ``object``,
    ``document``: claims as parallel arrays; instrument ``document[c]`` says claim c. ``instruments``: in order of time, with
    ``years``. ``citations``: how many of the claims are citations.

    Planted: ``chains`` (keys, the oldest first, each renewed by the next), ``rings`` (each cites the next, the last the first),
    ``founders`` (group → the instrument that establishes it), ``members`` (group → agencies)."""

    seed: int
    keys: tuple[str, ...]
    subject: Ints
    predicate: Ints
    object: Ints
    document: Ints
    instruments: Ints
    years: Ints
    citations: int
    chains: tuple[tuple[str, ...], ...]
    rings: tuple[tuple[str, ...], ...]
    founders: dict[str, str]
    members: dict[str, tuple[str, ...]]

    def lineage(self) -> tuple[Ints, Ints]:
        """The claims that carry lineage as (upstream, downstream) numbers of things, each pair once, sorted."""
        ends = np.asarray([{"object": 1, "subject": 0, None: -1}[UPSTREAM[name]] for name in PREDICATES])[self.predicate]
        pairs = np.concatenate(
            [
                np.stack([self.object, self.subject], axis=1)[ends == 1],
                np.stack([self.subject, self.object], axis=1)[ends == 0],
            ]
        )
        found = np.unique(pairs, axis=0)
        return found[:, 0], found[:, 1]


def make(seed: int, instruments: int = 20_000, citations: int = 200_000) -> World:
    """The world of a seed: equal arguments, equal worlds. ``ValueError`` for sizes that no world can have."""
    if instruments < 60 or not instruments <= citations <= instruments * instruments // 8:
        raise ValueError(
            f"{instruments} instruments with {citations} citations: expected at least 60 instruments, and from as many citations"
            " to an eighth of their square"
        )
    drawing = np.random.default_rng(seed)
    texts = _Texts.of(instruments)
    rings = _rings(drawing, texts, max(3, instruments // 1000))
    chains = _chains(drawing, texts, max(3, instruments // 100))
    cited = _citations(drawing, instruments, citations, [edge for ring in rings for edge in _around(ring)])
    groups = _groups(drawing, texts, max(2, instruments // 500))
    claims = [*_citing(drawing, cited, texts), *_renewing(chains, texts), *_making(texts), *_organising(drawing, groups, texts)]
    return _numbered(seed, texts, claims, len(cited), (chains, rings), groups)


@dataclass(frozen=True)
class _Texts:
    """Instruments in order of time: key, session (from 0), organ."""

    keys: tuple[str, ...]
    session: Ints
    organ: tuple[str, ...]

    @classmethod
    def of(cls, count: int) -> "_Texts":
        session = np.arange(count) * SESSIONS // count
        organ = tuple(ORGANS[0 if i % 20 < 16 else 1 if i % 20 < 19 else 2] for i in range(count))
        taken: dict[tuple[str, int], int] = {}
        keys = []
        for of, when in zip(organ, session.tolist(), strict=True):
            taken[of, when] = number = taken.get((of, when), 0) + 1
            keys.append(_symbol(of, when, number))
        return cls(tuple(keys), session.astype(np.int64), organ)

    def meeting(self, text: int) -> str:
        when = int(self.session[text])
        return f"{self.organ[text]}-{when + (FIRST_SESSION if self.organ[text] == 'UNGA' else 1)}"


@dataclass(frozen=True)
class _Group:
    key: str
    founder: int
    members: tuple[str, ...]


def _symbol(organ: str, when: int, number: int) -> str:
    if organ == "UNGA":
        return f"A/RES/{FIRST_SESSION + when}/{number}"
    return f"E/RES/{FIRST_YEAR + when}/{number}" if organ == "ECOSOC" else f"UNEP/EA.{when + 1}/Res.{number}"


def _rings(drawing: np.random.Generator, texts: _Texts, count: int) -> list[tuple[int, ...]]:
    """Two to four neighbours of one session each, no text in two rings."""
    starts = np.sort(drawing.choice(len(texts.keys) // 6, size=count, replace=False)) * 6
    sizes = drawing.integers(2, 5, size=count)
    rings = (tuple(range(start, start + size)) for start, size in zip(starts.tolist(), sizes.tolist(), strict=True))
    return [tuple(i for i in ring if texts.session[i] == texts.session[ring[0]]) for ring in rings]


def _around(ring: Sequence[int]) -> Edges:
    return list(pairwise((*ring, ring[0]))) if len(ring) > 1 else []


def _chains(drawing: np.random.Generator, texts: _Texts, count: int) -> list[tuple[int, ...]]:
    """Four to ten texts of one organ and of different sessions each, no text in two chains; the oldest first."""
    chains: list[tuple[int, ...]] = []
    free = drawing.permutation([i for i, organ in enumerate(texts.organ) if organ == "UNGA"]).tolist()
    for length in drawing.integers(4, 11, size=count).tolist():
        picked = sorted(free[:length])
        free = free[length:]
        chain = [
            i
            for before, i in zip([None, *picked], picked, strict=False)
            if before is None or texts.session[before] < texts.session[i]
        ]
        chains.append(tuple(chain))
    return [chain for chain in chains if len(chain) > 1]


def _citations(drawing: np.random.Generator, texts: int, wanted: int, planted: Edges) -> Ints:
    """Pairs (citing, cited), each once, the cited one older but for those that are planted; as many as wanted."""
    fame = np.cumsum(drawing.pareto(1.2, texts) + 0.05)
    zeal = np.cumsum(np.minimum(drawing.pareto(1.5, texts) + 0.3, 30.0)[1:])
    found = {citing * texts + cited: None for citing, cited in planted}
    while len(found) < wanted:
        count = 2 * (wanted - len(found)) + 100
        citing = 1 + np.searchsorted(zeal, drawing.random(count) * zeal[-1], side="right")
        cited = np.searchsorted(fame, drawing.random(count) * fame[citing - 1], side="right")
        found.update(dict.fromkeys((citing * texts + cited).tolist()))
    codes = np.sort(np.asarray(list(found)[:wanted], dtype=np.int64))
    return np.stack(np.divmod(codes, texts), axis=1)


Claim = tuple[int, str, str, str]
"""The instrument that says it, subject, predicate, object."""


def _citing(drawing: np.random.Generator, cited: Ints, texts: _Texts) -> Iterator[Claim]:
    verbs = drawing.choice(len(CITATIONS), size=len(cited), p=[0.4, 0.35, 0.1, 0.15])
    for (citing, target), verb in zip(cited.tolist(), verbs.tolist(), strict=True):
        yield citing, texts.keys[citing], CITATIONS[verb], texts.keys[target]


def _renewing(chains: list[tuple[int, ...]], texts: _Texts) -> Iterator[Claim]:
    for old, new in (link for chain in chains for link in pairwise(chain)):
        yield new, texts.keys[new], "renews", texts.keys[old]


def _making(texts: _Texts) -> Iterator[Claim]:
    for i, key in enumerate(texts.keys):
        yield i, key, "adopted_by", texts.organ[i]
        yield i, key, "adopted_at", texts.meeting(i)


def _groups(drawing: np.random.Generator, texts: _Texts, count: int) -> list[_Group]:
    founders = np.sort(drawing.choice(len(texts.keys), size=count, replace=False)).tolist()
    sizes = drawing.integers(3, 9, size=count).tolist()
    return [
        _Group(f"EMG/IMG-{n}", founder, tuple(sorted(drawing.choice(AGENCIES, size=size, replace=False).tolist())))
        for n, (founder, size) in enumerate(zip(founders, sizes, strict=True), 1)
    ]


def _organising(drawing: np.random.Generator, groups: list[_Group], texts: _Texts) -> Iterator[Claim]:
    for group in groups:
        yield group.founder, texts.keys[group.founder], "establishes", group.key
        yield from ((group.founder, member, "member_of", group.key) for member in group.members)
    asked = drawing.choice(len(texts.keys), size=len(texts.keys) // 10, replace=False)
    for text, agency in zip(np.sort(asked).tolist(), drawing.choice(AGENCIES, size=len(asked)).tolist(), strict=True):
        yield text, texts.keys[text], "mandates", agency


def _numbered(
    seed: int, texts: _Texts, claims: list[Claim], citations: int, planted: tuple[list[tuple[int, ...]], ...], groups: list[_Group]
) -> World:
    keys = tuple(sorted({key for claim in claims for key in (claim[1], claim[3])}))
    number = {key: i for i, key in enumerate(keys)}
    instruments = np.asarray([number[key] for key in texts.keys], dtype=np.int64)
    said = np.asarray([claim[0] for claim in claims], dtype=np.int64)
    order = np.argsort(said, kind="stable")
    chains, rings = (tuple(tuple(texts.keys[i] for i in row) for row in rows) for rows in planted)
    return World(
        seed=seed,
        keys=keys,
        subject=np.asarray([number[claim[1]] for claim in claims], dtype=np.int64)[order],
        predicate=np.asarray([PREDICATES.index(claim[2]) for claim in claims], dtype=np.int64)[order],
        object=np.asarray([number[claim[3]] for claim in claims], dtype=np.int64)[order],
        document=instruments[said[order]],
        instruments=instruments,
        years=FIRST_YEAR + texts.session,
        citations=citations,
        chains=chains,
        rings=tuple(ring for ring in rings if len(ring) > 1),
        founders={group.key: texts.keys[group.founder] for group in groups},
        members={group.key: group.members for group in groups},
    )
