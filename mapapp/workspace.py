"""A workspace: the folder everything shown comes from, and what `workspace.toml` says of the place.

A workspace holds `workspace.toml`, `seeds/` (documents, manifest, registry, decisions) and `geodata/` (drawn boundaries).
Which one is open is the business of `open_workspace.py`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from mapapp.errors import MapAppError
from mapapp.ordinary_files import size_of_file
from mapapp.zone_colours import zone_colours

WORKSPACE_FILE: Final = "workspace.toml"

# A report looks back one year; two more before it let the slider show the beginning of what it tells of.
YEARS_BEFORE_OLDEST: Final = 3
# Shown while no document has a year yet.
YEARS_WITHOUT_DOCUMENTS: Final = (2020, 2030)

NEUTRAL_TINT: Final = "#b8c0c8"
NEUTRAL_OUTLINE: Final = "#66727d"


class WorkspaceError(MapAppError):
    """The folder is no workspace, or its file is not well formed."""


@dataclass(frozen=True, slots=True)
class ZoneFacts:
    """One zone of the workspace.

    `words` are regular expressions that name it outright; `towns` and `landmarks` imply it. `part_of` names the zone
    it is drawn with. Colours are CSS hex; a zone that is given none has its own of `zone_colours.py`, a part that of its whole. `built_from_towns` says that its outline is the union of its drawn towns.
    """

    id: str
    district: str = ""
    aliases: tuple[str, ...] = ()
    part_of: str = ""
    tint: str = NEUTRAL_TINT
    outline: str = NEUTRAL_OUTLINE
    built_from_towns: bool = False
    words: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    landmarks: tuple[str, ...] = ()
    catches: str = ""
    leaves: str = ""


@dataclass(frozen=True, slots=True)
class DistrictFacts:
    """A reporting district and its towns by their short names."""

    name: str
    towns: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """Return the name without its last 区, 县 or 市."""
        return self.name.rstrip("区县市") or self.name


@dataclass(frozen=True, slots=True)
class OverlapFacts:
    """Two zones that share ground by design; `towns` limits it to where they meet, empty means anywhere."""

    zones: tuple[str, str]
    towns: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """An area (km²) or length (km) in print: whose, how much, and how far a sketch may differ (a share)."""

    name: str
    low: float
    high: float
    unit: str
    tolerance: float
    source: str
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BaseLayerFacts:
    """A base layer the workspace offers: exactly one of `file`, `url`, `wms` says where its pictures come from.

    `file` is an .mbtiles or .pmtiles below the workspace, `url` a template with {z} {x} {y}, `wms` a service whose `layers` are
    asked for. `datum` is WGS84 or CGCS2000. `key_from` names the environment variable that holds what stands for {key} in `url`.
    """

    id: str
    title: str
    datum: str = ""
    attribution: str = ""
    file: str = ""
    url: str = ""
    wms: str = ""
    layers: str = ""
    scheme: str = "xyz"
    subdomains: str = ""
    key_from: str = ""
    min_zoom: int = 0
    max_zoom: int = 18


@dataclass(frozen=True)
class Workspace:
    """One workspace; see `workspace.toml` of the shipped one for the meaning of each entry.

    `bounds` are west, south, east, north in degrees (EPSG:4326), None where anything on earth may be drawn.
    `id` says whose additions are whose when several workspaces are used on one machine. `metric_epsg` is None where the UTM zone of the drawn boundaries is to be taken. `years` are the first and last
    year the screen offers. `only` names the districts that are read; empty means all. `by_district` says that the app opens one
    district at a time; `partitions` is the folder it is opened from, without a document being read (reading/partition_readings.py).
    """

    root: Path
    title: str
    title_en: str
    city: str = ""
    districts: tuple[DistrictFacts, ...] = ()
    zones: tuple[ZoneFacts, ...] = ()
    overlaps: tuple[OverlapFacts, ...] = ()
    agreeing: frozenset[frozenset[str]] = frozenset()
    twins: frozenset[str] = frozenset()
    published: tuple[PublishedFigure, ...] = ()
    base_layers: tuple[BaseLayerFacts, ...] = ()
    wider_places: tuple[str, ...] = ()
    decoys: tuple[str, ...] = ()
    bounds: tuple[float, float, float, float] | None = None
    metric_epsg: int | None = None
    id: str = ""
    years: tuple[int, int] = YEARS_WITHOUT_DOCUMENTS
    only: tuple[str, ...] = ()
    by_district: bool = False
    partitions: str = ""

    @property
    def seeds_dir(self) -> Path:
        """Return the folder of documents, manifest, registry and decisions."""
        return self.root / "seeds"

    @property
    def geodata_dir(self) -> Path:
        """Return the folder of drawn boundaries."""
        return self.root / "geodata"

    @property
    def partitions_dir(self) -> Path | None:
        """Return the folder of parts, None where the workspace names none or is open as a whole."""
        return self.root / self.partitions if self.partitions and self.only else None

    def holds(self, district: str) -> bool:
        """Whether what belongs to a district is read."""
        return not self.only or district in self.only

    @cached_property
    def known_zones(self) -> tuple[str, ...]:
        """Return the ids of the zones of every district, in order, parts left out."""
        return tuple(zone.id for zone in self.zones if not zone.part_of)

    @cached_property
    def headline_zones(self) -> tuple[str, ...]:
        """Return the ids of the zones that are shown, in order, parts left out."""
        return tuple(zone for zone in self.known_zones if zone not in self.zones_elsewhere)

    @cached_property
    def zone_ids(self) -> tuple[str, ...]:
        """Return the ids of all zones that are shown, in their order, parts last."""
        parts = (zone.id for zone in self.zones if zone.part_of)
        return (*self.headline_zones, *(part for part in parts if part not in self.zones_elsewhere))

    @cached_property
    def zones_elsewhere(self) -> frozenset[str]:
        """Return the ids of the zones of districts that are not read, with their parts."""
        away = frozenset(zone.id for zone in self.zones if zone.district and not self.holds(zone.district))
        return away.union(zone.id for zone in self.zones if zone.part_of in away)

    @cached_property
    def towns(self) -> tuple[str, ...]:
        """Return the short names of all towns, district by district."""
        return tuple(town for district in self.districts for town in district.towns)

    @cached_property
    def district_names(self) -> tuple[str, ...]:
        """Return every way a district or the city may stand before a name, longest first within each kind."""
        city_short = self.city.rstrip("市省")
        shorts = [district.short for district in self.districts]
        names = [district.name for district in self.districts]
        with_city = [self.city + name for name in names] + [city_short + short for short in shorts]
        return tuple(dict.fromkeys(word for word in (*with_city, *names, *shorts, self.city) if word))

    @cached_property
    def place_words(self) -> frozenset[str]:
        """Return every town, zone and wider place that may stand before a project's own name."""
        zones = (word for zone in self.zones if not zone.part_of for word in (zone.id, *zone.aliases))
        return frozenset((*self.towns, *zones, *self.wider_places, self.city.rstrip("市省")))

    @property
    def place(self) -> str:
        """Return where the workspace lies, in one phrase."""
        return self.city + "、".join(district.name for district in self.districts)

    @property
    def default_as_of(self) -> int:
        """Return the last year that documents look back on: the newest plan's year less one."""
        return max(self.years[0], self.years[1] - 1)

    def zone(self, zone_id: str) -> ZoneFacts | None:
        """Return a zone by id, or None."""
        return next((zone for zone in self.zones if zone.id == zone_id), None)


