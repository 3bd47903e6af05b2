"""Errors of the model: something that the model does not allow was said."""


class ModelError(ValueError):
    """A record that MODEL does not allow; the message says what was expected and what was found."""


class UnknownName(ModelError):
    """A predicate, type or qualifier that no code list has."""


class BadDate(ModelError):
    """A text that is no EDTF level 1 date."""


class BadKey(ModelError):
    """A text that is no key."""
