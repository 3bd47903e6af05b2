"""How the prose of the United Nations is read, in whatever kind of document: layout, citations, goals, mandate lists, names,
relations, requests. Mechanisms stand in code, rules and lexicons by language in data files (``zh/``)."""
