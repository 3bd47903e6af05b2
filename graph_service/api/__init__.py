"""GraphQL, SPARQL, IRIs and dumps over HTTP."""
