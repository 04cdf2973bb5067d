"""What a pure function made of each thing the last few times, remembered while what it was made of stays equal.

One decision changes one project and leaves hundreds as they were: whoever makes something of every project keeps it here, and
makes again only what changed. What is kept is frozen, and never told from what would be made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Final, Generic, TypeVar
from weakref import WeakSet

T = TypeVar("T")

# What is shown, what was shown before somebody changed it, and what somebody looks at before it counts.
RESULTS_EACH: Final = 3
# More projects than one map shows well; a project takes some 7 kB, and beyond it everything is forgotten and made once more.
MOST_THINGS: Final = 20_000


_everywhere: Final[WeakSet[RecentResults[Any]]] = WeakSet()


class RecentResults(Generic[T]):
    """The last results for each thing, with what went into them; usable from several threads."""

    def __init__(self, each: int = RESULTS_EACH, most: int = MOST_THINGS) -> None:
        self._each, self._most = each, most
        self._kept: dict[Hashable, tuple[tuple[tuple[Any, ...], T], ...]] = {}
        _everywhere.add(self)

    def get(self, thing: Hashable, given: tuple[Any, ...], make: Callable[[], T]) -> T:
        """Return what was made of a thing when equal values were given, or make it now.

        `given` is all that `make` goes by. Values that are the same objects as before are told equal without a look inside.
        """
        known = self.known(thing, given)
        return self.keep(thing, given, make()) if known is None else known

    def known(self, thing: Hashable, given: tuple[Any, ...]) -> T | None:
        """Return what was made of a thing when equal values were given, None where that is not remembered."""
        return next((result for before, result in self._kept.get(thing, ()) if before == given), None)

    def keep(self, thing: Hashable, given: tuple[Any, ...], made: T) -> T:
        """Remember what was made of a thing, and return it."""
        if len(self._kept) >= self._most and thing not in self._kept:
            self._kept.clear()
        self._kept[thing] = ((given, made), *self._kept.get(thing, ()))[: self._each]
        return made

    def forget(self) -> None:
        """Forget everything."""
        self._kept.clear()


def forget_results() -> None:
    """Forget everything that is remembered anywhere: the next build makes all of it anew."""
    for results in tuple(_everywhere):
        results.forget()
