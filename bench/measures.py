"""Which measures there are: a new one is a module with ``NAME`` and ``run``, whose docstring says what is divided by what, and a
line here."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from bench import exports, graphql, lineage, loading, paths, reading, refresh, snapshots, sparql, stores
from bench.figures import Result
from bench.stage import Stage

MODULES = (snapshots, refresh, lineage, paths, reading, loading, graphql, sparql, exports, stores)
MEASURES: Mapping[str, Callable[[Stage], Iterator[Result]]] = MappingProxyType({module.NAME: module.run for module in MODULES})
"""By name, in the order in which they run."""

ABOUT: Mapping[str, str] = MappingProxyType({module.NAME: (module.__doc__ or "").strip() for module in MODULES})
"""What each divides by what."""
