"""Zones that share ground by design, so that every other overlap is a finding."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeclaredOverlap:
    """Two zones that share ground by design, so a project said to be in one and drawn in the other is no surprise.

    `towns` limits it to where they meet; empty means wherever they overlap.
    """

    one: str
    other: str
    towns: tuple[str, ...]
    reason: str


# The one table of legitimate overlaps; `check` reports every other overlap between zones.
DECLARED_OVERLAPS = (
    DeclaredOverlap("示范区", "青西", (), "示范区含青西的朱家角、金泽等镇"),
    DeclaredOverlap("示范区", "新城", (), "示范区按三区县全域画时含青浦新城"),
    DeclaredOverlap("示范区", "青东", (), "示范区按三区县全域画时含青东"),
    DeclaredOverlap("先行启动区", "示范区", (), "先行启动区是示范区的一部分"),
    DeclaredOverlap("先行启动区", "青西", (), "先行启动区含朱家角、金泽"),
    DeclaredOverlap("新城", "青东", ("赵巷镇", "重固镇"), "新城以油墩港、章泾江、老通波塘为东界，伸入赵巷和重固"),
)


def is_declared(one: str, other: str, town: str = "") -> bool:
    """Say whether two zones may overlap, in a town where one is given.

    >>> is_declared("青西", "示范区"), is_declared("新城", "青东", "华新镇")
    (True, False)
    """
    return any(
        {declared.one, declared.other} == {one, other} and (not town or not declared.towns or town in declared.towns)
        for declared in DECLARED_OVERLAPS
    )


def meets_at_edge(one: str, other: str, town: str) -> bool:
    """Say whether two zones share ground only in certain towns, this one among them.

    There the sketched edge of either may run differently, so text and drawing may both be right.

    >>> meets_at_edge("新城", "青东", "赵巷镇"), meets_at_edge("青西", "示范区", "朱家角镇")
    (True, False)
    """
    return any(
        {declared.one, declared.other} == {one, other} and town in declared.towns for declared in DECLARED_OVERLAPS
    )
