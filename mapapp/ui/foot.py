"""The line under every page: how much of the total is shown, as of when, under what caveat, and the download."""

from __future__ import annotations

from functools import partial

import streamlit as st

from mapapp.contracts import Atlas, Selected
from mapapp.exports import FORMATS, MEDIA_TYPES, export_bytes


def show_foot(atlas: Atlas, selected: Selected) -> None:
    """Draw the foot; the file holds exactly the projects that are counted here."""
    with st.container(key="foot", horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"已上图 **{selected.mapped}** / 未上图 **{selected.unmapped}** / 共 **{selected.total}**"
            f"　·　截至 {selected.as_of} {selected.clock.term}　·　示意边界，非法定界线　·　审图号：＿＿＿＿",
            width="stretch",
        )
        with st.popover("下载", width="content", key="download"):
            st.caption(f"当前筛选下的 {selected.total} 个项目")
            for name in FORMATS:
                st.download_button(
                    FORMAT_WORDS.get(name, name),
                    data=partial(export_bytes, atlas, selected, name),
                    file_name=f"mapapp-{selected.as_of}.{EXTENSIONS.get(name, name)}",
                    mime=MEDIA_TYPES[name],
                    key=f"download-{name}",
                    width="stretch",
                    on_click="ignore",
                )


FORMAT_WORDS = {
    "geojson": "GeoJSON（QGIS、网页地图）",
    "csv": "CSV（Excel 可直接打开）",
    "xlsx": "Excel 工作簿",
    "gpkg": "GeoPackage（QGIS）",
    "parquet": "GeoParquet（Python）",
    "jsonl": "JSONL（逐行记录）",
    "html": "单文件网页",
    "pdf": "PDF 简报",
}
EXTENSIONS: dict[str, str] = {}
