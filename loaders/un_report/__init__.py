"""UN reports as plain text: structure, citations, goals, mandate lists, names, relations and requests."""
