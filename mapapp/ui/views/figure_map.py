"""One figure on the ground: districts, zones and parks shaded by what was printed, hatched where nothing was."""

from __future__ import annotations

import math
from typing import Any, Final

import altair as alt
import shapely
import streamlit as st
from shapely.geometry.base import BaseGeometry

from mapapp.contracts import Atlas, Indicator, Selected, ValueKind
from mapapp.open_workspace import active
from mapapp.selection import last_year
from mapapp.ui.i18n import t
from mapapp.ui.views.markdown_escape import plain_label

# Hatch lines stand about 700 m apart: readable at the size of a district, never mistaken for a colour.
HATCH_STEP_DEG: Final = 0.007
# Shapes are thinned for drawing by about 100 m; no join uses them.
SIMPLIFY_DEG: Final = 0.001
_LEAST_REGIONS: Final = 2
SHARE_AT_HOME: Final = 0.9


def drawable_regions(atlas: Atlas) -> dict[str, BaseGeometry]:
    """Return the outline of every region in the reporting districts that some figure speaks of, lon, lat in EPSG:4326."""
    drawn: dict[str, BaseGeometry] = {}
    for zone in atlas.geodata.zones:
        drawn.setdefault(zone.zone_id, zone.geometry)
        drawn.setdefault(zone.name, zone.geometry)
    for feature in atlas.geodata.features:
        if feature.layer in ("districts", "areas"):
            for name in (feature.name, *feature.aliases):
                drawn.setdefault(name, feature.geometry)
    home = shapely.union_all(
        [drawn[district] for district in {document.district for document in atlas.documents} if district in drawn]
    )
    wanted = dict.fromkeys(indicator.region for indicator in atlas.indicators)
    return {
        region: drawn[region]
        for region in wanted
        if region in drawn and drawn[region].area > 0 and (home.is_empty or _lies_in(drawn[region], home))
    }


def _lies_in(shape: BaseGeometry, home: BaseGeometry) -> bool:
    """Whether a region lies in the reporting districts: 示范区 reaches two provinces and would shrink all else."""
    return float(shapely.intersection(shape, home).area) >= SHARE_AT_HOME * float(shape.area)


def comparable_figures(atlas: Atlas, selected: Selected) -> dict[tuple[str, str], dict[str, Indicator]]:
    """Give, by name and unit, the latest actual of each drawable region, where at least two regions have one."""
    regions = drawable_regions(atlas)
    found: dict[tuple[str, str], dict[str, Indicator]] = {}
    for item in selected.indicators:
        if item.value is None or item.value_kind is ValueKind.TARGET or item.region not in regions:
            continue
        latest = found.setdefault((item.name, item.unit or ""), {})
        known = latest.get(item.region)
        if known is None or last_year(known.period) < last_year(item.period):
            latest[item.region] = item
    return {
        name: by_region
        for name, by_region in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        if len(by_region) >= _LEAST_REGIONS
    }


def hatch(shape: BaseGeometry, step: float = HATCH_STEP_DEG) -> BaseGeometry:
    """Return slanted lines that fill a shape; the shape's own units."""
    west, south, east, north = shape.bounds
    height = north - south
    start = math.floor((west - height) / step) * step
    count = math.ceil((east - start) / step)
    lines = [[(start + i * step, south), (start + i * step + height, north)] for i in range(count + 1)]
    return shapely.intersection(shapely.multilinestrings([shapely.linestrings(line) for line in lines]), shape)


def show_figure_map(atlas: Atlas, selected: Selected) -> None:
    """Draw one chosen figure over the regions the documents give figures for."""
    figures = comparable_figures(atlas, selected)
    if not figures:
        st.info(t("indicators.map_empty"))
        return
    name = st.selectbox(
        t("indicators.indicator"),
        list(figures),
        format_func=lambda key: t("indicators.map_choice", name=_name(*key), n=len(figures[key])),
        key="figure_map_name",
    )
    by_region = figures[name]
    st.caption(t("indicators.map_note"))
    with st.container(key="figuremap"):
        st.altair_chart(
            figure_chart(drawable_regions(atlas), by_region, _name(*name)), width="stretch", height="stretch"
        )
    values = (
        t("indicators.map_figure", region=region, period=item.period, value=item.value_with_unit)
        for region, item in by_region.items()
    )
    st.caption(plain_label(t("sentence.gap").join(values)))


def _name(name: str, unit: str) -> str:
    """Return a figure with its unit."""
    return t("indicators.figure_unit", name=name, unit=unit or t("indicators.no_unit"))


def figure_chart(regions: dict[str, BaseGeometry], by_region: dict[str, Indicator], title: str) -> Any:
    """Lay the regions over one another, the largest at the bottom; `title` names figure and unit over the legend."""
    order = sorted(regions, key=lambda region: -regions[region].area)
    shapes = {region: _plane(regions[region]) for region in order}
    silent = [_feature(hatch(shapes[region]), region) for region in order if region not in by_region]
    outlines = [
        _feature(shapes[region], region, text=t("indicators.map_no_data"))
        for region in order
        if region not in by_region
    ]
    filled = [
        _feature(shapes[region], region, value=by_region[region].value, text=by_region[region].value_with_unit)
        for region in order
        if region in by_region
    ]
    tooltip = [
        alt.Tooltip("properties.region:N", title=t("indicators.map_region")),
        alt.Tooltip("properties.text:N", title=t("indicators.map_value")),
    ]
    # Over the map and not at the window's edge: from a colour to its number is a short way.
    legend = alt.Legend(
        title=title, orient="top", gradientLength=200, labelColor="#1f2933", titleColor="#1f2933", titleLimit=300
    )
    layers = [
        _shapes(outlines, fill="#f4f6f8", stroke="#8795a1", opacity=0.55).encode(tooltip=tooltip),
        _shapes(silent, fill=None, stroke="#9aa7b1", width=0.7),
        _shapes(filled, fill=None, stroke="#38485a").encode(
            color=alt.Color("properties.value:Q", scale=alt.Scale(scheme="blues"), legend=legend),
            tooltip=tooltip,
        ),
    ]
    return (
        alt.layer(*[layer for layer in layers if layer is not None])
        .properties(height="container")
        .project(type="identity", reflectY=True)
    )


def _shapes(
    features: list[dict[str, Any]], *, fill: str | None, stroke: str, opacity: float = 1.0, width: float = 1.0
) -> alt.Chart:
    """Draw features as they are."""
    mark = alt.MarkDef(
        "geoshape",
        stroke=stroke,
        strokeWidth=width,
        fillOpacity=opacity,
        filled=width >= 1.0,
        fill=fill or alt.Undefined,
    )
    chart = alt.Chart(alt.Data(values=features))  # type: ignore[no-untyped-call]
    chart.mark = mark
    return chart


def _plane(shape: BaseGeometry) -> BaseGeometry:
    """Shorten longitudes to the length they have here, and thin the outline for drawing."""
    thin = shapely.simplify(shape, SIMPLIFY_DEG)
    # The chart is plane, not a projection: a degree of longitude is shortened as at the middle of the drawing.
    _, south, _, north = active().bounds or shape.bounds
    lon_scale = math.cos(math.radians((south + north) / 2))
    return shapely.transform(thin, lambda array: array * [lon_scale, 1.0])


def _feature(shape: BaseGeometry, region: str, **properties: Any) -> dict[str, Any]:
    """Write a shape as a plain feature."""
    return {
        "type": "Feature",
        "geometry": shapely.geometry.mapping(shape),
        "properties": {"region": region, **properties},
    }
