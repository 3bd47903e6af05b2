"""The register of bodies: names, former names, acronyms, types, parents and periods of the bodies, groups, programmes, initiatives,
frameworks, conventions and countries that UN reports name, in English and Chinese.

Tables, mended by hand: ``bodies.csv`` (key, type), ``names.csv`` (one row a name), ``parents.csv`` (one row a relation to a body
above), ``countries.csv``, ``places.csv``. ``source.yaml`` says what the register is and how many rows are expected.
"""
