"""What things mean: names, keys, records and their forms in RDF and in a property graph.

Imports nothing of the other packages and touches no file but its own.
"""
