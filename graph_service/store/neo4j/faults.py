"""What server and driver say when something goes wrong, as errors that people can do something about."""

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph_service.errors import MandateGraphError, StoreCorrupt, StoreError, UsageError

NEVER_AGAIN = ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "Neo.TransientError.General.OutOfMemoryError")
"""Called transient by the server, and the same when it is tried again."""

THERE_ALREADY = (
    "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists",
    "Neo.ClientError.Schema.ConstraintAlreadyExists",
    "Neo.ClientError.Schema.IndexAlreadyExists",
)
"""What the server says of a constraint or index that another process has just made."""

_READ_ONLY = (
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
    "Neo.ClientError.Security.Forbidden",
    "Neo.ClientError.Cluster.NotALeader",
)
_TIMED_OUT = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration", "LockAcquisitionTimeout")
_TOO_OFTEN = "Neo.ClientError.Security.AuthenticationRateLimit"
_ACCOUNT = "MANDATE_GRAPH_NEO4J_USER and MANDATE_GRAPH_NEO4J_PASSWORD"


def for_people(url: str, error: Exception) -> MandateGraphError:
    """The error that names the server, what it said, and what to do."""
    if isinstance(error, AuthError):
        return _refused(url, error)
    if isinstance(error, Neo4jError):
        return _said(url, error, error.code or "")
    if isinstance(error, (ServiceUnavailable, SessionExpired)):
        return StoreError(
            f"{url}: no Neo4j answers ({_short(error)}); start the server (`make neo4j` starts one for development), or check the"
            " address; what was written before is kept, and what was under way can be done again"
        )
    if isinstance(error, ConfigurationError):
        return UsageError(f"{url}: {_short(error)}; expected an address such as bolt://127.0.0.1:7687 or neo4j+s://host")
    if isinstance(error, DriverError) and "closed" in str(error).lower():
        return StoreError(f"{url}: the store is closed")
    return StoreError(f"{url}: the store can't be used ({_short(error)})")


def _refused(url: str, error: Neo4jError) -> StoreError:
    if error.code == _TOO_OFTEN:
        return StoreError(
            f"{url}: the server refuses this user for a while, after several wrong passwords; wait, then set {_ACCOUNT}"
        )
    return StoreError(f"{url}: the server refuses user or password ({error.code}); set {_ACCOUNT}")


def _said(url: str, error: Neo4jError, code: str) -> StoreError:
    if code in NEVER_AGAIN or "MemoryPool" in code:
        return StoreError(
            f"{url}: the server has too little memory for one transaction ({code}); raise server.memory.heap.max_size or"
            " dbms.memory.transaction.total.max in its neo4j.conf"
        )
    if code in _READ_ONLY or "read-only" in (error.message or "") or "read only" in (error.message or ""):
        return StoreError(
            f"{url}: the server takes no writes ({code}): it is read-only, or this user may only read; give the address of one that"
            " does, or take server.databases.default_to_read_only out of its neo4j.conf"
        )
    if code.endswith(_TIMED_OUT):
        return StoreError(f"{url}: the server ended what took too long ({code}); wait for what is running there and try again")
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return StoreError(f"{url}: no such database ({_short(error)}); set MANDATE_GRAPH_NEO4J_DATABASE to one that the server has")
    if code == "Neo.ClientError.Schema.ConstraintValidationFailed":
        return StoreCorrupt(f"{url}: the record was changed by something else ({_short(error)}); restore a backup")
    return StoreError(f"{url}: the server could not do it ({code}: {_short(error)})")


def _short(error: Exception) -> str:
    text = (error.message if isinstance(error, Neo4jError) else None) or str(error)
    line = text.strip().splitlines()[0] if text.strip() else type(error).__name__
    return line if len(line) <= 200 else f"{line[:200]}…"