def load_workspace(root: Path) -> Workspace:
    """Return the workspace of a folder.

    Raises WorkspaceError, naming file and field, when it is none or is not well formed.
    """
    path = root / WORKSPACE_FILE
    try:
        size_of_file(path)
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = f"{root}：不是工作区（没有 {WORKSPACE_FILE}）；用 mapapp new {root.name} 新建，或用 --workspace 指定别的文件夹"
        raise WorkspaceError(message) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WorkspaceError(f"{path}：读不了（{error}）；请按报错位置改正") from error
    try:
        return _workspace(root, raw)
    except (KeyError, TypeError, ValueError) as error:
        raise WorkspaceError(f"{path}：字段缺少或类型不对（{error}）；请对照自带工作区的 {WORKSPACE_FILE}") from error


def only_districts(workspace: Workspace, names: str) -> Workspace:
    """Return a workspace of which only some districts are read, written as 甲区,乙县; all of it for no name.

    Documents are still read by the rules of the whole workspace, so that a record is the same in every part.
    Raises WorkspaceError for a name it has not.
    """
    wanted = [name.strip() for name in re.split("[,，、]", names) if name.strip()]
    known = [district.name for district in workspace.districts]
    if unknown := [name for name in wanted if name not in known]:
        raise WorkspaceError(f"工作区里没有“{'、'.join(unknown)}”这个区；可用 {'、'.join(known) or '（一个也没有）'}")
    if not wanted:
        return workspace
    only = tuple(name for name in known if name in wanted)
    titles = (f"{title}（{'、'.join(only)}）" for title in (workspace.title, workspace.title_en))
    return replace(workspace, only=only, title=next(titles), title_en=next(titles))


