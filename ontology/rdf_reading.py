"""RDF → statements: reads back what ``ontology.rdf`` writes, from quads of any graphs in any order."""

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from ontology import records, vocabulary
from ontology.errors import ModelError
from ontology.identifiers import DEFAULT_BASE, key_of
from ontology.records import Evidence, Method, Qualifiers, Statement
from ontology.terms import PREFIXES, TYPE, node

_Node = dict[str, list[NamedNode | Literal]]


def statements(quads: Iterable[Quad], base: str = DEFAULT_BASE) -> list[Statement]:
    """The statements whose nodes stand in the quads, sorted by id, evidence in the order of its place.

    ``ModelError`` where a node lacks something, says what the model does not allow, or has an id that does not follow from
    what it says. Flat triples are not read: the nodes say more.
    """
    nodes = _nodes(quads)
    found = [iri for iri, properties in nodes.items() if node("mg:Statement") in properties.get(TYPE.value, ())]
    return sorted((_statement(iri, nodes, base) for iri in found), key=lambda s: s.id)


def _nodes(quads: Iterable[Quad]) -> dict[str, _Node]:
    nodes: dict[str, _Node] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            values = nodes.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, [])
            if quad.object not in values:
                values.append(quad.object)
    return nodes


def _statement(iri: str, nodes: Mapping[str, _Node], base: str) -> Statement:
    this = nodes[iri]
    predicate = _predicate(iri, _one(iri, this, "mg:predicate"))
    evidence = (_evidence(value.value, nodes, base) for value in this.get(node("mg:hasEvidence").value, ()))
    statement = Statement(
        document=_key(iri, this, "mg:saidIn", base),
        subject=_key(iri, this, "mg:subject", base),
        predicate=predicate.name,
        object=_value(iri, this, predicate) if predicate.is_literal else _key(iri, this, "mg:object", base),
        qualifiers=_qualifiers(this, base, part_of_claim=True),
        valid_from=_text(this, "mg:validFrom"),
        valid_to=_text(this, "mg:validTo"),
        evidence=tuple(sorted(evidence, key=Evidence.order)),
    )
    if key_of(iri, base) != statement.key:
        raise ModelError(f"{iri}: what it says has the id {statement.id}; expected the same id in its IRI")
    return statement


def _predicate(iri: str, value: str) -> vocabulary.Predicate:
    for predicate in vocabulary.predicates().values():
        if PREFIXES["mg"] + predicate.camel == value:
            return predicate
    raise ModelError(f"{iri}: {value} is no predicate; see ontology/codelists/predicates.csv")


def _value(iri: str, this: _Node, predicate: vocabulary.Predicate) -> records.Literal:
    value = this.get(node("mg:value").value, [None])[0]
    if not isinstance(value, Literal):
        raise ModelError(f"{iri}: expected one literal as mg:value, found {value}")
    return records.Literal(value.value, value.language, None if value.language else predicate.datatype)


def _evidence(iri: str, nodes: Mapping[str, _Node], base: str) -> Evidence:
    this = nodes.get(iri, {})
    words = _words(this, nodes)
    return Evidence(
        paragraph=_one(iri, this, "mg:paragraphLabel"),
        method=Method(_one(iri, this, "mg:methodKind"), _one(iri, this, "mg:methodName"), _text(this, "mg:methodVersion") or ""),
        language=_text(this, "mg:language"),
        start=int(words["start"]) if "start" in words else None,
        end=int(words["end"]) if "end" in words else None,
        quote=words.get("exact"),
        text_hash=_text(this, "mg:textHash"),
        confidence=float(_one(iri, this, "mg:confidence")),
        wording=_qualifiers(this, base, part_of_claim=False),
        known_from=_text(this, "mg:knownFrom"),
        known_to=_text(this, "mg:knownTo"),
    )


def _words(this: _Node, nodes: Mapping[str, _Node]) -> dict[str, str]:
    selectors = [nodes.get(value.value, {}) for value in this.get(node("oa:hasSelector").value, ())]
    told = ((name, _text(selector, f"oa:{name}")) for selector in selectors for name in ("start", "end", "exact"))
    return {name: text for name, text in told if text is not None}


def _qualifiers(this: _Node, base: str, *, part_of_claim: bool) -> Qualifiers:
    pairs = []
    for qualifier in vocabulary.qualifiers().values():
        if qualifier.part_of_claim is part_of_claim:
            values = this.get(node(f"mg:{qualifier.camel}").value, ())
            pairs += [(qualifier.name, _plain(value, base)) for value in values]
    return tuple(sorted(pairs))


def _plain(value: NamedNode | Literal, base: str) -> str:
    return value.value if isinstance(value, Literal) else key_of(value.value, base) or value.value


def _key(iri: str, this: _Node, curie: str, base: str) -> str:
    value = _one(iri, this, curie)
    key = key_of(value, base)
    if key is None:
        raise ModelError(f"{iri}: {curie} is {value}, expected an IRI that begins with {base}id/")
    return key


def _one(iri: str, this: _Node, curie: str) -> str:
    text = _text(this, curie)
    if text is None:
        raise ModelError(f"{iri}: {curie} is missing")
    return text


def _text(this: _Node, curie: str) -> str | None:
    values = this.get(node(curie).value)
    return values[0].value if values else None
