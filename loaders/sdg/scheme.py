"""The scheme in Turtle: what each goal, target and indicator is called, belongs to, is about, and who keeps its data.

Keys are the UN's compact codes (``SDG/15.a``, ``SDG/17.14.1``); an indicator's permanent code (``C170141``) leads to it as an
alias. The triples are read by pyoxigraph, which fetches nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from loaders.base import Source, SourceError
from loaders.bodies.tables import LANGUAGES
from loaders.mapped import naming
from ontology.errors import ModelError
from ontology.identifiers import Key, made_up_key
from ontology.readings import Remark
from ontology.records import Evidence, Literal, Method, Statement

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SUBJECT = "http://purl.org/dc/terms/subject"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TYPES = {"Goal": "sdg_goal", "Target": "sdg_target", "Indicator": "sdg_indicator"}


@dataclass
class Scheme:
    """What a Turtle file of the scheme says. ``statements`` and ``remarks`` are filled by ``read``."""

    about: Mapping[str, Any]
    document: str
    keys: dict[str, str] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def read(self, triples: list[ox.Quad]) -> None:
        """Take the triples: first the codes, by which all else is keyed."""
        said: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for quad in triples:
            if isinstance(quad.subject, ox.NamedNode):
                said[quad.subject.value][quad.predicate.value].append(quad.object)
        for iri, facts in sorted(said.items()):
            self._code(iri, facts)
        for iri, facts in sorted(said.items()):
            if iri in self.keys:
                self._concept(self.keys[iri], facts)

    def _code(self, iri: str, facts: Mapping[str, list[Any]]) -> None:
        """The compact code is the key, else the end of the IRI of a goal or target; a series of data has none."""
        if not iri.startswith(str(self.about["namespace"])):
            return
        codes = {o.datatype.value.rpartition("#")[2]: o.value for o in facts[f"{_SKOS}notation"] if isinstance(o, ox.Literal)}
        code = codes.get("SDGCodeCompact") or iri.removeprefix(str(self.about["namespace"]))
        if not re.fullmatch(r"\d{1,2}(\.\w{1,2}){0,2}", code):
            return
        self.keys[iri] = str(Key.parse(f"SDG/{code}"))
        if permanent := codes.get("SDGCodePerm"):
            self._say(self.keys[iri], "alias", Literal(f"SDG/{permanent}", datatype="key"))

    def _concept(self, key: str, facts: Mapping[str, list[Any]]) -> None:
        for kind in facts[_TYPE]:
            if name := _TYPES.get(kind.value.removeprefix(str(self.about["ontology"]))):
                self._say(key, "type", Literal(name, datatype="type"))
        for predicate, label in (("name", "prefLabel"), ("also_called", "altLabel")):
            for value in facts[_SKOS + label]:
                if value.language in LANGUAGES:
                    self._say(key, predicate, Literal(" ".join(value.value.split()), language=value.language))
        for whole in facts[f"{_SKOS}broader"]:
            if whole.value in self.keys:
                self._say(key, "part_of", self.keys[whole.value])
        for custodian in facts[f"{self.about['ontology']}custodianAgency"]:
            self._custodian(key, custodian.value)
        self._subjects(key, facts)

    def _subjects(self, key: str, facts: Mapping[str, list[Any]]) -> None:
        """Headings of the UNBIS Thesaurus, given by cataloguers; those of other thesauri have no key here."""
        thesaurus = str(self.about["thesaurus"])
        for subject in facts[_SUBJECT]:
            if subject.value.startswith(thesaurus):
                self._say(key, "about", f"UNBIS/{subject.value.removeprefix(thesaurus)}", kind="tagged")

    def _custodian(self, key: str, printed: str) -> None:
        """One agency, several in one text, or none yet: told as it stands."""
        rule = self.about["custodians"]
        wording = " ".join(printed.split())
        if any(re.fullmatch(nobody, wording) for nobody in rule["nobody"]):
            self.remarks.append(Remark("ignored", f"custodian {wording!r}: nobody yet", key))
            return
        for name in re.split(rule["split"], rule["words"].get(wording, wording)):
            found = naming.bodies(name)
            body = found[0] if len(found) == 1 else made_up_key("organ", name)
            if body.startswith("NEW/"):
                self.remarks.append(Remark("made_up_key", f"{body}: organ {name!r} has no key in the register of bodies", key))
                self._say(body, "type", Literal("organ", datatype="type"), at=key)
                self._say(body, "name", Literal(name, language="en"), at=key)
            self._say(body, "custodian_of", key, at=key)

    def _say(self, subject: str, predicate: str, value: str | Literal, *, at: str | None = None, kind: str = "register") -> None:
        place = (at or subject).removeprefix("SDG/")
        evidence = Evidence(place, Method(kind, "sdg", str(self.about["date"])))
        self.statements.append(Statement(self.document, subject, predicate, value, evidence=(evidence,)))


def triples(source: Source) -> list[ox.Quad]:
    """The triples of a Turtle file; ``SourceError`` names the line where it breaks."""
    try:
        return list(ox.parse(input=source.text().encode(), format=ox.RdfFormat.TURTLE))
    except (SyntaxError, ModelError) as error:
        raise SourceError(f"{source.path}: no Turtle: {error}") from error


def once(statements: list[Statement]) -> Iterator[Statement]:
    """Each statement once, with the evidence of all its places, sorted by id."""
    by_id: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_id[statement.id].append(statement)
    for _, same in sorted(by_id.items()):
        first = same[0]
        places = tuple(dict.fromkeys(e for one in same for e in one.evidence))
        yield Statement(
            first.document, first.subject, first.predicate, first.object, first.qualifiers, first.valid_from, first.valid_to, places
        )
