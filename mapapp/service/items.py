"""Features as GeoJSON: a page of a collection, or one feature by its id."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

import numpy as np
import shapely

from mapapp.exports.geojson import dumps
from mapapp.exports.reference_systems import CRS84, to_system
from mapapp.service.collections import ServedCollection
from mapapp.service.error_answers import missing
from mapapp.service.query import ItemQuery, matching_rows
from mapapp.service.resources import GEOJSON, HTML, JSON, Json, link


def page_links(
    url: str, parameters: Mapping[str, str], query: ItemQuery, matched: int, collection_url: str
) -> list[Json]:
    """Return the links of a page of items: itself, its web page, the page before and after it, its collection."""

    def address(offset: int, form: str) -> str:
        changed = {**parameters, "f": form, "offset": str(offset)}
        return f"{url}?{urlencode({key: value for key, value in changed.items() if (key, value) != ('offset', '0')})}"

    links = [
        link(address(query.offset, "json"), "self", GEOJSON, "本页"),
        link(address(query.offset, "html"), "alternate", HTML, "网页"),
        link(f"{collection_url}?f=json", "collection", JSON, "图层说明"),
    ]
    form = parameters.get("f", "json")
    kind = HTML if form == "html" else GEOJSON
    if query.offset > 0:
        links.append(link(address(max(0, query.offset - query.limit), form), "prev", kind, "上一页"))
    if query.offset + query.limit < matched:
        links.append(link(address(query.offset + query.limit, form), "next", kind, "下一页"))
    return links


def items(base: str, one: ServedCollection, query: ItemQuery, parameters: Mapping[str, str]) -> Json:
    """Return a page of a collection as a FeatureCollection; `numberMatched` counts all rows that answer."""
    found = matching_rows(one, query)
    page = found[query.offset : query.offset + query.limit]
    own = f"{base}/collections/{quote(one.name)}"
    return {
        "type": "FeatureCollection",
        "links": page_links(f"{own}/items", parameters, query, len(found), own),
        "numberMatched": len(found),
        "numberReturned": len(page),
        "features": features(one, page, query.crs),
    }


def item(base: str, one: ServedCollection, item_id: str, crs: str = CRS84) -> Json:
    """Return one feature with links to itself, its page and its collection.

    Raises RequestError when the collection has no such feature.
    """
    number = one.index_by_id.get(item_id)
    if number is None:
        raise missing(f"{one.name} 里没有 {item_id[:60]}")
    own = f"{base}/collections/{quote(one.name)}"
    address = f"{own}/items/{quote(item_id, safe='')}"
    links = [
        link(f"{address}?f=json", "self", GEOJSON, "本条"),
        link(f"{address}?f=html", "alternate", HTML, "网页"),
        link(f"{own}?f=json", "collection", JSON, "图层说明"),
    ]
    return features(one, [number], crs)[0] | {"links": links}


def features(one: ServedCollection, numbers: list[int], crs: str) -> list[Json]:
    """Return rows as GeoJSON features in a reference system; geometries are `Written`, ready-made texts."""
    chosen = one.geometries[np.array(numbers, dtype=int)]
    if crs != CRS84 and len(numbers):
        chosen = to_system(chosen, crs)
    texts = shapely.to_geojson(chosen) if len(numbers) else []
    return [
        {
            "type": "Feature",
            "id": str(one.rows[number][one.kind.key]),
            "geometry": Written(text) if text else None,
            "properties": one.rows[number],
        }
        for number, text in zip(numbers, texts, strict=True)
    ]


class Written(str):
    """A text that is JSON already."""

    __slots__ = ()


def feature_text(feature: Json) -> str:
    """Return a feature as JSON, its ready-made geometry put in as it is."""
    rest = {key: value for key, value in feature.items() if key not in {"type", "id", "geometry"}}
    head = f'{{"type":"Feature","id":{dumps(feature["id"])},"geometry":{feature["geometry"] or "null"},'
    return head + dumps(rest)[1:]


def collection_text(page: Json) -> str:
    """Return a page of items as JSON."""
    rest = {key: value for key, value in page.items() if key != "features"}
    return f'{dumps(rest)[:-1]},"features":[{",".join(map(feature_text, page["features"]))}]}}'


def said_place(feature: Json) -> str:
    """Return what kind of geometry a feature has, and how large, in words."""
    if not feature["geometry"]:
        return "没有位置"
    geometry = shapely.from_geojson(feature["geometry"])
    return f"{geometry.geom_type}，{int(shapely.get_num_coordinates(geometry))} 个点"
