"""Formats → one model: whatever a document comes in, ``printed.printed(source)`` gives its lines (``model.Printed``).

A format is a row in ``printed.FORMATS``: told by the content, never by the name of the file. Text and PDF give physical lines,
which ``loaders.reading.layout`` joins; Word, HTML and XML give whole paragraphs. XML is told apart by its root element
(``markup.ROOTS``): ``loaders.formats.akn.read(root, source)`` reads Akoma Ntoso.
"""
