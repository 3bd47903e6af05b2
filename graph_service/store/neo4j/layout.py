"""The layout of the record in Neo4j: what a person who asks in Cypher meets, and what the tool creates in an empty database.

What is said:

    (:Entity:Body:Organ {key, captionEn, captionZh})          the ontology's labels, general and specific
    (s:Entity)-[:RECALLS {statement, validFrom, validTo, knownFrom, knownTo}]->(o:Entity)    a walk; facts only
    (:Statement {id, claim, predicate, caption, validFrom, validFromSure, validFromText, validTo, validToSure, validToText,
                 value, valueLanguage, valueDatatype, q_<qualifier>, confidence, knownFrom, knownTo})
        -[:SUBJECT]->(:Entity), -[:OBJECT]->(:Entity), -[:SAID_IN]->(:Document)
    (:Quantity {id, measure, value, number, unit, period, periodFrom, periodTo, status, exactness, d_<dimension>})
        -[:SUBJECT]->(:Entity), -[:SAID_IN]->(:Document), -[:BECAUSE_OF]->(:Entity)            a figure of the model
    (:Evidence {id, paragraph, language, start, end, quote, textHash, methodKind, methodName, methodVersion, confidence,
                q_<wording>, knownFrom, knownTo})-[:OF]->(:Statement|Quantity), -[:AT]->(:Paragraph {key})
    (:Paragraph)-[:WITHIN]->(:Document)
    (:Verdict {id, statement, verdict, by, at, reason, correction})-[:ON]->(:Statement)

What was read:

    (:ReadingName {id, document, language, loader})-[:CURRENT]->(:Reading), -[:TOLD {at}]->(:Reading)
    (:Reading {id, loaderVersion, sourceHash, title, date, aliases, textHash})-[:OF_TEXT]->(:Text {hash, content})
    (:Reading)-[:HAS_PASSAGE {label, section}]->(:Passage {id, start, end, text, words})-[:PASSAGE_OF]->(:Text)
    (:Heading {reading, ordinal, label, title, parent, about})-[:READ_IN]->(:Reading)
    (:Mention {reading, ordinal, type, form, key, paragraph, start, end, quote, asPrinted, likely})-[:READ_IN]->(:Reading)
    (:Withdrawal {id, document, language, at, reason}), (:Run {number, sources, knownAt, finished, report})
    (:MandateGraph {id, layout, version})                      one; every change of the record raises its version

Valid times are dates that Cypher compares beside the text as it was said; record times are ISO text in UTC, which sorts as it is
(``knownTo`` is missing where there is no end yet). What a change of the record takes away is kept for readers that are under way:
``Superseded`` instead of ``Evidence``, ``supersededIn`` the version that took it away (swept a day later),
``addedIn`` the version that brought it. What is too large for one transaction is ``Staged`` before it becomes ``Evidence``
(``staging``), and ``MandateGraph`` carries ``staging…`` meanwhile.
"""

from dataclasses import dataclass
from typing import LiteralString

LAYOUT = 1
"""The version of the layout, kept in the node ``MandateGraph``; raised with each change of it."""

OLDEST_SERVER = (5, 26)
"""The oldest server: scoped subqueries and labels as parameters came with it, and it is the one with long support."""

UNIQUE: dict[str, tuple[str, ...]] = {
    "MandateGraph": ("id",),
    "Entity": ("key",),
    "Document": ("key",),
    "Paragraph": ("key",),
    "Statement": ("id",),
    "Quantity": ("id",),
    "Evidence": ("id",),
    "Verdict": ("id",),
    "ReadingName": ("id",),
    "Reading": ("id",),
    "Text": ("hash",),
    "Passage": ("id",),
    "Withdrawal": ("id",),
    "Run": ("number",),
}
"""Label → what makes a node of it one; a uniqueness constraint each."""

INDEXED: dict[str, tuple[str, ...]] = {
    "Statement": ("predicate", "claim", "validFrom"),
    "Quantity": ("measure",),
    "Evidence": ("name", "supersededIn"),
    "Superseded": ("supersededIn", "supersededAt"),
    "Verdict": ("statement",),
    "ReadingName": ("document",),
    "Mention": ("key",),
    "Withdrawal": ("document",),
    "Run": ("sources",),
}
"""Label → what its nodes are also found by; a range index each."""

WORDS, TEXT, CAPTIONS = "passage_words", "passage_text", "entity_captions"
"""Full-text indexes. ``passage_words``: tokens as ``words.tokens`` makes them, for the same hits as the embedded store (the
analyser ``standard-folding`` leaves out 33 English words). The others: for people who ask in Cypher."""

RECORD_LABELS = (*UNIQUE, "Superseded", "Staged", "Heading", "Mention")
"""The labels of the layout; those of entities (kinds and types of the ontology) come beside ``Entity``."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A constraint or an index: its name and the Cypher that creates it where it is missing."""

    name: str
    cypher: LiteralString


def rules() -> tuple[Rule, ...]:
    """All constraints and indexes, in the order in which they are created. Made of this module's names only."""
    unique = [_unique(label, name) for label, names in UNIQUE.items() for name in names]
    ranges = [_range(label, name) for label, names in INDEXED.items() for name in names]
    return (*unique, *ranges, *_full_text())


def _unique(label: str, name: str) -> Rule:
    rule = f"{label}_{name}".lower()
    return Rule(rule, f"CREATE CONSTRAINT {rule} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{name} IS UNIQUE")


def _range(label: str, name: str) -> Rule:
    rule = f"{label}_{name}".lower()
    return Rule(rule, f"CREATE INDEX {rule} IF NOT EXISTS FOR (n:{label}) ON (n.{name})")


GOING = _range("Evidence", "supersededIn").cypher
"""Creates the index of what a staged version will take away, where a record was set up before there was one: else each part of it
would be looked for among all evidence."""


def _full_text() -> tuple[Rule, ...]:
    return (
        _text_rule(WORDS, "Passage", "n.words", "whitespace"),
        _text_rule(TEXT, "Passage", "n.text", "standard-folding"),
        _text_rule(CAPTIONS, "Entity", "n.captionEn, n.captionZh", "standard-folding"),
    )


def _text_rule(name: str, label: str, properties: str, analyzer: str) -> Rule:
    options = f"{{indexConfig: {{`fulltext.analyzer`: '{analyzer}'}}}}"
    return Rule(name, f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{label}) ON EACH [{properties}] OPTIONS {options}")
