"""What a sentence says in the end of each project: an old plan, its miss and the new date are one claim."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mapapp.contracts.vocabulary import Polarity, Stage
from mapapp.extraction.projects.claims import Claim

# 曾停工，目前已复工: the works go on, no new date of what was missed.
_RESUMED: Final = "site.renew"


def settle(claims: list[Claim]) -> list[Claim]:
    """Return the claims of a sentence with plans that were missed taken into the claim that says so, and works into their start.

    原定8月开工，至今未开工，拟于明年开工 is one: not started, moved. 新建甲馆，年内开工 is one: the start.
    """
    settled: list[Claim] = []
    for claim in claims:
        ordered = [index for index, other in enumerate(settled) if _starts(claim, other)]
        if ordered:
            settled[ordered[-1]] = replace(claim, start=min(settled[ordered[-1]].start, claim.start))
            continue
        denied = claim.polarity is not None
        earlier = [index for index, other in enumerate(settled) if _one_thing(other, claim)]
        if denied and earlier:
            old = settled[earlier[-1]]
            if old.polarity is None and old.scope != (0, 0):
                settled[earlier[-1]] = replace(claim, start=min(old.start, claim.start), missed=old.scope)
                continue
        elif earlier and settled[earlier[-1]].polarity is Polarity.NOT_REACHED and claim.reading.rule.id != _RESUMED:
            missed = settled[earlier[-1]]
            if missed.moved is None:
                settled[earlier[-1]] = replace(missed, moved=claim.scope, end=max(missed.end, claim.end))
            continue
        settled.append(claim)
    return settled


def _one_thing(one: Claim, other: Claim) -> bool:
    """Whether two claims are of the same stage of the same name."""
    return one.name.text == other.name.text and one.reading.stage is other.reading.stage


def _starts(claim: Claim, other: Claim) -> bool:
    """Whether a claim goes on to tell the start of works that a verb before their name ordered: what has yet to start is not under way."""
    return (
        claim.continued
        and claim.reading.stage is Stage.STARTED
        and other.reading.stage is Stage.BUILDING
        and bool(other.verb)
        and claim.name.text == other.name.text
    )
