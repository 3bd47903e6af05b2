"""``shapes.ttl``, made from the code lists: ``python -m ontology.shapes`` writes it, ``--check`` compares.

SHACL for partners who bring RDF in the form of ``ontology.rdf``; ``ontology.validation`` finds the same in statements, faster.
Nodes of statements, evidence, figures and verdicts must be whole (violations, ``codelists/shapes.csv``); a flat triple should
join the classes that its predicate expects (warnings: a source may be right and a domain too narrow). Each message is in
English and Chinese.
"""

import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from ontology import vocabulary
from ontology.generated import listed, main, named
from ontology.terms import PREFIXES
from ontology.vocabulary import Predicate

FILE = Path(__file__).with_name("shapes.ttl")

_VALUES = {
    None: ("rdf:langString", "xsd:string"),
    "edtf": ("edtf:EDTF-level1",),
    "integer": ("xsd:integer",),
    "uri": ("xsd:anyURI",),
    "key": ("xsd:string",),
    "type": ("xsd:string",),
}


def text() -> str:
    """The shapes in Turtle, the same for the same code lists."""
    made = Shapes()
    rows = vocabulary.rows("shapes")
    shapes = {row["target"]: made.of(row["target"]) for row in rows}
    for row in rows:
        made.rule(shapes[row["target"]], row)
    made.predicate_known(shapes["mg:Statement"])
    made.one_end(shapes["mg:Statement"])
    for qualifier in vocabulary.qualifiers().values():
        if qualifier.values:
            target = shapes["mg:Statement" if qualifier.part_of_claim else "mg:Evidence"]
            made.coded(target, f"mg:{qualifier.camel}", qualifier.values, qualifier.en, qualifier.zh)
    for predicate in vocabulary.predicates().values():
        made.predicate(predicate)
    return made.graph.serialize(format="turtle")


