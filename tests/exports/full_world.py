"""A small world in which every table, every kind of place and every optional field occurs."""

from shapely.geometry import GeometryCollection, LineString, Point, Polygon

from mapapp.contracts import (
    Amount,
    Atlas,
    Bound,
    Evidence,
    Modality,
    Placement,
    Precision,
    Promise,
    Stage,
    Verdict,
    ZoneShare,
)
from tests.conftest import build_atlas, build_event, build_indicator

SQUARE = Polygon([(121.0, 31.1), (121.0, 31.11), (121.0100000004, 31.11), (121.01, 31.1)])
LINE = LineString([(121.0, 31.1), (121.02, 31.1)])

# name, precision, geometry: one project for each way of standing on the map.
WAYS = (
    ("甲厂", Precision.SITE, Point(121.005, 31.105)),
    ("乙线", Precision.LINE, LINE),
    ("丙园", Precision.AREA, SQUARE),
    ("丁校", Precision.TOWN, SQUARE),
    ("戊桥", Precision.NONE, None),
    ("己馆", Precision.AREA, GeometryCollection([SQUARE, Point(121.3, 31.2)])),
)
LAYER_OF = {"甲厂": "points", "乙线": "lines", "丙园": "areas", "丁校": "regions", "戊桥": "unplaced", "己馆": "areas"}


def build_full_atlas() -> Atlas:
    """Return the world: six projects p1 … p6, two promises of p1, two figures."""
    events = [build_event(f"e{i}", name, f"p{i}") for i, (name, _, _) in enumerate(WAYS, start=1)]
    events.append(build_event("e7", stage=Stage.COMPLETED, year=2025, start=10, end=14, quote="甲厂建成"))
    events.append(
        build_event("e9", "乙线</script><img src=x onerror=alert(1)>", "p2", zones=(), zone_evidence=None, year=None)
    )
    plan = build_event(
        "e8",
        modality=Modality.PLANNED,
        stage=Stage.COMPLETED,
        year=2025,
        start=20,
        end=26,
        quote="甲厂年内建成",
        amount=Amount(1.5, "亿元", "投资"),
        zone_evidence=Evidence.PLACE,
    )
    placements = [
        Placement(
            f"p{i}",
            precision,
            geometry,
            None if geometry is None else 50.0,
            "名录",
            ("place-1",),
            (ZoneShare("青西", 1.0), ZoneShare("示范区", 0.25)),
            "朱家角镇",
        )
        for i, (_, precision, geometry) in enumerate(WAYS, start=1)
    ]
    kept = Promise(
        "k1", "p1", "e8", Stage.COMPLETED, 2025, Verdict.KEPT, "按期", None, Bound(2025, "900", "e7", "甲厂建成")
    )
    open_ = Promise("k2", "p1", "e8", Stage.OPERATING, 2026, Verdict.UNVERIFIED, "无后续文件")
    figures = (build_indicator(), build_indicator("i2", period="2021-2025", value=None, value_low=1.0, value_high=2.0))
    return build_atlas((*events, plan), placements=placements, promises=(kept, open_), indicators=figures)
