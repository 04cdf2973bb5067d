"""Writing files whole or not at all: a temporary file beside the target, flushed to disk, then renamed over it."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from mapapp.errors import ExportError

# What the system says in English, in a planner's words.
_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘满了",
    errno.ENOENT: "没有这个位置",
    errno.EEXIST: "已有同名文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "名称太长",
}


def reason_of(error: OSError) -> str:
    """Return why the system refused.

    >>> reason_of(OSError(errno.ENOSPC, "No space left on device"))
    '磁盘满了'
    """
    return _REASONS.get(error.errno or 0, error.strerror or "系统拒绝")


def refuse_suffix(fmt: str, path: Path, allowed: tuple[str, ...]) -> None:
    """Raise ExportError where a file's suffix would make programs take it for something else.

    A name without a suffix, or one that only looks like it (青浦2026.3, 青浦.2026版), is nobody's and stays.
    """
    suffix = path.suffix.lower()
    if suffix.isascii() and any(map(str.isalpha, suffix)) and suffix not in allowed:
        stem = Path(path.stem)
        better = stem.name if stem.suffix.lower() in allowed else f"{stem}{allowed[0]}"
        raise ExportError(
            f"{fmt} 的文件名要以 {'、'.join(allowed)} 结尾，{path.suffix[:20]} 会让程序认错；请写 --out {better}"
        )


def refuse_unwritable(path: Path, *, force: bool) -> None:
    """Raise ExportError where a file cannot go: nobody's work is overwritten by accident, no folder is made up.

    What is no ordinary file (a link, a device, a pipe) is never replaced, whatever `force` says.
    """
    try:
        if path.is_symlink():
            raise ExportError(f"{path} 是链接，不会覆盖它；请写它指向的文件，或换一个文件名")
        if path.is_dir():
            raise ExportError(f"{path} 是文件夹；请给出文件名")
        if path.exists() and not path.is_file():
            raise ExportError(f"{path} 是设备或管道，不是文件；请换一个文件名")
        if path.exists() and not force:
            raise ExportError(f"{path} 已存在；换一个文件名，或加 --force 覆盖")
        if not path.parent.is_dir():
            raise ExportError(f"{path.parent} 不存在；请先建好这个文件夹")
    except OSError as error:
        raise ExportError(f"{str(path)[:80]} 写不进去（{reason_of(error)}）；请换一个文件名") from error


def make_folder(folder: Path) -> None:
    """Make the folder, or say why not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder} 建不了（{reason_of(error)}）；请换一个文件夹") from error


def write_whole(path: Path, pieces: Iterable[bytes], *, force: bool) -> None:
    """Write pieces to a file; after a crash either the old or the new file is there, never a torn one.

    Raises ExportError when the file exists without `force`, or its folder is missing or not writable.
    """
    refuse_unwritable(path, force=force)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        with os.fdopen(handle, "wb") as stream:
            for piece in pieces:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes private files; a download should be readable like any other new file.
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
    except OSError as error:
        raise ExportError(f"{path} 写不进去（{reason_of(error)}）；请检查权限和剩余空间") from error
    finally:
        if temporary:
            with contextlib.suppress(FileNotFoundError):
                Path(temporary).unlink()
