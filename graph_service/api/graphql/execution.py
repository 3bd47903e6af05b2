"""A request from text to answer: parsed, guarded, validated, bounded, run; no step before the one in front has passed."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    execute_sync,
    get_operation_ast,
    parse,
    validate,
)

from graph_service.api.graphql import ceiling, shape
from graph_service.api.graphql.answers import Answer, answer, timed_out
from graph_service.api.graphql.context import Context
from graph_service.api.graphql.errors import OutOfTime, formatted, refusal
from graph_service.api.graphql.request import Asked
from graph_service.settings import Settings

CACHED_QUERIES = 256
"""How many queries are kept parsed and validated."""

CACHED_LENGTH = 20_000
"""Longer queries are not kept."""

MAX_ERRORS = 20
"""Validation stops after this many."""


class Refused(Exception):  # never leaves this module
    """The request does not pass; ``errors`` say why."""

    def __init__(self, errors: list[GraphQLError], otherwise: str) -> None:
        super().__init__(errors[0].message)
        self.errors = formatted(errors, otherwise)


class Executor:
    """Answers requests against one schema under the limits of the settings."""

    def __init__(self, schema: GraphQLSchema, settings: Settings) -> None:
        self.schema = schema
        self.settings = settings
        self._kept: Callable[[str], DocumentNode] = lru_cache(CACHED_QUERIES)(self._prepare)

    def run(self, asked: Asked, context: Context) -> Answer:
        """The answer, whatever the request is."""
        try:
            document = self._kept(asked.query) if len(asked.query) <= CACHED_LENGTH else self._prepare(asked.query)
            operation = self._operation(document, asked.operation)
            self._bound(document, operation, asked.variables)
        except Refused as refused:
            return answer({"errors": refused.errors}, ran=False)
        return self._execute(document, asked, context)

    def _prepare(self, query: str) -> DocumentNode:
        try:
            document = parse(query, max_lexical_tokens=self.settings.graphql_tokens)
        except GraphQLError as error:
            raise Refused([self._explained(error)], "GRAPHQL_PARSE_FAILED") from error
        try:
            shape.check(document, self.settings.graphql_depth)
        except GraphQLError as error:
            raise Refused([error], "LIMIT_EXCEEDED") from error
        if errors := validate(self.schema, document, max_errors=MAX_ERRORS):
            raise Refused(errors, "GRAPHQL_VALIDATION_FAILED")
        return document

    def _explained(self, error: GraphQLError) -> GraphQLError:
        if "tokens. Parsing aborted" not in error.message:
            return error
        limit = self.settings.graphql_tokens
        return refusal(f"The query has more than {limit} tokens (MANDATE_GRAPH_GRAPHQL_TOKENS).", "LIMIT_EXCEEDED")

    def _operation(self, document: DocumentNode, name: str | None) -> OperationDefinitionNode:
        if operation := get_operation_ast(document, name):
            return operation
        names = [d.name.value for d in document.definitions if isinstance(d, OperationDefinitionNode) and d.name]
        wanted = f"no operation is called {name}" if name else "operationName is missing"
        raise Refused([refusal(f"{wanted}; expected one of: {', '.join(names) or 'none'}.", "BAD_REQUEST")], "BAD_REQUEST")

    def _bound(self, document: DocumentNode, operation: OperationDefinitionNode, variables: dict[str, Any]) -> None:
        try:
            ceiling.check(self.schema, document, operation, variables, self.settings.graphql_nodes)
        except GraphQLError as error:
            raise Refused([error], "LIMIT_EXCEEDED") from error

    def _execute(self, document: DocumentNode, asked: Asked, context: Context) -> Answer:
        result: ExecutionResult = execute_sync(
            self.schema,
            document,
            context_value=context,
            variable_values=asked.variables,
            operation_name=asked.operation,
            max_coercion_errors=MAX_ERRORS,
        )
        try:
            context.check()
        except OutOfTime as error:
            return timed_out(str(error))
        if result.errors and result.data is None and not any(error.path for error in result.errors):
            return answer({"errors": formatted(result.errors)}, ran=False)
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body = {"errors": formatted(result.errors), **body}
        return answer(body, ran=True)
