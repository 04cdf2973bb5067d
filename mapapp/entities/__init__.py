"""From events to Projects: identity, timelines, promises kept or not, contradictions; from indicators to series."""

from mapapp.entities.conflicts import find_conflicts
from mapapp.entities.coverage import Coverage, best_review, document_coverage, reviewing_documents, reviews_year
from mapapp.entities.linking.identity import Linked, link_projects
from mapapp.entities.linking.kinds import load_kinds
from mapapp.entities.linking.registry import Registry, RegistryRow, load_registry
from mapapp.entities.review.decisions import Decision, load_decisions, read_decisions
from mapapp.entities.review.revision import apply_reviews, review_again
from mapapp.entities.series import build_series
from mapapp.entities.targets import TargetCheck, check_targets
from mapapp.entities.timelines import Lane, build_lanes, lane_of, state_as_of
from mapapp.entities.verdicts import count_verdicts, decide, judge_as_told, judge_promises

__all__ = [
    "Coverage",
    "Decision",
    "Lane",
    "Linked",
    "Registry",
    "RegistryRow",
    "TargetCheck",
    "apply_reviews",
    "best_review",
    "build_lanes",
    "build_series",
    "check_targets",
    "count_verdicts",
    "decide",
    "document_coverage",
    "find_conflicts",
    "judge_as_told",
    "judge_promises",
    "lane_of",
    "link_projects",
    "load_decisions",
    "load_kinds",
    "load_registry",
    "read_decisions",
    "review_again",
    "reviewing_documents",
    "reviews_year",
    "state_as_of",
]
