"""GraphQL: the questions as a typed schema, behind guards of our own."""
