"""The page the interaction benchmark drives: the app's own map page, and its panel behind a plain button.

Projects are synthetic: points on a fixed spiral inside each drawn zone, each with one event, so the counts are exact.
The address chooses: `?floor=1` shows the panel and two buttons and no map at all.
"""

from __future__ import annotations

import math
import os
from functools import cache

import streamlit as st
from shapely.geometry import Point

import mapapp.ui.cache as cache_module
from mapapp.boundaries import load_geodata
from mapapp.contracts import (
    Atlas,
    Document,
    DocumentKind,
    Evidence,
    Modality,
    Placement,
    Precision,
    Project,
    ProjectEvent,
    Stage,
    TextView,
    YearBasis,
    ZoneShare,
)
from mapapp.settings import GEODATA_DIR

POINTS = int(os.environ.get("MAPAPP_BENCH_POINTS", "300"))
TEXT = "某某项目开工建设。"


@cache
def synthetic_atlas() -> Atlas:
    """Lay POINTS projects out over the drawn zones, evenly and always alike."""
    geodata, _ = load_geodata(GEODATA_DIR)
    zones = [zone for zone in geodata.zones if not zone.part_of]
    view = TextView(TEXT, tuple(range(len(TEXT))))
    document = Document(
        "900", "900.txt", "合成文件", "青浦区", DocumentKind.WORK_REPORT, 2024, "2024", "0" * 64, TEXT, view, ()
    )
    projects, events, placements = [], [], []
    for number in range(POINTS):
        zone = zones[number % len(zones)]
        heart, turn, far = zone.geometry.representative_point(), number * 2.39996, 0.03 * math.sqrt(number / POINTS)
        point = Point(heart.x + far * math.cos(turn), heart.y + far * math.sin(turn))
        project_id, event_id = f"p{number:05d}", f"e{number:05d}"
        stage = list(Stage)[number % len(Stage)]
        events.append(
            ProjectEvent(
                event_id, "900", 0, 6, TEXT[:6], f"合成项目{number}", stage, Modality.REPORTED, 2019 + number % 6,
                YearBasis.SECTION, (zone.zone_id,), Evidence.TEXT, (), "青浦区", certain=True, rule="bench",
                canonical=f"合成项目{number}", project_id=project_id,
            )
        )  # fmt: skip
        projects.append(
            Project(
                project_id,
                f"合成项目{number}",
                (),
                "青浦区",
                (zone.zone_id,),
                (Evidence.TEXT,),
                (),
                (event_id,),
                certain=True,
            )
        )
        share = (ZoneShare(zone.zone_id, 1.0),)
        placements.append(Placement(project_id, Precision.SITE, point, 100.0, "合成", (), share))
    return Atlas(
        version="bench", documents=(document,), events=tuple(events), indicators=(), projects=tuple(projects),
        promises=(), conflicts=(), merge_suggestions=(), series=(), geodata=geodata, placements=tuple(placements),
        problems=(), inputs=(),
    )  # fmt: skip


@st.fragment
def show_floor() -> None:
    """Show the app's own panel behind plain buttons, one per zone."""
    from mapapp.ui.components.panel import show_panel
    from mapapp.ui.pages import map_page
    from mapapp.ui.state import Focus, get_selection

    columns = st.columns(2)
    for column, zone in zip(columns, ("青西", "青东"), strict=True):
        if column.button(zone, key=f"floor-{zone}"):
            st.session_state["floor"] = zone
    focus = Focus("zone", st.session_state.get("floor", "青东"))
    card = map_page.card_of(get_selection(), focus, map_page.ROWS_PER_PAGE)
    with st.container(key="panelbox"):
        show_panel(
            card,
            focus=str(focus),
            here=[],
            back=None,
            editable=False,
            compare=map_page.comparison_of(get_selection(), ()),
            on_open_change=lambda: None,
            on_more_change=lambda: None,
            on_hold_change=lambda: None,
            on_edit_change=lambda: None,
        )


def stand_in() -> None:
    """Let the app find the synthetic Atlas."""
    cache_module.build_live_atlas = lambda *_, **__: synthetic_atlas()  # type: ignore[assignment]


def main() -> None:
    """Run the app, or the floor, over the synthetic Atlas."""
    stand_in()
    from mapapp.ui import main as app
    from mapapp.ui.components.theme import apply_theme
    from mapapp.ui.state import put_selection

    if st.query_params.get("floor"):
        from mapapp.selection import Selection

        apply_theme()
        put_selection(Selection())
        show_floor()
    else:
        app.main()


if __name__ == "__main__":
    main()
