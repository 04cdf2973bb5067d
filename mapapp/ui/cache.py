"""What is built once for all visitors: the Atlas, what the map draws, and recent selections.

The Atlas is frozen, so everyone who looks at the same state of the store shares one object; what is remembered of it goes by
the revision it shows.
"""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import streamlit as st

from mapapp.contracts import Atlas, Selected
from mapapp.layers.folium_map import pack_mask
from mapapp.layers.publish import MapLinks, publish_specs
from mapapp.layers.specs import LayerSpecs, build_layer_specs
from mapapp.live_atlas import build_live_atlas
from mapapp.selection import Selection, select, stage_codes
from mapapp.store import open_store
from mapapp.ui.freshness import shown_revision, state_as_of
from mapapp.ui.i18n import language, t
from mapapp.ui.served_files import FILES
from mapapp.ui.views.search import Entry, build_index
from mapapp.ui.views.search_index import build_search_index
from mapapp.workspace import active

P = ParamSpec("P")
T = TypeVar("T")

# Enough for every facet of the last few questions of a roomful of people.
SELECTIONS_KEPT = 256
# The newest state, and one before it for those who have not yet taken over what somebody just changed.
STATES_KEPT = 2


_forgetful: list[Callable[[], None]] = []


def remember(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember the last `size` answers of a function of the Atlas.

    What was answered in one language is no answer in the other, nor what was answered of one state of the store of another.
    """

    def wrap(function: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=size)
        def kept(_language: str, _revision: int, *args: P.args, **kwargs: P.kwargs) -> T:
            return function(*args, **kwargs)

        @wraps(function)
        def recall(*args: P.args, **kwargs: P.kwargs) -> T:
            return kept(language(), shown_revision(), *args, **kwargs)  # type: ignore[arg-type]

        _forgetful.append(kept.cache_clear)
        recall.cache_clear = kept.cache_clear  # type: ignore[attr-defined]
        return recall

    return wrap


def set_aside(lasting: T) -> T:
    """Exempt what lasts from garbage collection and give it back.

    Streamlit collects garbage after every run of a page; walking the Atlas each time cost three quarters of an answer.
    """
    gc.collect()
    gc.freeze()
    return lasting


def load_atlas() -> Atlas:
    """Return the Atlas this visit shows."""
    return _atlas_of(shown_revision())


# Said while the server starts, before any visitor's language is known to it.
@st.cache_resource(show_spinner=t("topbar.reading"), max_entries=STATES_KEPT)
def _atlas_of(revision: int) -> Atlas:
    """Build the Atlas as of a revision from MAPAPP_SEEDS and MAPAPP_GEODATA, or the folders of the open workspace."""
    gc.unfreeze()
    # Answers of states that nobody sees any more would keep those alive.
    for forget in _forgetful:
        forget()
    return set_aside(build_live_atlas(open_store(), state_as_of(revision), *folders()))


def folders() -> tuple[Path, Path]:
    """Return the folders of documents and of drawn boundaries that everything is built from."""
    seeds_dir = Path(os.environ.get("MAPAPP_SEEDS") or active().seeds_dir)
    return seeds_dir, Path(os.environ.get("MAPAPP_GEODATA") or active().geodata_dir)


def load_map() -> tuple[LayerSpecs, MapLinks]:
    """Return what is drawn and where the browser fetches it."""
    return _map_of(shown_revision())


@st.cache_resource(show_spinner=False, max_entries=STATES_KEPT)
def _map_of(revision: int) -> tuple[LayerSpecs, MapLinks]:
    """Decide what is drawn of a state and publish it."""
    atlas = _atlas_of(revision)
    specs = build_layer_specs(atlas, stage_codes(atlas))
    links = publish_specs(specs, FILES)
    return set_aside((specs, links))


def publish(name: str, text: str) -> str:
    """Put a front-end text where the browser fetches it and give its address."""
    return FILES.put(name, text.encode())


def load_search() -> tuple[Entry, ...]:
    """Return the index of every name the Atlas knows."""
    return _search_of(shown_revision())


@st.cache_resource(show_spinner=False, max_entries=STATES_KEPT)
def _search_of(revision: int) -> tuple[Entry, ...]:
    """Index the names of a state."""
    return set_aside(build_index(_atlas_of(revision)))


def load_search_index() -> str:
    """Return the address of what the search box looks through."""
    return _search_index_of(shown_revision())


@st.cache_resource(show_spinner=False, max_entries=STATES_KEPT)
def _search_index_of(revision: int) -> str:
    """Publish what can be found in a state."""
    index = build_search_index(_atlas_of(revision))
    return publish("search.json", json.dumps(index, ensure_ascii=False, separators=(",", ":")))


def answer(selection: Selection) -> Selected:
    """Apply a selection to the shared Atlas, remembering recent answers."""
    return _answer(id(load_atlas()), selection)


@remember(SELECTIONS_KEPT)
def visible_mask(selection: Selection) -> str:
    """Return the visible projects of a selection as the map reads them."""
    specs, _ = load_map()
    return pack_mask(specs.project_ids, {project.project_id for project in answer(selection).projects})


@remember(SELECTIONS_KEPT)
def _answer(_atlas_identity: int, selection: Selection) -> Selected:
    """Apply a selection; the identity keeps answers of an earlier Atlas apart."""
    return select(load_atlas(), selection)


def forget_atlas() -> None:
    """Build everything anew for the next run, because the files of the workspace have changed."""
    gc.unfreeze()
    for cached in (_atlas_of, _map_of, _search_of, _search_index_of):
        cached.clear()
    for forget in _forgetful:
        forget()
