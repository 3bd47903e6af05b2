"""The arguments that many fields share, each with what people read about it."""

from typing import Annotated

import strawberry

Key = Annotated[
    str,
    strawberry.argument(
        description="A key as people type it: a symbol (A/RES/66/288), an acronym (EMG), a paragraph (A/RES/66/288#88). "
        "An alias leads on to its key. An unknown key is an error that names the nearest ones."
    ),
]

AsOf = Annotated[
    str | None,
    strawberry.argument(
        description="A day, month or year (EDTF: 2013-06-01, 2013-06, 2013): only what can have held then, each line with holds."
    ),
]

KnownAt = Annotated[
    str | None,
    strawberry.argument(
        description="A moment of record time with its zone (2026-11-20T10:00:00Z): what the record knew then. "
        "Not given: what it knows now."
    ),
]

Language = Annotated[
    str,
    strawberry.argument(
        description="ar, zh, en, fr, ru or es. Where there is no name in it: the English one, then the Chinese, "
        "then any, then the key."
    ),
]
