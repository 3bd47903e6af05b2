"""Settings, all from the environment (prefix ``MANDATE_GRAPH_``); the README's table is made from here."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What can be set. Times in seconds, sizes in bytes unless the name says otherwise."""

    model_config = SettingsConfigDict(env_prefix="MANDATE_GRAPH_", frozen=True)

    store: str = Field("./mandate-graph.db", description="where the record is: a path, sqlite:///path, bolt:// or neo4j://")
    neo4j_user: str = Field("neo4j", description="the user of a store at bolt:// or neo4j://")
    neo4j_password: SecretStr = Field(SecretStr(""), description="the password of that user")
    neo4j_database: str = Field("", description="the database there; none for the server's default")
    refresh_seconds: float = Field(1.0, gt=0, description="how often the service asks its store whether the record has changed")
    base: str = Field("https://w3id.org/mandate-graph/", description="what the IRIs of things begin with")
    host: str = Field("127.0.0.1", description="the address that is listened on")
    port: int = Field(8000, ge=0, le=65535, description="the port that is listened on")
    body_bytes: int = Field(1_000_000, gt=0, description="the largest request body")
    cors_origins: str = Field("", description="origins (separated by blanks) whose scripts may use /graphql")
    graphql_seconds: float = Field(10, gt=0, description="how long a GraphQL query may run")
    graphql_depth: int = Field(12, gt=0, description="how deep a GraphQL query may nest")
    graphql_nodes: int = Field(5000, gt=0, description="how many nodes a GraphQL query may reach, worked out before it runs")
    graphql_tokens: int = Field(2000, gt=0, description="how many tokens a GraphQL query may have")
    sparql_seconds: float = Field(10, gt=0, description="how long a SPARQL query may run")
    sparql_rows: int = Field(10_000, gt=0, description="how many rows or triples a SPARQL answer may have")
    sparql_workers: int = Field(2, gt=0, description="worker processes that answer SPARQL")
    sparql_memory_mb: int = Field(2048, gt=0, description="memory (MiB) that a SPARQL worker may use")
    sparql_answer_bytes: int = Field(50_000_000, gt=0, description="the largest SPARQL answer")
    snapshot: bool = Field(
        True, description="off: no snapshot is held in memory; only lineage and paths are answered, in the store"
    )
    stored_seconds: float = Field(10, gt=0, description="how long a lineage may take that is asked of the store")
    stored_statements: int = Field(200_000, gt=0, description="how many statements a lineage may read that is asked of the store")
    snapshots: int = Field(4, gt=0, description="how many snapshots of other times are kept in memory")