def all_districts(workspace: Workspace) -> Workspace:
    """Return the whole of which a workspace is some districts."""
    told = f"（{'、'.join(workspace.only)}）"
    titles = (title.removesuffix(told) for title in (workspace.title, workspace.title_en))
    return replace(workspace, only=(), title=next(titles), title_en=next(titles)) if workspace.only else workspace


def _workspace(root: Path, raw: Mapping[str, Any]) -> Workspace:
    """Return the workspace a parsed file describes."""
    agree = raw.get("zones_that_agree", {})
    bounds = raw.get("bounds")
    return Workspace(
        root=root,
        title=str(raw["title"]),
        title_en=str(raw.get("title_en") or raw["title"]),
        city=str(raw.get("city", "")),
        districts=tuple(DistrictFacts(**_frozen(row)) for row in raw.get("district", ())),
        zones=_zones(raw.get("zone", ())),
        overlaps=tuple(OverlapFacts(**_frozen(row)) for row in raw.get("overlap", ())),
        agreeing=frozenset(frozenset(pair) for pair in agree.get("pairs", ())),
        twins=frozenset(agree.get("twins", ())),
        published=tuple(PublishedFigure(**_frozen(row)) for row in raw.get("published", ())),
        base_layers=tuple(BaseLayerFacts(**_frozen(row)) for row in raw.get("base_layer", ())),
        wider_places=tuple(raw.get("wider_places", ())),
        decoys=tuple(raw.get("decoys", ())),
        bounds=_bounds(bounds) if bounds is not None else None,
        metric_epsg=int(raw["metric_epsg"]) if "metric_epsg" in raw else None,
        id=str(raw.get("id", "")),
        years=years_of(manifest_years(root / "seeds")),
        by_district=_by_district(raw),
        partitions=str(raw.get("partitions", "")),
    )


def _by_district(raw: Mapping[str, Any]) -> bool:
    """Return whether the app opens one district at a time; ValueError where there is none to open."""
    if not (raw.get("by_district") or raw.get("partitions")):
        return False
    if not raw.get("district"):
        raise ValueError("by_district 和 partitions 要有 [[district]]")
    return True


def _zones(rows: Sequence[Mapping[str, Any]]) -> tuple[ZoneFacts, ...]:
    """Return the zones; one without colours has its own by its place among those that are no parts."""
    whole = [row for row in rows if not row.get("part_of")]
    colours = {row["id"]: dict(zip(("tint", "outline"), zone_colours(at), strict=True)) for at, row in enumerate(whole)}
    for row in whole:
        colours[row["id"]].update({key: row[key] for key in ("tint", "outline") if key in row})
    return tuple(ZoneFacts(**{**colours.get(row.get("part_of") or row["id"], {}), **_frozen(row)}) for row in rows)


def _frozen(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table's entries with lists as tuples."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _bounds(raw: Any) -> tuple[float, float, float, float]:
    """Return west, south, east, north; ValueError when they are none."""
    west, south, east, north = (float(number) for number in raw)
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ValueError("bounds 应为 西、南、东、北（度）")
    return west, south, east, north


def manifest_years(seeds_dir: Path) -> list[Any]:
    """Return the years the documents of every district speak for, as the manifest has them; a broken one is told of elsewhere."""
    try:
        size_of_file(seeds_dir / "manifest.toml")
        rows = tomllib.loads((seeds_dir / "manifest.toml").read_text(encoding="utf-8")).get("document", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        rows = []
    return [row.get("year") for row in rows if isinstance(row, dict)]


def years_of(document_years: Any) -> tuple[int, int]:
    """Return the first and last year to offer for documents of these years.

    >>> years_of([2024, 2021, None, 2026]), years_of([])
    ((2018, 2026), (2020, 2030))
    """
    known = sorted(year for year in document_years if isinstance(year, int))
    return (known[0] - YEARS_BEFORE_OLDEST, known[-1]) if known else YEARS_WITHOUT_DOCUMENTS
