"""How likely a name is a named, place-bound undertaking, and why we think so.

Features have fitted weights in log-odds (`models/names.toml`); their sum makes a probability. Every weight comes with a
reason in Chinese. `settings.KEEP_FROM` and `settings.CERTAIN_FROM` turn it into dropped, doubtful or certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.model_weights import NAME_WEIGHTS, load_weights, logistic
from mapapp.extraction.projects.name_features import Features, name_features
from mapapp.extraction.projects.project_lexicon import Lexicon

BIAS: Final = "bias"
# What the other names of a list make of one: on the whole, or because one of them is sure.
_MOST: Final = 0.5
_SURE: Final = 0.7
# Reasons that count less are not worth a planner's time.
_LEAST_TOLD: Final = 0.05


@dataclass(frozen=True, slots=True)
class NameScore:
    """A confidence from 0 to 1, and what each reason for and against counts."""

    confidence: float
    told: Mapping[str, float]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return the reasons that count, as a planner reads them."""
        return tuple(f"{words} {weight:+.2f}" for words, weight in self.told.items() if abs(weight) >= _LEAST_TOLD)


def judge(claim: Claim, lexicon: Lexicon) -> NameScore:
    """Weigh one claim by itself."""
    return judge_all([claim], lexicon)[0]


def judge_all(claims: Sequence[Claim], lexicon: Lexicon) -> list[NameScore]:
    """Weigh the claims of a sentence; names of one list are weighed by one another too."""
    weights = load_weights(NAME_WEIGHTS)
    features = [name_features(claim, lexicon) for claim in claims]
    add_company(features, [list_of(claim) for claim in claims], weights)
    return [_verdict(found, weights) for found in features]


def list_of(claim: Claim) -> tuple[int, int, str]:
    """Return which list a claim belongs to: same clause, same end, same rule."""
    return claim.clause[0], claim.end, claim.reading.rule.id


def add_company(features: Sequence[Features], lists: Sequence[object], weights: Mapping[str, float]) -> None:
    """Add to each name what the others of its list are, each taken by itself."""
    if len(features) < 2:
        return
    alone = [probability(found, weights) for found in features]
    company: dict[object, list[float]] = {}
    for key, value in zip(lists, alone, strict=True):
        company.setdefault(key, []).append(value)
    for found, key, value in zip(features, lists, alone, strict=True):
        others = sorted(company[key])
        others.remove(value)
        if others and sum(others) / len(others) >= _MOST:
            found["company.most"] = "并列的多是项目"
        elif others and others[-1] >= _SURE and "head.bare" in found:
            found["company.facility"] = "设施，并列的有一项是项目"
        elif others and others[-1] >= _SURE:
            found["company.one"] = "并列的有一项是项目"
        elif others:
            found["company.none"] = "并列的不像项目"


def probability(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """Return how likely a name with these features is a project's."""
    return logistic(weights.get(BIAS, 0.0) + sum(weights.get(ident, 0.0) for ident in features))


def _verdict(features: Features, weights: Mapping[str, float]) -> NameScore:
    """Return the verdict on a name; features that say the same count as one reason."""
    told: dict[str, float] = {}
    for ident, words in features.items():
        if ident in weights:
            told[words] = told.get(words, 0.0) + weights[ident]
    return NameScore(round(probability(features, weights), 2), told)
