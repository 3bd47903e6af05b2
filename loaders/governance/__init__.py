"""The register of governance: who founded, mandated, extended, merged, renamed and asked whom, each fact with its place.

``facts.csv`` is mended by hand, one row a fact; ``documents.csv`` lists the documents that it cites; ``source.yaml`` says what the
register is and how many rows are expected.
"""
