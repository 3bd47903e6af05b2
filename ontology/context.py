"""``context.jsonld``, made from the code lists: ``python -m ontology.context`` writes it, ``--check`` compares.

The names of the ontology as JSON-LD terms. The context holds all of them and refers to no other.
"""

import json
import sys
from pathlib import Path

from ontology import vocabulary
from ontology.generated import main
from ontology.terms import PREFIXES

FILE = Path(__file__).with_name("context.jsonld")

_TYPES = {
    "edtf": "edtf:EDTF-level1",
    "integer": "xsd:integer",
    "uri": "xsd:anyURI",
    "double": "xsd:double",
    "dateTime": "xsd:dateTime",
}
_DATES = {"validFrom": "edtf:EDTF-level1", "validTo": "edtf:EDTF-level1", "period": "edtf:EDTF-level1"}
_DAYS = {f"valid{end}": "xsd:date" for end in ("FromFirst", "FromLast", "ToFirst", "ToLast")}


def text() -> str:
    """The context as JSON, the same for the same code lists."""
    names: dict[str, object] = {"@version": 1.1, **PREFIXES}
    for term in vocabulary.record_terms():
        given = {**_DATES, **_DAYS}.get(term.name) or _TYPES.get((term.range or ("",))[0])
        names[term.name] = _term(term.name, "@id" if term.term == "object" or term.name == "predicate" else given)
    for class_name in (*(k.camel for k in vocabulary.kinds().values()), *(t.camel for t in vocabulary.types().values())):
        names[class_name] = f"mg:{class_name}"
    for predicate in vocabulary.predicates().values():
        names[predicate.camel] = _term(predicate.camel, _TYPES.get(predicate.range[0]) if predicate.is_literal else "@id")
    for qualifier in vocabulary.qualifiers().values():
        names[qualifier.camel] = _term(qualifier.camel, "@id" if qualifier.datatype == "key" else None)
    return json.dumps({"@context": names}, ensure_ascii=False, indent=1) + "\n"


def _term(name: str, value_type: str | None) -> object:
    return {"@id": f"mg:{name}", "@type": value_type} if value_type else f"mg:{name}"


if __name__ == "__main__":
    sys.exit(main({FILE: text()}, sys.argv[1:]))
