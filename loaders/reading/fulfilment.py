"""Plans of a report and the facts that it tells of them: ``fulfils``.

A statement with the status planned and a fact that says the same of the same thing: what came fulfils the paragraph in which it was
planned. Only acts that are done once are meant (a group set up, a text submitted, a session held), and only a fact that is not
dated before the plan.
"""

from collections.abc import Iterable, Iterator

from loaders.reading.cast import Cast
from ontology import dates, vocabulary
from ontology.identifiers import part_key
from ontology.records import Literal, Statement

_OF_OBJECT = ("establishes", "launches", "hosts_meeting", "terminates")
_OF_SUBJECT = ("submitted_to", "adopted_at", "adopted_by", "prepared_by", "located_in", "issued_as", "signed_by")
"""Predicates of acts that are done once, by the end that comes into being or is acted on."""
RULE = "planned-and-done"


def fulfilments(statements: Iterable[Statement], cast: Cast) -> Iterator[Statement]:
    """What fulfils which planning paragraph, for each fact of the statements that was planned in another sentence."""
    told = [(s, thing) for s in statements if (thing := _thing(s, cast))]
    planned = [(s, thing) for s, thing in told if s.qualifier("status") == "planned"]
    facts = [(s, thing) for s, thing in told if s.qualifier("status") in (None, "fact", "achieved")]
    for plan, thing in planned:
        for fact in (fact for fact, same in facts if same == thing and _same(plan, fact, thing)):
            yield from _fulfils(fact, plan, thing, cast)


def _thing(statement: Statement, cast: Cast) -> str | None:
    """The thing that a statement of an act done once is about; None for another statement."""
    if isinstance(statement.object, Literal) or statement.subject == cast.context.document:
        return None
    if statement.predicate in _OF_OBJECT:
        return statement.object
    once = statement.predicate in _OF_SUBJECT and (statement.predicate != "located_in" or cast.sort_of(statement.subject) == "M")
    return statement.subject if once else None


def _same(plan: Statement, fact: Statement, thing: str) -> bool:
    """Whether a fact does what a plan says: the same act on the same thing, and not before the time that was planned."""
    others = {plan.subject, str(plan.object)} - {thing}, {fact.subject, str(fact.object)} - {thing}
    alike = plan.predicate == fact.predicate and (plan.predicate in _OF_OBJECT or others[0] == others[1])
    if not alike or plan.valid_from is None or fact.valid_from is None:
        return alike
    return dates.span(fact.valid_from)[1] >= dates.span(plan.valid_from)[0]


def _fulfils(fact: Statement, plan: Statement, thing: str, cast: Cast) -> Iterator[Statement]:
    known = vocabulary.predicate("fulfils")
    if cast.kind_of(thing) not in known.domain:
        return
    document, place = cast.context.document, fact.evidence[0]
    for paragraph in dict.fromkeys(e.paragraph for e in plan.evidence):
        evidence = cast.context.evidence(place.start or 0, place.end or 0, RULE, 0.8)
        target = part_key(document, paragraph)
        yield Statement(document, thing, "fulfils", target, valid_from=fact.valid_from, evidence=(evidence,))
