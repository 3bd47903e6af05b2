"""An empty database becomes a record; somebody else's graph, an older layout, an older server are told and left as they are."""

import re

from graph_service.errors import StoreCorrupt, StoreError, StoreMissing, StoreTooNew
from graph_service.store.neo4j import layout
from graph_service.store.neo4j.connection import Database, Row, Tx, one, rows

_STATE = """
OPTIONAL MATCH (m:MandateGraph {id: 'record'})
RETURN m.layout, EXISTS { (n) WHERE NOT n:MandateGraph } AS filled
"""
_LABELS = "CALL db.labels() YIELD label RETURN label ORDER BY label LIMIT 8"
_MADE = "SHOW INDEXES YIELD name RETURN name"
"""Each constraint has an index of its name."""
_BEGIN = """
MERGE (m:MandateGraph {id: 'record'}) ON CREATE SET m.layout = $layout, m.version = 0
"""
_AGENT = re.compile(r"Neo4j/v?(\d+)\.(\d+)")


def prepare(database: Database, *, create: bool) -> None:
    """Make sure that the database holds a record of this layout; an empty one is set up where ``create``."""
    check_server(database.url, database.agent)
    known, filled = database.read(lambda tx: one(tx, _STATE))
    if known is not None:
        check_layout(database.url, int(known))
        return
    if filled:
        _refuse_foreign(database)
    if not create:
        raise StoreMissing(
            f"{database.url}: there is no record yet; load something into it first:"
            f" mandate-graph load SOURCE --store {database.url}"
        )
    _set_up(database)


def check_server(url: str, agent: str) -> None:
    """``StoreError`` for a server that is too old, told from what it says of itself (``Neo4j/5.26.30``)."""
    found = _AGENT.search(agent)
    if found is None or (int(found[1]), int(found[2])) < layout.OLDEST_SERVER:
        oldest = ".".join(str(part) for part in layout.OLDEST_SERVER)
        raise StoreError(
            f"{url}: the server calls itself {agent}; expected Neo4j {oldest} or later; upgrade it, or give another --store"
        )


def check_layout(url: str, found: int) -> None:
    """``StoreTooNew`` for a later layout, ``StoreError`` with what to do for an earlier one."""
    if found > layout.LAYOUT:
        raise StoreTooNew(
            f"{url}: made by a newer version of Mandate Graph (layout {found}, known here: {layout.LAYOUT}); "
            "upgrade the program, or give another --store"
        )
    if found < layout.LAYOUT:
        raise StoreError(
            f"{url}: made by an older version of Mandate Graph (layout {found}, expected {layout.LAYOUT}); copy it to a file"
            f" with that version (mandate-graph copy {url} FILE), empty the database, and copy it back with this one"
            f" (mandate-graph copy FILE {url})"
        )


def _refuse_foreign(database: Database) -> None:
    labels = database.read(lambda tx: [row[0] for row in rows(tx, _LABELS)])
    raise StoreCorrupt(
        f"{database.url}: the database holds another graph (labels: {', '.join(labels) or 'none'}) and no record of Mandate Graph;"
        " it is left as it is; give an empty database (MANDATE_GRAPH_NEO4J_DATABASE), or another --store"
    )


def _set_up(database: Database) -> None:
    """Constraints and indexes, then the node that says what this is: killed between, it begins again."""
    made = database.read(lambda tx: {name for (name,) in rows(tx, _MADE)})
    for rule in layout.rules():
        if rule.name not in made:
            database.define(rule.cypher)
    database.alter(_begin)


def _begin(tx: Tx) -> Row:
    tx.run(_BEGIN, layout=layout.LAYOUT).consume()
    return []
