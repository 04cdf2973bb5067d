"""Work reports of districts that do not exist: as many as wanted, the same for the same call, every sentence ours.

Each district has its projects, which begin, are built and are finished over the years, so that reports of several years tell of
the same ones; half the sentences are figures and talk, as in real reports. Each reads like one and is no more than that: it measures
time and memory, never quality.

    python benchmarks/synthetic_documents.py FOLDER --districts 20 --years 5 [--chars 4000]
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Final

from mapapp.commands.new_workspace import make_workspace

FIRST_YEAR: Final = 2015
SYLLABLES: Final = "安柏川岱恩枫港禾锦俊柯兰茂宁欧浦启荣松亭望溪新雁泽"
# How far apart the made-up districts lie, and how wide each is, in degrees.
GRID_STEP: Final = 0.12
DISTRICT_SIZE: Final = 0.1
GRID_WEST, GRID_SOUTH, GRID_COLUMNS = 103.0, 27.0, 40
PLACES: Final = (
    "小学",
    "中学",
    "医院",
    "体育馆",
    "图书馆",
    "水厂",
    "公园",
    "养老院",
    "污水处理厂",
    "产业园",
    "文化中心",
)
ROADS: Final = ("路", "大道", "大桥", "公路")
STEPS: Final = ("完成前期工作", "开工建设", "加快建设", "结构封顶", "建成启用")
TALK: Final = (
    "坚持统筹协调，各项工作平稳有序。",
    "深化改革，优化营商环境，服务企业更加有力。",
    "群众的获得感和满意度不断提高。",
    "完善制度，压实责任，守牢安全底线。",
    "广泛听取意见，认真办理代表建议。",
)
FIGURES: Final = (
    "一般公共预算收入完成{a}.{b}亿元，增长{c}.{b}%。",
    "全社会固定资产投资{a}亿元。",
    "新增就业岗位{a}{b}00个，登记失业人数控制在{c}000人以内。",
    "居民人均可支配收入{c}{b}{a}元，增长{b}.{c}%。",
)


def district_name(number: int) -> str:
    """Return the name of one of up to 625 districts."""
    return SYLLABLES[number // len(SYLLABLES) % len(SYLLABLES)] + SYLLABLES[number % len(SYLLABLES)] + "县"


def towns_of(number: int) -> tuple[str, ...]:
    """Return the towns of a district, by their short names; no other district has them."""
    name = district_name(number)[:2]
    return tuple(f"{name}{side}" for side in "东西南北")


def projects_of(number: int, count: int) -> list[tuple[str, int]]:
    """Return names of projects of a district and the year each begins."""
    dice = random.Random(number)
    found = {}
    while len(found) < count:
        name = "".join(dice.sample(SYLLABLES, 2))
        town = dice.choice(towns_of(number)) + "镇"
        kind = dice.choice(PLACES + ROADS)
        found[name + kind if kind in ROADS else town + name + kind] = FIRST_YEAR + dice.randrange(-3, 8)
    return list(found.items())


def report(number: int, year: int, chars: int, edition: int = 0) -> str:
    """Return the work report of a district read out in a year, about so many characters long; editions differ in figures."""
    dice = random.Random(f"{number} {year} {edition}" if edition else f"{number} {year}")
    lines = [f"{district_name(number)}{year}年政府工作报告", "各位代表：", f"一、{year - 1}年工作回顾"]
    for ahead in (False, True):
        if ahead:
            lines.append(f"二、{year}年主要任务")
        projects = iter(projects_of(number, max(8, chars // 100)))
        size = 0
        while size < chars // 2:
            paragraph = ""
            for _ in range(4):
                name, begins = next(projects, ("", 0))
                step = year - begins - (not ahead)
                if name and 0 <= step < len(STEPS):
                    paragraph += f"{'推动' if ahead else ''}{name}{STEPS[step]}。"
                figure = dice.choice(FIGURES).format(
                    a=dice.randrange(11, 99), b=dice.randrange(1, 9), c=dice.randrange(2, 9)
                )
                paragraph += dice.choice((figure, dice.choice(TALK)))
            size += len(paragraph)
            lines.append(paragraph)
    return "\n\n".join(lines) + "\n"


def write_reports(folder: Path, *, districts: int, years: int, chars: int, editions: int = 1) -> list[Path]:
    """Write a workspace of so many districts and years: reports, manifest, and a square for each district.

    Of further `editions` there are files alone: the manifest names the first of each.
    """
    make_workspace(folder)
    seeds, geodata = folder / "seeds", folder / "geodata"
    paths, rows, facts, squares = [], [], ['title = "合成"'], []
    for number in range(districts):
        name = district_name(number)
        facts += [
            f'[[district]]\nname = "{name}"\ntowns = {json.dumps(towns_of(number), ensure_ascii=False)}',
            f'[[zone]]\nid = "{name}片"\ndistrict = "{name}"\ntowns = {json.dumps(towns_of(number), ensure_ascii=False)}',
        ]
        squares.append(_square(number))
        for year in range(FIRST_YEAR, FIRST_YEAR + years):
            path = seeds / f"{number:03}-{year}.txt"
            path.write_text(report(number, year, chars), encoding="utf-8")
            paths.append(path)
            for edition in range(1, editions):
                paths.append(path.with_stem(f"{path.stem}-{edition}"))
                paths[-1].write_text(report(number, year, chars, edition), encoding="utf-8")
            rows.append(
                f'[[document]]\nid = "{path.stem}"\nfile = "{path.name}"\ntitle = "{name}{year}年政府工作报告"\n'
                f'district = "{name}"\nkind = "work_report"\nyear = {year}\nissued = "{year}"\n'
            )
    (folder / "workspace.toml").write_text("\n".join(facts) + "\n", encoding="utf-8")
    (seeds / "manifest.toml").write_text("\n".join(rows), encoding="utf-8")
    collection = {"type": "FeatureCollection", "features": squares}
    (geodata / "zones.geojson").write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return paths


def _square(number: int) -> dict[str, object]:
    """Return the zone of a district as a square on a grid."""
    west = GRID_WEST + number % GRID_COLUMNS * GRID_STEP
    south = GRID_SOUTH + number // GRID_COLUMNS * GRID_STEP
    east, north = west + DISTRICT_SIZE, south + DISTRICT_SIZE
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    zone = f"{district_name(number)}片"
    return {
        "type": "Feature",
        "properties": {"id": f"zone-{number}", "zone_id": zone, "name": zone, "kind": "分区", "datum": "WGS 84"}
        | {"accuracy_m": 500, "basis": "合成"},
        "geometry": {"type": "Polygon", "coordinates": [[[round(lon, 6), round(lat, 6)] for lon, lat in ring]]},
    }


def main() -> None:
    """Write the reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--districts", type=int, default=20)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--chars", type=int, default=4000)
    options = parser.parse_args()
    paths = write_reports(options.folder, districts=options.districts, years=options.years, chars=options.chars)
    print(f"{len(paths)} documents, {sum(len(path.read_text(encoding='utf-8')) for path in paths):,} characters")


if __name__ == "__main__":
    main()
