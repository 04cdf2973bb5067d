"""Making a workspace: an empty one to fill, or a copy of another."""

from __future__ import annotations

import json
import re
import uuid
from pathlib import Path
from typing import Final

from mapapp.errors import MapAppError
from mapapp.store.overlay import copy_folder
from mapapp.workspace import WORKSPACE_FILE, load_workspace

LAYERS: Final = ("zones", "towns", "districts", "areas", "roads", "rail", "water", "places")

# Under this the store keeps what people add, wherever the folder is moved to.
_ID: Final = '# 人工添加的内容按这个编号存放，请勿改动。\nid = "{id}"\n\n'
_TEMPLATE: Final = """# 工作区：地图上的一切都来自这个文件夹。各项的写法可对照 mapapp new 文件夹 --from shipped 得到的样例。
title = "{title}"
city = ""

# 每个区一节；towns 写街镇的短名。
# [[district]]
# name = "某某区"
# towns = ["甲镇", "乙镇"]

# 每个片区一节，按显示的先后；words 是直接写出片区名的字样（正则），towns、landmarks 是能推出它的地名。
# [[zone]]
# id = "东片"
# district = "某某区"
# tint = "#8fa8d6"      # 不写颜色时，按先后从九种辨得开的颜色里取
# outline = "#4a67a8"
# words = ["东片"]
# towns = ["甲镇"]
# landmarks = []
"""
_MANIFEST: Final = """# 每份文件一节：编号、文件、标题、区、种类、年份、发布日期、sha256。
# [[document]]
# id = "2026报告"
# file = "2026报告.docx"
# title = "某某区2026年政府工作报告"
# district = "某某区"
# kind = "work_report"
# year = 2026
# issued = "2026"
"""
_REGISTRY: Final = "canonical,aliases,district,zones,parts,source,note\n"


def make_workspace(folder: Path, *, like: Path | None = None) -> None:
    """Write a workspace into a new or empty folder: empty, or a copy of the workspace in `like`.

    Raises MapAppError when the folder holds something or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise MapAppError(f"{folder}：已有内容，没有动它；请换一个新文件夹")
    try:
        if like is not None:
            _copy(like, folder)
        else:
            _write_empty(folder)
    except OSError as error:
        raise MapAppError(f"{folder}：写不进去（{error.strerror}）；请检查权限和空间") from error
    load_workspace(folder)


def _copy(like: Path, folder: Path) -> None:
    """Copy the parts of a workspace and nothing that stands beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    # A copy is a workspace of its own: what people add to one is not added to the other.
    head, *tables = (like / WORKSPACE_FILE).read_text(encoding="utf-8").partition("\n[")
    text = _ID.format(id=uuid.uuid4().hex) + re.sub(r"(?m)^id = .*\n", "", head) + "".join(tables)
    (folder / WORKSPACE_FILE).write_text(text, encoding="utf-8")
    for name in ("seeds", "geodata"):
        copy_folder(like / name, folder / name)


def _write_empty(folder: Path) -> None:
    """Write the files of a workspace with nothing in them yet."""
    empty = json.dumps({"type": "FeatureCollection", "features": []}) + "\n"
    title = json.dumps(folder.name, ensure_ascii=False)[1:-1]
    texts = {
        WORKSPACE_FILE: _ID.format(id=uuid.uuid4().hex) + _TEMPLATE.format(title=title),
        "seeds/manifest.toml": _MANIFEST,
        "seeds/registry/projects.csv": _REGISTRY,
        **{f"geodata/{layer}.geojson": empty for layer in LAYERS},
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "seeds" / "reviews").mkdir()
