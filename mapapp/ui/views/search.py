"""Search as people write: part of a name, an alias, a town or company, pinyin or its initials, one wrong character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pypinyin import Style, lazy_pinyin
from rapidfuzz.fuzz import partial_ratio

from mapapp.contracts import Atlas
from mapapp.selection import fold

# A shorter word with one wrong character could be anything.
SHORTEST_FUZZY: Final = 3
# Latin letters shorter than this match the initials of half the list.
SHORTEST_PINYIN: Final = 2


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One name a project is known by, in the ways it may be typed."""

    project_id: str
    name: str
    folded: str
    pinyin: str
    initials: str


def build_index(atlas: Atlas) -> tuple[SearchEntry, ...]:
    """List every name and alias of every project, in Atlas order."""
    entries = []
    for project in atlas.projects:
        for name in dict.fromkeys((project.name, *project.aliases)):
            folded = fold(name)
            entries.append(SearchEntry(project.project_id, name, folded, *pinyin_of(folded)))
    return tuple(entries)


# Names come back in state after state of what is shown; writing one in pinyin takes as long as all else about it.
@lru_cache(maxsize=65_536)
def pinyin_of(name: str) -> tuple[str, str]:
    """Return a name in pinyin without tones or blanks, and its initials; latin letters and digits stay."""
    return "".join(lazy_pinyin(name)), "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))


def suggest(entries: Sequence[SearchEntry], text: str, *, limit: int = 6) -> tuple[SearchEntry, ...]:
    """Return the projects a text may mean, best first, each once; an empty text means none.

    Order: the name itself, a name that begins with it, one that holds it, pinyin, initials, one wrong character.
    """
    wanted = fold(text).replace(" ", "")
    if not wanted:
        return ()
    best: dict[str, tuple[tuple[int, int], SearchEntry]] = {}
    for entry in entries:
        rank = _rank(entry, wanted)
        if rank is None:
            continue
        key = (rank, len(entry.folded))
        if entry.project_id not in best or key < best[entry.project_id][0]:
            best[entry.project_id] = (key, entry)
    ordered = sorted(best.values(), key=lambda pair: (pair[0], pair[1].project_id))
    return tuple(entry for _, entry in ordered[:limit])


def _rank(entry: SearchEntry, wanted: str) -> int | None:
    """Return how well a name fits, 0 best, None not at all."""
    name = entry.folded.replace(" ", "")
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if wanted in name:
        return 2
    if wanted.isascii():
        if len(wanted) < SHORTEST_PINYIN:
            return None
        if wanted in entry.pinyin:
            return 3
        return 4 if entry.initials.startswith(wanted) else 5 if wanted in entry.initials else None
    if len(wanted) >= SHORTEST_FUZZY and len(name) >= len(wanted):
        kept = 100 * (len(wanted) - 1) / len(wanted)
        return 6 if partial_ratio(wanted, name, score_cutoff=kept - 1) else None
    return None
