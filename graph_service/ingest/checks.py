"""What a reading has to keep before it may be written: a loader that breaks its promise is found here, not on a page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from ontology.errors import BadKey
from ontology.identifiers import Key
from ontology.readings import Reading
from ontology.records import Evidence, Figure, Literal, Statement
from ontology.validation import Finding, findings

_BY_TYPE = ("domain", "range", "kinds")


@dataclass(slots=True)
class Checks:
    """Checks readings one after the other; the types that they say of things are known when the next one is checked."""

    types: dict[str, str] = field(default_factory=dict)

    def of(self, reading: Reading) -> tuple[list[str], list[str]]:
        """(why it may not be written, what is odd in it all the same). Findings that rest on a type count only where it is said."""
        self.types |= {
            s.subject: s.object.text for s in reading.statements if s.predicate == "type" and isinstance(s.object, Literal)
        }
        found = findings(reading.statements, self.types)
        wrong = [*_faults(reading), *(f"{f.key}: {f.en}" for f in found if f.severity == "error")]
        return wrong, [f"{f.key}: {f.en}" for f in found if f.severity != "error" and self._rests_on_what_is_said(f)]

    def _rests_on_what_is_said(self, finding: Finding) -> bool:
        return finding.rule not in _BY_TYPE or finding.key in self.types


def _faults(reading: Reading) -> Iterator[str]:
    """Its key, its text's hash, stretches beyond the text, quotes that do not stand at their offsets, what no place says."""
    try:
        Key.parse(reading.document)
    except BadKey as error:
        yield str(error)
    if reading.text_hash != (sha256(reading.text.encode()).hexdigest() if reading.text else None):
        yield "text_hash: expected the SHA-256 of the text, or none where there is no text"
    yield from _stretch_faults(reading)
    saying: tuple[Statement | Figure, ...] = (*reading.statements, *reading.figures)
    for said in saying:
        yield from _evidence_faults(reading, said.id, said.evidence)


def _stretch_faults(reading: Reading) -> Iterator[str]:
    length = len(reading.text)
    for p in reading.paragraphs:
        if not 0 <= p.start <= p.end <= length:
            yield f"paragraph {p.label} at {p.start} to {p.end}: expected to stand in the text of {length} code points"
    for m in reading.mentions:
        if reading.text[m.start : m.end] != m.quote:
            yield f"mention of {m.key} in {m.paragraph}: its quote does not stand at {m.start} to {m.end}"


def _evidence_faults(reading: Reading, said: str, evidence: tuple[Evidence, ...]) -> Iterator[str]:
    if not evidence:
        yield f"{said}: expected at least one place that says it"
    for e in evidence:
        held = e.text_hash is not None and e.text_hash == reading.text_hash
        if held and reading.text[e.start : e.end] != e.quote:
            yield f"evidence of {said} in {e.paragraph}: its quote does not stand at {e.start} to {e.end}"
