"""The vote of both readers on a candidate name: the rules' confidence and the second reader's opinion, weighed together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mapapp import settings
from mapapp.contracts.vocabulary import FoundBy
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.model_weights import VOTE_WEIGHTS, load_weights, logistic
from mapapp.extraction.projects.scoring import NameScore
from mapapp.extraction.projects.second_reader import Opinion, SecondReader

# From here on the second reader counts as having found the name.
FOUND_FROM: Final = 0.5
# A name is kept from this probability on; chosen by cross-validation over documents (tools/train_reader.py).
KEPT_FROM: Final = 0.45
# Where both found a name, the record is certain from this probability on: some 98 of 100 such names were right in unseen documents.
AGREED_FROM: Final = 0.95
# Names less likely than this are not asked about: of a hundred of them one is right, and asking takes half of the time.
ASKED_FROM: Final = 0.02
_LEAST: Final = 0.005
_SHORTEST_PIECE: Final = 2


@dataclass(frozen=True, slots=True)
class Vote:
    """What both readers together make of a name; `certain` where they agree."""

    kept: bool
    confidence: float
    certain: bool
    found_by: FoundBy


def vote_on(text: str, weighed: Sequence[tuple[Claim, NameScore]], reader: SecondReader | None) -> list[Vote]:
    """Return a vote for each claim of a sentence; without a second reader the rules decide alone."""
    if reader is None:
        return [_rules_alone(verdict) for _, verdict in weighed]
    pairs = [(name_span(text, claim), verdict) for claim, verdict in weighed]
    given = opinions([(span, verdict.confidence) for span, verdict in pairs], text, reader)
    return [
        _rules_alone(verdict) if opinion is None else _vote(verdict, opinion)
        for (_, verdict), opinion in zip(pairs, given, strict=True)
    ]


def opinions(
    candidates: Sequence[tuple[tuple[int, int] | None, float]], text: str, reader: SecondReader
) -> list[Opinion | None]:
    """Return what the second reader makes of names: their places in the sentence with the rules' confidence.

    None for a name that stands elsewhere or is too unlikely to be worth asking.
    """
    asked = [(*span, confidence) for span, confidence in candidates if span is not None and confidence >= ASKED_FROM]
    given = iter(reader.read(text, asked) if asked else ())
    return [next(given) if span is not None and confidence >= ASKED_FROM else None for span, confidence in candidates]


def _rules_alone(verdict: NameScore) -> Vote:
    """Return what the rules decide where nobody else read."""
    kept, certain = verdict.confidence >= settings.KEEP_FROM, verdict.confidence >= settings.CERTAIN_FROM
    return Vote(kept, verdict.confidence, certain, FoundBy.RULES)


def name_span(text: str, claim: Claim) -> tuple[int, int] | None:
    """Return where a claim's name stands in its sentence, or its longest beginning where the list lent it the rest.

    None where the name stands elsewhere (a heading, a definition).
    """
    name = claim.name.text
    for size in range(len(name), _SHORTEST_PIECE - 1, -1):
        at = text.find(name[:size], claim.start, max(claim.end, claim.start))
        if at >= 0:
            return at, at + size
    return None


def vote_features(confidence: float, opinion: Opinion) -> dict[str, float]:
    """Return what the vote weighs: the log-odds of the rules' confidence and of the second reader's opinion."""
    return {
        "rules": _log_odds(confidence),
        "mean": _log_odds(opinion.mean),
        "begin": _log_odds(opinion.begin),
        "last": _log_odds(opinion.last),
        "goes_on": opinion.goes_on,
        "exact": float(opinion.exact),
    }


def _log_odds(probability: float) -> float:
    """Return log-odds, the surest of both sides cut off."""
    held = min(1.0 - _LEAST, max(_LEAST, probability))
    return math.log(held / (1.0 - held))


def _vote(verdict: NameScore, opinion: Opinion) -> Vote:
    """Return the vote of both readers on one name."""
    weights = load_weights(VOTE_WEIGHTS)
    said = vote_features(verdict.confidence, opinion)
    confidence = round(logistic(weights["bias"] + sum(weights.get(key, 0.0) * value for key, value in said.items())), 2)
    by_rules, by_second = verdict.confidence >= settings.KEEP_FROM, opinion.mean >= FOUND_FROM
    found_by = FoundBy.BOTH if by_rules and by_second else FoundBy.SECOND if by_second else FoundBy.RULES
    certain = found_by is FoundBy.BOTH and confidence >= AGREED_FROM
    return Vote(confidence >= KEPT_FROM, confidence, certain, found_by)
