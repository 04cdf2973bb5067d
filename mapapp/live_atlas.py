"""The Atlas of a workspace with what people added laid over it, as of any entry of the journal."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from mapapp.contracts import Atlas, JournalState, Problem, Severity, Subject, SubjectKind
from mapapp.errors import MapAppError
from mapapp.pipeline import build_atlas
from mapapp.store import Store, StoreUnavailableError, says_anything, speaking_revision, write_overlay


def build_live_atlas(store: Store, state: JournalState, seeds: Path, geodata: Path, *, preview: bool = False) -> Atlas:
    """Return the Atlas of a workspace as people left it at a moment.

    What they added is written as files of a workspace and read as such, so that an export of the store shows the same.
    Where that cannot be done, the workspace alone is shown with a Problem that says so; a `preview`, which changes nothing
    for anybody else, raises instead.

    Raises MapAppError when the workspace itself leaves nothing to show.
    """
    if not says_anything(state):
        return build_atlas(seeds, geodata, offers_years=not preview)
    try:
        with tempfile.TemporaryDirectory(prefix="mapapp-") as folder:
            laid_over = write_overlay(store, state, seeds, geodata, Path(folder), links=True)
            return _keep_apart(build_atlas(*laid_over, offers_years=not preview), state)
    except MapAppError as error:
        if preview:
            raise
        atlas = build_atlas(seeds, geodata)
        fault = Problem(
            "store_not_shown", Severity.ERROR, "复核库", str(error), "人工添加的内容暂未显示；改正后重新打开页面"
        )
        return replace(atlas, problems=(*atlas.problems, fault))


def state_as_of(store: Store, revision: int) -> JournalState:
    """Return what people had said at a revision; nothing where the store cannot be read."""
    try:
        now = store.journal.as_of()
        return now if speaking_revision(now) == revision else store.journal.as_of(revision)
    except StoreUnavailableError:
        return JournalState()


def different_subject(one: str, other: str) -> Subject:
    """Return the subject under which people keep that two names mean two projects."""
    return Subject(SubjectKind.SETTING, "|".join(("different", *sorted((one, other)))))


def _keep_apart(atlas: Atlas, state: JournalState) -> Atlas:
    """Return the Atlas without the suggestions to which somebody said that they are two projects."""
    names = {key: project.name for key, project in atlas.project_by_id.items()}
    left = tuple(
        suggestion
        for suggestion in atlas.merge_suggestions
        if not state.value(different_subject(*(names[key] for key in suggestion.project_ids)))
    )
    return replace(atlas, merge_suggestions=left)
