"""The way back: from an exported file to the view it was made from."""

from __future__ import annotations

import json
import unicodedata
from typing import Any, NoReturn

from mapapp.errors import SelectionError

# The parameters of a view, as selection_parameters.py names them (a test holds the two together).
VIEW_KEYS = (
    "year",
    "clock",
    "zone",
    "town",
    "stage",
    "verdict",
    "light",
    "kind",
    "doc",
    "evidence",
    "reviewed",
    "text",
    "within",
)

# Our largest exports are far smaller; a stranger's file should not fill the memory.
MAX_VIEW_BYTES = 50_000_000
MAX_VALUE_CHARACTERS = 400
# An area of as many corners as can be selected by (`selected_area.py`).
MAX_AREA_CHARACTERS = 24_000

# Control characters, direction marks and halves of characters have no place in a filter.
_REFUSED_CATEGORIES = ("Cc", "Cf", "Cs", "Co", "Cn")


def view_parameters(content: bytes) -> dict[str, str]:
    """Read the parameters of the view from an exported GeoJSON file or from the .json beside a CSV.

    The file may come from a stranger: only known keys with short plain texts are taken, and whoever applies them
    still has to check that the values exist. Raises SelectionError when the file is not one of ours or is not clean.
    """
    if len(content) > MAX_VIEW_BYTES:
        raise SelectionError(f"文件超过 {MAX_VIEW_BYTES // 1_000_000} MB，不是本应用导出的视图")
    about = _about(_parse(content))
    filters = about.get("filters")
    if not isinstance(filters, dict):
        raise SelectionError("文件的 about 里没有 filters；请打开本应用导出的 GeoJSON 或 CSV 旁的 .json")
    parameters = dict(filters)
    if "as_of" in about:
        year = about["as_of"]
        parameters["year"] = str(year) if isinstance(year, int) and not isinstance(year, bool) else year
    if "clock" in about:
        parameters["clock"] = about["clock"]
    for key, value in parameters.items():
        if key not in VIEW_KEYS:
            raise SelectionError(f"文件的筛选里有不认识的条件“{_shown(key)}”；没有打开")
        if not isinstance(value, str) or len(value) > _most(key) or _is_unclean(value):
            raise SelectionError(f"文件里“{key}”的值不是短的纯文字；没有打开")
    return {key: parameters[key] for key in VIEW_KEYS if parameters.get(key)}


def _most(key: str) -> int:
    """Return how long a value may be."""
    return MAX_AREA_CHARACTERS if key == "within" else MAX_VALUE_CHARACTERS


def _parse(content: bytes) -> Any:
    """Parse strict JSON."""
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise SelectionError("文件不是完好的 JSON；请打开本应用导出的 GeoJSON，或重新导出") from error


def _refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and infinities, which JSON does not know."""
    raise ValueError(name)


def _about(parsed: Any) -> dict[str, Any]:
    """Find the description in a file: a member of a FeatureCollection, or the file itself."""
    if isinstance(parsed, dict):
        about = parsed.get("about") if parsed.get("type") == "FeatureCollection" else parsed
        if isinstance(about, dict):
            return about
    raise SelectionError("文件里没有 about 说明；请打开本应用导出的 GeoJSON 或 CSV 旁的 .json")


def _is_unclean(text: str) -> bool:
    """Whether a text holds invisible or meaningless characters."""
    return any(unicodedata.category(character) in _REFUSED_CATEGORIES for character in text)


def _shown(key: str) -> str:
    """Return a stranger's key in a form that is safe to print."""
    return "".join(character for character in key[:20] if not _is_unclean(character))
