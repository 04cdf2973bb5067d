"""From events to Projects: identity, timelines, promises kept or not, contradictions; from indicators to series."""

from mapapp.entities.conflicts import find_conflicts
from mapapp.entities.coverage import Coverage, best_review, document_coverage, reviewing_documents, reviews_year
from mapapp.entities.linking.identity import Linked, link_projects
from mapapp.entities.linking.kinds import load_kinds
from mapapp.entities.linking.registry import Registry, RegistryRow, load_registry
from mapapp.entities.review.answers import answer_decision, apply_answers, split_answers
from mapapp.entities.review.decisions import Decision, load_decisions, read_decisions
from mapapp.entities.review.revision import apply_reviews, review_again
from mapapp.entities.series import build_series
from mapapp.entities.targets import TargetCheck, check_targets
from mapapp.entities.timelines import Lane, build_lanes, lane_of, state_as_of
from mapapp.entities.verdicts import count_verdicts, decide, judge_as_told, judge_promises
from mapapp.entities.worklist import build_worklist, missing_words, report_title

__all__ = [
    "Coverage",
    "Decision",
    "Lane",
    "Linked",
    "Registry",
    "RegistryRow",
    "TargetCheck",
    "answer_decision",
    "apply_answers",
    "apply_reviews",
    "best_review",
    "build_lanes",
    "build_series",
    "build_worklist",
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
    "missing_words",
    "read_decisions",
    "report_title",
    "review_again",
    "reviewing_documents",
    "reviews_year",
    "split_answers",
    "state_as_of",
]
