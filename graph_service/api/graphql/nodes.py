"""The interface of what has an id."""

import strawberry


@strawberry.interface(description="Something with an id of its own.", name="Node")
class Node:
    """Relay's Node."""

    id: strawberry.ID = strawberry.field(
        description="Made from the type and the key or the statement's id; the same in every snapshot. Ask node(id) for it again."
    )
