"""What counted for or against a reading, in words: a planner need not know what the rules' points mean."""

from __future__ import annotations

import re
from typing import Any, Final

from mapapp.ui.i18n import t

_POINTS: Final = re.compile(r"\s([+-]\d+\.\d+)$")
# From how many points (log-odds) on a reason counts more than a little, and much: one point makes 50 % into 73 %.
_SOME: Final = 0.4
_MUCH: Final = 1.0


def reason_words(reason: str) -> dict[str, Any]:
    """Return a reason without its points, and in the visitor's language how much it counts; empty where it has none.

    Parameters
    ----------
    reason
        As the record holds it: Chinese words, with those of the rules their points behind them (含政策用语 -0.30).
    """
    found = _POINTS.search(reason)
    if found is None:
        return {"text": reason, "counts": ""}
    points = float(found[1])
    much = "much" if abs(points) >= _MUCH else "some" if abs(points) >= _SOME else "little"
    side = "against" if points < 0 else "for"
    return {"text": reason[: found.start()], "counts": t(f"desk.counts_{side}_{much}")}


def reason_sentence(reason: str) -> str:
    """Return a reason in words, with how much it counts where it has points."""
    said = reason_words(reason)
    return str(said["text"]) + (t("desk.counts", how=said["counts"]) if said["counts"] else "")