class Shapes:
    """Shapes in the making. Blank nodes are numbered, so that they are written in the order in which they were made."""

    def __init__(self) -> None:
        self.graph = Graph()
        self._numbers = count()
        for prefix, namespace in {**PREFIXES, "sh": str(SH)}.items():
            self.graph.bind(prefix, namespace, override=True, replace=True)

    def of(self, target: str) -> URIRef:
        """The node shape of a class, or of all that have a property."""
        name = target.split(":")[1]
        is_class = name[0].isupper()
        shape = f"mg:{name[0].upper()}{name[1:]}Shape"
        return self._shape(shape, SH.targetClass if is_class else SH.targetSubjectsOf, target, SH.Violation)

    def rule(self, shape: Node, row: dict[str, str]) -> None:
        """A row of ``shapes.csv`` as a property shape."""
        this = self._property(shape, row["path"], row["en"], row["zh"])
        for limit, constraint in (("least", SH.minCount), ("most", SH.maxCount)):
            if row[limit]:
                self._say(this, constraint, Literal(int(row[limit])))
        for constraint, value in self._constraint(row["constraint"], row["argument"]):
            self._say(this, constraint, value)

    def predicate_known(self, shape: Node) -> None:
        """A statement uses a predicate of the list."""
        this = self._property(shape, "mg:predicate", "A statement uses one predicate of the list.", "陈述须使用列表中的一个谓词。")
        known = [named(f"mg:{predicate.camel}") for predicate in vocabulary.predicates().values()]
        self._say(this, SH["in"], listed(self.graph, known, self._blank))
        self._say(this, SH.minCount, Literal(1))
        self._say(this, SH.maxCount, Literal(1))

    def one_end(self, shape: Node) -> None:
        """A statement has an entity or a value at its other end, never both."""
        choice = [self._with(SH.property, self._exactly_one(path)) for path in ("mg:object", "mg:value")]
        self._say(shape, SH.xone, listed(self.graph, choice, self._blank))
        self._message(shape, "A statement has either one object or one value.", "陈述须有一个宾语或一个值\uff0c二者取一。")

    def coded(self, shape: Node, path: str, values: Iterable[str], en: str, zh: str) -> None:
        """A qualifier with a closed list of values."""
        this = self._property(shape, path, f"{en.capitalize()} is one of the list.", f"{zh}须在列表中。")
        self._say(this, SH["in"], listed(self.graph, [Literal(value) for value in values], self._blank))

    def predicate(self, predicate: Predicate) -> None:
        """What a predicate's flat triples join: the classes of its domain and range, or the datatype of its values."""
        name, this = predicate.camel[0].upper() + predicate.camel[1:], f"mg:{predicate.camel}"
        if predicate.domain != ("any",):
            shape = self._shape(f"mg:{name}DomainShape", SH.targetSubjectsOf, this, SH.Warning)
            self._kinds(shape, predicate.domain, f"The subject of “{predicate.en}”", f"“{predicate.zh}”的主语")
        if predicate.is_literal:
            shape = self._shape(f"mg:{name}ValueShape", SH.targetObjectsOf, this, SH.Violation)
            self._message(shape, f"The value of “{predicate.en}” has another datatype.", f"“{predicate.zh}”的值的数据类型不符。")
            self._any_of(shape, SH.datatype, _VALUES[predicate.datatype])
        else:
            shape = self._shape(f"mg:{name}RangeShape", SH.targetObjectsOf, this, SH.Warning)
            self._kinds(shape, predicate.range, f"The object of “{predicate.en}”", f"“{predicate.zh}”的宾语")

    def _kinds(self, shape: Node, kinds: tuple[str, ...], en: str, zh: str) -> None:
        known = [vocabulary.kinds()[kind] for kind in kinds]
        expected = ", ".join(kind.en for kind in known)
        self._message(shape, f"{en} should be: {expected}.", f"{zh}应为\uff1a{'、'.join(kind.zh for kind in known)}。")
        self._any_of(shape, SH["class"], [f"mg:{kind.camel}" for kind in known])

    def _any_of(self, shape: Node, constraint: URIRef, curies: Iterable[str]) -> None:
        choice = [self._with(constraint, named(curie)) for curie in curies]
        self._say(shape, SH["or"], listed(self.graph, choice, self._blank))

    def _constraint(self, name: str, argument: str) -> list[tuple[URIRef, Node]]:
        if name == "iri":
            return [(SH.nodeKind, SH.IRI)]
        if name == "between":
            least, most = argument.split()
            return [(SH.minInclusive, Literal(int(least))), (SH.maxInclusive, Literal(int(most)))]
        if name == "in":
            return [(SH["in"], listed(self.graph, [Literal(value) for value in argument.split()], self._blank))]
        if name == "pattern":
            return [(SH.pattern, Literal(argument))]
        terms = {"class": SH["class"], "datatype": SH.datatype, "less_than": SH.lessThan, "not_after": SH.lessThanOrEquals}
        return [(terms[name], named(argument))] if name else []

    def _shape(self, name: str, target: URIRef, of: str, severity: Node) -> URIRef:
        this = named(name)
        self._say(this, RDF.type, SH.NodeShape)
        self._say(this, target, named(of))
        self._say(this, SH.severity, severity)
        return this

    def _property(self, shape: Node, path: str, en: str, zh: str) -> Node:
        this = self._with(SH.path, named(path))
        self._say(shape, SH.property, this)
        self._message(this, en, zh)
        return this

    def _exactly_one(self, path: str) -> Node:
        this = self._with(SH.path, named(path))
        self._say(this, SH.minCount, Literal(1))
        self._say(this, SH.maxCount, Literal(1))
        return this

    def _with(self, constraint: URIRef, value: Node) -> Node:
        this = self._blank()
        self._say(this, constraint, value)
        return this

    def _message(self, this: Node, en: str, zh: str) -> None:
        self._say(this, SH.message, Literal(en, lang="en"))
        self._say(this, SH.message, Literal(zh, lang="zh"))

    def _blank(self) -> BNode:
        return BNode(f"n{next(self._numbers):06}")

    def _say(self, subject: Node, predicate: Node, target: Node) -> None:
        self.graph.add((subject, predicate, target))


if __name__ == "__main__":
    sys.exit(main({FILE: text()}, sys.argv[1:]))
