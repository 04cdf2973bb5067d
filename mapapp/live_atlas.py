"""The Atlas of a workspace with what people added laid over it, as of any entry of the journal."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from mapapp.contracts import Atlas, JournalState, Problem, Severity
from mapapp.pipeline import build_atlas
from mapapp.store import Store, StoreError, says_anything, write_overlay


def build_live_atlas(store: Store, state: JournalState, seeds: Path, geodata: Path) -> Atlas:
    """Return the Atlas of a workspace as people left it at a moment.

    What they added is written as files of a workspace and read as such, so that an export of the store shows the same.
    Where that cannot be done, the workspace alone is shown with a Problem that says so.

    Raises MapAppError when the workspace itself leaves nothing to show.
    """
    if not says_anything(state):
        return build_atlas(seeds, geodata)
    try:
        with tempfile.TemporaryDirectory(prefix="mapapp-") as folder:
            return build_atlas(*write_overlay(store, state, seeds, geodata, Path(folder), links=True))
    except StoreError as error:
        atlas = build_atlas(seeds, geodata)
        fault = Problem(
            "store_not_shown", Severity.ERROR, "复核库", str(error), "人工添加的内容暂未显示；改正后重新打开页面"
        )
        return replace(atlas, problems=(*atlas.problems, fault))
