"""Values shared by several rooms, each with its unit and its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Final

VERSION: Final = "0.2.0"

PACKAGE_DIR: Final = Path(__file__).resolve().parent
# An installed package carries the shipped workspace; in a checkout it is the top folder itself.
SHIPPED_DIR: Final = PACKAGE_DIR / "shipped" if (PACKAGE_DIR / "shipped").is_dir() else PACKAGE_DIR.parent
SEEDS_DIR: Final = SHIPPED_DIR / "seeds"
GEODATA_DIR: Final = SHIPPED_DIR / "geodata"

# Where earlier versions kept decisions made in the app; the store takes it over once (mapapp/store/location.py).
OLD_STORE_FILE: Final = PACKAGE_DIR.parent / "reviews.sqlite"

# Coordinates everywhere are lon, lat in WGS 84; areas and distances are measured in the workspace's metric system.
EPSG_LONLAT: Final = 4326

# Records below this confidence are dropped; from here to CERTAIN_FROM they are kept and marked `certain: false`. Chosen by
# cross-validation over documents (tools/fit_scoring.py): from 0.4 to 0.5 the F of names is the same to 0.005.
KEEP_FROM: Final = 0.42
CERTAIN_FROM: Final = 0.65
# A figure is always kept, because its number is printed; below this trust in its name it is marked `certain: false`. Names
# put together without a noun of their own have 0.5 or 0.55; all others begin at 0.65, where four of five and more were
# right in the texts read by hand (0.95 at 0.9).
FIGURE_CERTAIN_FROM: Final = 0.6

# Larger files are refused before they are read: a district plan is well under one megabyte of text.
MAX_DOCUMENT_BYTES: Final = 50_000_000
MAX_GEODATA_BYTES: Final = 50_000_000

# Six decimals of a degree are 0.1 m here: finer than any drawing, coarse enough for stable diffs.
COORDINATE_DECIMALS: Final = 6
