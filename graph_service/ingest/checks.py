"""What a reading has to keep before it may be written: a loader that breaks its promise is found here, not on a page."""

from collections.abc import Iterator
from hashlib import sha256

from ontology.errors import BadKey
from ontology.identifiers import Key
from ontology.readings import Reading
from ontology.records import Evidence, Statement


def faults(reading: Reading) -> Iterator[str]:
    """What is wrong with a reading: its text's hash, stretches beyond the text, quotes that do not stand at their offsets, keys."""
    yield from _text_faults(reading)
    yield from _stretch_faults(reading)
    for statement in reading.statements:
        yield from _statement_faults(reading, statement)
    for figure in reading.figures:
        yield from _evidence_faults(reading, figure.id, figure.evidence)


def _text_faults(reading: Reading) -> Iterator[str]:
    try:
        Key.parse(reading.document)
    except BadKey as error:
        yield str(error)
    if reading.text_hash != (sha256(reading.text.encode()).hexdigest() if reading.text else None):
        yield "text_hash: expected the SHA-256 of the text, or none where there is no text"


def _stretch_faults(reading: Reading) -> Iterator[str]:
    length = len(reading.text)
    for p in reading.paragraphs:
        if not 0 <= p.start <= p.end <= length:
            yield f"paragraph {p.label} at {p.start} to {p.end}: expected to stand in the text of {length} code points"
    for m in reading.mentions:
        if reading.text[m.start : m.end] != m.quote:
            yield f"mention of {m.key} in {m.paragraph}: its quote does not stand at {m.start} to {m.end}"


def _statement_faults(reading: Reading, statement: Statement) -> Iterator[str]:
    keys = [statement.document, statement.subject, *([statement.object] if isinstance(statement.object, str) else [])]
    for key in keys:
        try:
            Key.parse(key)
        except BadKey as error:
            yield f"statement {statement.id} ({statement.predicate}): {error}"
    yield from _evidence_faults(reading, statement.id, statement.evidence)


def _evidence_faults(reading: Reading, said: str, evidence: tuple[Evidence, ...]) -> Iterator[str]:
    if not evidence:
        yield f"statement or figure {said}: expected at least one place that says it"
    for e in evidence:
        held = e.text_hash is not None and e.text_hash == reading.text_hash
        if held and reading.text[e.start : e.end] != e.quote:
            yield f"evidence of {said} in {e.paragraph}: its quote does not stand at {e.start} to {e.end}"
