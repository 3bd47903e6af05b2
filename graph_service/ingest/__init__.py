"""From sources to the record: load, validate, resolve, write, report."""
