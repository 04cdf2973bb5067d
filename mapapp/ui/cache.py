"""What is built once for all visitors: the Atlas, what the map draws, and recent selections.

The Atlas is frozen, so everyone who looks at the same state of the store shares one object; what is remembered of it goes by
the revision it shows.
"""

from __future__ import annotations

import gc
import json
import os
import threading
from collections.abc import Callable
from functools import lru_cache, wraps
from itertools import count
from pathlib import Path
from typing import ParamSpec, TypeVar

import streamlit as st

from mapapp.contracts import Atlas, Selected
from mapapp.layers.folium_map import pack_mask
from mapapp.layers.publish import MapLinks, publish_specs
from mapapp.layers.specs import LayerSpecs, build_layer_specs
from mapapp.live_atlas import build_live_atlas
from mapapp.open_workspace import active
from mapapp.recent_results import forget_results
from mapapp.selection import Selection, select, stage_codes
from mapapp.store import open_store
from mapapp.ui.districts import shown_district
from mapapp.ui.freshness import has_chosen, shown_revision, state_as_of
from mapapp.ui.i18n import language, t
from mapapp.ui.served_files import FILES
from mapapp.ui.views.search import SearchEntry, build_index
from mapapp.ui.views.search_index import build_search_index

P = ParamSpec("P")
T = TypeVar("T")

# Enough for every facet of the last few questions of a roomful of people.
SELECTIONS_KEPT = 256
# The newest state, and those before it for whoever has not yet taken over what others changed since. They share all that
# nobody spoke of: one more takes 1.3 MB of memory on the shipped workspace. Where a workspace is opened by district, each
# district somebody looks at is one of them; the one not looked at for longest goes, and is built again when it is asked for.
STATES_KEPT = 16
# Walking everything takes 0.15 s there, twice as long as building after a decision; what a state leaves behind is little.
STATES_BETWEEN_CLEANINGS = 16

_built = count(1)
# Held by whoever comes while a state is built: he waits for it, and then sees what is newest by that time.
_coming = threading.Lock()

_forgetful: list[Callable[[], None]] = []


def remember(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember the last `size` answers of a function of the Atlas.

    What was answered in one language is no answer in the other, nor what was answered of one state of the store or of one
    district of another.
    """

    def wrap(function: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=size)
        def kept(_language: str, _revision: int, _district: str, *args: P.args, **kwargs: P.kwargs) -> T:
            return function(*args, **kwargs)

        @wraps(function)
        def recall(*args: P.args, **kwargs: P.kwargs) -> T:
            return kept(language(), shown_revision(), shown_district(), *args, **kwargs)  # type: ignore[arg-type]

        _forgetful.append(kept.cache_clear)
        recall.cache_clear = kept.cache_clear  # type: ignore[attr-defined]
        return recall

    return wrap


def set_aside(lasting: T) -> T:
    """Exempt what lasts from garbage collection and give it back.

    Streamlit collects garbage after every run of a page; walking the Atlas each time cost three quarters of an answer.
    """
    if next(_built) % STATES_BETWEEN_CLEANINGS == 1:
        gc.unfreeze()
        gc.collect()
    gc.freeze()
    return lasting


def load_atlas() -> Atlas:
    """Return the Atlas this visit shows.

    However many decisions arrive while one state is being built, whoever comes in the meantime causes one more build, not a
    queue of them.
    """
    if has_chosen():
        return _atlas_of(shown_revision(), shown_district())
    with _coming:
        return _atlas_of(shown_revision(), shown_district())


# Said while the server starts, before any visitor's language is known to it.
@st.cache_resource(show_spinner=t("topbar.reading"), max_entries=STATES_KEPT)
def _atlas_of(revision: int, district: str) -> Atlas:
    """Build the Atlas of a district as of a revision from MAPAPP_SEEDS and MAPAPP_GEODATA, or the folders of the open workspace."""
    del district  # the workspace in use is that district; Streamlit remembers by the arguments
    return set_aside(build_live_atlas(open_store(), state_as_of(revision), *folders()))


def folders() -> tuple[Path, Path]:
    """Return the folders of documents and of drawn boundaries that everything is built from."""
    seeds_dir = Path(os.environ.get("MAPAPP_SEEDS") or active().seeds_dir)
    return seeds_dir, Path(os.environ.get("MAPAPP_GEODATA") or active().geodata_dir)


def load_map() -> tuple[LayerSpecs, MapLinks]:
    """Return what is drawn and where the browser fetches it."""
    return _map_of(shown_revision(), shown_district())


@st.cache_resource(show_spinner=False, max_entries=STATES_KEPT)
def _map_of(revision: int, district: str) -> tuple[LayerSpecs, MapLinks]:
    """Decide what is drawn of a state and publish it."""
    atlas = _atlas_of(revision, district)
    specs = build_layer_specs(atlas, stage_codes(atlas))
    links = publish_specs(specs, FILES)
    return set_aside((specs, links))


def publish(name: str, text: str) -> str:
    """Put a front-end text where the browser fetches it and give its address."""
    return FILES.put(name, text.encode())


def load_search() -> tuple[SearchEntry, ...]:
    """Return the index of every name the Atlas knows."""
    return _search_of(shown_revision(), shown_district())


@st.cache_resource(show_spinner=False, max_entries=STATES_KEPT)
def _search_of(revision: int, district: str) -> tuple[SearchEntry, ...]:
    """Index the names of a state."""
    return set_aside(build_index(_atlas_of(revision, district)))


def load_search_index() -> str:
    """Return the address of what the search box looks through."""
    return _search_index_of(shown_revision(), shown_district())


@st.cache_resource(show_spinner=False, max_entries=STATES_KEPT)
def _search_index_of(revision: int, district: str) -> str:
    """Publish what can be found in a state."""
    index = build_search_index(_atlas_of(revision, district))
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
    forget_results()
    for cached in (_atlas_of, _map_of, _search_of, _search_index_of):
        cached.clear()
    for forget in _forgetful:
        forget()
