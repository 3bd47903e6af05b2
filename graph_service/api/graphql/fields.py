"""A field with a resolver, typed for mypy (strawberry's own decorator loses the types of what it decorates)."""

from collections.abc import Callable
from typing import TypeVar, cast

import strawberry

F = TypeVar("F", bound=Callable[..., object])


def resolved(description: str) -> Callable[[F], F]:
    """A field whose value a method resolves, with what people read about it."""
    return cast("Callable[[F], F]", strawberry.field(description=description))
