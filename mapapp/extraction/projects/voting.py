"""The vote of both readers on a candidate name: the rules' confidence and the second reader's opinion, weighed together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mapapp import settings
from mapapp.contracts.vocabulary import FoundBy
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.scoring import Verdict
from mapapp.extraction.projects.second_reader import Opinion, SecondReader
from mapapp.extraction.projects.vote_weights import load_weights, logistic

# From here on the second reader counts as having found the name.
FOUND_FROM: Final = 0.5
# A name is kept from this probability on; chosen by cross-validation over documents (tools/train_reader.py).
KEPT_FROM: Final = 0.4
_LEAST: Final = 0.005
_SHORTEST_PIECE: Final = 2


@dataclass(frozen=True, slots=True)
class Vote:
    """What both readers together make of a name; `certain` where they agree."""

    kept: bool
    confidence: float
    certain: bool
    found_by: FoundBy


def vote_on(text: str, weighed: Sequence[tuple[Claim, Verdict]], reader: SecondReader | None) -> list[Vote]:
    """Return a vote for each claim of a sentence; without a second reader the rules decide alone."""
    if reader is None:
        return [_rules_alone(verdict) for _, verdict in weighed]
    spans = [name_span(text, claim) for claim, _ in weighed]
    pairs = list(zip(spans, (verdict for _, verdict in weighed), strict=True))
    asked = [(*span, verdict.confidence) for span, verdict in pairs if span is not None]
    opinions = iter(reader.read(text, asked) if asked else ())
    return [_rules_alone(verdict) if span is None else _vote(verdict, next(opinions)) for span, verdict in pairs]


def _rules_alone(verdict: Verdict) -> Vote:
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
    """Return what the vote weighs: the rules' log-odds and the second reader's opinion."""
    rules = min(1.0 - _LEAST, max(_LEAST, confidence))
    return {
        "bias": 1.0,
        "rules": math.log(rules / (1.0 - rules)),
        "rules.kept": float(confidence >= settings.KEEP_FROM),
        "rules.certain": float(confidence >= settings.CERTAIN_FROM),
        "mean": opinion.mean,
        "begin": opinion.begin,
        "exact": float(opinion.exact),
        "mean.over_half": float(opinion.mean > 0.5),
        "mean.under_tenth": float(opinion.mean < 0.1),
        "mean.over_four_fifths": float(opinion.mean > 0.8),
    }


def _vote(verdict: Verdict, opinion: Opinion) -> Vote:
    """Return the vote of both readers on one name."""
    weights = load_weights()
    points = sum(weights.get(key, 0.0) * value for key, value in vote_features(verdict.confidence, opinion).items())
    confidence = round(logistic(points), 2)
    by_rules, by_second = verdict.confidence >= settings.KEEP_FROM, opinion.mean >= FOUND_FROM
    found_by = FoundBy.BOTH if by_rules and by_second else FoundBy.SECOND if by_second else FoundBy.RULES
    certain = found_by is FoundBy.BOTH and confidence >= settings.CERTAIN_FROM
    return Vote(confidence >= KEPT_FROM, confidence, certain, found_by)
