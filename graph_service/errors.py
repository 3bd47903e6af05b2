"""The errors that people meet, drawn as a tree by whose fault it is; each message says expected, found, where, what to do.

MandateGraphError
├── UsageError            what was asked can't be asked so (exit code 2, HTTP 400)
│   ├── UnknownKey        no such thing in this graph; names the nearest keys (HTTP 404)
│   └── LimitExceeded     the limit is named (HTTP 400 or 413)
├── InputError            a source that can't be read or taken (exit code 2)
│   └── TwoFilesForOneReading
└── StoreError            the store can't be used (exit code 2, HTTP 503)
    ├── StoreMissing
    ├── StoreLocked
    ├── StoreTooNew
    ├── StoreCorrupt
    └── NoSnapshot        only a snapshot answers it, and by its settings the service holds none
"""


class MandateGraphError(Exception):
    """Anything that goes wrong and that a person can do something about."""


class UsageError(MandateGraphError):
    """What was asked can't be asked so."""


class UnknownKey(UsageError):
    """No such thing in this graph."""


class LimitExceeded(UsageError):
    """More was asked than a limit allows; the message names the limit."""


class InputError(MandateGraphError):
    """A source that can't be read or taken."""


class TwoFilesForOneReading(InputError):
    """Two files of one run are the same document in the same language; both are named."""


class StoreError(MandateGraphError):
    """The store can't be used."""


class StoreMissing(StoreError):
    """There is no store yet where one was expected."""


class StoreLocked(StoreError):
    """Another process writes, and did not finish in time."""


class StoreTooNew(StoreError):
    """The store was made by a newer version of the service."""


class StoreCorrupt(StoreError):
    """The file is no store, or a damaged one."""


class NoSnapshot(StoreError):
    """What was asked is answered from a snapshot, and by its settings the service holds none."""
