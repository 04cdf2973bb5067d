"""What the answer to a selection says of itself."""

from __future__ import annotations

import pytest

from mapapp.selection import Selection, select


@pytest.mark.parametrize(("as_of", "year"), [(2023, 0), (2024, 2024), (2026, 2024)])
def test_a_project_has_the_year_of_its_stage_or_none(make_atlas, as_of, year):
    atlas = make_atlas()
    selected = select(atlas, Selection(as_of=as_of))
    project = next(one for one in atlas.projects if one.name == "甲厂")
    assert selected.year_of(project) == year


def test_every_project_is_mapped_or_not(make_atlas):
    selected = select(make_atlas(), Selection(as_of=2026))
    assert selected.total == len(selected.projects)
