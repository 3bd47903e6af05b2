"""What is said of an IRI of ours: of a thing, a statement, a piece of evidence, a paragraph, a named graph."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import NamedNode, Quad

from graph_service.errors import UnknownKey
from graph_service.export import triples
from graph_service.graph.snapshot import Snapshot
from ontology import rdf, vocabulary
from ontology.identifiers import iri, part_key
from ontology.records import Qualifiers, Statement


@dataclass(frozen=True, slots=True)
class Described:
    """What an IRI stands for. ``key``: the leading key. ``page``: key and fragment of the page that shows it."""

    key: str
    page: tuple[str, str]
    quads: tuple[Quad, ...]


class Index:
    """The statements of a snapshot by the keys that they name in passing (paragraphs of evidence, keys in qualifiers), and by
    document."""

    def __init__(self, snapshot: Snapshot) -> None:
        passing: dict[str, dict[str, Statement]] = defaultdict(dict)
        self.said_in: dict[str, list[Statement]] = defaultdict(list)
        for statement in snapshot.records:
            self.said_in[statement.document].append(statement)
            for key in _named(statement):
                passing[key][statement.id] = statement
        self.passing = {key: tuple(found.values()) for key, found in passing.items()}


class Descriptions:
    """Describes what stands in snapshots, with IRIs of one base."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._index: tuple[str, Index] | None = None

    def describe(self, snapshot: Snapshot, key: str) -> Described:
        """What the snapshot says of a key; ``UnknownKey`` names the nearest ones where there is no such thing."""
        if key.startswith("st:"):
            return _statement(snapshot, key, self.base)
        if key.startswith("ev:"):
            return _evidence(snapshot, key, self.base)
        return self._named(snapshot, key) or self.describe(snapshot, _respelt(snapshot, key))

    def graph(self, snapshot: Snapshot, key: str) -> Iterator[Quad]:
        """The quads of a named graph (``inferred``, or a document's key); ``UnknownKey`` where nothing stands in it."""
        if key == rdf.INFERRED:
            return chain.from_iterable(triples.of_entity(snapshot, one, self.base) for one in snapshot.keys)
        said_in = self._indexed(snapshot).said_in
        said = said_in.get(key) or said_in.get(snapshot.aliases.canonical(key))
        if not said:
            raise UnknownKey(f"no document {key!r} says anything in this graph; /graph/{rdf.INFERRED} holds what is derived")
        return chain.from_iterable(triples.of_statement(snapshot, statement, self.base) for statement in said)

    def _named(self, snapshot: Snapshot, key: str) -> Described | None:
        """A thing of the graph, or what is only named in passing (a paragraph that evidence is from)."""
        leading = snapshot.aliases.canonical(key)
        named = self._indexed(snapshot).passing
        passing = named.get(leading) or named.get(key) or ()
        if leading in snapshot.number:
            quads = chain(_thing(snapshot, leading, self.base), _nodes(passing, self.base))
            return Described(leading, (leading, ""), tuple(quads))
        if passing:
            document = snapshot.aliases.canonical(passing[0].document)
            return Described(key, (document, ""), tuple(_nodes(passing, self.base)))
        return None

    def _indexed(self, snapshot: Snapshot) -> Index:
        held = self._index
        if held is None or held[0] != snapshot.hash:
            held = self._index = (snapshot.hash, Index(snapshot))
        return held[1]


def _respelt(snapshot: Snapshot, key: str) -> str:
    """The key that was meant by another spelling; ``UnknownKey`` where there is none, and for a part of which only the whole is."""
    found = snapshot.resolve(key)
    if "#" in key and "#" not in found:
        raise UnknownKey(f"no part {key!r} in this graph; the whole is {found}")
    return found


def _statement(snapshot: Snapshot, key: str, base: str) -> Described:
    statement = snapshot.statement(key)
    subject = snapshot.aliases.canonical(statement.subject)
    return Described(statement.key, (subject, statement.key), tuple(triples.of_statement(snapshot, statement, base)))


def _evidence(snapshot: Snapshot, key: str, base: str) -> Described:
    statement = snapshot.statement(key.removeprefix("ev:").rpartition("-")[0])
    this = iri(key, base)
    own = tuple(q for q in triples.node_quads(statement, base) if _speaks_of(q, this))
    if not own:
        raise UnknownKey(f"no evidence {key!r}: {statement.key} has {len(statement.evidence)} pieces of evidence, from 1")
    return Described(key, (snapshot.aliases.canonical(statement.subject), statement.key), own)


def _speaks_of(quad: Quad, this: str) -> bool:
    subject, target = quad.subject, quad.object
    own = isinstance(subject, NamedNode) and (subject.value == this or subject.value.startswith(f"{this}#"))
    return own or (isinstance(target, NamedNode) and target.value == this)


def _thing(snapshot: Snapshot, key: str, base: str) -> Iterator[Quad]:
    yield from triples.of_entity(snapshot, key, base)
    for line in snapshot.lines_of(key):
        for statement in snapshot.line(line):
            yield from triples.of_statement(snapshot, statement, base)


def _nodes(statements: Iterable[Statement], base: str) -> Iterator[Quad]:
    for statement in statements:
        yield from triples.node_quads(statement, base)


def _named(statement: Statement) -> Iterator[str]:
    yield from _keys(statement.qualifiers)
    for evidence in statement.evidence:
        yield part_key(statement.document, evidence.paragraph)
        yield from _keys(evidence.wording)


def _keys(pairs: Qualifiers) -> Iterator[str]:
    return (value for name, value in pairs if vocabulary.qualifier(name).datatype == "key")
