"""The exceptions mapapp raises on purpose.

Every message is one Chinese line a user can act on: where, what, what now. `ui/main.py` and `cli.py` catch
`MapAppError` in one place; anything else is our bug and deserves its traceback.
"""


class MapAppError(Exception):
    """Return what is wrong, where, and what to do about it."""


class DocumentError(MapAppError):
    """A source document cannot be read as what it claims to be."""


class GeodataError(MapAppError):
    """A boundary file cannot be used."""


class RegistryError(MapAppError):
    """A reviewed fact (registry row, lexicon rule, decision) is not well formed."""


class SelectionError(MapAppError):
    """A filter names something that does not exist; the call is wrong."""


class ExportError(MapAppError):
    """A file cannot be written as asked."""
