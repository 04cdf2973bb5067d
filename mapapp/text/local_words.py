"""Words of the workspace's place inside names: what only says where a thing is, and what makes it a branch."""

from __future__ import annotations

import re
from functools import lru_cache

from mapapp.open_workspace import active
from mapapp.text.text_patterns import text_pattern
from mapapp.workspace import Workspace

_TOWN_OR_BRACKET = text_pattern("name.after_town").pattern
_BRANCH = text_pattern("name.branch").pattern


def without_district(name: str) -> str:
    """Return a name without the city, districts and zones before it.

    >>> without_district("上海市青浦区体育中心"), without_district("青浦新城中央商务区")
    ('体育中心', '中央商务区')
    """
    return _patterns(active())[0].sub("", name)


def says_only_where(words: str) -> bool:
    """Whether words before a name only say where it is.

    >>> says_only_where("上海市青浦区"), says_only_where("金泽镇"), says_only_where("国际")
    (True, True, False)
    """
    return _patterns(active())[1].fullmatch(words) is not None


def names_branch(name: str) -> bool:
    """Whether an institution's name says which of its houses is meant.

    >>> names_branch("中山医院青浦分院"), names_branch("中山医院")
    (True, False)
    """
    return _patterns(active())[2].search(name) is not None


@lru_cache(maxsize=4)
def _patterns(workspace: Workspace) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of the three questions for one workspace."""
    heads = [(district.short, district.name.removeprefix(district.short)) for district in workspace.districts]
    heads += [(workspace.city.rstrip("市省"), workspace.city[-1:])] if workspace.city else []
    districts = [f"{re.escape(short)}(?:{re.escape(tail)})?" for short, tail in heads]
    zones = [re.escape(zone.id) for zone in workspace.zones if not zone.part_of]
    aliases = [re.escape(alias) for zone in workspace.zones for alias in zone.aliases]
    wider = [re.escape(place) for place in workspace.wider_places]
    aliased = [re.escape(zone.id) for zone in workspace.zones if zone.aliases]
    shorts = [re.escape(district.short) for district in workspace.districts]
    return (
        re.compile(f"^(?:{'|'.join((*aliases, *districts, *aliased)) or '(?!)'})+"),
        re.compile(f"(?:{'|'.join((*districts, *zones, *wider)) or '(?!)'})+|{_TOWN_OR_BRACKET}"),
        re.compile("|".join((_BRANCH, *shorts))),
    )
