"""Whether a query calls another endpoint (SERVICE), told from its parse tree.

The engine has no parse tree to show, so rdflib's parser makes one. It is slow (tens of milliseconds) and is asked only where the
letters stand in the text at all: without them no parser finds the keyword. This is the second wall; the first is that a
worker can open no socket.
"""

from collections.abc import Iterable, Iterator

from pyparsing import ParseResults
from rdflib.plugins.sparql.parser import expandUnicodeEscapes, parseQuery
from rdflib.plugins.sparql.parserutils import CompValue


def calls_service(text: str) -> bool:
    """Whether SERVICE stands in the query as a pattern (not in a string, a comment or a name).

    Whatever the parser raises goes through: a query that has the letters and can't be parsed can't be judged.
    """
    if "service" not in expandUnicodeEscapes(text).lower():
        return False
    return any(node.name == "ServiceGraphPattern" for node in _nodes(parseQuery(text)))


def _nodes(tree: object) -> Iterator[CompValue]:
    pending: list[object] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, CompValue):
            yield node
            pending.extend(node.values())
        elif isinstance(node, ParseResults | list | tuple):
            pending.extend(_children(node))


def _children(node: Iterable[object]) -> Iterable[object]:
    return list(node)
