"""Subject headings of the UNBIS Thesaurus in one language, as the library's lists give them."""
