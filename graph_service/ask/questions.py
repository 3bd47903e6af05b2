"""Questions as data: the folders of ``queries/``, read, with their parameters bound safely.

A parameter becomes a variable of GraphQL, or an IRI that the engine puts in the place of a SPARQL variable; never text in a query.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from graph_service.errors import UsageError
from ontology.identifiers import DEFAULT_BASE, iri

_FORMS = (("graphql", "graphql"), ("sparql", "rq"), ("cypher", "cypher"))
"""Query languages, with the endings of their files."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question needs to be told. ``type``: ``key``, the only one so far. ``labels`` by language; ``example``: a value."""

    name: str
    type: str
    labels: Mapping[str, str]
    example: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question in plain words by language, and the same question in query languages. ``cypher`` is for the Neo4j store.
    ``without``: query language → why it can't say it; its text is empty then."""

    name: str
    texts: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    graphql: str
    sparql: str
    cypher: str
    without: Mapping[str, str]

    def variables(self, given: Mapping[str, str]) -> dict[str, str]:
        """The variables of the GraphQL query; ``UsageError`` names a parameter that is missing or strange."""
        wanted = {parameter.name for parameter in self.parameters}
        if strange := sorted(given.keys() ^ wanted):
            raise UsageError(
                f"question {self.name}: expected {', '.join(sorted(wanted))}; missing or unknown: {', '.join(strange)}"
            )
        return dict(given)

    def bindings(self, given: Mapping[str, str], base: str = DEFAULT_BASE) -> tuple[tuple[str, str], ...]:
        """The parameters as variables of the SPARQL query and their IRIs; ``UsageError`` says why there is no such query."""
        self._must_have_sparql()
        return tuple((name, iri(key, base)) for name, key in self.variables(given).items())

    def standalone(self, given: Mapping[str, str], base: str = DEFAULT_BASE) -> str:
        """The SPARQL query as it can be pasted anywhere: the parameters in a VALUES clause, as IRIs in which nothing ends them."""
        bound = self.bindings(given, base)
        names, terms = " ".join(f"?{name}" for name, _ in bound), " ".join(f"<{term}>" for _, term in bound)
        return f"{self.sparql.rstrip()}\nVALUES ({names}) {{ ({terms}) }}\n"

    def _must_have_sparql(self) -> None:
        if not self.sparql:
            raise UsageError(f"question {self.name}: not in SPARQL; {self.without['sparql']}")


@cache
def questions() -> Mapping[str, Question]:
    """All questions by name, sorted."""
    folders = sorted(entry.name for entry in files("queries").iterdir() if entry.joinpath("question.yaml").is_file())
    return MappingProxyType({name: _read(name) for name in folders})


def question(name: str) -> Question:
    """The question of that name; ``UsageError`` names those there are."""
    if name not in questions():
        raise UsageError(f"no question {name!r}: expected one of {', '.join(questions())}")
    return questions()[name]


def _read(name: str) -> Question:
    folder = files("queries").joinpath(name)
    told = yaml.safe_load(folder.joinpath("question.yaml").read_text(encoding="utf-8"))
    parameters = (Parameter(key, row["type"], row["label"], row["example"]) for key, row in told["parameters"].items())
    without: Mapping[str, str] = told.get("without", {})
    graphql, sparql, cypher = (
        "" if form in without else folder.joinpath(f"query.{ending}").read_text(encoding="utf-8") for form, ending in _FORMS
    )
    return Question(name, told["question"], tuple(parameters), graphql, sparql, cypher, without)
