"""The map library the browser needs, taken once at set-up so that the running app asks nobody.

Leaflet stands as plain files inside a wheel of the Python package registry. Only Leaflet's own files (BSD-2-Clause) are
taken out of it, each checked against its sha256; the wheel itself is never installed or imported. Set up with
`python -m mapapp.front_end`; `serve` calls `install_assets` when something is missing.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from mapapp.errors import MapAppError
from mapapp.settings import STATIC_DIR

# The wheel that carries Leaflet 1.9.3 as plain files, pinned by version and by content.
WHEEL_NAME: Final = "django-leaflet"
WHEEL_VERSION: Final = "0.34.0"
WHEEL_SHA256: Final = "367f74c63709c1b466b740e0e7bd50cdc0d76f08cab2d6566af1559818d79cc2"

# Path inside the wheel, path under the vendor folder, sha256 of the content.
ASSET_FILES: Final = (
    (
        "leaflet/static/leaflet/leaflet.js",
        "leaflet/leaflet.js",
        "5819285cec137b229c94e1ee5ad73e8b6b84345a4367d60f75fe477fe0fb7b03",
    ),
    (
        "leaflet/static/leaflet/leaflet.css",
        "leaflet/leaflet.css",
        "90b693d86392a4779c861b28cf307e7e59c3fb35328c4d8b95f58f814d38c722",
    ),
)

# A slow line still brings a few hundred kilobytes in this many seconds.
DOWNLOAD_TIMEOUT_S: Final = 300


class AssetError(MapAppError):
    """The front-end files cannot be put in place."""


def find_missing(vendor_dir: Path = STATIC_DIR / "vendor") -> tuple[str, ...]:
    """List the files that are absent or not the pinned ones, as paths under `vendor_dir`."""
    return tuple(name for _, name, digest in ASSET_FILES if _sha256_of(vendor_dir / name) != digest)


def install_assets(vendor_dir: Path = STATIC_DIR / "vendor") -> tuple[str, ...]:
    """Fetch what is missing and give the names written; does nothing when everything stands.

    Raises AssetError with the remedy when the registry cannot be reached or sends something else.
    """
    missing = find_missing(vendor_dir)
    if not missing:
        return ()
    with tempfile.TemporaryDirectory(prefix="mapapp-") as folder:
        wheel = _download_wheel(Path(folder))
        with zipfile.ZipFile(wheel) as archive:
            for source, name, digest in ASSET_FILES:
                if name in missing:
                    _write_checked(archive.read(source), digest, vendor_dir / name)
    return missing


def _download_wheel(folder: Path) -> Path:
    """Fetch the pinned wheel without its dependencies; pip refuses it when the hash differs."""
    requirement = folder / "wheel.txt"
    requirement.write_text(f"{WHEEL_NAME}=={WHEEL_VERSION} --hash=sha256:{WHEEL_SHA256}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--require-hashes", "--requirement", str(requirement), "--dest", str(folder)]
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=DOWNLOAD_TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired as error:
        message = f"地图组件下载超过 {DOWNLOAD_TIMEOUT_S} 秒未完成；请检查网络后重试：python -m mapapp.front_end"
        raise AssetError(message) from error
    wheels = sorted(folder.glob("*.whl"))
    if result.returncode != 0 or not wheels:
        last = (result.stderr.strip().splitlines() or ["pip 没有给出原因"])[-1]
        message = (
            f"地图组件 {WHEEL_NAME} {WHEEL_VERSION} 取不到（{last}）；"
            "安装时需要联网一次，请接通 Python 软件源后运行：python -m mapapp.front_end"
        )
        raise AssetError(message)
    return wheels[0]


def _write_checked(content: bytes, digest: str, target: Path) -> None:
    """Put the content in place in one step, after its hash has been compared."""
    if hashlib.sha256(content).hexdigest() != digest:
        message = f"{target.name}：内容与登记的校验值不符，未安装；请删除 {target.parent} 后重试"
        raise AssetError(message)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_suffix(target.suffix + ".tmp")
        temporary.write_bytes(content)
        temporary.replace(target)
    except OSError as error:
        message = f"{target}：写不进去（{error.strerror}）；请检查该目录的写权限"
        raise AssetError(message) from error


def _sha256_of(path: Path) -> str:
    """Give the hash of a file, or an empty string when there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def main() -> int:
    """Install from the command line; 0 done, 1 failed."""
    try:
        written = install_assets()
    except AssetError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.write("地图组件已就位\n" if not written else f"地图组件已安装：{'、'.join(written)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
