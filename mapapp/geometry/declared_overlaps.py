"""Zones that share ground by design, so that every other overlap is a finding."""

from __future__ import annotations

from mapapp.open_workspace import active


def is_declared(one: str, other: str, town: str = "") -> bool:
    """Whether two zones may overlap, in a town where one is given.

    >>> is_declared("青西", "示范区"), is_declared("新城", "青东", "华新镇")
    (True, False)
    """
    return any(
        set(declared.zones) == {one, other} and (not town or not declared.towns or town in declared.towns)
        for declared in active().overlaps
    )


def meets_at_edge(one: str, other: str, town: str) -> bool:
    """Whether two zones share ground only in certain towns, this one among them.

    There the sketched edge of either may run differently, so text and drawing may both be right.

    >>> meets_at_edge("新城", "青东", "赵巷镇"), meets_at_edge("青西", "示范区", "朱家角镇")
    (True, False)
    """
    return any(set(declared.zones) == {one, other} and town in declared.towns for declared in active().overlaps)
