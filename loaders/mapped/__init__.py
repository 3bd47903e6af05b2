"""Tables of partners and of the United Nations, turned into statements by a mapping file (YAML) and no code.

``mapping`` is the form of such a file, ``tables`` reads rows, ``cells`` says what a cell means, ``rows`` makes the statements of
a row, ``loader`` the reading. ``docs/mapping.md`` explains it with a worked example.
"""
