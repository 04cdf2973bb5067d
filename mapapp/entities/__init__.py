"""From events to Projects: identity, timelines, promises kept or not, contradictions; from indicators to series."""

from mapapp.entities.conflicts import find_conflicts
from mapapp.entities.coverage import Coverage, covering_documents, document_coverage
from mapapp.entities.linking.identity import Linked, link_projects
from mapapp.entities.linking.registry import Registry, RegistryRow, load_registry
from mapapp.entities.promises import RULES, judge_as_told, judge_promises
from mapapp.entities.review.decisions import Decision, load_decisions, read_decisions
from mapapp.entities.review.revision import apply_reviews, review_again
from mapapp.entities.series import build_series
from mapapp.entities.targets import TargetCheck, check_targets
from mapapp.entities.timelines import Lane, build_lanes, lane_of, state_as_of

__all__ = [
    "RULES",
    "Coverage",
    "Decision",
    "Lane",
    "Linked",
    "Registry",
    "RegistryRow",
    "TargetCheck",
    "apply_reviews",
    "build_lanes",
    "build_series",
    "check_targets",
    "covering_documents",
    "document_coverage",
    "find_conflicts",
    "judge_as_told",
    "judge_promises",
    "lane_of",
    "link_projects",
    "load_decisions",
    "load_registry",
    "read_decisions",
    "review_again",
    "state_as_of",
]
