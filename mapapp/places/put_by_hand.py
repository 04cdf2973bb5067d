"""Projects that a person put on the map: each stands where it was put, and nothing else is placed by it."""

from __future__ import annotations

from collections.abc import Sequence

from mapapp.contracts.atlas import Problem
from mapapp.contracts.places import PLACED_LAYER, Feature, Geodata
from mapapp.contracts.projects import Project
from mapapp.contracts.vocabulary import Severity
from mapapp.places.gazetteer import GazetteerEntry, feature_entry


class PutByHand:
    """The features of the layer of projects put by hand, by the name and district of the project each is the place of."""

    def __init__(self, geodata: Geodata) -> None:
        """Take the drawn features; of two for one project the later one counts."""
        self._features: dict[tuple[str, str], Feature] = {
            (feature.name, feature.district): feature for feature in geodata.layer(PLACED_LAYER)
        }

    def entry_of(self, project: Project) -> GazetteerEntry | None:
        """Return where a project was put, under its present name or one it has gone by; None where nobody put it."""
        for name in (project.name, *project.aliases):
            if (feature := self._features.get((name, project.district))) is not None:
                return feature_entry(feature)
        return None

    def left_over(self, projects: Sequence[Project]) -> tuple[Problem, ...]:
        """Return a problem for each place put for a project that no document speaks of any more."""
        known = {(name, project.district) for project in projects for name in (project.name, *project.aliases)}
        return tuple(
            Problem(
                "placed-for-nobody",
                Severity.WARNING,
                f"geodata/{PLACED_LAYER}.geojson（{feature.name}）",
                f"人工放置的位置找不到项目：{feature.district}没有叫“{feature.name}”的项目，图上没有画",
                "项目改了名就在新名下重新放置；项目已移除就撤销这次放置",
            )
            for key, feature in self._features.items()
            if key not in known
        )
