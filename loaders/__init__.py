"""From sources to statements: one folder per source. Loaders yield, they never write. Imports ``ontology`` only."""
