"""The record: one store at a time behind one interface (``base``)."""
